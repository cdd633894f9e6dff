"""Whatever is spent in whatever order: the items add up, and more than was settled never goes without a reason."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.kernel.errors import Invalid
from app.plans import queries
from tests.conftest import rows
from tests.factories.plans import a_plan_under_way, spent

COSTS = (1_000, 2_500)
step = st.tuples(st.integers(0, 1), st.integers(-1_500, 2_500).filter(bool), st.sampled_from(["", "값이 올랐습니다."]))
years = iter(range(2030, 2199))


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(step, min_size=1, max_size=6))
def test_the_books_agree_with_a_purse_that_is_kept_by_hand(council, leader, officer, steps):
    items = [("화단", COSTS[0]), ("긴 의자", COSTS[1])]
    plan = a_plan_under_way(council, leader, officer, year=next(years), items=items)
    purse = [0, 0]
    for place, amount, why in steps:
        after = purse[place] + amount
        if after < 0 or (amount > 0 and after > COSTS[place] and not why):
            with pytest.raises(Invalid):
                spent(plan, place, amount, leader, why=why)
        else:
            spent(plan, place, amount, leader, why=why)
            purse[place] = after
        plan = queries.plan(plan.id)
        table = queries.settlement(plan)
        assert [line.spent_won for line in table.lines] == purse
        assert [line.left_won for line in table.lines] == [COSTS[0] - purse[0], COSTS[1] - purse[1]]
        assert (table.total.spent_won, table.total.final_won) == (sum(purse), sum(COSTS))
        assert table.balances
    numbers = {one.id for one in plan.items}
    assert sum(row.amount_won for row in rows("spending") if row.item_id in numbers) == sum(purse)
