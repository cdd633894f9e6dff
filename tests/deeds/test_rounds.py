"""The worker asks two weeks and two months after a deed, closes rounds, and reopens what is not done: each once."""

from datetime import datetime, time, timedelta

import pytest

from app.deeds import queries
from app.deeds.jobs import close_checks, open_checks, remind_of_late_deeds
from app.deeds.states import CheckKind, CommitmentState, Mark, Step
from app.kernel import clock
from app.kernel.clock import SEOUL
from app.places.queries import working_days_after
from tests.conftest import rows
from tests.factories.deeds import (
    a_commitment,
    a_done_commitment,
    an_open_check,
    answered,
    closed,
    dropped,
    edited,
    told,
)

DONE_AT = datetime(2026, 4, 1, 15, tzinfo=SEOUL)


def morning(year, month, day):
    return datetime(year, month, day, 9, tzinfo=SEOUL)


@pytest.fixture
def spring(council, officer, leader, neighbours):
    """Done on the first of April 2026, a Wednesday."""
    return a_done_commitment(council, by=officer, leader=leader, came=neighbours, at=DONE_AT)


def kinds():
    return [row.kind for row in rows("deed_check")]


def test_two_weeks_later_in_the_morning_the_first_round_opens_once(spring):
    assert open_checks(morning(2026, 4, 15) - timedelta(seconds=1)) == 0
    assert open_checks(morning(2026, 4, 15)) == 1
    assert open_checks(morning(2026, 4, 15)) == 0
    assert open_checks(morning(2026, 4, 20)) == 0
    assert kinds() == ["two_weeks"]


def test_two_months_later_the_second_round_opens_on_a_working_day(spring):
    """2026-05-31, the last day of the two months, is a Sunday: 민법 제161조 moves it to Monday."""
    open_checks(morning(2026, 4, 15))
    assert open_checks(morning(2026, 5, 31)) == 0
    assert open_checks(morning(2026, 6, 1)) == 1
    assert kinds() == ["two_weeks", "two_months"]
    assert open_checks(morning(2027, 6, 1)) == 0


def test_a_worker_that_slept_asks_only_what_is_still_of_use(spring):
    assert open_checks(morning(2026, 7, 1)) == 1
    assert kinds() == ["two_months"]
    assert open_checks(morning(2026, 7, 2)) == 0


def test_nobody_is_asked_of_what_is_not_done(council, officer, commitment):
    dropped(a_commitment(council, by=officer), officer)
    assert open_checks(clock.now() + timedelta(days=200)) == 0


def test_rounds_close_after_fourteen_days_each_once(spring):
    open_checks(morning(2026, 4, 15))
    assert close_checks(morning(2026, 4, 29) - timedelta(seconds=1)) == 0
    assert close_checks(morning(2026, 4, 29)) == 1
    assert close_checks(morning(2026, 4, 30)) == 0
    assert [event.action for event in rows("event")].count("check.closed") == 1


def test_enough_who_find_it_no_better_reopen_it_with_fourteen_working_days(spring, client):
    open_checks(morning(2026, 4, 15))
    answered(queries.check(1), {Mark.BETTER: 4, Mark.SAME: 3, Mark.WORSE: 2})
    close_checks(morning(2026, 4, 29))
    again = queries.commitment(spring.id)
    assert again.state is CommitmentState.REOPENED
    assert again.do_by == working_days_after(morning(2026, 4, 28).date(), 14), "the first day counts"
    assert (again.done_at, again.ended_on) == (None, None)
    close_checks(morning(2026, 4, 30))
    assert [event.action for event in rows("event")].count("commitment.reopened") == 1
    assert "다시 하기로 함" in client.get(f"/commitments/{spring.id}").text


@pytest.mark.parametrize("answers", [{Mark.BETTER: 5, Mark.WORSE: 5}, {Mark.WORSE: 4}, {Mark.BETTER: 9}, {}])
def test_half_or_fewer_than_five_leave_it_done(spring, answers):
    open_checks(morning(2026, 4, 15))
    answered(queries.check(1), answers)
    close_checks(morning(2026, 4, 29))
    assert queries.commitment(spring.id).is_done


def test_what_is_done_again_is_asked_of_again(spring, officer):
    open_checks(morning(2026, 4, 15))
    answered(queries.check(1), {Mark.WORSE: 6})
    close_checks(morning(2026, 4, 29))
    told(spring, officer, Step.FINISH, at=morning(2026, 5, 6))
    assert open_checks(morning(2026, 5, 20)) == 1
    assert [(row.kind, row.turn) for row in rows("deed_check")] == [("two_weeks", 1), ("two_weeks", 2)]


def test_a_late_round_of_an_earlier_deed_reopens_nothing(spring, officer):
    first = an_open_check(spring, at=morning(2026, 4, 15))
    answered(first, {Mark.WORSE: 6})
    closed(first)
    told(spring, officer, Step.FINISH, at=morning(2026, 5, 6))
    old = an_open_check(queries.commitment(spring.id), CheckKind.TWO_MONTHS, turn=1, at=morning(2026, 6, 1))
    answered(old, {Mark.WORSE: 6})
    closed(old)
    assert queries.commitment(spring.id).is_done


def reminders():
    return [event.action for event in rows("event")].count("commitment.overdue")


def test_late_deeds_are_said_in_days_and_reminded_of_once_a_week(council, officer, client):
    late = a_commitment(council, by=officer, said={"do_by": clock.today() - timedelta(days=3)})
    assert "하기로 한 날이 3일 지났습니다" in client.get(f"/commitments/{late.id}").text
    now = datetime.combine(clock.today(), time(12), SEOUL)
    for hours in (0, 1, 24, 24 * 6):
        remind_of_late_deeds(now + timedelta(hours=hours))
    assert reminders() == 1
    for hours in (0, 1):
        remind_of_late_deeds(now + timedelta(days=7, hours=hours))
    assert reminders() == 2


def test_what_is_due_today_is_not_late(council, officer):
    a_commitment(council, by=officer, said={"do_by": clock.today()})
    assert remind_of_late_deeds(clock.now()) == 0


def test_a_new_day_and_an_end_stop_the_reminders(council, officer):
    yesterday = {"do_by": clock.today() - timedelta(days=1)}
    moved, stopped, done = (a_commitment(council, by=officer, said=yesterday) for _ in range(3))
    edited(moved, officer, do_by=clock.today() + timedelta(days=5))
    dropped(stopped, officer)
    told(done, officer, Step.FINISH)
    assert remind_of_late_deeds(clock.now()) == 0
    assert reminders() == 0
