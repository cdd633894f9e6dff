"""What neighbours answered, statement by statement, once the question is closed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.kernel.db import session
from app.kernel.i18n import lazy
from app.kernel.states import Labelled
from app.opinions.maths import divisiveness, wilson
from app.opinions.models import TO_TELL, Question, Statement
from app.opinions.states import StatementState


class Order(Labelled):
    """How the statements of a result are ordered."""

    AGREED = "agreed", lazy("많이 동의한 것부터")
    DIVIDED = "divided", lazy("생각이 갈린 것부터")
    ANSWERED = "answered", lazy("많이 답한 것부터")


@dataclass(frozen=True)
class Row:
    """One statement and what can be said of its answers. Shares are from 0 to 1."""

    statement: Statement

    @property
    def is_told(self) -> bool:
        """Whether enough have answered: with fewer, the split would tell of persons."""
        return self.statement.answer_count >= TO_TELL

    @property
    def agreeing(self) -> float:
        """The share of the answers that agree."""
        return self.statement.agree_count / self.statement.answer_count

    @property
    def disagreeing(self) -> float:
        """The share of the answers that disagree."""
        return self.statement.disagree_count / self.statement.answer_count

    @property
    def interval(self) -> tuple[float, float]:
        """Between which shares the agreement lies, were the answers drawn from many."""
        return wilson(self.statement.agree_count, self.statement.answer_count)

    @property
    def divided(self) -> float:
        """0 where nobody contradicts, 1 where one half agrees and the other half disagrees."""
        one = self.statement
        return divisiveness(one.agree_count, one.disagree_count, one.answer_count)

    @property
    def all_agree(self) -> bool:
        """Whether more than half agree, even at the low end of the interval."""
        return self.is_told and self.interval[0] > 0.5

    @property
    def all_disagree(self) -> bool:
        """Whether more than half disagree, even at the low end of the interval."""
        return self.is_told and wilson(self.statement.disagree_count, self.statement.answer_count)[0] > 0.5


@dataclass(frozen=True)
class Result:
    """The statements of a closed question: what most share, all in the wished order, and what is not told."""

    rows: Sequence[Row]
    untold: Sequence[Row]

    @property
    def agreed_by_most(self) -> list[Row]:
        """What more than half agree with, surely."""
        return sorted((row for row in self.rows if row.all_agree), key=lambda row: -row.interval[0])

    @property
    def refused_by_most(self) -> list[Row]:
        """What more than half disagree with, surely."""
        return sorted((row for row in self.rows if row.all_disagree), key=lambda row: row.agreeing)


_KEYS: dict[Order, Callable[[Row], float]] = {
    Order.AGREED: lambda row: row.interval[0],
    Order.DIVIDED: lambda row: row.divided,
    Order.ANSWERED: lambda row: row.statement.answer_count,
}


def result(question: Question, order: Order = Order.AGREED) -> Result:
    """The shown statements with their counts and what became of them, in one statement."""
    shown = select(Statement).where(Statement.question_id == question.id, Statement.state == StatementState.SHOWN)
    loaded = shown.options(joinedload(Statement.question).joinedload(Question.council), joinedload(Statement.proposal))
    rows = [Row(statement) for statement in session().scalars(loaded.order_by(Statement.id))]
    told = sorted((row for row in rows if row.is_told), key=_KEYS[order], reverse=True)
    return Result(told, [row for row in rows if not row.is_told])
