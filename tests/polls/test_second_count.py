"""The second count at closing: a result is given only where another program finds the same."""

import sys
from dataclasses import replace
from datetime import timedelta

import pytest

from app.kernel import clock
from app.kernel.db import session, transaction
from app.kernel.events import Event
from app.notices.jobs import deliver_events
from app.people.service.accounts import make_operator
from app.polls import jobs, queries
from app.polls.methods import second
from app.polls.methods.second import Box
from app.polls.service import second_count
from app.polls.service.invariants import Breached
from app.polls.service.second_count import NoAnswer, counters_run_by
from app.polls.states import PollState
from app.records import jobs as records
from tests import factories
from tests.conftest import rows
from tests.factories import polls
from tests.polls import second_counters
from tests.polls.second_counters import (
    ALL,
    BOXES,
    CHOICE,
    Listening,
    an_ended_poll,
    installed,
    one_vote_too_many,
    silent,
    somebody_else,
)


@pytest.fixture(autouse=True)
def no_counter_is_left(app):
    yield
    second_count.install({})


def state_of(poll):
    session().expire_all()
    found = queries.poll(poll.id)
    return found.state, found.tally is not None


def told():
    session().expire_all()
    return [event.facts["breaches"] for event in session().query(Event) if event.action == "poll.breached"]


WITHHELD, GIVEN = (PollState.OPEN, False), (PollState.CLOSED, True)


@pytest.mark.parametrize("tie_rule", ["lot", "fail", "all"])
@pytest.mark.parametrize("name", BOXES)
def test_where_a_slow_count_agrees_the_result_is_given(app, name, tie_rule):
    given, ballots = BOXES[name]
    counter = installed(Listening())
    poll = an_ended_poll(ballots, factories.a_council(bylaws={"tie_rule": tie_rule}), **given)
    jobs.close_due_polls(clock.now())
    assert state_of(poll) == GIVEN
    assert [box.method for box in counter.told] == [poll.method], "asked once, before the box was held"
    assert records.reconcile(clock.now()) == 0


@pytest.mark.parametrize("counter", [one_vote_too_many, somebody_else, silent])
def test_where_it_finds_something_else_there_is_no_result_until_it_agrees(app, counter):
    poll = an_ended_poll([[1], [2], [2], [0]], **CHOICE)
    installed(counter)
    for _ in range(2):
        jobs.close_due_polls(clock.now())
    assert state_of(poll) == WITHHELD
    installed(Listening())
    jobs.close_due_polls(clock.now())
    assert state_of(poll) == GIVEN


def test_operator_and_centre_are_told_once_of_a_result_that_is_withheld(app):
    poll = an_ended_poll([[1], [2], [2]], **CHOICE)
    operator = factories.a_user(email="operator@example.org")
    officer = factories.an_officer(queries.poll(poll.id).council.dong)
    with transaction():
        make_operator(operator)
    installed(one_vote_too_many)
    jobs.close_due_polls(clock.now())
    assert [records.reconcile(clock.now() + timedelta(minutes=5 * turn)) for turn in range(3)] == [1, 1, 1]
    assert told() == [["(11) 따로 세는 프로그램이 센 결과가 다릅니다."]]
    deliver_events(clock.now())
    (breach_id,) = [event.id for event in session().query(Event) if event.action == "poll.breached"]
    assert {row.user_id for row in rows("notification") if row.event_id == breach_id} == {operator.id, officer.id}


def test_a_count_that_comes_to_its_senses_is_asked_anew_at_the_next_reconciliation(app):
    poll = an_ended_poll([[1], [2], [2]], **CHOICE)
    moods = [silent, silent, *[Listening()] * 3]
    installed(lambda box: moods.pop(0)(box))
    jobs.close_due_polls(clock.now())
    assert records.reconcile(clock.now()) == 1
    assert told() == [["(11) 따로 세는 프로그램이 답하지 않았습니다."]]
    jobs.close_due_polls(clock.now())
    assert state_of(poll) == WITHHELD, "the answer of a moment ago stands until it is asked again"
    assert records.reconcile(clock.now()) == 0
    jobs.close_due_polls(clock.now())
    assert state_of(poll) == GIVEN


def test_one_withheld_result_keeps_no_other_back(app):
    a_motion = an_ended_poll([[1], [2]])
    a_choice = an_ended_poll([[1], [2]], **CHOICE)
    second_count.install({"choose_one": one_vote_too_many})
    jobs.close_due_polls(clock.now())
    assert (state_of(a_motion), state_of(a_choice)) == (GIVEN, WITHHELD)


def test_it_is_told_how_many_ballots_have_which_marks_and_nothing_else(app):
    counter = installed(Listening())
    poll = an_ended_poll([[1], [3], [3], [0]], **CHOICE)
    jobs.close_due_polls(clock.now())
    assert state_of(poll) == GIVEN
    assert counter.told == [Box("choose_one", [1, 2, 3], [([], 1), ([1], 1), ([3], 2)], [1, 2, 3])]


