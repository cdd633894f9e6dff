"""verify.py: it takes what is right, finds every change, and agrees with the program on every rule."""

import json
import random
from dataclasses import replace

import pytest

from app.kernel import ledger
from app.polls.methods import METHODS
from tests import factories
from tests.factories import ballots, cosigners, polls
from tests.records.records import record_of, the_verifier

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


@pytest.mark.parametrize("seed", range(80))
def test_it_comes_to_the_same_result_as_the_program(app, seed):
    record = record_of(random_poll(random.Random(seed)))
    assert verify.faults(record) == []


def test_a_record_with_an_honest_chain_of_several_polls_is_right(app):
    council = factories.a_council()
    for _ in range(3):
        record = record_of(polls.a_counted_poll([[1]] * 6, council))
    assert verify.faults(record) == []
    assert len(verify.Record(record).entries) == 6


def mutated(record, other, chance):
    """One change: a byte, a line left out, put in, doubled, swapped, taken from another record, or a cut tail."""
    lines = record.splitlines(keepends=True)
    at, to = (chance.randrange(len(lines)) for _ in range(2))
    kind = chance.randrange(7)
    if kind == 0:
        place = chance.randrange(len(record))
        return record[:place] + bytes([record[place] ^ 1 << chance.randrange(8)]) + record[place + 1 :]
    if kind == 1:
        del lines[at]
    elif kind == 2:
        lines.insert(at, chance.choice(other.splitlines(keepends=True)))
    elif kind == 3:
        lines.insert(at, lines[at])
    elif kind == 4:
        lines[at], lines[to] = lines[to], lines[at]
    elif kind == 5:
        lines[at] = chance.choice(other.splitlines(keepends=True))
    else:
        return record[: chance.randrange(len(record))]
    return b"".join(lines)


def test_every_one_of_a_thousand_random_changes_is_found(app, counted):
    cosigner, key = cosigners.a_centre(counted.council)
    cosigners.cosigned(cosigner, key)
    chance, record = random.Random(1), record_of(counted)
    assert b'"line":"cosignature"' in record
    other = record_of(polls.a_counted_poll([[1], [2], [2]] * 8, counted.council, choices=3))
    changed = found = 0
    while changed < MUTATIONS:
        mutation = mutated(record, other, chance)
        if mutation != record:
            changed += 1
            found += bool(verify.faults(mutation))
    print(f"\ntampering  {MUTATIONS} random changes of a record: {found} found")
    assert found == MUTATIONS


def test_the_signature_of_the_whole_has_one_written_form(counted):
    *before, end = record_of(counted).splitlines(keepends=True)
    told = json.loads(end)
    told["signature"] = told["signature"].upper()
    assert verify.faults(b"".join(before) + ledger.canonical(told).encode() + b"\n")
