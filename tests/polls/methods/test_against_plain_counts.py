"""Every method against a slow count of the same rule that shares nothing with it: 1,000 small elections each.

The elections are few ballots over few options, so that ties are common; some ballots are blank or wrong. Each election
is counted under an order and without one: then both counts find the same, or both leave the same options undecided.
"""

from collections import Counter
from functools import partial
from random import Random

import pytest

from app.polls.methods.approval import approval
from app.polls.methods.borda import borda
from app.polls.methods.budget_equal_shares import budget_equal_shares
from app.polls.methods.budget_greedy_cost import budget_greedy_cost
from app.polls.methods.budget_order import budget_order
from app.polls.methods.counting import Tied
from app.polls.methods.cumulative import cumulative
from app.polls.methods.irv import irv
from app.polls.methods.majority_judgement import majority_judgement
from app.polls.methods.points import Pointed
from app.polls.methods.ranked_pairs import ranked_pairs
from app.polls.methods.rankings import Ranked
from app.polls.methods.schulze import schulze
from app.polls.methods.score import score
from app.polls.methods.shares import Utility
from app.polls.methods.star import star
from app.polls.methods.stv_meek import stv_meek
from app.polls.methods.stv_scottish import stv_scottish
from tests.polls.methods import plain_points, plain_rankings, plain_transfers
from tests.polls.methods.plain_rankings import Undecided

ELECTIONS, TIES = 1_000, 15  # so many each, of which more than so many need an order
METHODS = {
    "irv": (irv, plain_rankings.run_off, ()),
    "schulze": (schulze, plain_rankings.by_chains, ()),
    "ranked_pairs": (ranked_pairs, plain_rankings.by_locking, ()),
    "borda": (borda, plain_rankings.by_places, ("seats",)),
    "stv_scottish": (stv_scottish, plain_transfers.scottish, ("seats",)),
    "stv_meek": (stv_meek, plain_transfers.meek, ("seats",)),
    "approval": (approval, partial(plain_points.most_points, cap=1), ("seats", "most")),
    "cumulative": (cumulative, plain_points.most_points, ("seats", "points", "cap")),
    "score": (score, partial(plain_points.most_points, cap=5), ("seats",)),
    "star": (star, plain_points.runoff, ()),
    "majority_judgement": (majority_judgement, plain_points.judgement, ("seats", "grades")),
    "budget_order": (budget_order, plain_points.by_votes, ("stop", "support")),
    "budget_greedy_cost": (budget_greedy_cost, plain_points.by_votes_per_cost, ()),
}


def ranking(chance, options):
    """A ranking, often short, sometimes with equal ranks, blank or wrong."""
    line = chance.sample(options, chance.randint(1, len(options)))
    groups = []
    while line:
        size = min(len(line), chance.choice((1, 1, 1, 1, 1, 2)))
        groups.append(tuple(line[:size]))
        line = line[size:]
    wrong = chance.randrange(30)
    return (
        () if wrong == 0 else (*groups, (99,)) if wrong == 1 else (*groups, groups[0]) if wrong == 2 else tuple(groups)
    )


def marks(chance, options, highest):
    """Points for some options, sometimes too many, for nothing, or for what is unknown."""
    chosen = sorted(chance.sample(options, chance.randint(0, len(options))))
    points = [(option, chance.randint(0, highest)) for option in chosen]
    wrong = chance.randrange(30)
    return (*points, (99, 1)) if wrong == 0 else (*points, (1, -1)) if wrong == 1 else tuple(points)


def grouped(kind, ballots):
    return [kind(ballot, weight) for ballot, weight in Counter(ballots).items()]


def told(result):
    """The elected in order, and the locked defeats or those who met in a runoff where there are any."""
    return [*result.elected, *sorted(getattr(result, "locked", ())), *getattr(result, "finalists", ())]


def outcome(tell, count, *given, **asked):
    """What the count found, or what it left undecided."""
    try:
        return tell(count(*given, **asked))
    except (Tied, Undecided) as tie:
        return "undecided", tuple(tie.options)


def elections(method, most_voters, make):
    """Ballots, options and an order of them, and the chance that made them."""
    for number in range(ELECTIONS):
        chance = Random(f"{method} {number}")
        options = list(range(1, chance.choice((2, 3, 3, 4, 4, 5)) + 1))
        kinds = [make(chance, options) for _ in range(chance.randint(1, 6))]
        ballots = [chance.choice(kinds) for _ in range(chance.randint(1, most_voters))]
        yield chance, options, ballots, chance.sample(options, len(options))


