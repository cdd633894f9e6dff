"""Budgets by votes, by votes per won and by equal shares on published examples (real budgets stand in a test apart)."""

from fractions import Fraction
from itertools import permutations

import pytest

from app.polls.methods.budget_equal_shares import budget_equal_shares
from app.polls.methods.budget_greedy_cost import budget_greedy_cost
from app.polls.methods.budget_order import budget_order
from app.polls.methods.points import Pointed
from app.polls.methods.shares import Utility, equal_shares


def box_of(text):
    """Rows of «weight letters»: letters are options, A is 1."""
    rows = (row.split() for row in text.split(", "))
    return [Pointed(tuple((ord(letter) - 64, 1) for letter in sorted(marks)), int(weight)) for weight, marks in rows]


def costs_of(*costs):
    return dict(enumerate(costs, 1))


def letters(options):
    return "".join(sorted(chr(64 + option) for option in options))


# equalshares.net, Explanation: bike path A, outdoor gym B, new park C, playground D, library for kids E; 11 voters
KIDS = costs_of(700, 400, 250, 200, 100)
KIDS_1 = "3 AB, 3 ABC, 1 A, 1 CDE, 1 CDE, 1 D, 1 DE"
KIDS_2 = "3 AB, 3 ABC, 1 B, 1 CDE, 1 CDE, 1 D, 1 DE"
LACKNER_SKOWRON = "3 AB, 3 AC, 2 AD, 1 BCF, 1 E, 1 F, 1 G"
TWELVE = "3 CD, 2 AB, 2 AC, 1 BD"
ONE_WANTS_ONE = "1 A, 2 BCD, 1 C"
FAILS_FJR = (
    "3 ABCDH, 3 ABCDI, 3 ABCDJ, 3 ABCDK, 3 ABCDL, 3 EFGHIJKL, 3 EFG, 1 MNOPQ"  # Peters and others, example 4, padded
)

# Box, costs, budget, what a vote is worth, what the first shares buy, in which order
SHARES = [
    ("equalshares.net, Explanation, example 1", KIDS_1, KIDS, 1100, Utility.COST, (1, 4, 5)),
    ("equalshares.net, Explanation, example 2", KIDS_2, KIDS, 1100, Utility.COST, (2, 3, 4)),
    (
        "Lackner and Skowron, Multi-Winner Voting with Approval Preferences (2023), running example; pabutools",
        LACKNER_SKOWRON,
        costs_of(*[1] * 7),
        4,
        Utility.COST,
        (1,),
    ),
    ("pabutools: the same by number", LACKNER_SKOWRON, costs_of(*[1] * 7), 4, Utility.CARDINALITY, (1,)),
    (
        "pabutools, approval example 2 (in hundredths), by number",
        ONE_WANTS_ONE,
        costs_of(100, 90, 200, 109),
        400,
        Utility.CARDINALITY,
        (2, 4, 1),
    ),
    (
        "pabutools, approval example 2, by cost",
        ONE_WANTS_ONE,
        costs_of(100, 90, 200, 109),
        400,
        Utility.COST,
        (3, 1),
    ),
    (
        "pabutools, approval example 3, by number: options without votes",
        ONE_WANTS_ONE,
        costs_of(100, 90, 200, 109, 109, 109),
        400,
        Utility.CARDINALITY,
        (2, 4, 1),
    ),
    (
        "pabutools, approval example 3, by cost",
        ONE_WANTS_ONE,
        costs_of(100, 90, 200, 109, 109, 109),
        400,
        Utility.COST,
        (3, 1),
    ),
    (
        "Peters, Pierczyński and Skowron (2021), example 4, as abcvoting quotes it: eleven seats for 22 voters",
        FAILS_FJR,
        costs_of(*[1] * 17),
        11,
        Utility.COST,
        (1, 2, 3, 4, 5, 6, 7),
    ),
]

