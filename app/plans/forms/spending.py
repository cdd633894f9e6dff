"""What was spent, and which promise an item is linked to."""

from collections.abc import Sequence
from typing import Any

from wtforms import BooleanField, HiddenField, SelectField
from wtforms.validators import Length

from app.deeds.forms.looking_after import NO_DAY, DayField, SeenForm
from app.deeds.models import Commitment
from app.kernel import chance, clock
from app.kernel.forms import AtMost, Form, Needed, PublicLine, PublicText, offered
from app.kernel.i18n import lazy
from app.plans.service import Spent
from app.proposals.forms import WonField


class SpendingForm(Form):
    """One amount."""

    once = HiddenField(default=chance.token, validators=[Length(max=40)])
    spent_on = DayField(lazy("쓴 날"), [Needed(NO_DAY)], default=clock.today)
    amount = WonField(lazy("쓴 돈"), [Needed()])
    takes_back = BooleanField(lazy("앞에 잘못 적은 것을 되돌립니다"))
    words = PublicLine(
        lazy("무엇에 썼나요?"),
        [Needed(), AtMost(200)],
        description=lazy("보기: 바닥등 40개 구입. 사람 이름은 빼 주세요."),
    )
    why = PublicText(lazy("사업비보다 많이 쓰는 까닭"), [AtMost(500)])

    @property
    def spent(self) -> Spent:
        """What was filled in by a form that is right."""
        amount = (self.amount.data or 0) * (-1 if self.takes_back.data else 1)
        return Spent(self.spent_on.data or clock.today(), amount, self.words.data or "", self.why.data or "")


class CommitmentForm(SeenForm):
    """The promise that carries an item out; the empty choice unlinks it."""

    commitment = SelectField(lazy("동주민센터가 하기로 한 일"))

    def __init__(self, commitments: Sequence[Commitment], **given: Any) -> None:
        """`commitments` are what can be chosen."""
        super().__init__(**given)
        some = [(str(one.id), one.title) for one in commitments]
        self.commitment.choices = offered([("", lazy("잇지 않음")), *some])
        self._commitments = {str(one.id): one for one in commitments}

    @property
    def chosen(self) -> Commitment | None:
        """What was chosen."""
        return self._commitments.get(self.commitment.data or "")
