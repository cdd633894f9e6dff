"""The due date of an open request as a traffic light and in words."""

from dataclasses import dataclass
from datetime import date

from app.kernel.i18n import _, lazy, ngettext
from app.kernel.states import Labelled


class Light(Labelled):
    """How near the due date of an open request is."""

    OVERDUE = "overdue", lazy("기한 지남")
    STOPPED = "stopped", lazy("보완 기다림")
    TODAY = "today", lazy("오늘까지")
    SOON = "soon", lazy("3일 안")
    AMPLE = "ample", lazy("여유 있음")


SOON_DAYS = 3


@dataclass(frozen=True)
class Deadline:
    """The due date of a request that is still open, seen from a day; None while its clock stands.

    `work_left` is what is left in working days, or in hours of work where the period runs in hours.
    """

    due_on: date | None
    today: date
    work_left: int | None = None
    in_hours: bool = False

    @property
    def days_left(self) -> int:
        """Days of the calendar; negative once the date has passed."""
        return (self.due_on - self.today).days if self.due_on else 0

    @property
    def light(self) -> Light:
        """The traffic light, which is also a word."""
        if self.due_on is None:
            return Light.STOPPED
        if self.days_left < 0:
            return Light.OVERDUE
        if self.days_left == 0:
            return Light.TODAY
        return Light.SOON if self.days_left <= SOON_DAYS else Light.AMPLE

    @property
    def work(self) -> str:
        """What is left of the office's own time, "" where the day has passed or the clock stands."""
        if self.work_left is None or self.light in (Light.STOPPED, Light.OVERDUE):
            return ""
        if not self.in_hours and self.light is Light.TODAY:
            return ""
        if self.in_hours:
            return ngettext("근무시간으로 %(num)d시간", "근무시간으로 %(num)d시간", self.work_left)
        return ngettext("일하는 날로 %(num)d일", "일하는 날로 %(num)d일", self.work_left)

    def __str__(self) -> str:
        """What the light means, plainly."""
        days = abs(self.days_left)
        if self.due_on is None:
            return _("보완을 기다리는 동안 답변 기한이 멈춰 있습니다.")
        if self.days_left < 0:
            return ngettext(
                "답변 기한이 지났습니다. %(num)d일째 답이 없습니다.",
                "답변 기한이 지났습니다. %(num)d일째 답이 없습니다.",
                days,
            )
        if self.days_left == 0:
            return _("오늘까지 답변해야 합니다.")
        return ngettext("답변 기한까지 %(num)d일 남았습니다.", "답변 기한까지 %(num)d일 남았습니다.", days)
