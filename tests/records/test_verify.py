"""verify.py: it takes what is right, finds every change, and agrees with the program on every rule."""

import json
import random
from dataclasses import replace

import pytest

from app.kernel import ledger
from app.polls.methods import METHODS
from app.polls.service import second_count
from tests import factories
from tests.factories import ballots, polls
from tests.fault.sizes import size
from tests.polls.second_counters import HONEST
from tests.records import mutations
from tests.records.records import cosigned_and_another, record_of, the_verifier

verify = the_verifier()
MUTATIONS = 1000


@pytest.fixture
def counted(app):
    return polls.a_counted_poll([[1], [2], [1]] * 8, factories.a_council(), choices=3)


def with_limits(chance, priced):
    """The options of a budget, some of them in groups and some that exclude each other, and what is spent on them."""
    words = [chance.choice(["", "", "가", "나"]) for _option in priced]
    words = [word if words.count(word) > 1 else "" for word in words]
    placed = [
        replace(one, group_name=chance.choice(["", "안전", "놀이"]), only_one=word)
        for one, word in zip(priced, words, strict=True)
    ]
    cheapest = {name: min((o.cost_won for o in placed if o.group_name == name), default=0) for name in ("안전", "놀이")}
    caps = {name: chance.randint(cost, cost + 3) for name, cost in cheapest.items() if cost and chance.random() < 0.7}
    return {"budget_won": chance.randint(8, 14), "stops": chance.random() < 0.3, "options": placed, "caps": caps}


def random_poll(chance):
    """A poll of any method under any bylaws, with ballots that often tie."""
    bylaws = {
        "tie_rule": chance.choice(["lot", "fail", "all"]),
        "quorum_basis": chance.choice(["none", "count", "roll", "population"]),
        "quorum_value": chance.choice([1, 5, 100, 3_000, 5_000]),
        "passing_basis": chance.choice(["valid", "cast", "roll"]),
        "passing_numerator": chance.choice([1, 2]),
        "passing_denominator": 3,
        "passing_strict": chance.random() < 0.5,
        "abstentions_counted": chance.random() < 0.5,
    }
    council = factories.a_council(bylaws=bylaws)
    method = chance.choice(sorted(METHODS))
    choices = 0 if method == "motion" else chance.randint(2, 5)
    votes = chance.randint(1, min(6, METHODS[method].most_votes(choices)))
    given, most = {"method": method, "votes_per_voter": votes}, 0
    if choices:
        given["seats"] = chance.randint(1, choices)
        given |= with_limits(chance, [replace(one, cost_won=chance.randint(1, 5)) for one in polls.options(choices)])
        given["most_per_option"] = most = chance.choice([None, chance.randint(1, votes)])
    many = chance.choice([0, 3, 6, 9, 21, 24, 31])
    cast = [ballots.at_random(chance, method, choices or 3, votes, most or 0) for _ballot in range(many)]
    return polls.a_counted_poll(cast, council, **given)


@pytest.fixture
def slow_counts():
    """At closing a second count of other code is asked, of the methods that have one: it withholds what differs."""
    second_count.install(HONEST)
    yield
    second_count.install({})


@pytest.mark.proof
@pytest.mark.parametrize("seed", range(size(80, 1000)))
def test_it_comes_to_the_same_result_as_the_program_and_a_slow_count(app, slow_counts, tried, seed):
    poll = random_poll(random.Random(seed))
    twice = second_count.is_counted_twice(poll)
    record = record_of(poll)
    seen = verify.Record(record).ballots is not None
    tried("counts", told_of(twice, seen))
    assert verify.faults(record) == []


def told_of(twice, seen):
    """Who counted a poll alike, and what verify.py counts from where the marks are not told."""
    others = "the program, a slow count" if twice else "the program"
    return f"random polls counted alike by {others} and verify.py from the {'marks' if seen else 'votes'}"


def test_a_record_with_an_honest_chain_of_several_polls_is_right(app):
    council = factories.a_council()
    for _ in range(3):
        record = record_of(polls.a_counted_poll([[1]] * 6, council))
    assert verify.faults(record) == []
    assert len(verify.Record(record).entries) == 6


def test_every_one_of_a_thousand_random_changes_is_found(app):
    record, other = cosigned_and_another()
    changed = mutations.unsigned(record, other, MUTATIONS)
    assert len([one for one in changed if verify.faults(one)]) == len(set(changed)) == MUTATIONS


def test_the_signature_of_the_whole_has_one_written_form(counted):
    *before, end = record_of(counted).splitlines(keepends=True)
    told = json.loads(end)
    told["signature"] = told["signature"].upper()
    assert verify.faults(b"".join(before) + ledger.canonical(told).encode() + b"\n")
