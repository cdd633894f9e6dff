"""Polls at closing, counted a second time by the libraries themselves."""

import sys
from random import Random

import pytest

pytest.importorskip("pref_voting", reason="the second counters are not installed: make audit")
pytest.importorskip("pabutools", reason="the second counters are not installed: make audit")

from app.kernel import clock
from app.polls import jobs, queries
from app.polls.methods import METHODS, Weighted, second
from app.polls.methods.rules import Rules
from app.polls.methods.second import Box
from app.polls.service import second_count
from app.polls.service.counting import Count
from app.polls.service.second_count import agrees, counters_run_by
from app.polls.states import Verdict
from tests import factories
from tests.polls.second_counters import BOXES, an_ended_poll, installed

RANDOM = 400  # boxes of each method


@pytest.fixture(autouse=True)
def no_counter_is_left(app):
    yield
    second_count.install({})


@pytest.mark.parametrize("tie_rule", ["lot", "fail", "all"])
@pytest.mark.parametrize("name", BOXES)
def test_where_the_library_agrees_the_result_is_given(app, name, tie_rule):
    given, ballots = BOXES[name]
    installed(second.count)
    poll = an_ended_poll(ballots, factories.a_council(bylaws={"tie_rule": tie_rule}), **given)
    jobs.close_due_polls(clock.now())
    assert queries.poll(poll.id).is_counted


def test_the_program_is_run_in_a_process_of_its_own(app):
    given, ballots = BOXES["a circle of duels"]
    second_count.install(counters_run_by(sys.executable))
    poll = an_ended_poll(ballots, **given)
    jobs.close_due_polls(clock.now())
    assert queries.poll(poll.id).is_counted


def a_box(method, chance):
    """A box of a method, few ballots and many, with rules that fit it."""
    options = list(range(1, (3 if method.key == "motion" else chance.randint(2, 5)) + 1))
    costs = tuple((option, chance.randint(1, 9)) for option in options) if method.spends else ()
    most = method.most_votes(len(options))
    rules = Rules(
        votes_per_voter=1 if most == 1 else chance.randint(1, min(most, 6)),
        seats=chance.randint(1, len(options)) if method.has_seats else 1,
        tie_rule=chance.choice(("lot", "fail", "all") if method.may_take_all else ("lot", "fail")),
        budget_won=chance.randint(1, 25),
        costs=costs,
    )
    kinds = [ballot for ballot in (a_ballot(method, options, rules, chance) for _ in range(9)) if ballot is not None]
    kinds = kinds[: chance.randint(0, 9)]
    rows = [Weighted(marks, chance.choice((1, 1, 1, 2, 9))) for marks in sorted(set(kinds))]
    return options, rules, rows


def a_ballot(method, options, rules, chance):
    if method.is_numbered:
        highest = method.highest(len(options), rules)
        marks = [chance.randint(0, highest) for _ in options] if chance.random() < 0.9 else [0]
    else:
        marks = sorted(chance.sample(options, chance.randint(1, min(len(options), rules.votes_per_voter))))
    read = method.read(marks, options, rules)
    return read if isinstance(read, tuple) else None


@pytest.mark.parametrize("key", second.COUNTS)
def test_every_decision_about_a_random_box_is_agreed_to(key):
    method, tied = METHODS[key], 0
    for number in range(RANDOM):
        chance = Random(f"{key} {number}")
        options, rules, rows = a_box(method, chance)
        lot = chance.sample(options, len(options))
        tally = method.tally(rows, options, rules)
        before = rules.tie_rule == "lot" and not method.may_take_all
        decision = method.decide(tally, rules, lot if before else None)
        drawn = [option for option in lot if option in decision.tied]
        chosen = [*decision.chosen, *drawn[: decision.seats_left]]
        facts = {"votes": {str(option): votes for option, votes in tally.votes.items()}, "chosen": chosen}
        ours = Count(tally.cast, tally.valid, Verdict(decision.outcome.value), "", facts)
        box = Box(key, options, rows, lot, method.is_numbered, rules.seats, rules.costs, rules.budget_won)
        assert agrees(second.count(box), ours, rules), (box, rules, decision)
        tied += bool(decision.tied)
    assert (tied > 2) is (key != "motion"), "ties are what two programs differ about"


@pytest.mark.parametrize("key", second.COUNTS)
def test_what_comes_back_from_the_process_is_what_the_library_found(key):
    method = METHODS[key]
    options, rules, rows = a_box(method, Random(key))
    box = Box(key, options, rows, options, method.is_numbered, rules.seats, rules.costs, rules.budget_won)
    found, here = counters_run_by(sys.executable)[key](box), second.count(box)
    assert found.figures == here.figures
    assert (found.elected, list(found.equal)) == (here.elected and list(here.elected), list(here.equal))
