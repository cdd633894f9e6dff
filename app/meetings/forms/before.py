"""Forms of what is prepared before a meeting."""

from wtforms import TextAreaField

from app.kernel.forms import AtMost, Form, offered
from app.kernel.i18n import lazy
from app.meetings.forms.meetings import Checkboxes
from app.meetings.models import Booking
from app.meetings.states import Need


class BookingForm(Form):
    """What somebody who comes needs; only the facilitator and the dong centre see it."""

    needs = Checkboxes(lazy("도움이 필요하면 골라 주세요"), choices=offered((need.value, need.label) for need in Need))
    note = TextAreaField(lazy("그 밖에 필요한 것"), [AtMost(200)])

    @property
    def chosen(self) -> list[Need]:
        """What was ticked."""
        return [Need(word) for word in self.needs.data or ()]

    @classmethod
    def of(cls, booking: Booking | None) -> "BookingForm":
        """The form filled with what was said before."""
        return cls(needs=booking.needs, note=booking.needs_note) if booking else cls()
