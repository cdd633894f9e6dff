"""The method of equal shares against cases counted by hand, and what must always hold."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.polls.methods.budget_equal_shares import budget_equal_shares
from app.polls.methods.budget_order import budget_order
from app.polls.methods.counting import Tied
from app.polls.methods.points import Pointed
from app.polls.methods.shares import Lacking, Paid, Utility, equal_shares


def marked(*options, weight=1):
    return Pointed(tuple((option, 1) for option in options), weight)


def test_a_minority_decides_over_its_share_where_votes_alone_would_give_it_nothing():
    """51 want the red ten, 49 the blue ten, and there is money for ten: five of each.

    With the first shares it is 5 and 4: 49 voters with 10 each can pay 100 four times.
    """
    red, blue = tuple(range(1, 11)), tuple(range(11, 21))
    box = [marked(*red, weight=51), marked(*blue, weight=49)]
    costs = dict.fromkeys(red + blue, 100)
    funded = budget_equal_shares(box, costs, 1000, order=red + blue)
    assert [sum(option in side for option in funded.elected) for side in (red, blue)] == [5, 5]
    run = equal_shares(box, costs, Fraction(10), order=red + blue)
    assert [sum(option in side for option in run.bought) for side in (red, blue)] == [5, 4]
    assert set(budget_order(box, costs, 1000).elected) == set(red)


def test_who_paid_what_is_exact_and_those_who_run_out_pay_what_they_have():
    """Three voters with 10 each. Option 1 (18) costs 9 and 9. Then option 3 (4) is paid 1, all that the first has left,
    and 3; option 2 (10) finds 1 and 7, so 2 are missing."""
    box = [marked(1, 3), marked(1, 2), marked(2, 3)]
    run = equal_shares(box, {1: 18, 2: 10, 3: 4}, Fraction(10), utility=Utility.COST, order=(1, 2, 3))
    assert run.bought == (1, 3)
    assert run.purchases[0].paid == (Paid(Fraction(9), 2),)
    assert run.purchases[1].paid == (Paid(Fraction(3), 1), Paid(Fraction(1), 1))
    assert run.lacking == (Lacking(2, 10, 2, Fraction(8), Fraction(2)),)
    assert (run.capped, run.spent) == (True, 22)


def test_what_a_vote_is_worth_changes_what_is_bought_first():
    """By cost the option with more votes comes first, by number the one that is cheaper for each."""
    box = [marked(1, weight=2), marked(1, 2)]
    costs = {1: 30, 2: 5}
    assert equal_shares(box, costs, Fraction(10), utility=Utility.COST).bought == (1,)
    assert equal_shares(box, costs, Fraction(10), utility=Utility.CARDINALITY).bought == (2,)


def test_points_are_paid_for_in_proportion():
    run = equal_shares([Pointed(((1, 3),), 1), Pointed(((1, 1),), 1)], {1: 12}, Fraction(10))
    assert run.purchases[0].paid == (Paid(Fraction(9), 1), Paid(Fraction(3), 1))
    assert run.purchases[0].price == 3


def test_equal_prices_need_the_order_only_where_they_rival_for_the_same_money():
    apart = [marked(1, weight=2), marked(2, weight=2)]
    assert equal_shares(apart, {1: 20, 2: 20}, Fraction(10)).bought == (1, 2)
    rivals = [marked(1, 2, weight=2)]
    with pytest.raises(Tied) as tied:
        equal_shares(rivals, {1: 20, 2: 20}, Fraction(10))
    assert (tied.value.options, tied.value.stage) == ((1, 2), "price")
    run = equal_shares(rivals, {1: 20, 2: 20}, Fraction(10), order=(2, 1))
    assert (run.bought, run.ties[0].chosen) == ((2,), 2)


def test_shares_that_grow_buy_what_first_shares_cannot():
    """Four voters with 25 each: nobody can pay 40 alone; with 40 each the first two options are bought.

    With 45 each all three would be bought, for 170: so 44 is the share, and 2 are missing to the third.
    """
    box = [marked(1), marked(2), marked(3), marked(3)]
    costs = {1: 40, 2: 40, 3: 90}
    plain = budget_equal_shares(box, costs, 100, step=0)
    assert (plain.purchases, plain.elected, plain.share) == ((), (3,), 25)
    grown = budget_equal_shares(box, costs, 100)
    assert (grown.elected, grown.share, grown.step, grown.spent) == ((1, 2), 44, 1, 80)
    assert grown.lacking[0].missing == 2


def test_after_the_shares_the_most_votes_take_what_is_left():
    box = [marked(1, weight=3), marked(2)]
    result = budget_equal_shares(box, {1: 90, 2: 60, 3: 5}, 100, step=0)
    assert (result.purchases, result.elected, result.spent) == ((), (1,), 90)
    assert [turn.fate for turn in result.completion] == ["funded", "does_not_fit", "unsupported"]


def test_a_step_is_a_hundredth_of_the_share_or_one_won():
    assert budget_equal_shares([marked(1)], {1: 5}, 1_234).step == 12
    assert budget_equal_shares([marked(1)], {1: 5}, 99).step == 1
    assert budget_equal_shares([marked(1)], {1: 5}, 99, step=7).step == 7


def test_an_item_that_one_voter_wants_does_not_make_the_count_run_for_ever():
    """The share must grow from 1 to 900,000 won in steps of 1 won until a single voter can pay."""
    box = [marked(1), marked(2, weight=999_999)]
    result = budget_equal_shares(box, {1: 900_000, 2: 100}, 1_000_000)
    assert (result.elected, result.share) == ((2, 1), 900_000)


def test_a_box_without_votes_funds_nothing():
    result = budget_equal_shares([Pointed((), 5)], {1: 5}, 100)
    assert (result.elected, result.voters, result.spent) == ((), 0, 0)


boxes = st.lists(
    st.builds(
        Pointed,
        st.dictionaries(st.integers(1, 5), st.integers(1, 3), min_size=1, max_size=5).map(
            lambda given: tuple(sorted(given.items()))
        ),
        st.integers(1, 4),
    ),
    min_size=1,
    max_size=6,
)
prices = st.lists(st.integers(5, 60), min_size=5, max_size=5).map(lambda costs: dict(enumerate(costs, 1)))
orders = st.permutations((1, 2, 3, 4, 5))
utilities = st.sampled_from(Utility)


@settings(max_examples=60, deadline=None)
@given(boxes, prices, st.integers(5, 200), utilities, orders)
def test_the_budget_holds_and_every_purchase_is_paid_to_the_last_fraction(box, costs, budget, utility, order):
    result = budget_equal_shares(box, costs, budget, utility=utility, order=order)
    assert result.spent == sum(costs[option] for option in result.elected) <= budget
    for purchase in result.purchases:
        assert sum(paid.amount * paid.voters for paid in purchase.paid) == purchase.cost
        assert all(0 < paid.amount <= result.share for paid in purchase.paid)
    left = budget - result.spent
    supported = {option for ballot in box for option, _points in ballot.points}
    assert all(costs[option] > left for option in supported - set(result.elected))
    assert all(option.missing > 0 for option in result.lacking)


@settings(max_examples=60, deadline=None)
@given(boxes, prices, st.integers(5, 200), utilities, orders)
def test_ballots_counted_one_by_one_fund_the_same(box, costs, budget, utility, order):
    single = [Pointed(ballot.points, 1) for ballot in reversed(box) for _ in range(ballot.weight)]
    result = budget_equal_shares(box, costs, budget, utility=utility, order=order)
    assert budget_equal_shares(single, costs, budget, utility=utility, order=order) == result


def plain_run(box, costs, share, utility, order):
    """The rule as its paper tells it, in fractions, one voter after the other."""
    money = {voter: Fraction(share) for voter in range(len(box))}
    bought = []
    while True:
        asked = {}
        for option, cost in costs.items():
            backers = [(v, dict(b.points)[option]) for v, b in enumerate(box) if option in dict(b.points)]
            if option in bought or sum(money[v] for v, _ in backers) < cost or not backers:
                continue
            for price in sorted({money[v] / points for v, points in backers}):
                short = sum(money[v] for v, p in backers if money[v] < price * p)
                rest = sum(p for v, p in backers if money[v] >= price * p)
                if rest and short + price * rest >= cost:
                    asked[option] = Fraction(cost - short) / rest
                    break
        if not asked:
            return bought
        worth = {option: costs[option] if utility is Utility.COST else 1 for option in asked}
        best = min(asked, key=lambda option: (asked[option] / worth[option], order.index(option)))
        for voter, ballot in enumerate(box):
            money[voter] -= min(money[voter], asked[best] * dict(ballot.points).get(best, 0))
        bought.append(best)


@settings(max_examples=150, deadline=None)
@given(boxes, prices, st.integers(1, 80), utilities, orders)
def test_a_run_buys_what_the_rule_buys_when_it_is_followed_slowly(box, costs, share, utility, order):
    single = [Pointed(ballot.points, 1) for ballot in box for _ in range(ballot.weight)]
    run = equal_shares(box, costs, Fraction(share), utility=utility, order=order)
    assert set(run.bought) == set(plain_run(single, costs, share, utility, order))


@settings(max_examples=60, deadline=None)
@given(boxes, prices, st.integers(5, 100), utilities, orders)
def test_growing_shares_in_leaps_ends_where_single_steps_end(box, costs, budget, utility, order):
    single = [Pointed(ballot.points, 1) for ballot in box for _ in range(ballot.weight)]
    share = Fraction(budget, len(single))
    bought = plain_run(single, costs, share, utility, order)
    wanted = {option for ballot in box for option, _points in ballot.points}
    while set(bought) != wanted:
        share += 1
        more = plain_run(single, costs, share, utility, order)
        if sum(costs[option] for option in more) > budget:
            break
        bought = more
    result = budget_equal_shares(box, costs, budget, utility=utility, step=1, order=order)
    assert {purchase.option for purchase in result.purchases} == set(bought)
