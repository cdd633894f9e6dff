"""The questions of the small world, and statements in each state."""

from typing import Any

from app.councils.models import Council
from app.kernel import clock
from app.kernel.db import transaction
from app.opinions import queries, service
from app.opinions.states import QuestionState
from tests.factories import opinions

SECRET = "아직비밀"  # as in tests/access/world.py, which asks for these


def keep_questions(world: Any, council: Council) -> None:
    """A draft, an open question with statements in each state, and a closed one with a shared statement."""
    by, author = world.users["F"], world.users["A"]
    draft = opinions.a_question(
        council, by=by, state=QuestionState.DRAFT, title=f"{SECRET} 물음", seeds=[f"{SECRET} 씨앗"]
    )
    world.keep("question draft", question_id=draft.id)
    world.keep("statement draft", statement_id=opinions.statements(draft)[0].id)
    asked = opinions.a_question(council, by=by, title="열린 물음")
    world.keep("question open", question_id=asked.id)
    world.keep("statement shown", statement_id=opinions.a_statement(asked, author, "글쓴 주민의 의견").id)
    waiting = opinions.a_statement(asked, author, f"{SECRET} 살펴볼 의견", shown=False)
    world.keep("statement waiting", statement_id=waiting.id)
    hidden = opinions.a_statement(asked, author, f"{SECRET} 가려진 의견")
    with transaction():
        service.hide(queries.statement(hidden.id), reason="이웃의 이름이 있습니다", by=by, at=clock.now())
    world.keep("statement hidden", statement_id=hidden.id)
    ended = opinions.a_question(council, by=by, title="닫힌 물음")
    shared = opinions.a_statement(ended, author, "모두가 동의한 의견")
    opinions.answer(shared, world.users["R"])
    opinions.answer(shared, world.users["O"])
    opinions.closed(ended)
    world.keep("question closed", question_id=ended.id)
    world.keep("statement shared", statement_id=shared.id)
