"""Votes by cost: the greedy of Dantzig as textbooks and other programs have counted it, values as votes.

Options are numbered in the order of the source. What is published is named: the items, or their value and their weight.
"""

import os
from pathlib import Path

import pytest

from app.polls.methods.budget_greedy_cost import budget_greedy_cost
from app.polls.methods.files.pb import read_pb
from app.polls.methods.points import Pointed

BUDGETS = Path(os.environ.get("GOLMOK_SHARED", "../shared")) / "data" / "elections" / "pabulib"
FOODS = "Guttag, MIT 6.0002, lecture 1: wine, beer, pizza, burger, fries, cola, apple, donut"
FSU = "Burkardt, KNAPSACK_01, {}; the greedy as Callmeg0d/knapsack_0-1_problem reports it"

# Capacity, weights, values, the items taken where they are published, their value and weight where these are
KNAPSACKS = [
    (
        "Guttag, Introduction to Computation … Using Python: clock, painting, radio, vase, book, computer",
        20,
        (10, 9, 4, 2, 1, 20),
        (175, 90, 20, 50, 10, 200),
        {1, 3, 4, 5},
        255,
        None,
    ),
    (
        f"{FOODS}; 750 calories",
        750,
        (123, 154, 258, 354, 365, 150, 95, 195),
        (89, 90, 95, 100, 90, 79, 50, 10),
        {1, 2, 6, 7, 8},
        318,
        None,
    ),
    (
        "Cormen and others, Introduction to Algorithms, on greedy and the 0-1 knapsack; diegopacheco/c-playground",
        50,
        (10, 20, 30),
        (60, 100, 120),
        {1, 2},
        160,
        None,
    ),
    (
        FSU.format("P01"),
        165,
        (23, 31, 29, 44, 53, 38, 63, 85, 89, 82),
        (92, 57, 49, 68, 60, 43, 67, 84, 87, 72),
        None,
        309,
        165,
    ),
    (FSU.format("P02"), 26, (12, 7, 11, 8, 9), (24, 13, 23, 15, 16), None, 47, 23),
    (FSU.format("P03"), 190, (56, 59, 80, 64, 75, 17), (50, 50, 64, 46, 50, 5), None, 146, 179),
    (FSU.format("P04"), 50, (31, 10, 20, 19, 4, 3, 6), (70, 20, 39, 37, 7, 5, 10), None, 102, 48),
    (FSU.format("P05"), 104, (25, 35, 45, 5, 25, 3, 2, 2), (350, 400, 450, 20, 70, 8, 5, 5), None, 858, 97),
    (FSU.format("P06"), 170, (41, 50, 49, 59, 55, 57, 60), (442, 525, 511, 593, 546, 564, 617), None, 1_478, 140),
    (
        FSU.format("P07"),
        750,
        (70, 73, 77, 80, 82, 87, 90, 94, 98, 106, 110, 113, 115, 118, 120),
        (135, 139, 149, 150, 156, 163, 173, 184, 192, 201, 210, 214, 221, 229, 240),
        None,
        1_441,
        740,
    ),
    (
        "TheAlgorithms, greedy_knapsack: one value for all weights, and room for all",
        100,
        (2, 4, 6, 8, 10, 12),
        (10, 20, 30, 40, 50, 60),
        {1, 2, 3, 4, 5, 6},
        210,
        None,
    ),
    ("denghuacc/my-algorithms, KnapSack Greedy", 5, (2, 3, 4), (3, 4, 5), None, 7, None),
]


@pytest.mark.parametrize(
    ("capacity", "weights", "values", "taken", "value", "weight"),
    [pytest.param(*rest, id=name) for name, *rest in KNAPSACKS],
)
def test_the_published_greedy_is_bought(capacity, weights, values, taken, value, weight):
    ballots = [Pointed(((option, 1),), votes) for option, votes in enumerate(values, 1)]
    result = budget_greedy_cost(ballots, dict(enumerate(weights, 1)), capacity)
    assert taken in (None, set(result.elected))
    assert sum(values[option - 1] for option in result.elected) == value
    assert weight in (None, result.spent)
    assert result.ties == ()


def test_everything_is_bought_where_the_money_is_enough():
    """pabutools, «All affordable»: four projects of 1, 3, 2 and 1 that one voter wants all, and 7 to spend."""
    ballots = [Pointed(tuple((option, 1) for option in (1, 2, 3, 4)), 1)]
    result = budget_greedy_cost(ballots, {1: 1, 2: 3, 3: 2, 4: 1}, 7)
    assert set(result.elected) == {1, 2, 3, 4}


def test_a_real_budget_that_paid_for_everything_is_the_same_by_votes_and_by_votes_by_cost():
    """Warsaw 2017, Boernerowo: the city counts by votes; all four projects fit, and both rules fund them."""
    path = BUDGETS / "Poland_Warszawa_2017_BoernerowoFort_RadiowoGrotyGorce.pb"
    if not path.exists():
        pytest.skip(f"no real budgets at {BUDGETS} (GOLMOK_SHARED)")
    with path.open("rb") as file:
        found = read_pb(file)
    result = budget_greedy_cost(found.ballots, found.costs, found.budget)
    assert set(result.elected) == found.official
    assert result.ties == ()
