"""A request that was withdrawn or closed owes nothing: no reminder, no agenda, no number of overdue answers."""

from datetime import date, datetime

import pytest

from app.decisions import jobs, queries, service
from app.decisions.states import RequestState
from app.home.queries.dongs import desks
from app.kernel.clock import SEOUL
from app.kernel.db import session, transaction
from app.kernel.errors import Conflict
from app.meetings import service as meetings
from app.meetings.service.calling import Plan
from tests.factories import a_council, a_facilitator, an_officer
from tests.factories.decisions import a_request
from tests.factories.steps import a_supplement, an_extension, supplied

LATE = "2026-12-30 10:00"


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SEOUL)


@pytest.fixture
def council(app):
    return a_council()


@pytest.fixture
def leader(council):
    return a_facilitator(council)


@pytest.fixture
def officer(council):
    return an_officer(council.dong, name="김담당")


@pytest.fixture
def waiting(council, leader):
    """Received on Monday, 23 November, due on 10 December, with a meeting called for January."""
    with transaction():
        plan = Plan("정월 회의", at("2027-01-05 19:00"), "빌라 주차장", 60)
        made = meetings.convene(council, plan, proposals=[], by=leader, at=at("2026-12-01 10:00"))
        meetings.add_item(made, "가로등", once="first", by=leader, at=at("2026-12-01 10:00"))
    return a_request(council, at=at("2026-11-23 10:00"))


def ended(request, state, by):
    """Withdrawn, or closed as the third of its kind would be."""
    if state is RequestState.WITHDRAWN:
        with transaction():
            service.withdraw(queries.request(request.id), "이웃이 고쳤습니다.", by=by, at=at("2026-12-02 10:00"))
    else:
        with transaction():
            held = queries.locked_request(request.id)
            held.move("close")
            held.ended_at, held.ended_reason = at("2026-12-02 10:00"), "같은 내용입니다."
    session().expire_all()


def owed_now(council) -> tuple[int, int, int, int]:
    """Reminders sent, requests put on agendas, overdue answers at the desk and on the home page, on a late day."""
    moment, today = at(LATE), date(2026, 12, 30)
    sent, put = jobs.remind_of_answers(moment), jobs.put_on_agendas(moment)
    (desk,) = desks([council.dong_id], today)
    return sent, put, queries.overdue_count(council.dong_id, today), desk.requests


def test_a_request_without_an_answer_owes_all_of_it(council, waiting):
    sent, put, overdue, at_home = owed_now(council)
    assert sent > 0
    assert (put, overdue, at_home) == (1, 1, 1)


@pytest.mark.parametrize("state", [RequestState.WITHDRAWN, RequestState.CLOSED])
def test_what_has_ended_owes_nothing(council, waiting, leader, state):
    ended(waiting, state, leader)
    assert owed_now(council) == (0, 0, 0, 0)


def test_what_is_withdrawn_while_a_supplement_is_awaited_does_not_stand_still(
    council, waiting, leader, officer, client
):
    a_supplement(waiting.id, officer, at("2026-11-30 10:00"))
    ended(waiting, RequestState.WITHDRAWN, leader)
    request = queries.request(waiting.id)
    assert (request.is_stopped, request.deadline(date(2026, 12, 2))) == (False, None)
    page = client.get(f"/requests/{waiting.id}").text
    assert "이웃이 고쳤습니다." in page
    assert "센터가 보완을 기다립니다" not in page


@pytest.mark.parametrize("state", [RequestState.WITHDRAWN, RequestState.CLOSED])
def test_no_step_is_taken_on_what_has_ended(council, waiting, leader, officer, state):
    ended(waiting, state, leader)
    with pytest.raises(Conflict, match="거두었거나 종결한"):
        an_extension(waiting.id, officer, at("2026-12-03 10:00"))
    with pytest.raises(Conflict, match="거두었거나 종결한"):
        supplied(waiting.id, leader, at("2026-12-03 10:00"))
