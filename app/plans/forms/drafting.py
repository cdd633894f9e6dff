"""What a facilitator writes of a plan: its year, its cap and its items."""

from wtforms import HiddenField, IntegerField, RadioField
from wtforms.validators import Length, NumberRange, Optional

from app.deeds.forms.looking_after import SeenForm
from app.kernel import chance
from app.kernel.forms import AtMost, Form, Needed, PublicLine, PublicText, offered
from app.kernel.i18n import lazy
from app.plans.service import ItemWords
from app.plans.states import Runner
from app.proposals.forms import WonField

FIRST_YEAR, LAST_YEAR = 2013, 2199  # 주민자치회 시범 began in 2013
_COST_HINT = lazy("960만 원이면 9,600,000 또는 960만")
_YEAR = lazy("2027처럼 네 자리로 적어 주세요.")


class DraftForm(Form):
    """The year of a new plan, and how much there is if that is known."""

    year = IntegerField(lazy("몇 년의 계획인가요?"), [Needed(_YEAR), NumberRange(FIRST_YEAR, LAST_YEAR, _YEAR)])
    cap = WonField(
        lazy("쓸 수 있는 돈(한도)"),
        [Optional()],
        description=lazy("아직 모르면 비워 두세요. 예산 투표에서 가져옵니다."),
    )


class CapForm(SeenForm):
    """How much there is."""

    cap = WonField(lazy("쓸 수 있는 돈(한도)"), [Optional()], description=_COST_HINT)


class ItemForm(SeenForm):
    """One item."""

    once = HiddenField(default=chance.token, validators=[Length(max=40)])
    title = PublicLine(lazy("사업 이름"), [Needed(), AtMost(120)], description=lazy("보기: 어두운 골목 바닥등"))
    what = PublicText(lazy("무엇을 하나요?"), [AtMost(1000)])
    cost = WonField(lazy("사업비"), [Needed()], description=_COST_HINT)
    runner = RadioField(
        lazy("누가 하나요?"),
        [Needed(lazy("하나를 골라 주세요."))],
        choices=offered((runner.value, runner.label) for runner in Runner),
    )

    @property
    def words(self) -> ItemWords:
        """What was filled in."""
        return ItemWords(self.title.data or "", self.what.data or "", self.cost.data or 0, Runner(self.runner.data))
