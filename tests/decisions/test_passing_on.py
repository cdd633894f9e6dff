"""Passing on: within eight hours of work, told to everybody, and the due date never leaves the page."""

from datetime import date, datetime

import pytest

from app.decisions import queries
from app.decisions.service import Elsewhere
from app.home.queries.dongs import desks
from app.kernel.clock import SEOUL
from app.kernel.db import session
from app.kernel.errors import Invalid
from app.notices import jobs
from tests.browsing import submit
from tests.conftest import rows
from tests.factories import a_council, a_dong, an_officer
from tests.factories.decisions import a_request, an_answer
from tests.factories.steps import a_transfer

OUTSIDE = Elsewhere("동작구청 교통행정과", "02-000-0009")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SEOUL)


RECEIVED = at("2026-11-27 15:00")  # a Friday: eight hours of work end on Monday at three


@pytest.fixture
def council(app):
    return a_council()


@pytest.fixture
def officer(council):
    return an_officer(council.dong, name="김담당")


@pytest.mark.parametrize(("moment", "is_late"), [("2026-11-30 15:00", False), ("2026-11-30 15:01", True)])
def test_what_is_passed_on_after_eight_hours_of_work_is_said_to_be_late(council, officer, client, moment, is_late):
    """민원처리법 시행령 §13 ③."""
    request = a_request(council, at=RECEIVED)
    step = a_transfer(request.id, OUTSIDE, officer, at(moment))
    assert step.is_late is is_late
    assert ("8근무시간을 넘겨" in client.get(f"/requests/{request.id}").text) is is_late


def test_another_dong_has_it_with_the_date_it_had(council, officer, sign_in, client):
    request, other = a_request(council), a_dong()
    receiver = an_officer(other, name="박담당")
    due_on = request.due_on
    a_transfer(request.id, other, officer)
    moved = queries.request(request.id)
    assert (moved.desk_id, moved.due_on) == (other.id, due_on)
    assert [desk.requests for desk in desks([other.id, council.dong_id], due_on)] in ([1, 0], [0, 1])
    assert next(desk.requests for desk in desks([other.id], due_on)) == 1
    assert moved.title in sign_in(receiver).get(f"/dongs/{other.id}/requests").text
    assert "기다리는 요청이 없습니다" in sign_in(officer).get(f"/dongs/{council.dong_id}/requests").text
    assert other.centre_name in client.get(f"/requests/{request.id}").text
    assert sign_in(officer).get(f"/requests/{request.id}/answer").status_code == 403
    an_answer(queries.request(request.id), receiver)
    assert queries.request(request.id).is_answered


def test_the_chain_is_tracked_and_each_desk_has_its_eight_hours(council, officer, client):
    request, other = a_request(council, at=RECEIVED), a_dong()
    receiver = an_officer(other)
    a_transfer(request.id, other, officer, at("2026-11-30 10:00"))
    back = a_transfer(request.id, council.dong, receiver, at("2026-12-01 10:00"))
    assert back.is_late is False
    steps = queries.course(request.id).steps
    assert [step.to_dong.id for step in steps] == [other.id, council.dong_id]
    shown = client.get(f"/requests/{request.id}").text
    assert shown.index(f"맡은 곳: {other.centre_name}") < shown.rindex(f"맡은 곳: {council.dong.centre_name}")


def test_an_office_outside_is_told_by_name_and_phone_and_the_desk_still_owes_the_answer(council, officer, client):
    request = a_request(council)
    a_transfer(request.id, OUTSIDE, officer)
    shown = client.get(f"/requests/{request.id}").text
    assert all(words in shown for words in ("동작구청 교통행정과", "02-000-0009", "끝까지 챙깁니다"))
    assert queries.request(request.id).desk_id == council.dong_id
    assert queries.counts(council.dong_id, date(2026, 11, 27)).opened == 1


def test_a_request_is_not_passed_on_to_the_desk_that_has_it(council, officer):
    request = a_request(council)
    with pytest.raises(Invalid, match="이미 그 동에"):
        a_transfer(request.id, council.dong, officer)


def test_an_office_outside_needs_a_name_and_a_phone(council, officer, sign_in):
    request = a_request(council)
    path = f"/requests/{request.id}/transfer"
    page = submit(sign_in(officer), path, to="0", words="교통과의 일입니다.", is_sure="y")
    assert page.status_code == 422
    assert page.text.count("이웃이 물어볼 수 있어야 합니다") >= 2


def test_the_officers_who_receive_it_are_told(council, officer):
    request, other = a_request(council), a_dong()
    receiver = an_officer(other)
    a_transfer(request.id, other, officer)
    while jobs.deliver_events(at("2026-12-01 10:00")):
        pass
    session().expire_all()
    told = {line.user_id for line in rows("notification") if line.action == "request.passed_on"}
    assert receiver.id in told
    assert officer.id not in told
