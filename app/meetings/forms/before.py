"""Forms of what is prepared before a meeting."""

from datetime import UTC, datetime
from typing import Any

from wtforms import DateField, SelectField, TextAreaField, TimeField
from wtforms.validators import ValidationError

from app.kernel import clock
from app.kernel.forms import AtMost, Form, Needed, PublicLine, offered
from app.kernel.i18n import _, lazy
from app.meetings.forms.meetings import NO_DAY, NO_TIME, Checkboxes, OnceForm
from app.meetings.models import Booking
from app.meetings.service.purposes import PURPOSES, Purpose
from app.meetings.states import Need
from app.proposals.forms import PhotoForm


class BookingForm(Form):
    """What somebody who comes needs; only the facilitator and the dong centre see it."""

    needs = Checkboxes(lazy("필요한 것을 골라 주세요"), choices=offered((need.value, need.label) for need in Need))
    note = TextAreaField(lazy("그 밖에 필요한 것"), [AtMost(200)])

    @property
    def chosen(self) -> list[Need]:
        """What was ticked."""
        return [Need(word) for word in self.needs.data or ()]

    @classmethod
    def of(cls, booking: Booking | None) -> "BookingForm":
        """The form filled with what was said before."""
        return cls(needs=booking.needs, note=booking.needs_note) if booking else cls()


class PostingForm(PhotoForm):
    """Where and when the paper notice was put up, with a photo of it."""

    place = PublicLine(lazy("붙인 곳"), [Needed(), AtMost(120)])
    day = DateField(lazy("붙인 날"), [Needed(NO_DAY)], default=clock.today)
    time = TimeField(lazy("붙인 시각"), [Needed(NO_TIME)], default=lambda: clock.seoul(clock.now()).time())

    def validate_time(self, field: Any) -> None:
        """What was put up was put up before now."""
        if self.day.data and not self.day.errors and field.data and self.posted_at > clock.now():
            raise ValidationError(_("아직 오지 않은 때입니다. 붙인 날짜와 시각을 다시 봐 주세요."))

    def validate_day(self, field: Any) -> None:
        """A year that a calendar on the wall could show."""
        if field.data is not None and field.data.year < 2000:
            raise ValidationError(NO_DAY)

    @property
    def posted_at(self) -> datetime:
        """The moment that was filled in; day and time are Seoul's."""
        assert self.day.data is not None
        assert self.time.data is not None
        return datetime.combine(self.day.data, self.time.data, clock.SEOUL).astimezone(UTC)


class UsualForm(OnceForm):
    """Which usual meeting it shall be."""

    purpose = SelectField(choices=offered((one.key, one.label) for one in PURPOSES.values()))

    @property
    def chosen(self) -> Purpose:
        """The meeting of a form that is right."""
        return PURPOSES[str(self.purpose.data)]


class InviteeForm(OnceForm):
    """One more who is affected."""

    who = PublicLine(lazy("누구"), [Needed(), AtMost(80)])
    why = PublicLine(lazy("왜"), [AtMost(120)])
