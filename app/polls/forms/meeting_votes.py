"""Putting an item of a meeting to a secret vote."""

from wtforms import SelectField
from wtforms.validators import Optional

from app.kernel.forms import AtMost, Needed, PublicLine, offered
from app.kernel.i18n import lazy
from app.meetings.forms import OnceForm
from app.polls.service.meeting_votes import LONGEST_QUESTION

MINUTES = (3, 5, 10, 15)


class SecretVoteForm(OnceForm):
    """What is decided in secret, and how long the box is open."""

    text = PublicLine(lazy("정할 것"), [Needed(), AtMost(LONGEST_QUESTION)])
    minutes = SelectField(lazy("몇 분 동안 받나요?"), [Optional()], coerce=int, default=5)

    def __init__(self, **kwargs: object) -> None:
        """The minutes are the meeting's to choose among a few."""
        super().__init__(**kwargs)
        self.minutes.choices = offered((count, lazy("%(count)d분", count=count)) for count in MINUTES)
