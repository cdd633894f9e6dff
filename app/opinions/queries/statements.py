"""Reads of statements."""

from collections.abc import Sequence

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import joinedload

from app.kernel.db import session
from app.kernel.errors import NotFound
from app.kernel.paging import Page, page_of
from app.opinions.models import Question, Statement
from app.opinions.states import StatementState

PER_PAGE = 50
_ORDER = case({StatementState.WAITING: 0, StatementState.SHOWN: 1}, value=Statement.state, else_=2)


def statement(number: int) -> Statement:
    """One statement with its question and its council; raises NotFound."""
    return _one(number, locked=False)


def locked_statement(number: int) -> Statement:
    """As `statement`, as it is now, and nobody else changes it until the transaction ends."""
    return _one(number, locked=True)


def _one(number: int, *, locked: bool) -> Statement:
    wanted = select(Statement).where(Statement.id == number)
    wanted = wanted.options(joinedload(Statement.question).joinedload(Question.council), joinedload(Statement.proposal))
    if locked:
        wanted = wanted.with_for_update(of=Statement).execution_options(populate_existing=True)
    found = session().scalars(wanted).one_or_none()
    if found is None:
        raise NotFound
    return found


def statements_of(question_id: int) -> Sequence[Statement]:
    """Everything under the question in the order of writing."""
    return session().scalars(_under(question_id).order_by(Statement.id)).all()


def looked_after(question_id: int, number: int = 1) -> Page[Statement]:
    """One page for who looks after the question: what waits, then what is shown, then what is hidden."""
    return page_of(_under(question_id).order_by(_ORDER, Statement.id), number, PER_PAGE)


def _under(question_id: int) -> Select[Statement]:
    wanted = select(Statement).where(Statement.question_id == question_id)
    return wanted.options(joinedload(Statement.question).joinedload(Question.council), joinedload(Statement.proposal))


def waiting_count(question_id: int) -> int:
    """How many statements nobody has looked at."""
    waiting = (Statement.question_id == question_id, Statement.state == StatementState.WAITING)
    return session().execute(select(func.count()).where(*waiting)).scalar_one()


def written_by(question_id: int, user_id: int) -> Sequence[Statement]:
    """The person's own statements under the question, the oldest first, with what became of them."""
    own = select(Statement).where(Statement.question_id == question_id, Statement.author_id == user_id)
    return session().scalars(own.options(joinedload(Statement.proposal)).order_by(Statement.id)).all()


def written_count(question_id: int, user_id: int) -> int:
    """How many statements the person has written under the question."""
    own = (Statement.question_id == question_id, Statement.author_id == user_id)
    return session().execute(select(func.count()).where(*own)).scalar_one()


def written_once(author_id: int, once: str | None) -> Statement | None:
    """The statement that came from this form before."""
    same = select(Statement).where(Statement.author_id == author_id, Statement.once == once)
    return session().scalars(same).one_or_none() if once else None


def same_words(question_id: int, hashed: str) -> Statement | None:
    """The statement under the question that says the same."""
    same = select(Statement).where(Statement.question_id == question_id, Statement.words_hash == hashed)
    return session().scalars(same).one_or_none()
