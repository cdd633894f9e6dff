"""Answers of the small world that are asked about again, read through, come too late, or never come."""

from datetime import timedelta
from typing import Any

from sqlalchemy import update

from app.councils.models import Council
from app.decisions import queries, service
from app.decisions.models import Decision, Request
from app.kernel import clock
from app.kernel.db import transaction
from tests import factories
from tests.factories import decisions
from tests.factories.answers import a_refused_request, asked_again
from tests.factories.decisions import an_answer, words


def keep_answers(world: Any, council: Council) -> None:
    """Each on a request of its own; D has written none of the first answers."""
    leader, first = world.users["F"], factories.an_officer(council.dong, name="앞선주무관")
    made = lambda words_: decisions.a_held_meeting(  # noqa: E731
        council, decisions.a_resolution(text=words_), leader=leader
    )
    refuse = lambda text: a_refused_request(council, officer=first, by=leader, source=made(text))  # noqa: E731
    world.keep("request refused", request_id=refuse("거절된 요청").id)
    world.keep("request late", request_id=_late(refuse("늦은 요청")).id)
    gathering = refuse("모으는 요청")
    asking = asked_again(gathering, factories.a_member(council, name="먼저 물은 이웃"))
    world.keep("request gathering", request_id=gathering.id, asking_id=asking.id)
    again = asked_again(refuse("다시 물은 요청"), leader)
    world.keep("request again", request_id=again.again_id, asking_id=again.id)
    second = asked_again(refuse("두 번 물을 요청"), leader).again_id
    an_answer(queries.request(second), factories.an_officer(council.dong, name="둘째주무관"))
    third = asked_again(queries.request(second), leader).again_id
    world.keep("request third", request_id=third)
    withdrawn = decisions.a_sent_report(council, by=leader, source=made("거둔 요청")).requests[0].id
    with transaction():
        service.withdraw(queries.request(withdrawn), "이웃이 고쳤습니다.", by=leader, at=clock.now())
    world.keep("request withdrawn", request_id=withdrawn)
    _keep_reviews(world, council, first, made)


def _late(request: Request) -> Request:
    with transaction() as current:
        earlier = clock.now() - timedelta(days=20)
        current.execute(update(Decision).where(Decision.request_id == request.id).values(published_at=earlier))
    return queries.request(request.id)


def _keep_reviews(world: Any, council: Council, writer: Any, made: Any) -> None:
    """One of the officer's own and one of a colleague's."""
    for name, by in (("theirs", writer), ("mine", world.users["D"])):
        number = decisions.a_sent_report(council, by=world.users["F"], source=made(f"{name} 요청")).requests[0].id
        with transaction():
            review = service.ask_review(
                queries.request(number), words(reason="아직비밀 답변"), seen=0, by=by, at=clock.now()
            )
        world.keep(f"review {name}", review_id=review.id)
