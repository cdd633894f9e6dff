"""Requests of days that are past."""

from datetime import date, datetime, time
from typing import Any

from app.councils.models import Council
from app.decisions import queries
from app.decisions.models import Request
from app.decisions.states import Answer, ReasonCode
from app.kernel import clock
from app.kernel.db import transaction
from app.people.models import User
from tests.factories import days
from tests.factories.decisions import a_request, an_answer

_WORDS: dict[Answer, dict[str, Any]] = {
    Answer.ACCEPTED: {"reason_code": ReasonCode.WILL_DO, "do_by": date(2099, 1, 1)},
    Answer.PARTLY: {"reason_code": ReasonCode.RUNNING_COST, "do_by": date(2099, 1, 1)},
    Answer.REJECTED: {},
    Answer.DEFERRED: {
        "reason_code": ReasonCode.UNDER_TRIAL,
        "waits_for": "구의회가 예산을 정합니다.",
        "next_on": date(2099, 1, 1),
    },
}


def a_past_request(council: Council, due_on: date | None, received_on: date | None = None) -> Request:
    """It was received a fortnight before it is due, unless another day is given."""
    number = a_request(council).id
    with transaction():
        held = queries.locked_request(number)
        held.received_on = received_on or (due_on or clock.today()) - days(14)
        held.due_on = due_on
    return queries.request(number)


def an_answered_one(
    council: Council, by: User, *, due_on: date, told_on: date, answer: Answer = Answer.REJECTED, **given: Any
) -> Request:
    """It was answered at noon of the day, or at the moment `told_at`."""
    told_at = given.pop("told_at", None) or datetime.combine(told_on, time(12), clock.SEOUL)
    request = a_past_request(council, due_on, **given)
    told = an_answer(request, by, answer=answer, **_WORDS[answer])
    with transaction() as current:
        current.get_one(type(told), told.id).published_at = told_at
    return request
