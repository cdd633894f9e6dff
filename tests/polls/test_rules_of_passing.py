"""Quorums and thresholds, exactly: more than half is never half, shares of people are rounded up."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.polls.methods.rules import Rules, carries, cut, passing_base, quorum_needed, yes_needed

HALF, TWO_THIRDS = Fraction(1, 2), Fraction(2, 3)
counts = st.integers(0, 10_000)
shares = st.fractions(min_value=0, max_value=1, max_denominator=100)


@pytest.mark.parametrize(
    ("basis", "value", "roll", "population", "needed"),
    [
        ("none", 0, 12, 27_480, 0),
        ("count", 100, 12, 27_480, 100),
        ("population", 50, 12, 27_480, 138),  # 0.5 % of 27,480 is 137.4
        ("population", 100, 12, 3_200, 32),
        ("population", 100, 12, 3_201, 33),
        ("roll", 5_000, 31, 0, 16),
        ("roll", 10_000, 31, 0, 31),
        ("roll", 1, 1, 0, 1),
    ],
)
def test_a_quorum_is_rounded_up(basis, value, roll, population, needed):
    rules = Rules(quorum_basis=basis, quorum_value=value, roll_count=roll, population=population)
    assert quorum_needed(rules) == needed


@given(value=st.integers(0, 10_000), people=counts)
def test_a_quorum_is_the_smallest_number_that_reaches_the_share(value, people):
    needed = quorum_needed(Rules(quorum_basis="roll", quorum_value=value, roll_count=people))
    assert needed * 10_000 >= value * people > (needed - 1) * 10_000


@pytest.mark.parametrize(
    ("yes", "base", "share", "strict", "carried"),
    [
        (6, 12, HALF, True, False),
        (7, 12, HALF, True, True),
        (6, 12, HALF, False, True),
        (8, 12, TWO_THIRDS, False, True),
        (8, 12, TWO_THIRDS, True, False),
        (7, 11, TWO_THIRDS, False, False),
        (0, 0, HALF, False, False),
        (0, 0, Fraction(0), False, False),
        (1, 1, Fraction(1), False, True),
    ],
)
def test_a_share_is_compared_in_whole_numbers(yes, base, share, strict, carried):
    assert carries(yes, base, share, strict=strict) is carried


@given(base=counts, share=shares, strict=st.booleans())
def test_the_votes_needed_carry_and_one_less_does_not(base, share, strict):
    needed = yes_needed(base, share, strict=strict)
    assert carries(needed, base, share, strict=strict)
    assert not carries(needed - 1, base, share, strict=strict)


@given(yes=counts, no=counts, abstain=counts, blank=counts, absent=counts)
def test_the_base_grows_from_valid_to_cast_to_roll(yes, no, abstain, blank, absent):
    cast = yes + no + abstain + blank
    bases = [
        passing_base(
            Rules(passing_basis=basis, roll_count=cast + absent, abstentions_counted=counted),
            yes=yes, no=no, abstain=abstain, cast=cast,
        )
        for basis, counted in (("valid", False), ("valid", True), ("cast", False), ("roll", False))
    ]  # fmt: skip
    assert bases == [yes + no, yes + no + abstain, cast, cast + absent]


@given(votes=st.dictionaries(st.integers(1, 12), st.integers(0, 9), min_size=1), seats=st.integers(1, 6))
def test_whoever_is_chosen_has_more_votes_than_whoever_is_not_chosen_or_tied(votes, seats):
    levels = sorted(set(votes.values()), reverse=True)
    ranks = [sorted(option for option, count in votes.items() if count == level) for level in levels]
    found = cut(ranks, votes, seats)
    out = set(votes) - set(found.chosen) - set(found.tied)
    assert len(found.chosen) + (found.seats_left if found.tied else 0) <= seats
    for option in found.chosen:
        assert votes[option] > max([0, *(votes[other] for other in out | set(found.tied))])
    assert not found.tied or len(found.tied) > found.seats_left


def test_the_rules_are_read_from_the_sheet():
    sheet = {
        "votes_per_voter": 3,
        "seats": 2,
        "quorum": {"basis": "population", "value": 50, "needed": 138},
        "passing": {"basis": "cast", "numerator": 2, "denominator": 3, "strict": False, "abstentions_counted": True},
        "roll": {"count": 1_512},
        "population": 27_480,
        "tie_rule": "all",
        "options": [{"position": 1, "cost_won": 500}, {"position": 2, "cost_won": None}],
    }
    rules = Rules(3, 2, "population", 50, 1_512, 27_480, "cast", TWO_THIRDS, False, True, "all", costs=((1, 500),))
    assert Rules.from_sheet(sheet) == rules
    assert Rules.from_sheet({**sheet, "budget_won": 900}) == replace(rules, budget_won=900)
