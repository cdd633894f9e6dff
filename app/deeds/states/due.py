"""The day by which something was promised, as it stands on a day."""

from dataclasses import dataclass
from datetime import date

from app.decisions.states import SOON_DAYS, Light
from app.kernel.i18n import _, ngettext

REMIND_EVERY_DAYS = 7
AGAIN_WORKING_DAYS = 14  # that the centre has after residents said that it is not done


@dataclass(frozen=True)
class Due:
    """The promised day of what is not done yet, seen from a day."""

    do_by: date
    today: date

    @property
    def days_left(self) -> int:
        """Days of the calendar; negative once the day has passed."""
        return (self.do_by - self.today).days

    @property
    def is_late(self) -> bool:
        """Whether the day has passed."""
        return self.days_left < 0

    @property
    def light(self) -> Light:
        """The traffic light, which is also a word."""
        if self.days_left < 0:
            return Light.OVERDUE
        if self.days_left == 0:
            return Light.TODAY
        return Light.SOON if self.days_left <= SOON_DAYS else Light.AMPLE

    def __str__(self) -> str:
        """What the light means, plainly."""
        days = abs(self.days_left)
        if self.days_left < 0:
            return ngettext(
                "하기로 한 날이 %(num)d일 지났습니다. 아직 했다는 소식이 없습니다.",
                "하기로 한 날이 %(num)d일 지났습니다. 아직 했다는 소식이 없습니다.",
                days,
            )
        if self.days_left == 0:
            return _("오늘까지 하기로 했습니다.")
        return ngettext("하기로 한 날까지 %(num)d일 남았습니다.", "하기로 한 날까지 %(num)d일 남았습니다.", days)
