"""Requests that were withdrawn, closed, put off, passed on or asked again: each counted once, and where it belongs."""

from datetime import datetime, time

import pytest

from app.boards import queries
from app.boards.states import Span
from app.decisions import service
from app.decisions.states import Answer, RequestState
from app.kernel import clock
from app.kernel.db import transaction
from tests.boards.made import a_past_request, an_answered_one
from tests.factories import a_council, a_dong, a_facilitator, an_officer, days
from tests.factories.answers import a_correction, a_refused_request, asked_again, days_pass
from tests.factories.decisions import words

KINDS = ("accepted", "partly", "deferred", "rejected", "passed-on")


def counts(dong_id: int, span: Span = Span.TWELVE_MONTHS) -> dict[str, int]:
    """The numbers of requests that are not nothing."""
    names = ("waited", "received", "answered", "due", "in-time", "overdue", "late", "waiting", *KINDS)
    found = queries.board(dong_id, span, clock.now()).counts
    return {name: found[name] for name in names if found[name]}


def test_what_was_withdrawn_was_received_and_nothing_else(app):
    council = a_council()
    request = a_past_request(council, clock.today() - days(2))
    assert counts(council.dong_id)["overdue"] == 1
    leader = a_facilitator(council)
    for _each in range(2):
        with transaction():
            service.withdraw(request, "이미 되었습니다.", by=leader, at=clock.now())
    assert counts(council.dong_id) == {"received": 1}


def test_what_was_closed_as_asked_before_was_received_and_nothing_else(app):
    council = a_council()
    request = a_past_request(council, clock.today() - days(2))
    with transaction() as current:
        held = current.get_one(type(request), request.id)
        held.state, held.ended_at = RequestState.CLOSED, clock.now()
    assert counts(council.dong_id) == {"received": 1}


def test_what_was_put_off_is_answered_once_and_waits_no_more(app):
    council = a_council()
    officer, day = an_officer(council.dong), clock.today() - days(1)
    an_answered_one(council, officer, due_on=day, told_on=day, answer=Answer.DEFERRED)
    wanted = dict.fromkeys(("waited", "received", "answered", "deferred", "due", "in-time"), 1)
    assert counts(council.dong_id) == wanted


def test_what_another_desk_has_is_counted_there_with_all_that_became_of_it(app):
    council, there = a_council(), a_dong()
    day = clock.today() - days(1)
    requests = [a_past_request(council, day), a_past_request(council, day)]
    requests.append(an_answered_one(council, an_officer(council.dong), due_on=day, told_on=day))
    with transaction() as current:
        for one in requests:
            current.get_one(type(one), one.id).dong_id = there.id
    assert counts(council.dong_id) == {}
    found = counts(there.id)
    assert (found["received"], found["overdue"], found["answered"], found["in-time"]) == (3, 2, 1, 1)


def test_a_dong_and_the_desk_that_it_passed_to_count_no_request_twice(app):
    here, there = a_council(), a_council()
    for _each in range(3):
        passed = a_past_request(here, clock.today() - days(1))
    a_past_request(there, clock.today() - days(1))
    with transaction() as current:
        current.get_one(type(passed), passed.id).dong_id = there.dong_id
    found = [counts(one.dong_id)["overdue"] for one in (here, there)]
    assert found == [2, 2]
    boards = queries.boards(None, Span.MONTH, clock.now())
    assert sum(one.counts["overdue"] for one in boards.values()) == 4


def test_an_answer_that_passes_on_is_an_answer_of_its_own_kind(app):
    council = a_council()
    officer, day = an_officer(council.dong), clock.today() - days(1)
    request = an_answered_one(council, officer, due_on=day, told_on=day)
    with transaction() as current:
        current.get_one(type(request.decision), request.decision.id).answer = Answer.PASSED_ON
    found = counts(council.dong_id)
    assert {key: found[key] for key in KINDS if key in found} == {"passed-on": 1}
    assert found["answered"] == 1


def test_a_request_asked_again_is_a_second_request_and_the_first_stays_answered(app):
    council = a_council()
    first = a_refused_request(council)
    asked_again(first, a_facilitator(council))
    found = counts(council.dong_id)
    assert (found["received"], found["answered"], found["waiting"], found["rejected"]) == (2, 1, 1, 1)
    assert found["waited"] == 2
    assert "overdue" not in found
    days_pass(60)
    late = counts(council.dong_id)
    assert (late["received"], late["answered"], late["overdue"], late["waiting"]) == (2, 1, 1, 1)


def test_an_answer_that_was_corrected_is_one_answer(app):
    council = a_council()
    officer, other = an_officer(council.dong), an_officer(council.dong)
    request = a_refused_request(council, officer=officer)
    before = counts(council.dong_id)
    for by in (officer, other):
        a_correction(request, by, found=f"{by.id}이 다시 찾아보았습니다.")
    assert counts(council.dong_id) == before
    assert before["answered"] == before["rejected"] == 1


def test_an_answer_that_is_only_written_is_none_yet(app):
    council = a_council()
    officer = an_officer(council.dong)
    request = a_past_request(council, clock.today() - days(1))
    from_before = counts(council.dong_id)
    with transaction():
        service.write(request, words(), seen=0, by=officer)
    assert counts(council.dong_id) == from_before
    assert from_before["overdue"] == 1


@pytest.mark.parametrize(
    ("requests", "korean", "english"),
    [
        (0, "동주민센터의 답을 기다린 요청이 없습니다", "Last three months:"),
        (1, "요청 1건 가운데 1건에 답했습니다", "1 of 1"),
        (12, "요청 12건 가운데 12건에 답했습니다", "12 of 12"),
    ],
)
def test_a_dong_tells_of_nothing_of_one_and_of_many_in_two_languages(app, client, requests, korean, english):
    council = a_council()
    officer, day = an_officer(council.dong), clock.today() - days(1)
    for _each in range(requests):
        an_answered_one(council, officer, due_on=day, told_on=day)
    path = f"/dongs/{council.dong_id}"
    assert korean in client.get(path).text
    client.set_cookie("language", "en")
    page = client.get(path).text
    assert english in page
    assert "가운데" not in page


def test_a_council_tells_of_its_dong_in_english_too(app, client):
    council = a_council()
    a_past_request(council, clock.today() - days(1))
    a_past_request(council, clock.today() + days(9))
    client.set_cookie("language", "en")
    page = client.get(f"/councils/{council.id}").text
    assert "Last three months: 0 of 2 requests were answered." in page
    assert "기한이 지났는데" not in page


def test_the_last_moment_of_a_day_in_seoul_is_in_time_on_either_database(app):
    council = a_council()
    officer, day = an_officer(council.dong), clock.today() - days(3)
    for told_at in (
        datetime.combine(day, time(23, 59, 59), clock.SEOUL),
        datetime.combine(day + days(1), time(0, 0, 0), clock.SEOUL),
        datetime.combine(day + days(1), time(8, 59, 59), clock.SEOUL),  # still the day before in UTC
    ):
        an_answered_one(council, officer, due_on=day, told_on=day, told_at=told_at)
    found = counts(council.dong_id)
    assert (found["in-time"], found["late"], found["due"]) == (1, 2, 3)
