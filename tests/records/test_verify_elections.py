"""verify.py derives from the marks, and from what is told where they are not, what the program decides: 500 elections
of every method on whose paper options take numbers."""

from collections import Counter
from hashlib import sha256
from random import Random
from types import SimpleNamespace

import pytest

from app.kernel.chance import drawn
from app.polls.methods import METHODS, Weighted
from app.polls.methods.rules import Rules
from tests.factories import ballots
from tests.records.records import the_verifier

verify = the_verifier()
ELECTIONS, VOTES, SECRET, ROOT = 500, 3, "a secret", "the root of the receipts"
SEED = sha256(f"{SECRET}\n{ROOT}".encode()).hexdigest()


def elections(key):
    """Sheets with the groups of their ballots; a few kinds of ballots, so that ties are common."""
    method = METHODS[key]
    for number in range(ELECTIONS):
        chance = Random(f"{key} {number}")
        options = chance.choice((2, 3, 3, 4))
        kinds = [ballots.at_random(chance, key, options, VOTES) for _kind in range(chance.randint(1, 4))]
        box = Counter(tuple(chance.choice(kinds)) for _voter in range(chance.randint(1, 12)))
        yield (
            {
                "method": key,
                "options": [{"position": place + 1} for place in range(options)],
                "seats": chance.randint(1, options) if method.has_seats else 1,
                "tie_rule": chance.choice(("lot", "fail", "all") if method.may_take_all else ("lot", "fail")),
                "votes_per_voter": VOTES if key == "cumulative" else 1,
                "lot_commitment": sha256(SECRET.encode()).hexdigest(),
            },
            [[[] if marks == (0,) else list(marks), weight] for marks, weight in box.items()],
        )


def by_the_program(sheet, groups):
    """The count as a record tells it, and its verdict."""
    method, options = METHODS[sheet["method"]], [option["position"] for option in sheet["options"]]
    rules = Rules(votes_per_voter=sheet["votes_per_voter"], seats=sheet["seats"], tie_rule=sheet["tie_rule"])
    lot = [int(place) for place in drawn(SEED, list(map(str, options)))]
    tally = method.tally([Weighted(tuple(marks), weight) for marks, weight in groups], options, rules)
    decision = method.decide(tally, rules, lot if rules.tie_rule == "lot" and not method.may_take_all else None)
    order = sorted(decision.tied, key=lot.index) if decision.seats_left or decision.lot_used else []
    told = {"tied": list(decision.tied), "lot_order": order, "lot_secret": SECRET if order else "", **decision.facts}
    told["chosen"] = [*decision.chosen, *order[: decision.seats_left]]
    return tally, told, decision.outcome.value


def derived(record, count, votes):
    """What verify.py finds."""
    try:
        return verify.DECIDED.get(record.sheet["method"], verify.decided_choice)(record, count, votes)
    except verify.Undecided as tie:
        return {"verdict": "tied", "tied": sorted(tie.args[0])}


@pytest.mark.parametrize("key", verify.NUMBERED)
def test_what_the_program_decides_follows_from_the_marks_and_from_what_is_told(key):
    verdicts = Counter()
    for sheet, groups in elections(key):
        tally, told, verdict = by_the_program(sheet, groups)
        if not tally.valid:
            continue
        assert verify.possible_votes(sheet, tally.votes, tally.valid), (sheet, groups)
        count = {"valid": tally.valid, "lot_seed": SEED if told["lot_order"] else "", "result": told}
        due = {**told, "verdict": verdict, "lot_seed": count["lot_seed"]}
        for seen in ({"groups": groups}, None):
            record = SimpleNamespace(sheet=sheet, ballots=seen, body=lambda _kind: {"receipts_root": ROOT})
            assert seen is None or verify.votes_of(record) == tally.votes
            nothing = {"chosen": [], "tied": [], "lot_order": [], "lot_seed": "", "lot_secret": ""}
            found = derived(record, count, tally.votes)
            assert {**nothing, **found} == due, (sheet, groups, seen)
        verdicts[verdict, bool(told["lot_order"])] += 1
    assert min(verdicts["chosen", False], verdicts["chosen", True], verdicts["tied", False]) > 5
