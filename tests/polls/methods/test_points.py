"""Approval, cumulative dots and scores against cases counted by hand and published totals."""

import json
import os
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.polls.methods.approval import approval
from app.polls.methods.counting import Broken, Tied, as_json
from app.polls.methods.cumulative import cumulative
from app.polls.methods.points import Pointed, Row, grouped
from app.polls.methods.score import score

SHARED = Path(os.environ.get("GOLMOK_SHARED", "../shared")) / "data" / "assembly_results.json"


def marked(*options, weight=1):
    return Pointed(tuple((option, 1) for option in options), weight)


def given_points(weight=1, **points):
    return Pointed(tuple((int(option[1:]), value) for option, value in points.items()), weight)


def test_approval_shares_are_of_valid_ballots_and_not_of_marks():
    result = approval([marked(1, 2, weight=3), marked(2, weight=1), Pointed((), 5)], (1, 2, 3))
    assert result.elected == (2,)
    assert result.rows == (
        Row(2, 4, 4, Fraction(1)),
        Row(1, 3, 3, Fraction(3, 4)),
        Row(3, 0, 0, Fraction(0)),
    )
    assert (result.valid, result.blank, result.invalid) == (4, 5, 0)


@pytest.mark.parametrize(
    "bad", [marked(1, 2, 3), marked(9), marked(1, 1), Pointed(((1, 2),), 1), Pointed(((1, -1),), 1)]
)
def test_a_ballot_that_breaks_the_rule_is_invalid_and_counts_for_nobody(bad):
    result = approval([bad, marked(2)], (1, 2, 3), most=2)
    assert (result.valid, result.invalid) == (1, 1)
    assert [row.points for row in result.rows] == [1, 0, 0]


def test_marks_that_voters_could_have_made_are_reported_where_there_is_a_limit():
    assert approval([marked(1, weight=4)], (1, 2), most=2).unused == 4
    assert approval([marked(1, weight=4)], (1, 2)).unused is None


def test_a_tie_matters_only_where_it_is_on_the_border_of_the_seats():
    box = [marked(1, weight=3), marked(2, weight=3), marked(3)]
    assert approval(box, (1, 2, 3), seats=2).elected == (1, 2)
    with pytest.raises(Tied) as tied:
        approval(box, (1, 2, 3), seats=1)
    assert (tied.value.options, tied.value.stage) == ((1, 2), "points")


def test_the_order_breaks_a_tie_and_the_result_says_so():
    result = approval([marked(1, weight=3), marked(2, weight=3)], (1, 2), order=(2, 1))
    assert result.elected == (2,)
    assert result.ties == (Broken("points", (1, 2), 2),)


def test_an_option_that_nobody_marked_is_never_elected():
    assert approval([marked(1)], (1, 2, 3), seats=3).elected == (1,)


def test_dots_over_the_number_or_over_the_cap_make_a_ballot_invalid():
    box = [given_points(o1=3, o2=2), given_points(o1=4, o2=1), given_points(o1=3, o2=3), given_points(o2=3)]
    result = cumulative(box, (1, 2), points=5, cap=3)
    assert (result.valid, result.invalid, result.unused) == (2, 2, 2)
    assert result.elected == (2,)
    assert {row.option: row.points for row in result.rows} == {1: 3, 2: 5}


def test_a_minority_that_puts_its_dots_together_wins_a_seat():
    """60 ballots against 40 for three seats: the reason for cumulative voting in Illinois."""
    box = [given_points(weight=60, o1=1, o2=1, o3=1), given_points(weight=40, o4=3)]
    assert cumulative(box, (1, 2, 3, 4), points=3, seats=3, order=(1, 2, 3, 4)).elected == (4, 1, 2)


def test_what_is_unmarked_scores_nought():
    result = score([given_points(o1=5), given_points(o1=0, o2=4), given_points(o2=2)], (1, 2))
    assert result.elected == (2,)
    assert result.rows == (Row(2, 6, 2, Fraction(2)), Row(1, 5, 1, Fraction(5, 3)))


