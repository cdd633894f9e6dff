"""What programs press of commitments, as officers and facilitators do."""

from app.api.views.press import Press
from app.deeds.forms import (
    CompletionForm,
    EndingForm,
    MilestoneForm,
    PaperForm,
    PromiseForm,
    ReopeningForm,
    TrialEndForm,
    TrialForm,
)
from app.deeds.models import DeedCheck
from app.deeds.states import CheckKind
from app.kernel.i18n import lazy
from app.people.states import Scope


def _paper(**given: object) -> PaperForm:
    return PaperForm(DeedCheck(kind=CheckKind.TWO_WEEKS, on_paper={}, version=0), **given)


_HERE = Scope.COMMITMENTS
TABLE = (
    Press("deeds.edit", _HERE, lazy("약속한 일과 날짜, 담당을 고치기"), PromiseForm),
    Press("deeds.end", _HERE, lazy("약속한 일을 하지 못하게 되었다고 까닭과 함께 적기"), EndingForm),
    Press("deeds.reopen", _HERE, lazy("그만둔 약속을 다시 하기로 하기"), ReopeningForm),
    Press("deeds.milestones", _HERE, lazy("약속의 단계 하나 더 적기"), MilestoneForm),
    Press("deeds.complete", _HERE, lazy("단계를 마쳤다고 적거나 되돌리기"), CompletionForm),
    Press("deeds.drop_milestone", _HERE, lazy("단계 지우기")),
    Press("deeds.trial", _HERE, lazy("시범의 기간과 물을 것을 적기"), TrialForm),
    Press("deeds.decide_trial", _HERE, lazy("시범을 어떻게 할지 정해서 적기"), TrialEndForm),
    Press("deeds.paper", _HERE, lazy("종이나 말로 받은 답의 수를 적기"), PaperForm, blank=_paper),
)
