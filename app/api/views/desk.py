"""What officers of a centre have on their desk: the requests, the folder of one, the texts kept ready."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from flask import url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.api.views.asking import page_asked, paged, word_asked
from app.api.views.blueprint import bp, day, moment, told
from app.api.views.callers import needs
from app.decisions import queries as decisions
from app.decisions.models import Request
from app.desk import queries
from app.desk.models import AnswerTemplate, Assignment, DeskNote, SectionOpinion
from app.desk.queries import Held
from app.desk.states import Pile, Whose
from app.kernel import clock
from app.kernel.i18n import lazy
from app.kernel.outbox import address_of
from app.kernel.paging import page_of
from app.kernel.policy import authorize
from app.people.states import Scope


@bp.get("/dongs/<int:number>/requests")
@needs(
    Scope.DESK,
    lazy("동주민센터가 받은 요청; 기한이 급한 것부터"),
    answer="desk",
    asked={"show": Pile, "whose": Whose, "page": None},
)
def read_desk(number: int) -> ResponseReturnValue:
    """What waits, the longest overdue first; or what was put off, or answered."""
    authorize("read", decisions.desk(number))
    pile, whose = word_asked("show", Pile, Pile.OPENED), word_asked("whose", Whose, Whose.EVERYBODY)
    wanted = queries.whose(queries.pile(pile, number), whose, number, current_user.id)
    page, counts = page_of(wanted, page_asked()), decisions.counts(number, clock.today())
    held = queries.held_by(page.items)
    return paged(page, lambda asked: _request(asked, held), counts=asdict(counts))


def _request(asked: Request, held: Mapping[int, Held]) -> dict[str, Any]:
    deadline = asked.deadline(clock.today())
    return {
        "number": asked.id,
        "page": address_of(url_for("decisions.request", request_id=asked.id)),
        "title": asked.title,
        "council": asked.council_id,
        "kind": asked.clock,
        "state": asked.state.value,
        "received_on": day(asked.received_on),
        "due_on": day(asked.due_on),
        "light": deadline.light.value if deadline else None,
        **_keeper(held.get(asked.id)),
        "is_again": asked.is_again,
        "has_draft": asked.is_open and asked.decision is not None,
    }


def _keeper(held: Held | None) -> dict[str, str | None]:
    person = held.keeper if held else None
    return {"section": held.section if held else None, "person": person.name if person else None}


@bp.get("/requests/<int:number>/desk")
@needs(Scope.DESK, lazy("맡은 사람, 메모, 다른 부서의 의견"), answer="folder")
def read_folder(number: int) -> ResponseReturnValue:
    """The folder of a request."""
    folder = queries.folder(number)
    authorize("read", folder)
    return told(
        {
            **_keeper(folder.held),
            "assignments": [_assignment(one) for one in folder.history],
            "opinions": [_opinion(one) for one in folder.opinions],
            "notes": [_note(one) for one in folder.notes],
        }
    )


def _assignment(one: Assignment) -> dict[str, Any]:
    person = one.user.name if one.user else None
    return {"section": one.section, "person": person, "by": one.by.name, "at": moment(one.at)}


def _opinion(one: SectionOpinion) -> dict[str, Any]:
    return {
        "number": one.id,
        "section": one.section,
        "person": one.person,
        "question": one.question,
        "wanted_by": day(one.wanted_by),
        "answer": one.answer,
        "answered_by": one.answered_by,
        "answered_on": day(one.answered_on),
    }


def _note(note: DeskNote) -> dict[str, Any]:
    return {"author": note.author.name, "body": note.body, "written_at": moment(note.written_at)}


@bp.get("/dongs/<int:number>/answer-templates")
@needs(Scope.DESK, lazy("답변 틀"), answer="answer_templates")
def read_templates(number: int) -> ResponseReturnValue:
    """The texts that the centre keeps ready, by name."""
    authorize("read", decisions.desk(number))
    return told({"items": [_template(one) for one in queries.templates_of(number)]})


def _template(one: AnswerTemplate) -> dict[str, Any]:
    return {
        "number": one.id,
        "name": one.name,
        "answer": one.answer.value if one.answer else None,
        "summary": one.summary,
        "reason_code": one.reason_code.value if one.reason_code else None,
        "reason": one.reason,
        "ground": one.ground,
        "possible": one.possible,
    }
