"""What is spent on each item, and the settlement that must balance."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel import clock
from app.kernel.db import session, transaction
from app.kernel.errors import Conflict, Invalid
from app.kernel.events import Event
from app.plans import queries, service
from app.plans.models import Plan, PlanItem, Spending
from app.plans.states import PlanState
from tests.conftest import rows
from tests.factories import a_council
from tests.factories.deeds import a_commitment
from tests.factories.plans import a_plan, a_plan_under_way, spent

money = st.integers(-1_000_000, 9_000_000)


@pytest.fixture
def going(council, leader, officer):
    return a_plan_under_way(council, leader, officer)


def settled(plan, by):
    with transaction():
        service.settle(plan, seen=plan.version, by=by, at=clock.now())
    return queries.plan(plan.id)


def linked(plan, place, commitment, by):
    with transaction():
        item = plan.items[place]
        service.link_commitment(plan, item, commitment, seen=plan.version, by=by, at=clock.now())
    return queries.plan(plan.id)


def test_amounts_add_up_to_what_is_left(going):
    there = spent(spent(going, 0, 4_000_000), 0, 5_000_000)
    found = queries.settlement(there)
    assert (found.lines[0].spent_won, found.lines[0].left_won) == (9_000_000, 600_000)
    assert (found.total.final_won, found.total.spent_won, found.total.left_won) == (14_100_000, 9_000_000, 5_100_000)


def test_spending_above_the_final_cost_needs_a_reason(going):
    with pytest.raises(Invalid, match="보다 많이 씁니다"):
        spent(going, 1, 4_500_001)
    there = spent(going, 1, 4_500_001, why="모래값이 올랐습니다.")
    assert there.items[1].left_won == -1


def test_the_same_form_twice_is_spent_once(going):
    spent(spent(going, 0, 1_000, once="form-7"), 0, 1_000, once="form-7")
    assert len(rows("spending")) == 1


def test_a_wrong_amount_is_taken_back_by_a_line_of_its_own(going):
    there = spent(spent(going, 0, 40_000), 0, -40_000, words="잘못 적음")
    assert there.items[0].spent_won == 0
    assert len(there.items[0].spendings) == 2
    with pytest.raises(Invalid, match="많이 되돌릴"):
        spent(there, 0, -1)


def test_nothing_is_spent_on_a_day_to_come_or_before_the_plan_has_begun(going, council, leader):
    with pytest.raises(Invalid, match="아직 오지 않은"):
        spent(going, 0, 1_000, on=clock.today() + timedelta(days=1))
    with pytest.raises(Invalid, match="쓴 돈을"):
        spent(going, 0, 0)
    with pytest.raises(Conflict):
        spent(a_plan(council, leader, year=2030), 0, 1_000)


def test_the_books_are_closed_once_and_the_event_has_the_sums(going, leader):
    there = settled(spent(going, 0, 9_000_000), leader)
    assert there.state is PlanState.SETTLED
    assert settled(there, leader).settled_at == there.settled_at
    (event,) = session().query(Event).filter_by(action="plan.settled")
    assert (event.facts["final_won"], event.facts["spent_won"]) == (14_100_000, 9_000_000)
    with pytest.raises(Conflict):
        spent(there, 0, 1_000)


@given(st.lists(st.lists(money, max_size=5), min_size=1, max_size=6))
def test_the_sum_of_the_items_is_always_what_was_spent(amounts):
    """Without a database: whatever is spent on whichever items, the table balances."""
    items = []
    for place, of_item in enumerate(amounts):
        item = PlanItem(title=str(place), cost_won=5_000_000, final_cost_won=4_000_000)
        item.spendings = [Spending(amount_won=amount) for amount in of_item]
        items.append(item)
    plan = Plan()
    plan.items = items
    table = queries.settlement(plan)
    assert table.balances
    assert table.total.spent_won == sum(map(sum, amounts))
    assert table.total.left_won == sum(line.left_won for line in table.lines)


def test_an_item_leads_to_a_promise_of_its_dong_and_to_no_other(going, council, officer, leader):
    alley = a_council(dong=council.dong)
    promised, foreign = a_commitment(alley, by=officer), a_commitment()
    there = linked(going, 0, promised, leader)
    assert there.items[0].commitment.id == promised.id
    with pytest.raises(Invalid, match="이 동에서"):
        linked(there, 1, foreign, leader)
    with pytest.raises(Invalid, match="이 동에서"):
        linked(there, 1, promised, leader)
    assert linked(there, 0, None, leader).items[0].commitment is None
