"""The figures of statements against a slow count by the definitions, and what must hold of them whatever the votes."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.opinions.maths import figures
from tests.opinions.maths import plain_figures as plain
from tests.opinions.maths.conversations import patiently

rows = st.lists(
    st.lists(st.sampled_from([1, 1, 0, -1, -1, None]), min_size=5, max_size=5), min_size=3, max_size=24
)  # fmt: skip
counts = st.integers(0, 200)


def as_matrix(answers):
    return np.array([[np.nan if answer is None else answer for answer in row] for row in answers], dtype=float)


def of_groups(answers, groups=3):
    """The counts of people dealt into groups in turn, and who is in which."""
    labels = np.arange(len(answers)) % groups
    members = [[person for person in range(len(answers)) if person % groups == group] for group in range(groups)]
    return figures.counted_by_group(as_matrix(answers), labels), members


@patiently
@given(answers=rows)
def test_counts_are_those_of_counting_one_by_one(answers):
    found, members = of_groups(answers)
    everybody = figures.counted(as_matrix(answers))
    for column in range(5):
        agrees, disagrees, seen = plain.tallied(answers, column, range(len(answers)))
        assert everybody.of(column) == (agrees, disagrees, seen - agrees - disagrees, seen)
        for group, people in enumerate(members):
            told = (found.agrees[group, column], found.disagrees[group, column], found.seen[group, column])
            assert told == plain.tallied(answers, column, people)


@patiently
@given(answers=rows)
def test_both_directions_of_every_statement_follow_the_formulas(answers):
    found, members = of_groups(answers)
    sides = dict(zip((True, False), figures.sides(found), strict=True))
    for group, people in enumerate(members):
        others = [person for person in range(len(answers)) if person not in people]
        for column in range(5):
            expected = plain.described(answers, column, people, others)
            for way, side in sides.items():
                told = [float(part[group, column]) for part in (side.p, side.z, side.r, side.rz)]
                assert told == pytest.approx(expected[way], abs=1e-12)


@patiently
@given(answers=rows, columns=st.lists(st.integers(0, 4), min_size=1, max_size=5, unique=True).map(sorted))
def test_the_representative_set_is_that_of_going_through_statements_one_by_one(answers, columns):
    found, members = of_groups(answers)
    for told, people in zip(figures.representatives(found, columns), members, strict=True):
        others = [person for person in range(len(answers)) if person not in people]
        assert [(one.column, one.agree) for one in told] == plain.stands(answers, people, others, columns)


def test_without_statements_a_group_stands_for_nothing():
    assert figures.representatives(of_groups([[1] * 5] * 6)[0], []) == [[], [], []]


def test_a_statement_that_nobody_spoke_on_is_not_the_best_agreed():
    found, _ = of_groups([[0, 1, None, None, None]] * 9)
    assert [one.column for one in figures.representatives(found, [0, 1])[0]] == [1]


@patiently
@given(answers=rows)
def test_group_informed_consensus_is_the_product_of_the_groups_probabilities(answers):
    found, members = of_groups(answers)
    agree, disagree = figures.group_consensus(found)
    for column in range(5):
        tallies = [plain.tallied(answers, column, people) for people in members]
        assert agree[column] == pytest.approx(np.prod([plain.p(a, seen) for a, _, seen in tallies]))
        assert disagree[column] == pytest.approx(np.prod([plain.p(d, seen) for _, d, seen in tallies]))


@patiently
@given(answers=rows)
def test_the_majority_shares_what_is_surely_above_a_half_the_surest_first(answers):
    everybody = figures.counted(as_matrix(answers))
    told = figures.majority(everybody.agrees, everybody.seen, range(5))
    tallies = [plain.tallied(answers, column, range(len(answers))) for column in range(5)]
    score = {c: plain.p(a, n) * plain.z(a, n) for c, (a, _, n) in enumerate(tallies)}
    sure = [c for c, (a, _, n) in enumerate(tallies) if plain.p(a, n) > 0.5 and plain.z(a, n) > plain.SURE]
    assert told == sorted(sure, key=lambda column: -score[column])


def test_the_majority_names_at_most_five():
    assert figures.majority(np.full(9, 30.0), np.full(9, 31.0), range(9)) == [0, 1, 2, 3, 4]


def test_everybody_for_it_differs_by_nothing():
    assert figures.difference_z(*(np.array([count]) for count in (4.0, 4.0, 7.0, 7.0))) == 0


@pytest.mark.parametrize(
    ("agrees", "passes", "seen", "extremity", "expected"),
    [
        (0, 0, 0, 0.0, (0.25 * 9) ** 2),
        (3, 1, 8, 0.5, (0.4 * 0.8 * 1.5 * (1 + 8 * 2**-1.6)) ** 2),
        (0, 5, 5, 2.0, (1 / 7 * (1 / 7) * 3 * 5) ** 2),
    ],
)
def test_priority_follows_its_formula(agrees, passes, seen, extremity, expected):
    assert figures.priority(agrees, passes, seen, extremity) == pytest.approx(expected)


def test_questions_about_the_person_come_first():
    assert figures.priority(0, 9, 9, 0.0, meta=True) == 49


@patiently
@given(agrees=counts, passes=counts, disagrees=counts, extremity=st.floats(0, 5))
def test_a_new_statement_goes_before_one_that_all_pass_on(agrees, passes, disagrees, extremity):
    seen = agrees + passes + disagrees
    told = figures.priority(agrees, passes, seen, extremity)
    assert told > 0
    assert figures.priority(agrees, passes, seen, extremity + 0.1) > told
    assert figures.priority(0, seen, seen, 0.0) <= figures.priority(0, 0, 0, 0.0)


@pytest.mark.parametrize(
    ("count", "seen", "low", "high"),
    [(0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (5, 10, 0.2366, 0.7634), (81, 263, 0.2553, 0.3662), (0, 0, 0, 1)],
)
def test_the_interval_is_that_of_wilson(count, seen, low, high):
    """81 of 263: Newcombe, Statistics in Medicine 17 (1998), table I, method 3."""
    assert figures.wilson(count, seen) == pytest.approx((low, high), abs=5e-5)


@patiently
@given(seen=st.integers(1, 10_000), data=st.data())
def test_the_interval_holds_the_share_and_is_turned_around_with_it(seen, data):
    count = data.draw(st.integers(0, seen))
    low, high = figures.wilson(count, seen)
    assert 0 <= low <= count / seen <= high <= 1
    assert figures.wilson(seen - count, seen) == pytest.approx((1 - high, 1 - low))


@pytest.mark.parametrize(
    ("agrees", "disagrees", "seen", "expected"),
    [(5, 5, 10, 1.0), (10, 0, 10, 0.0), (5, 5, 20, 0.5), (1, 3, 10, 0.2), (0, 0, 7, 0.0), (0, 0, 0, 0.0)],
)
def test_a_statement_divides_most_where_halves_stand_against_each_other(agrees, disagrees, seen, expected):
    assert figures.divisiveness(agrees, disagrees, seen) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("same", "others", "expected"),
    [(10, 0, True), (9, 0, False), (19, 1, True), (18, 1, False), (38, 2, True), (37, 2, False)],
)
@pytest.mark.parametrize("answer", [1.0, 0.0, -1.0])
def test_ten_answers_of_which_nineteen_in_twenty_are_the_same_are_a_straight_line(same, others, expected, answer):
    other = 1.0 if answer != 1.0 else -1.0
    row = [answer] * same + [other] * others + [np.nan] * 5
    assert figures.straight(np.array([row])).tolist() == [expected]
