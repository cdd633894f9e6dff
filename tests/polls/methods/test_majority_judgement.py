"""Majority judgement against cases counted by hand, and against taking grades away one by one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.polls.methods.counting import Tied
from app.polls.methods.majority_judgement import Graded, compare, majority_judgement, median
from app.polls.methods.points import Pointed


def test_the_median_of_an_even_number_is_the_lower_one():
    assert median((0, 2, 0, 2)) == 1
    assert median((0, 1, 0, 2)) == 3
    assert median((0, 2, 1, 2)) == 2


def test_tennessee_judges_nashville_best():
    """The capital of Tennessee by distance: near is 3, far is 0 (42, 26, 15 and 17 of 100 voters)."""
    memphis, nashville, chattanooga, knoxville = 1, 2, 3, 4
    box = [
        Pointed(((memphis, 3), (nashville, 1)), 42),
        Pointed(((nashville, 3), (chattanooga, 1), (knoxville, 1)), 26),
        Pointed(((nashville, 1), (chattanooga, 3), (knoxville, 2)), 15),
        Pointed(((nashville, 1), (chattanooga, 2), (knoxville, 3)), 17),
    ]
    result = majority_judgement(box, (1, 2, 3, 4), grades=4)
    assert result.elected == (nashville,)
    assert result.rows[0] == Graded(nashville, (0, 74, 0, 26), 1)
    assert {row.option: row.median for row in result.rows} == {nashville: 1, chattanooga: 1, knoxville: 1, memphis: 0}


def test_equal_medians_are_parted_by_what_stands_nearest_to_the_middle():
    """1 2 2 3 3 and 1 1 2 3 3 have the median 2; without it 1 2 3 3 still has 2, but 1 1 3 3 falls to 1."""
    one, other = (0, 1, 2, 2), (0, 2, 1, 2)
    assert compare(one, other) > 0
    assert compare(other, one) < 0


def test_what_is_unmarked_is_judged_as_worst():
    result = majority_judgement([Pointed(((1, 5),), 2), Pointed(((2, 1),), 3)], (1, 2))
    assert result.elected == (2,)
    assert result.rows == (Graded(2, (2, 3, 0, 0, 0, 0), 1), Graded(1, (3, 0, 0, 0, 0, 2), 0))


def test_options_with_the_same_grades_are_tied_unless_an_order_was_drawn():
    box = [Pointed(((1, 4), (2, 3)), 1), Pointed(((1, 3), (2, 4)), 1)]
    with pytest.raises(Tied):
        majority_judgement(box, (1, 2))
    result = majority_judgement(box, (1, 2), order=(2, 1))
    assert (result.elected, result.ties[0].options) == ((2,), (1, 2))


def test_a_box_of_blank_ballots_elects_nobody():
    result = majority_judgement([Pointed((), 3)], (1, 2))
    assert (result.elected, result.blank, result.valid) == ((), 3, 0)


def test_a_billion_ballots_are_judged_without_unfolding_them():
    one, other = (10**9, 10**9 + 1, 0), (10**9, 10**9, 1)
    assert compare(other, one) > 0


def taken_away(merit):
    """The grades in the order in which Balinski and Laraki take them away."""
    left = [grade for grade, count in enumerate(merit) for _ in range(count)]
    return [left.pop((len(left) - 1) // 2) for _ in range(len(left))]


def sorted_merit(grades):
    return tuple(grades.count(grade) for grade in range(4))


@given(st.integers(1, 15).flatmap(lambda n: st.tuples(*[st.lists(st.integers(0, 3), min_size=n, max_size=n)] * 2)))
def test_comparing_is_what_taking_away_the_median_again_and_again_says(pair):
    one, other = map(sorted_merit, pair)
    ours, theirs = taken_away(one), taken_away(other)
    assert (compare(one, other) > 0) == (ours > theirs)
    assert (compare(one, other) == 0) == (ours == theirs)


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=1, max_size=20))
def test_an_option_that_a_majority_gives_the_best_grade_and_no_other_wins(grades):
    majority = [Pointed(((1, 5), (2, 4)), len(grades) + 1)]
    box = majority + [Pointed(((1, one), (2, two)), 1) for one, two in grades]
    assert majority_judgement(box, (1, 2)).elected == (1,)
