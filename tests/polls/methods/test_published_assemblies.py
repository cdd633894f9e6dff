"""Published totals of real residents' assemblies: each is counted again, or it is told why it cannot be."""

import json
import os
from pathlib import Path

import pytest

from app.polls.methods import METHODS, Weighted
from app.polls.methods.motion import NO, YES
from app.polls.methods.rules import Rules
from app.polls.methods.verdicts import Outcome

SHARED = Path(os.environ.get("GOLMOK_SHARED", "../shared")) / "data" / "assembly_results.json"
GIVEN = json.loads(SHARED.read_text(encoding="utf-8"))["datasets"] if SHARED.exists() else []
ABSTAIN = 3

pytestmark = pytest.mark.skipif(not GIVEN, reason=f"no published results at {SHARED} (GOLMOK_SHARED)")


def named(datasets):
    return [pytest.param(given, id=given["id"]) for given in datasets] or [pytest.param(None, id="none")]


TOTALS = [given for given in GIVEN if given.get("sum_votes")]
MOTIONS = [
    *((f"{given['id']}: {item['name']}", item) for given in GIVEN for item in given["items"] if "yes" in item),
    *((f"{given['id']}: plan", given["plan_vote"]) for given in GIVEN if "plan_vote" in given),
]
SHARES = [given for given in GIVEN if any("pct" in item for item in given["items"])]
CHANNELS = [given for given in GIVEN if "by_channel" in given]


def test_no_published_assembly_is_passed_over():
    looked_at = {given["id"] for group in (TOTALS, SHARES, CHANNELS) for given in group}
    looked_at |= {name.partition(":")[0] for name, _ in MOTIONS}
    assert looked_at == {given["id"] for given in GIVEN}


@pytest.mark.parametrize("given", named(TOTALS))
def test_totals_of_items_are_counted_as_published_or_cannot_be_right(given):
    votes, each = [item["votes"] for item in given["items"]], given["votes_per_voter"]
    assert sum(votes) == given["sum_votes"]
    assert (sum(votes) <= given["voters"] * each) is given["consistent"]
    if not given["consistent"]:
        return
    cards = [position for position, count in enumerate(votes, 1) for _ in range(count)]
    hands = [tuple(cards[voter :: given["voters"]]) for voter in range(given["voters"])]
    method, rules = METHODS["choose_up_to_k"], Rules(votes_per_voter=each, seats=1)
    tally = method.tally([Weighted(hand, 1) for hand in hands], range(1, len(votes) + 1), rules)
    assert (list(tally.votes.values()), tally.valid, tally.invalid) == (votes, given["voters"], 0)
    assert method.decide(tally, rules).chosen == (votes.index(max(votes)) + 1,)


@pytest.mark.parametrize("vote", [pytest.param(vote, id=name) for name, vote in MOTIONS] or [None])
def test_yes_and_no_are_counted_as_published_and_carry(vote):
    method, rules = METHODS["motion"], Rules()
    counts = {(YES,): vote["yes"], (NO,): vote["no"], (ABSTAIN,): vote.get("abstain", 0)}
    box = [Weighted(marks, count) for marks, count in counts.items() if count]
    tally = method.tally(box, (YES, NO, ABSTAIN), rules)
    assert list(tally.votes.values()) == list(counts.values())
    decision = method.decide(tally, rules)
    assert (decision.outcome, decision.base) == (Outcome.CARRIED, vote["yes"] + vote["no"])


@pytest.mark.parametrize("given", named(SHARES))
def test_shares_alone_give_the_published_number_only_where_it_is_published_too(given):
    voters, percents = given["voters"], [item["pct"] for item in given["items"]]
    fits = [[count for count in range(voters + 1) if round(100 * count / voters) == percent] for percent in percents]
    assert given["top_votes"] in fits[0]
    assert all(len(counts) > 1 for counts in fits), "one number only: it could be counted"
    assert sum(counts[0] for counts in fits) <= voters * given["votes_per_voter_derived"]


@pytest.mark.parametrize("given", named(CHANNELS))
def test_the_voters_of_all_channels_are_the_published_voters(given):
    assert sum(given["by_channel"].values()) == given["voters"]
