"""A question from its draft to its end."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from app.councils.models import Council
from app.kernel.db import kept_once, session
from app.kernel.errors import Conflict, Invalid
from app.kernel.events import record
from app.kernel.i18n import lazy
from app.opinions import queries
from app.opinions.models import Question
from app.opinions.service.writing import add_seeds
from app.opinions.states import Moderation
from app.people.models import User


@dataclass(frozen=True)
class Asked:
    """What a question says and how it is held."""

    title: str
    background: str
    moderation: Moderation
    closes_at: datetime


def ask(
    council: Council, asked: Asked, *, seeds: Sequence[str], by: User, at: datetime, once: str | None = None
) -> Question:
    """Keep a question with its first statements, for the facilitators alone. The same form sent twice keeps it once.

    Raises Invalid where it would close before it is opened.
    """
    _check_end(asked, at)
    new = Question(council=council, asked_by_id=by.id, drafted_at=at, once=once or None, **asdict(asked))
    kept, is_new = kept_once(new, lambda: queries.asked_once(by.id, once))
    if is_new:
        add_seeds(kept, seeds, at=at)
    return kept


def edit(question: Question, asked: Asked, *, at: datetime) -> Question:
    """Put a question that was not opened yet in other words."""
    question.move("edit")
    _check_end(asked, at)
    for name, value in asdict(asked).items():
        setattr(question, name, value)
    session().flush()
    return question


def _check_end(asked: Asked, at: datetime) -> None:
    if asked.closes_at <= at:
        raise Invalid(lazy("마감하는 때가 이미 지났습니다. 앞으로 올 날을 골라 주세요."))


def open_question(question: Question, *, by: User, at: datetime) -> Question:
    """Let neighbours answer; a second press changes nothing. Raises Conflict where the end has passed already."""
    if question.is_open:
        return question
    question.move("open")
    if question.closes_at <= at:
        raise Conflict(lazy("마감하는 때가 이미 지났습니다. 마감을 고친 뒤에 열어 주세요."))
    question.opened_at = at
    record("question.opened", question, by=by, at=at)
    return question


def close(question_id: int, *, by: User | None, at: datetime) -> Question:
    """End it, so that all see what neighbours answered; `by` is None where its time has come. Twice changes nothing."""
    question = queries.locked_question(question_id)
    if question.is_closed:
        return question
    question.move("close")
    question.closed_at, question.participant_count = at, queries.participants(question.id)
    record("question.closed", question, by=by, at=at)
    return question
