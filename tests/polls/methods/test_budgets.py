"""Spending by votes and by votes per won: worked cases, scenarios and what must always hold."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.polls.methods.budget_greedy_cost import budget_greedy_cost
from app.polls.methods.budget_order import Fate, budget_order
from app.polls.methods.counting import Broken, Tied
from app.polls.methods.points import Pointed

VOTES = dict(enumerate((686, 400, 412, 357, 370, 488, 437, 172, 244, 309, 172, 332), 1))
COSTS = {
    option: thousand * 1000
    for option, thousand in enumerate((9600, 4200, 7800, 3600, 5400, 6000, 9000, 4800, 5200, 4500, 3000, 6600), 1)
}


def box_of(votes):
    return [Pointed(((option, 1),), count) for option, count in votes.items()]


def turns(result):
    return {turn.option: turn for turn in result.turns}


def test_the_twelve_items_of_a_made_up_assembly_are_funded_to_the_won():
    """Cap 48,500,000 won: seven items take 45,600,000; A11 misses by 100,000, and its tie with A8 decides nothing."""
    result = budget_order(box_of(VOTES), COSTS, 48_500_000)
    assert result.elected == (1, 6, 7, 3, 2, 5, 4)
    assert (result.spent, result.budget - result.spent) == (45_600_000, 2_900_000)
    assert turns(result)[11].missing == 100_000
    assert [turns(result)[option].fate for option in (12, 10, 9, 8, 11)] == [Fate.DOES_NOT_FIT] * 5
    assert result.ties == ()


def test_where_a_lot_decides_between_them_the_tied_items_of_that_assembly_need_it():
    with pytest.raises(Tied) as tied:
        budget_order(box_of(VOTES), COSTS, 66_700_000)
    assert tied.value.options == (8, 11)
    result = budget_order(box_of(VOTES), COSTS, 66_700_000, order=(11, 8, *range(1, 8), 9, 10, 12))
    assert result.ties == (Broken("votes", (8, 11), 11),)
    assert (11 in result.elected, 8 in result.elected) == (True, False)


def test_to_stop_at_what_does_not_fit_is_another_rule_than_to_skip_it():
    votes, costs = {1: 9, 2: 8, 3: 7}, {1: 5, 2: 6, 3: 4}
    assert budget_order(box_of(votes), costs, 10).elected == (1, 3)
    stopped = budget_order(box_of(votes), costs, 10, stop=True)
    assert stopped.elected == (1,)
    assert [turn.fate for turn in stopped.turns] == [Fate.FUNDED, Fate.DOES_NOT_FIT, Fate.AFTER_THE_STOP]


def test_where_the_count_stops_a_tie_also_asks_about_what_cannot_fit():
    votes, costs = {1: 9, 2: 9}, {1: 5, 2: 60}
    assert budget_order(box_of(votes), costs, 10).elected == (1,)
    with pytest.raises(Tied):
        budget_order(box_of(votes), costs, 10, stop=True)
    assert budget_order(box_of(votes), costs, 10, stop=True, order=(2, 1)).elected == ()


def test_an_option_below_the_support_asked_for_is_not_funded_though_it_fits():
    result = budget_order([*box_of({1: 9, 2: 3}), Pointed((), 4)], {1: 1, 2: 1, 3: 1}, 10, support=4)
    assert result.elected == (1,)
    assert (turns(result)[2].fate, turns(result)[3].fate) == (Fate.UNSUPPORTED, Fate.UNSUPPORTED)


def test_votes_per_won_prefer_two_cheap_items_to_one_dear_item_with_more_votes():
    votes, costs = {1: 10, 2: 6, 3: 6}, {1: 100, 2: 50, 3: 50}
    assert budget_order(box_of(votes), costs, 100).elected == (1,)
    assert budget_greedy_cost(box_of(votes), costs, 100).elected == (2, 3)


@pytest.mark.parametrize("rule", [budget_order, budget_greedy_cost])
@pytest.mark.parametrize("wrong", [((9, 1),), ((2, 1), (2, 1)), ((2, -1),), ((2, 1), (9, 1))])
def test_a_ballot_that_breaks_the_rule_counts_for_nobody(rule, wrong):
    result = rule([Pointed(((1, 1),), 1), Pointed(wrong, 5)], {1: 5, 2: 5}, 10)
    assert (result.elected, turns(result)[2].votes) == ((1,), 0)


def test_votes_per_won_are_compared_exactly():
    """A float cannot tell 1/3 of a vote per won from slightly more."""
    big = 10**14
    votes, costs = {1: 1, 2: 2}, {1: 3 * big, 2: 6 * big - 1}
    assert budget_greedy_cost(box_of(votes), costs, 6 * big - 1).elected == (2,)


def test_money_in_parts_of_a_unit_is_exact():
    costs = {1: Fraction("0.1"), 2: Fraction("0.2")}
    assert budget_order(box_of({1: 2, 2: 1}), costs, Fraction("0.3")).spent == Fraction(3, 10)


@pytest.mark.parametrize(("costs", "budget"), [({1: 0}, 5), ({1: -1}, 5), ({1: 1}, 0)])
@pytest.mark.parametrize("rule", [budget_order, budget_greedy_cost])
def test_costs_and_budgets_that_are_not_above_nought_are_refused(rule, costs, budget):
    with pytest.raises(ValueError):
        rule(box_of({1: 1}), costs, budget)


votes_and_costs = st.integers(1, 7).flatmap(
    lambda count: st.tuples(
        st.lists(st.integers(0, 5), min_size=count, max_size=count),
        st.lists(st.integers(1, 20), min_size=count, max_size=count),
        st.permutations(range(1, count + 1)),
    )
)


@given(votes_and_costs, st.integers(1, 60), st.booleans())
def test_the_budget_is_never_exceeded_and_a_skip_is_always_for_want_of_money(case, budget, stop):
    votes, costs, order = case
    votes, costs = dict(enumerate(votes, 1)), dict(enumerate(costs, 1))
    result = budget_order(box_of(votes), costs, budget, stop=stop, order=order)
    assert result.spent == sum(costs[option] for option in result.elected) <= budget
    assert sorted(turn.option for turn in result.turns) == sorted(costs)
    for turn in result.turns:
        assert (turn.fate is not Fate.DOES_NOT_FIT) or turn.cost - turn.left == turn.missing > 0


@given(votes_and_costs, st.integers(1, 60), st.booleans(), st.data())
def test_without_an_order_it_is_tied_exactly_where_orders_disagree(case, budget, stop, data):
    votes, costs, order = case
    votes, costs = dict(enumerate(votes, 1)), dict(enumerate(costs, 1))
    other = data.draw(st.permutations(order))
    try:
        alone = set(budget_order(box_of(votes), costs, budget, stop=stop).elected)
    except Tied as tied:
        funded = {
            frozenset(
                budget_order(
                    box_of(votes), costs, budget, stop=stop, order=[option, *(o for o in order if o != option)]
                ).elected
            )
            for option in tied.options
        }
        assert len(funded) > 1
    else:
        assert alone == set(budget_order(box_of(votes), costs, budget, stop=stop, order=other).elected)
