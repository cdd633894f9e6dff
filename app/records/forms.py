"""Forms of cosigning: whom to ask, a public key, a signature."""

from collections.abc import Sequence

from wtforms import HiddenField, SelectField, TextAreaField

from app.councils.models import Council
from app.kernel.forms import AtMost, Form, Needed, offered
from app.kernel.i18n import lazy

LONGEST = 1000  # a key or signature with the lines around it


class InvitationForm(Form):
    """Which neighbouring council to ask."""

    neighbour = SelectField(lazy("어느 골목회의에 부탁할까요?"), [Needed(lazy("골목회의를 골라 주세요."))])

    def offer(self, councils: Sequence[Council]) -> None:
        """Let one of these be chosen."""
        choices = [(str(one.id), f"{one.name} ({one.dong.name})") for one in councils]
        self.neighbour.choices = offered([("", lazy("골라 주세요")), *choices])


class KeyForm(Form):
    """The public half of a key that was made elsewhere."""

    key = TextAreaField(lazy("공개 열쇠"), [Needed(lazy("공개 열쇠를 붙여 주세요.")), AtMost(LONGEST)])


class SignatureForm(Form):
    """A signature of the entry that the page shows."""

    code = HiddenField()
    signature = TextAreaField(lazy("서명"), [Needed(lazy("서명을 붙여 주세요.")), AtMost(LONGEST)])