def test_a_box_is_not_shown_to_it_before_it_has_ended(app):
    counter = installed(Listening())
    poll = polls.an_open_poll(factories.a_council(), voters=2, **CHOICE)
    jobs.close_due_polls(clock.now())
    assert records.reconcile(clock.now()) == 0
    assert (state_of(poll), counter.told) == (WITHHELD, [])


def test_a_box_in_breach_is_not_shown_to_it(app):
    counter = installed(Listening())
    poll = an_ended_poll([[1], [2]], **CHOICE)
    polls.tamper("DELETE FROM ballot WHERE marks = '[1]'", *ALL)
    jobs.close_due_polls(clock.now())
    assert records.reconcile(clock.now()) == 1
    assert (state_of(poll), counter.told) == (WITHHELD, [])
    assert [sentence[:3] for sentence in told()[0]] == ["(1)"]


def a_counted_pile(sheets):
    """A poll with paper whose batches are entered and whose sheet balances."""
    council = factories.a_council()
    voters = polls.voters_of(council, len(sheets))
    poll = polls.an_open_poll(council, takes_paper=True, **CHOICE)
    for voter in voters:
        polls.handed(poll, voter)
    polls.closed(poll)
    polls.a_batch(poll, *sheets)
    return poll


def test_paper_is_counted_a_second_time_with_the_rest_and_not_before_its_sheet_balances(app):
    counter = installed(Listening())
    poll = a_counted_pile([[1], [2], [2]])
    assert records.reconcile(clock.now()) == 0
    assert counter.told == []
    polls.reconciled(poll, printed=3)
    installed(somebody_else)
    with pytest.raises(Breached, match=r"\(11\)"):
        polls.counted(poll)
    assert state_of(poll) == (PollState.COUNTING, False)
    assert records.reconcile(clock.now()) == 1
    counter = installed(counter)
    polls.counted(poll)
    assert state_of(poll) == GIVEN
    assert [box.rows for box in counter.told] == [[([1], 1), ([2], 2)]]


def test_ballots_that_came_in_after_it_was_asked_are_counted_with_the_others(app):
    counter = installed(Listening())
    council = factories.a_council()
    early, late = polls.voters_of(council, 2)
    poll = polls.an_open_poll(council, **CHOICE)
    polls.cast(poll, early, [1])
    second_count.count_beforehand(poll.id)
    polls.cast(poll, late, [2])
    polls.closed(poll)
    assert [len(box.rows) for box in counter.told] == [1, 2]


def test_answers_are_not_kept_without_end(app):
    counter = installed(Listening())
    poll = an_ended_poll([[1]], **CHOICE)
    for number in range(150):
        polls.tamper(f"UPDATE ballot SET marks = '[{number % 3 + 1}]'", *ALL) if number < 3 else None
        second_count.count_beforehand(poll.id)
    assert len(counter.told) == 3


@pytest.mark.parametrize("python", ["/nowhere/bin/python", sys.executable])
def test_a_python_that_is_not_there_or_lacks_the_libraries_is_no_answer(app, python):
    poll = an_ended_poll([[1], [2]], **CHOICE)
    second_count.install(counters_run_by(python))
    jobs.close_due_polls(clock.now())
    assert state_of(poll) == WITHHELD
    with pytest.raises(NoAnswer):
        counters_run_by(python)["choose_one"](Box("choose_one", [1], [([1], 1)], [1]))


def test_without_one_set_up_nothing_is_counted_twice(app):
    assert counters_run_by("") == {}
    poll = an_ended_poll([[1], [2]], **CHOICE)
    jobs.close_due_polls(clock.now())
    assert state_of(poll) == GIVEN


def test_every_method_that_a_poll_can_have_has_a_second_count(app):
    assert set(second.COUNTS) == set(second_counters.HONEST) == set(counters_run_by("python"))


def test_of_a_budget_with_limits_only_the_figures_are_asked(app):
    installed(Listening())
    options = [replace(one, cost_won=100, only_one=word) for one, word in zip(polls.options(3), "가가나", strict=True)]
    limited = {"method": "budget_order", "votes_per_voter": 2, "budget_won": 300, "options": options, "caps": None}
    poll = an_ended_poll([[1, 2]] * 3 + [[1, 3]], **limited)
    jobs.close_due_polls(clock.now())
    assert state_of(poll) == GIVEN
    assert queries.poll(poll.id).tally.result["chosen"] == [1, 3], "no other program knows that 1 excludes 2"
    wrong = an_ended_poll([[1, 2]] * 3 + [[1, 3]], **limited)
    installed(one_vote_too_many)
    jobs.close_due_polls(clock.now())
    assert state_of(wrong) == WITHHELD
