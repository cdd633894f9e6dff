"""What is counted by hand for the reconciliation sheet, and a name looked up at the booth."""

from collections.abc import Mapping

from wtforms import StringField
from wtforms.validators import InputRequired, NumberRange

from app.kernel.forms import AtMost, Form, Needed, PublicText
from app.kernel.i18n import lazy
from app.polls.forms.fields import Whole
from app.polls.service.reconciliation import EXPLAINABLE

_NO_NUMBER = lazy("0이나 그보다 큰 수를 적어 주세요.")
_FIGURE = (InputRequired(_NO_NUMBER), NumberRange(0, 1_000_000, _NO_NUMBER))


class NameForm(Form):
    """Whom to look for on the roll."""

    name = StringField(lazy("이름"), [Needed(), AtMost(40)])


class ReconciliationForm(Form):
    """Sheets that were counted by hand, and a reason for each difference."""

    printed = Whole(lazy("인쇄한 종이"), _FIGURE)
    unused = Whole(lazy("쓰지 않고 남은 종이"), _FIGURE)
    spoilt = Whole(lazy("잘못 써서 돌려받고 새로 준 종이"), _FIGURE)
    reason_printed = PublicText(lazy("인쇄한 종이의 수가 맞지 않는 까닭"), [AtMost(300)])
    reason_box = PublicText(lazy("종이 투표함의 장수가 맞지 않는 까닭"), [AtMost(300)])

    @property
    def figures(self) -> Mapping[str, int]:
        """The typed figures; only of a form that was valid."""
        return {name: self[name].data for name in ("printed", "unused", "spoilt")}

    @property
    def reasons(self) -> Mapping[str, str]:
        """By what is compared."""
        return {name: self[f"reason_{name}"].data or "" for name in EXPLAINABLE}
