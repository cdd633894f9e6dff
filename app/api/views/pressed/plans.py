"""What programs press of the plans of a dong: the assembly's side and the centre's."""

from typing import Any

from app.api.views.press import Press
from app.deeds.forms import PromisingForm
from app.kernel.i18n import lazy
from app.people.states import Scope
from app.plans import queries
from app.plans.forms import (
    AdoptionForm,
    CapForm,
    CommitmentForm,
    DatesForm,
    DraftForm,
    ItemForm,
    JudgementForm,
    SeenForm,
    SpendingForm,
    TakingBackForm,
    TermForm,
    WordForm,
)


def _version(plan_id: int) -> int:
    return queries.plan(plan_id).version


def _adoption(**given: Any) -> AdoptionForm:
    return AdoptionForm((), **given)


def _commitment(**given: Any) -> CommitmentForm:
    return CommitmentForm((), **given)


def _term(**given: Any) -> TermForm:
    return TermForm((), **given)


_HERE = Scope.PLANS
TABLE = (
    Press("plans.draft", _HERE, lazy("한 해의 자치계획 만들기"), DraftForm),
    Press("plans.cap", _HERE, lazy("자치계획의 한도 고치기"), CapForm),
    Press("plans.add_item", _HERE, lazy("자치계획에 사업 넣기"), ItemForm, is_new=True),
    Press("plans.edit_item", _HERE, lazy("자치계획의 사업 고치기"), ItemForm),
    Press("plans.remove_item", _HERE, lazy("자치계획에서 사업 빼기")),
    Press("plans.take_bought", _HERE, lazy("예산 투표에서 뽑힌 것을 사업으로 가져오기")),
    Press("plans.take_proposal", _HERE, lazy("제안을 사업으로 가져오기")),
    Press("plans.dates", _HERE, lazy("총회와 게시한 날짜 적기"), DatesForm),
    Press("plans.adopt", _HERE, lazy("자치계획을 무엇으로 의결했는지 적기"), AdoptionForm, blank=_adoption),
    Press("plans.take_back", _HERE, lazy("잘못 적은 의결 되돌리기"), TakingBackForm),
    Press("plans.send", _HERE, lazy("의결한 자치계획을 구에 보내기")),
    Press("plans.judge", _HERE, lazy("사업에 대한 구의 검토 결과 적기"), JudgementForm),
    Press("plans.finish_review", _HERE, lazy("구의 검토 마치기"), SeenForm, now=_version),
    Press("plans.say", _HERE, lazy("구가 다르게 본 사업에 주민자치회의 말 적기"), WordForm),
    Press("plans.finalise", _HERE, lazy("자치계획 확정하기"), SeenForm, now=_version),
    Press("plans.start", _HERE, lazy("자치계획의 사업 시작하기")),
    Press("plans.spend", _HERE, lazy("사업에 쓴 돈 적기"), SpendingForm),
    Press("plans.link_commitment", _HERE, lazy("사업과 하기로 한 일 잇기"), CommitmentForm, blank=_commitment),
    Press("plans.promise_item", _HERE, lazy("사업을 동주민센터가 하기로 한 일로 만들기"), PromisingForm),
    Press("plans.settle", _HERE, lazy("자치계획 정산하기"), SeenForm, now=_version),
    Press("plans.add_term", Scope.TERMS, lazy("구의 조례가 정한 계획의 기한 적기"), TermForm, blank=_term),
)
