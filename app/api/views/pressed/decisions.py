"""What programs press of reports, requests and answers: the council's side, the centre's and the operator's."""

from types import SimpleNamespace
from typing import Any, cast

from app.api.views.press import Press
from app.decisions.forms import (
    AddingForm,
    AskingForm,
    ClosingForm,
    ConsentForm,
    CorrectionForm,
    ExtensionForm,
    KindForm,
    PassingForm,
    ProgressForm,
    RequestForm,
    SupplementForm,
    SupplyForm,
    SupportForm,
    ViewForm,
    WithdrawalForm,
)
from app.kernel.i18n import lazy
from app.people.states import Scope


def _request(**given: Any) -> RequestForm:
    return RequestForm({}, **given)


def _one_more(**given: Any) -> AddingForm:
    return AddingForm({}, **given)


def _extension(**given: Any) -> ExtensionForm:
    """Of a request whose kind allows all that a kind may allow."""
    asked = SimpleNamespace(kind=SimpleNamespace(survey_days=1))
    return ExtensionForm(cast("Any", asked), cast("Any", SimpleNamespace(was_surveyed=False)), **given)


def _passing(**given: Any) -> PassingForm:
    return PassingForm((), **given)


def _kind(**given: Any) -> KindForm:
    return KindForm((), **given)


_COUNCIL, _CENTRE = Scope.REQUESTS, Scope.ANSWERS
TABLE = (
    Press("decisions.compose", _COUNCIL, lazy("회의나 투표의 결과보고서 만들기")),
    Press("decisions.add", _COUNCIL, lazy("보고서에 요청 더하기"), AddingForm, blank=_one_more),
    Press("decisions.reword", _COUNCIL, lazy("보내기 전의 요청 고치기"), RequestForm, blank=_request),
    Press("decisions.remove", _COUNCIL, lazy("보내기 전의 보고서에서 요청 빼기")),
    Press("decisions.send", _COUNCIL, lazy("보고서를 동주민센터에 보내기")),
    Press("decisions.withdraw", _COUNCIL, lazy("보낸 요청 거두기"), WithdrawalForm),
    Press("decisions.supply", _COUNCIL, lazy("센터가 보완해 달라고 한 것에 답하기"), SupplyForm),
    Press("decisions.consent", _COUNCIL, lazy("두 번째 기한 연장에 동의하거나 동의하지 않기"), ConsentForm),
    Press("decisions.state_view", _COUNCIL, lazy("답변 곁에 골목회의의 의견 적기"), ViewForm),
    Press("decisions.ask_again", _COUNCIL, lazy("답변을 받은 요청을 다시 묻기"), AskingForm),
    Press("decisions.support_asking", _COUNCIL, lazy("이웃이 다시 묻는 일에 함께하기"), SupportForm),
    Press("decisions.propose_later", _COUNCIL, lazy("다시 물을 때가 지난 요청을 제안으로 이어 가기")),
    Press("decisions.extension", _CENTRE, lazy("답변 기한 늘리기"), ExtensionForm, blank=_extension),
    Press("decisions.supplement", _CENTRE, lazy("요청한 골목회의에 보완을 부탁하기"), SupplementForm),
    Press("decisions.transfer", _CENTRE, lazy("요청을 맡은 곳으로 이송하기"), PassingForm, blank=_passing),
    Press("decisions.progress", _CENTRE, lazy("요청이 어디까지 왔는지 알리기"), ProgressForm),
    Press("decisions.close", _CENTRE, lazy("두 번 답한 요청을 종결하기"), ClosingForm),
    Press("decisions.correct", _CENTRE, lazy("공개한 답변 바로잡기"), CorrectionForm),
    Press("decisions.add_kind", Scope.TERMS, lazy("요청의 종류 적기"), KindForm, blank=_kind),
    Press("decisions.end_kind", Scope.TERMS, lazy("요청의 종류를 오늘까지만 쓰기")),
)
