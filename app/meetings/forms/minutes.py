"""Forms of the minutes: a sentence, a correction to it, and what is added after the sealing."""

from collections.abc import Sequence
from typing import Any

from wtforms import IntegerField, SelectField
from wtforms.widgets import HiddenInput

from app.kernel.forms import AtMost, Form, Needed, PublicText, offered
from app.kernel.i18n import lazy
from app.meetings.forms.meetings import OnceForm
from app.meetings.models import MinutesLine

LONGEST = 1200  # the longest dissent with the words before it


class Seen(IntegerField):
    """The version of a sentence that was on the page; what is no number was never on it."""

    widget = HiddenInput()

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take digits, and 0 for anything else."""
        given = str(valuelist[0]) if valuelist else ""
        self.data = int(given) if given.isascii() and given.isdigit() and len(given) < 10 else 0

    def _value(self) -> str:
        """The version that the page shows now, not the one that was sent."""
        return str(self.data or 0)


class SeenForm(Form):
    """A deed on a sentence as it was seen."""

    seen = Seen(default=0)


class LineForm(SeenForm):
    """What a sentence says."""

    text = PublicText(lazy("문장"), [Needed(), AtMost(LONGEST)])

    @classmethod
    def of(cls, line: MinutesLine) -> "LineForm":
        """The form filled with a sentence."""
        return cls(text=line.text, seen=line.version)


class NewLineForm(OnceForm):
    """A sentence more, and where it stands."""

    after = SelectField(lazy("어느 문장 뒤에"), coerce=int)
    text = PublicText(lazy("문장"), [Needed(), AtMost(LONGEST)])

    def offer(self, lines: Sequence[tuple[int, str]]) -> None:
        """Let it stand behind one of these, given as (id, words)."""
        self.after.choices = offered(lines)


class CorrectionForm(OnceForm):
    """Other words for a sentence, and why."""

    text = PublicText(lazy("이렇게 고쳤으면 합니다"), [Needed(), AtMost(LONGEST)])
    reason = PublicText(lazy("까닭"), [Needed(), AtMost(300)])


class WhyNotForm(Form):
    """Why a sentence stays as it is."""

    reason = PublicText(lazy("그대로 두는 까닭"), [Needed(), AtMost(300)])


class AddendumForm(OnceForm):
    """What is put right after the sealing."""

    text = PublicText(lazy("덧붙일 말"), [Needed(), AtMost(LONGEST)])
