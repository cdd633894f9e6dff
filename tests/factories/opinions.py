"""Questions, statements and answers to test with."""

from collections.abc import Mapping, Sequence
from typing import Any

from app.councils.models import Council
from app.kernel import clock
from app.kernel.db import session, transaction
from app.opinions import queries, service
from app.opinions.models import Question, Statement
from app.opinions.states import Moderation, QuestionState, Side
from app.people import queries as people
from app.people.models import User
from tests.factories import a_council, a_facilitator, a_member, in_days, next_number

SEEDS = ("골목이 밤에 너무 어둡다.", "차를 댈 곳이 더 필요하다.", "평상이 하나 더 있으면 좋겠다.")


def a_question(council: Council | None = None, *, seeds: Sequence[str] = SEEDS, **given: Any) -> Question:
    """An open question with its seeds; `state=` makes another."""
    council = council or a_council()
    by = given.pop("by", None) or a_facilitator(council)
    state = given.pop("state", QuestionState.OPEN)
    n, at = next_number(), clock.now()
    values = {"title": f"우리 골목에 무엇이 필요할까요? {n}", "background": "회의 전에 듣고 싶습니다."}
    values |= {"moderation": Moderation.BEFORE, "closes_at": in_days(7), **given}
    with transaction():
        made = service.ask(council, service.Asked(**values), seeds=seeds, by=by, at=at)
        if state is not QuestionState.DRAFT:
            service.open_question(made, by=by, at=at)
    if state is QuestionState.CLOSED:
        closed(made)
    return queries.question(made.id)


def closed(question: Question) -> Question:
    """The question, closed."""
    with transaction():
        service.close(question.id, by=None, at=clock.now())
    return as_it_is(question)


def as_it_is(question: Question) -> Question:
    """The question as the database has it now."""
    now = queries.question(question.id)
    session().refresh(now, ["state", "closed_at", "participant_count", "version"])
    return now


def statements(question: Question) -> list[Statement]:
    """What stands under the question, in the order of writing."""
    return list(queries.statements_of(question.id))


def a_statement(question: Question, author: User | None = None, text: str = "", *, shown: bool = True) -> Statement:
    """A neighbour's statement that was looked at; `shown=False` still waits."""
    author = author or a_member(question.council)
    text = text or f"이웃이 쓴 의견 {next_number()}"
    with transaction():
        made = service.write(queries.question(question.id), text, by=author, at=clock.now())
        if shown:
            service.show(made, by=people.user(question.asked_by_id), at=clock.now())
    return queries.statement(made.id)


def answered(statement: Statement, **sides: int) -> list[User]:
    """New members of the council who answered it: answered(one, agree=3, disagree=2)."""
    voices = []
    for side, count in sides.items():
        for _ in range(count):
            person = a_member(statement.council)
            answer(statement, person, Side(side.replace("pass_", "pass")))
            voices.append(person)
    return voices


def answer(statement: Statement, person: User, side: Side = Side.AGREE) -> bool:
    """The person's answer, as the page would keep it."""
    with transaction():
        return service.answer(statement.id, side, by=person, at=clock.now())


def counts(statement: Statement) -> Mapping[Side, int]:
    """What the statement says of its answers."""
    now = queries.statement(statement.id)
    session().refresh(now, ["agree_count", "disagree_count", "pass_count"])
    return {Side.AGREE: now.agree_count, Side.DISAGREE: now.disagree_count, Side.PASS: now.pass_count}