# pabutools, approval example 1: two voters want all four; where all are equal, every order may fund something else
EQUALS = (box_of("2 ABCD"), costs_of(1, 3, 2, 1), 3)


def named(table):
    return [pytest.param(*rest, id=name) for name, *rest in table]


@pytest.mark.parametrize(("box", "costs", "budget", "utility", "bought"), named(SHARES))
def test_the_published_options_are_bought_with_the_first_shares(box, costs, budget, utility, bought):
    ballots = box_of(box)
    voters = sum(ballot.weight for ballot in ballots)
    run = equal_shares(ballots, costs, Fraction(budget, voters), utility=utility, order=tuple(costs))
    assert run.bought == bought


def test_the_payments_of_a_published_example_come_out():
    """equalshares.net, Explanation, example 2: 57.14; then 43 and 60.5 (400/7, 300/7, 425/7); then 39.5 and 60.5."""
    run = equal_shares(box_of(KIDS_2), KIDS, Fraction(100))
    assert [[(paid.amount, paid.voters) for paid in purchase.paid] for purchase in run.purchases] == [
        [(Fraction(400, 7), 7)],
        [(Fraction(425, 7), 2), (Fraction(300, 7), 3)],
        [(Fraction(425, 7), 2), (Fraction(275, 7), 2)],
    ]


def test_equal_prices_end_in_the_published_committee_or_another_that_the_order_chooses():
    """Lackner and Skowron (2023), example 2.12, three seats for eight voters: {a, c, d}, as abcvoting computes it.

    By hand: c (5 voters) pays 1/5 each; then d has 3 with 7/40 and one with 3/8, too little: 0.9; a has 2 with 3/8 and
    2 with 7/40: 1.1, 13/40 a full payer; b has 2 and 1 with 3/8: 1/3. So a is bought and nothing after it.
    """
    run = equal_shares(box_of(TWELVE), costs_of(1, 1, 1, 1), Fraction(3, 8))
    assert run.bought == (3, 1)
    assert run.purchases[1].price == Fraction(13, 40)
    assert run.ties == ()


@pytest.mark.parametrize(
    ("utility", "funded"), [(Utility.CARDINALITY, "ABD"), (Utility.COST, "ABC")], ids=["by number", "by cost"]
)
@pytest.mark.parametrize("order", [(1, 2, 3, 4), (4, 3, 2, 1)])
def test_growing_shares_fund_what_is_published(utility, funded, order):
    """pabutools, approval example 2 with an increment of a tenth, here in hundredths; B and D rival at last."""
    costs = costs_of(100, 90, 200, 109)
    result = budget_equal_shares(box_of(ONE_WANTS_ONE), costs, 400, utility=utility, step=10, order=order)
    assert letters(result.elected) == funded


def test_by_votes_alone_the_sports_take_all_the_money():
    """equalshares.net, Explanation, example 1: the bike path and the gym, and the budget is exhausted."""
    result = budget_order(box_of(KIDS_1), KIDS, 1100)
    assert (result.elected, result.spent) == ((1, 2), 1100)


def test_by_votes_per_cost_the_cheap_ones_come_first():
    """The same ballots by hand: per 100, E 3, D 2, C 2, B 1.5, A 1: E, D, C and B cost 950, and A does not fit."""
    result = budget_greedy_cost(box_of(KIDS_1), KIDS, 1100)
    assert (letters(result.elected), result.spent) == ("BCDE", 950)


@pytest.mark.parametrize(
    ("count", "published"),
    [(budget_order, {"AC", "AD", "B", "CD"}), (budget_greedy_cost, {"AD"})],
    ids=["votes", "votes per cost"],
)
def test_whatever_the_order_a_published_outcome_is_funded_and_each_is_reached(count, published):
    """pabutools, approval example 1, greedy by cost and by number."""
    box, costs, budget = EQUALS
    assert {letters(count(box, costs, budget, order=order).elected) for order in permutations(costs)} == published
