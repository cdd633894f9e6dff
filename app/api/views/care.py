"""What facilitators look after: comments that wait for a moderator, statements, minutes that are being written."""

from typing import Any

from flask import url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.api.views.asking import page_asked, paged
from app.api.views.blueprint import bp, day, moment, told
from app.api.views.callers import needs
from app.councils import queries as councils
from app.discussion import queries as discussion
from app.discussion.models import Case, Comment
from app.kernel.i18n import lazy
from app.kernel.outbox import address_of
from app.kernel.policy import authorize, can
from app.meetings import queries as meetings
from app.meetings.models import LineCorrection, MinutesDesk, MinutesLine
from app.opinions import queries as opinions
from app.opinions.models import Statement
from app.people.states import Scope


@bp.get("/councils/<int:number>/flagged-comments")
@needs(Scope.MODERATION, lazy("살펴볼 글; 먼저 끝낼 것부터"), answer="cases", asked={"page": None})
def read_flagged(number: int) -> ResponseReturnValue:
    """What waits for a moderator, what is due first on top; nobody is told who flagged."""
    authorize("moderate", Comment(council=councils.council(number)))
    return paged(discussion.queue(number, page_asked()), _case)


def _case(case: Case) -> dict[str, Any]:
    comment = case.comment
    return {
        "comment": comment.id,
        "page": address_of(url_for("discussion.show", comment_id=comment.id)),
        "kind": case.kind.value,
        "due_at": moment(case.due_at),
        "moderator": case.moderator.name if case.moderator else None,
        "stance": comment.stance.value,
        "body": comment.body if can(current_user, "read_words", comment) else None,
        "state": comment.state.value,
        "words": case.words,
        "flags": [flag.reason for flag in comment.flags],
    }


@bp.get("/questions/<int:number>/statements")
@needs(
    Scope.QUESTIONS,
    lazy("물음에 올라온 의견; 살펴볼 것부터"),
    answer="statements_looked_after",
    asked={"page": None},
)
def read_every_statement(number: int) -> ResponseReturnValue:
    """All statements of a question, what waits first; no counts, no writers."""
    authorize("moderate", opinions.question(number))
    return paged(opinions.looked_after(number, page_asked()), _statement)


def _statement(one: Statement) -> dict[str, Any]:
    return {
        "number": one.id,
        "text": one.text,
        "state": one.state.value,
        "is_seed": one.is_seed,
        "hidden_reason": one.hidden_reason,
        "fate": one.fate.value if one.fate else None,
        "fate_reason": one.fate_reason,
    }


@bp.get("/meetings/<int:number>/minutes")
@needs(Scope.MINUTES, lazy("회의록의 문장과 고침 제안; 공개하기 전에도"), answer="minutes")
def read_minutes(number: int) -> ResponseReturnValue:
    """The sentences with their numbers, for whoever may read them on the page."""
    meeting = meetings.meeting(number)
    authorize("read", meeting)
    desk = meetings.desk(meeting)
    authorize("read", desk)
    minutes, all_lines = desk.minutes, can(current_user, "history", desk)
    lines = [line for line in meetings.lines_of(number) if all_lines or not line.is_struck]
    return told(
        {
            "state": minutes.state.value if minutes else None,
            "corrections_until": moment(minutes.corrections_until if minutes else None),
            "publish_by": day(meeting.publish_by),
            "lines": [_line(one) for one in lines],
            "corrections": [_correction(one) for one in _corrections(desk)],
        }
    )


def _corrections(desk: MinutesDesk) -> list[LineCorrection]:
    """What the page shows of them: none once the minutes are sealed."""
    return [] if desk.is_sealed else list(meetings.corrections_of(desk.meeting.id))


def _line(line: MinutesLine) -> dict[str, Any]:
    return {
        "number": line.id,
        "item": line.item_id,
        "kind": line.kind.value,
        "text": line.text,
        "is_struck": line.is_struck,
    }


def _correction(one: LineCorrection) -> dict[str, Any]:
    return {
        "number": one.id,
        "line": one.line_id,
        "text": one.text,
        "reason": one.reason,
        "state": one.state.value,
        "answer": one.answer,
    }
