"""What officers of a dong centre do: answer a request, tell how a promise goes on."""

from collections.abc import Callable
from typing import Any

from flask import url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.api.views.blueprint import bp
from app.api.views.callers import done, kept, matched, needs, sent, shown
from app.decisions import queries, service
from app.decisions.forms import AnswerForm, answer_form
from app.decisions.models import Decision, Request
from app.decisions.service import OVERTAKEN
from app.deeds import queries as deeds
from app.deeds import service as deeds_service
from app.deeds.forms import ProgressForm
from app.kernel import clock
from app.kernel.i18n import _, lazy
from app.kernel.policy import authorize
from app.people.states import Scope

_WORDS = ("answer", "reason_code", "reason", "ground", "possible", "passed_to", "do_by")
ANSWER = (*_WORDS, "section", "officer_name", "officer_phone", "publish")


def _form_of(asked: Request) -> Callable[..., AnswerForm]:
    """The form as the page makes it: the draft, or the officer's own section, name and phone."""
    post = queries.post_of(current_user.id, asked.desk_id)
    return lambda **given: answer_form(asked.decision, post, **given)


def _version(asked: Request) -> str:
    return str(asked.decision.version if asked.decision else 0)


@bp.get("/requests/<int:number>/answer")
@needs(Scope.ANSWERS, lazy("쓰다 만 답변 읽기"), blank=AnswerForm, members=ANSWER, is_conditional=True)
def read_answer(number: int) -> ResponseReturnValue:
    """The draft as the officers of the dong have it; the ETag stands for its version."""
    asked = queries.request(number)
    authorize("answer", asked)
    return shown(_form_of(asked), _version(asked))


@bp.post("/requests/<int:number>/answer")
@needs(
    Scope.ANSWERS,
    lazy("요청에 답하기; publish가 true이면 모두에게 공개"),
    blank=AnswerForm,
    members=ANSWER,
    is_conditional=True,
)
def answer(number: int) -> ResponseReturnValue:
    """Keep the answer as a draft, or publish it."""
    asked = queries.request(number)
    authorize("answer", asked)
    seen = int(matched(_version(asked), OVERTAKEN))
    form = sent(_form_of(asked))
    written = kept(form, lambda: _keep(asked, form, seen), OVERTAKEN)
    said = _("답변을 임시로 저장했습니다. 아직 담당자에게만 보입니다.")
    if form.publish.data:
        said = _("답변을 공개했습니다. 이 일에 함께한 모두에게 알림을 보냅니다.")
    return done(number, url_for("decisions.request", request_id=number), said, status=200, tag=str(written.version))


def _keep(asked: Request, form: Any, seen: int) -> Decision:
    if form.publish.data:
        return service.publish(asked, form.words, seen=seen, by=current_user, at=clock.now())
    return service.write(asked, form.words, seen=seen, by=current_user)


@bp.post("/commitments/<int:number>/progress")
@needs(
    Scope.COMMITMENTS,
    lazy("이행 약속이 어디까지 왔는지 알리기"),
    blank=ProgressForm,
    members=("text", "step"),
    is_repeatable=True,
    status=201,
)
def progress(number: int) -> ResponseReturnValue:
    """Tell how it goes on: words, that it has begun, that it is done."""
    commitment = deeds.commitment(number)
    authorize("look_after", commitment)
    form, by, at = sent(ProgressForm), current_user, clock.now()

    def tell() -> bool:
        deeds_service.tell(commitment, form.told, once=form.once.data, by=by, at=at)
        return True

    kept(form, tell)
    return done(number, url_for("deeds.show", commitment_id=number), _("알렸습니다. 모두가 이 쪽에서 봅니다."))