def test_a_score_over_the_highest_is_invalid():
    assert score([given_points(o1=6)], (1,)).invalid == 1
    assert score([given_points(o1=6)], (1,), highest=9).invalid == 0


def test_tennessee_scores_nashville_highest():
    """The capital of Tennessee by distance (42, 26, 15 and 17 % of voters), scored 5, 3, 1, 0 from near to far."""
    memphis, nashville, chattanooga, knoxville = 1, 2, 3, 4
    box = [
        Pointed(((memphis, 5), (nashville, 3), (chattanooga, 1), (knoxville, 0)), 42),
        Pointed(((memphis, 0), (nashville, 5), (chattanooga, 3), (knoxville, 1)), 26),
        Pointed(((memphis, 0), (nashville, 1), (chattanooga, 5), (knoxville, 3)), 15),
        Pointed(((memphis, 0), (nashville, 1), (chattanooga, 3), (knoxville, 5)), 17),
    ]
    result = score(box, (1, 2, 3, 4))
    assert [(row.option, row.points) for row in result.rows] == [(2, 288), (3, 246), (1, 210), (4, 156)]


def test_json_has_exact_fractions():
    assert as_json(score([given_points(o1=5), given_points(o2=5), given_points(o1=1)], (1, 2)))["rows"] == [
        {"option": 1, "points": 6, "supporters": 2, "per_ballot": 2},
        {"option": 2, "points": 5, "supporters": 1, "per_ballot": "5/3"},
    ]


@pytest.mark.parametrize("name", ["gwansan-2", "sangmyeon", "jeondong", "hyoja-2023"])
def test_published_totals_of_real_assemblies_come_out_as_announced(name):
    if not SHARED.exists():
        pytest.skip(f"no published results at {SHARED} (GOLMOK_SHARED)")
    found = {entry["id"]: entry for entry in json.loads(SHARED.read_text(encoding="utf-8"))["datasets"]}[name]
    votes = dict(enumerate((item["votes"] for item in found["items"]), 1))
    cards = [option for option, count in votes.items() for _ in range(count)]
    box = [marked(*sorted(set(cards[voter :: found["voters"]]))) for voter in range(found["voters"])]
    result = approval(box, tuple(votes), seats=len(votes), most=found["votes_per_voter"])
    assert {row.option: row.points for row in result.rows} == votes
    assert result.elected == tuple(votes)
    assert (result.valid, result.unused) == (found["voters"], found["max_votes"] - found["sum_votes"])


boxes = st.lists(
    st.builds(
        Pointed,
        st.dictionaries(st.integers(1, 5), st.integers(0, 5), max_size=5).map(
            lambda marks: tuple(sorted(marks.items()))
        ),
        st.integers(1, 9),
    ),
    max_size=12,
)


@given(boxes, st.permutations((1, 2, 3, 4, 5)), st.randoms(use_true_random=False))
def test_neither_the_order_of_ballots_nor_their_grouping_changes_anything(box, order, chance):
    single = [Pointed(ballot.points, 1) for ballot in box for _ in range(ballot.weight)]
    chance.shuffle(single)
    one = score(box, (1, 2, 3, 4, 5), seats=2, order=order)
    assert score(single, (1, 2, 3, 4, 5), seats=2, order=order) == one
    assert score(grouped(single), (1, 2, 3, 4, 5), seats=2, order=order) == one


@given(boxes, st.permutations((1, 2, 3, 4, 5)), st.permutations((1, 2, 3, 4, 5)))
def test_options_renamed_are_elected_under_their_new_names(box, order, names):
    new = dict(zip((1, 2, 3, 4, 5), names, strict=True))
    renamed = [Pointed(tuple(sorted((new[o], v) for o, v in ballot.points)), ballot.weight) for ballot in box]
    result = score(box, (1, 2, 3, 4, 5), seats=2, order=order)
    other = score(renamed, (1, 2, 3, 4, 5), seats=2, order=[new[option] for option in order])
    assert set(other.elected) == {new[option] for option in result.elected}
