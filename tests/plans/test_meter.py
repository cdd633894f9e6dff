"""How costs fit under a cap: the twelve items of practice 7b, and what holds for all."""

from hypothesis import given
from hypothesis import strategies as st

from app.plans.states import meter, missed
from tests.factories.plans import CAP, RANKED

costs = st.lists(st.tuples(st.text(max_size=3), st.integers(0, 10_000)), max_size=15)


def test_the_twelve_items_of_practice_leave_what_was_worked_out_by_hand():
    found = meter(RANKED, CAP)
    assert [row.title.split()[0] for row in found.rows if row.fits] == ["A1", "A6", "A7", "A3", "A2", "A5", "A4"]
    assert (found.taken_won, found.left_won, found.total_won) == (45_600_000, 2_900_000, 69_700_000)
    near = missed(RANKED[7:], 2_900_000)
    assert (near[0].title.split()[0], near[0].missing_won) == ("A11", 100_000)
    assert [one.missing_won for one in near[1:]] == [1_600_000, 1_900_000, 2_300_000, 3_700_000]


def test_without_a_cap_everything_fits():
    found = meter(RANKED, None)
    assert found.left_won is None
    assert found.over_won == 0
    assert all(row.fits for row in found.rows)


@given(costs, st.integers(0, 50_000))
def test_what_fits_never_costs_more_than_the_cap_and_what_is_passed_over_would(rows, cap):
    found = meter(rows, cap)
    assert found.taken_won <= cap
    taken = 0
    for row in found.rows:
        assert row.fits == (taken + row.cost_won <= cap)
        taken += row.cost_won if row.fits else 0
    assert found.left_won == cap - taken
