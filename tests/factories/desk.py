"""Requests that somebody has, notes, opinions and texts kept ready."""

from datetime import timedelta
from typing import Any

from app.decisions import queries as decisions
from app.decisions.models import Request
from app.decisions.states import Answer, ReasonCode
from app.desk import queries, service
from app.desk.models import AnswerTemplate, DeskNote, SectionOpinion
from app.desk.service import TemplateWords
from app.kernel import clock
from app.kernel.db import session, transaction
from app.people.models import Post, User
from app.people.service.posts import dismiss
from app.places.models import Dong
from tests.factories.decisions import words

NOTE = "구청 교통행정과와 통화함"


def given_to(request: Request, person: User | None, *, by: User, section: str = "") -> None:
    """The request is with the person now, in the section of the person's post."""
    asked = decisions.request(request.id)
    where = section or next(post.section for post in queries.candidates(asked.desk_id) if post.user_id == person.id)
    with transaction():
        service.assign(asked, where, person, seen=queries.turn(asked.id), by=by, at=clock.now())


def without_post(person: User) -> None:
    """The person serves nowhere any more."""
    with transaction():
        for post in session().query(Post).filter_by(user_id=person.id):
            dismiss(post)


def a_note(request: Request, by: User, body: str = NOTE) -> DeskNote:
    with transaction():
        return service.note(request, body, by=by, at=clock.now())


def an_opinion(request: Request, by: User, *, answer: str = "", **given: Any) -> SectionOpinion:
    """A section was asked; `answer=` came back today."""
    values = {"section": "구청 교통행정과", "person": "이주임", "question": "주차면을 줄일 수 있습니까?", **given}
    until = values.pop("wanted_by", clock.today() + timedelta(days=3))
    with transaction():
        asked = service.ask_section(request, *values.values(), until, by=by, at=clock.now())
    if answer:
        with transaction():
            at, seen = clock.now(), asked.version
            service.enter_opinion(asked, answer, "이주임", clock.today(), seen=seen, by=by, at=at)
    return asked


def a_template(dong: Dong, by: User, **given: Any) -> AnswerTemplate:
    """A text kept ready for what is not in the budget; its reason names the request."""
    values: dict[str, Any] = {
        "name": "예산이 없을 때",
        "answer": Answer.REJECTED,
        "summary": "올해는 예산이 없어 하지 못합니다.",
        "reason_code": ReasonCode.NO_BUDGET,
        "reason": "‘{요청}’에 쓸 예산이 올해는 없습니다.",
        "ground": "2026년 자치구 예산서",
        "possible": "",
    }
    with transaction():
        return service.keep_template(dong, TemplateWords(**{**values, **given}), by=by, at=clock.now())


def together(requests: list[Request], by: User, **given: Any) -> list[int]:
    """One answer to all of them."""
    dong_id = given.pop("dong_id", None) or decisions.request(requests[0].id).desk_id
    seen = given.pop("seen", None) or {one.id: 0 for one in requests}
    with transaction():
        return service.answer_together(seen, words(**given), dong_id=dong_id, by=by, at=clock.now())