def undecided(outcomes):
    """How many need an order: some do, and not all."""
    assert TIES < sum(found[:1] == ("undecided",) for found in outcomes) < ELECTIONS


@pytest.mark.parametrize("method", ["irv", "schulze", "ranked_pairs", "borda", "stv_scottish", "stv_meek"])
def test_rankings_are_counted_as_the_slow_count_counts_them(method):
    quick, slow, takes = METHODS[method]
    outcomes = []
    for chance, options, ballots, order in elections(method, 12, ranking):
        asked = {"seats": chance.randint(1, len(options))} if takes else {}
        for drawn in (order, None):
            found = outcome(told, quick, grouped(Ranked, ballots), options, order=drawn, **asked)
            assert found == outcome(list, slow, ballots, options, drawn, **asked), (ballots, drawn, asked)
            outcomes.append(found)
    undecided(outcomes)


@pytest.mark.parametrize("method", ["approval", "cumulative", "score", "star", "majority_judgement"])
def test_points_are_counted_as_the_slow_count_counts_them(method):
    quick, slow, takes = METHODS[method]
    highest = {"approval": 1, "cumulative": 3, "score": 6, "star": 6, "majority_judgement": 4}[method]
    outcomes = []
    for chance, options, ballots, order in elections(method, 9, partial(marks, highest=highest)):
        possible = {
            "seats": chance.randint(1, len(options)),
            "most": chance.choice((None, 2)),
            "points": 5,
            "cap": chance.choice((None, 2)),
            "grades": chance.choice((3, 6)),
        }
        asked = {name: possible[name] for name in takes}
        renamed = {{"points": "most"}.get(name, name): value for name, value in asked.items()}
        for drawn in (order, None):
            found = outcome(told, quick, grouped(Pointed, ballots), options, order=drawn, **asked)
            assert found == outcome(list, slow, ballots, options, drawn, **renamed), (ballots, drawn, asked)
            outcomes.append(found)
    undecided(outcomes)


@pytest.mark.parametrize("method", ["budget_order", "budget_greedy_cost"])
def test_budgets_are_spent_as_the_slow_count_spends_them(method):
    quick, slow, takes = METHODS[method]
    outcomes = []
    for chance, options, ballots, order in elections(method, 9, partial(marks, highest=1)):
        costs = {option: chance.randint(1, 4) for option in options}
        budget = chance.randint(1, sum(costs.values()))
        asked = {"stop": chance.random() < 0.3, "support": chance.randint(1, 3)} if takes else {}
        for drawn in (order, None):
            found = outcome(funded, quick, grouped(Pointed, ballots), costs, budget, order=drawn, **asked)
            plain = outcome(set, slow, ballots, costs, budget, drawn, **asked)
            assert same(found, plain), (ballots, costs, budget, drawn, asked)
            outcomes.append(found)
    undecided([found for found in outcomes if isinstance(found, tuple)])


def test_shares_are_spent_as_the_slow_count_spends_them():
    outcomes = []
    for chance, options, ballots, order in elections("budget_equal_shares", 6, partial(marks, highest=2)):
        costs = {option: chance.randint(3, 12) for option in options}
        budget = chance.randint(3, sum(costs.values()))
        utility, step = chance.choice(tuple(Utility)), chance.choice((None, 0, 1, 2))
        rows = grouped(Pointed, ballots)
        for drawn in (order, None):
            found = outcome(shared, budget_equal_shares, rows, costs, budget, utility=utility, step=step, order=drawn)
            plain = outcome(tuple, plain_points.shares, ballots, costs, budget, drawn, utility is Utility.COST, step)
            assert same(found, plain), (ballots, costs, budget, utility, step, drawn)
            outcomes.append(found)
    undecided(outcomes)


def funded(result):
    return set(result.elected)


def shared(result):
    """Who is funded, and with what share."""
    return set(result.elected), result.share


def same(found, plain):
    """Equal; the slow count of votes does not say between whom it is undecided."""
    return found == plain or (plain == ("undecided", ()) and isinstance(found, tuple) and found[0] == "undecided")
