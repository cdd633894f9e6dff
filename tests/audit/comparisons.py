"""How each method is held against its second count: what must be the same, and what is left out and why."""

from collections.abc import Callable, Iterable
from functools import partial
from itertools import permutations
from random import Random
from typing import NamedTuple

from app.polls.methods import METHODS, Weighted, second
from app.polls.methods.approval import approval
from app.polls.methods.borda import borda
from app.polls.methods.budget_equal_shares import budget_equal_shares
from app.polls.methods.budget_greedy_cost import budget_greedy_cost
from app.polls.methods.budget_order import budget_order
from app.polls.methods.counting import Tied
from app.polls.methods.cumulative import cumulative
from app.polls.methods.irv import irv
from app.polls.methods.majority_judgement import majority_judgement
from app.polls.methods.ranked_pairs import ranked_pairs
from app.polls.methods.rules import Rules
from app.polls.methods.schulze import schulze
from app.polls.methods.score import score
from app.polls.methods.shares import Utility
from app.polls.methods.stv_meek import stv_meek
from app.polls.methods.stv_scottish import stv_scottish
from tests.audit import counters
from tests.audit import elections as made


class LeftOut(Exception):
    """The two rules differ on such an election; the reason is the message."""


class Comparison(NamedTuple):
    """One method: whose count is the second, its elections, and what makes two counts of one election."""

    method: str
    library: str
    real: Callable[[], Iterable[made.Election]]
    random: Callable[[], Iterable[made.Election]]
    counts: Callable[[made.Election], tuple[object, object]]  # ours and theirs; raises LeftOut
    seconds: int = 60  # for one election counted twice


def tied(count, *given, **asked):
    """Whether ours cannot decide without an order."""
    try:
        count(*given, **asked)
    except Tied:
        return True
    return False


def orders(election):
    """The order of the election, and the other way round."""
    return election.order, list(reversed(election.order))


def run_off(election):
    ours, theirs = [], []
    for order in orders(election):
        result = irv(election.ballots, election.options, order=order)
        firsts = dict(result.rounds[0].votes) if result.rounds else dict.fromkeys(election.options, 0)
        found = second.count(election.box("irv", order))
        ours.append((result.elected, firsts))
        theirs.append((tuple(found.elected), dict(found.figures)))
    return ours, theirs


def chains(election):
    result = schulze(election.ballots, election.options, order=election.order)
    found = second.count(election.box("schulze"))
    profile = counters.pairs_of(election.box("schulze"))
    pairs = {a: {b: profile.support(a, b) for b in election.options if b != a} for a in election.options}
    return (result.elected, set(result.winners), result.pairs), (tuple(found.elected), set(found.equal), pairs)


def locked(election):
    """Of several possible winners ours are, over all orders of the options, some; of one, that one."""
    result = schulze(election.ballots, election.options, order=election.order)
    if any(result.pairs[a][b] == result.pairs[b][a] for a in result.pairs for b in result.pairs[a]):
        raise LeftOut("a pair is equal: pref_voting locks it one way and then the other, ours is no defeat")
    theirs = counters.locked_pairs(election.box("ranked_pairs"))
    if theirs is None:
        raise LeftOut("too many equal defeats for pref_voting to try every way of breaking them")
    tries = permutations(election.options) if len(election.options) < 6 else orders(election)
    ours = {ranked_pairs(election.ballots, election.options, order=order).elected for order in tries}
    decided = not tied(ranked_pairs, election.ballots, election.options)
    strangers = {elected for elected, *_ in ours} - theirs if theirs else ours - {()}
    return (strangers, decided and len(theirs) > 1), (set(), False)


def places(election):
    """The points of every option, and all with the most."""
    ours = borda(election.ballots, election.options, order=election.order).points
    theirs = counters.borda_points(election.box("borda"))
    return (dict(ours), leaders(ours)), (theirs, leaders(theirs))


def leaders(figures):
    return {option for option in figures if figures[option] == max(figures.values())}


def scottish(election):
    """Who is elected, or that a lot is wanted; where ours wants none, no lot of theirs changes anything."""
    box = election.box("stv_scottish")
    try:
        result = stv_scottish(election.ballots, election.options, seats=election.seats)
    except Tied:
        return "a lot", _scottish_lot(box)
    if not result.valid:
        raise LeftOut("no ballot names one first: pref_voting draws lots for the seats, ours leaves them empty")
    ours = set(result.elected)
    found = [counters.scottish(box, Random(number)) for number in range(3)]
    return [ours] * 3, found


def _scottish_lot(box):
    try:
        return counters.scottish(box, counters.NoLot())
    except counters.LotWanted:
        return "a lot"


def meek(election):
    result = stv_meek(election.ballots, election.options, seats=election.seats, order=election.order)
    theirs = counters.meek(election.box("stv_meek"))
    if set(result.elected) != theirs and any(_on_the_quota(turn, election.seats) for turn in result.rounds):
        raise LeftOut("votes of exactly the quota: enough for pref_voting, ours asks for a billionth more")
    if set(result.elected) != theirs and result.ties:
        raise LeftOut(
            "equal in the last place but for what the surplus could still change: pref_voting goes by its digits"
        )
    return set(result.elected), theirs


def _on_the_quota(turn, seats):
    exact = sum(turn.votes.values()) / (seats + 1)
    return any(abs(votes - exact) < 1e-6 for votes in turn.votes.values())


def sums(method, count, election, **asked):
    """The sums of every option, and who takes the seats under the order."""
    result = count(election.ballots, election.options, seats=election.seats, order=election.order, **asked)
    found = second.count(election.box(method))
    ours = {row.option: row.points for row in result.rows}
    return (ours, set(result.elected)), (dict(found.figures), set(found.elected))


def plurality(election):
    """The votes as a poll counts them."""
    rows = [Weighted(tuple(option for option, _ in ballot.points), ballot.weight) for ballot in election.ballots]
    tally = METHODS["choose_one"].tally(rows, election.options, Rules())
    return tally.votes, dict(second.count(election.box("choose_one")).figures)


def judged(election):
    """Who is best has the best lower median. What breaks ties between equal medians is another rule there."""
    result = majority_judgement(election.ballots, election.options, order=election.order)
    theirs = counters.medians(election.ballots, election.options)
    return set(result.elected) - leaders(theirs), set()


def spent(count, counter, election):
    result = count(election.ballots, election.costs, election.budget, order=election.order)
    return set(result.elected), counter(election.box("budget"))


def spent_at_closing(election):
    """As at closing, where every mark is one vote."""
    rows = [ballot._replace(points=tuple((o, 1) for o, _ in ballot.points)) for ballot in election.ballots]
    marked = election._replace(ballots=rows)
    positions = [(tuple(o for o, _ in row.points), row.weight) for row in rows]
    box = marked.box("budget_order")._replace(rows=positions, is_numbered=False)
    found = second.count(box)
    result = budget_order(marked.ballots, election.costs, election.budget, order=election.order)
    return set(result.elected), set(found.elected)


def shared(utility, satisfaction, election):
    result = budget_equal_shares(
        election.ballots, election.costs, election.budget, utility=utility, order=election.order
    )
    return set(result.elected), counters.shares(election.box("budget"), satisfaction, result.step)


def _ranks(key, many=made.RANDOM):
    """So many that about a thousand are left where some are left out."""
    return partial(made.random_elections, key, made.ranking, many)


def _points(key, make):
    return partial(made.random_elections, key, make)


def nothing():
    """No real elections with such ballots are at hand."""
    return ()


BY_COST = partial(shared, Utility.COST, counters.CostSatisfaction)
BY_NUMBER = partial(shared, Utility.CARDINALITY, counters.PointSatisfaction)
A, B = "pref_voting", "pabutools"
COMPARISONS = (
    Comparison("choose_one", A, made.real_first_choices, _points("choose_one", made.one), plurality),
    Comparison(
        "approval", A, made.real_marks, _points("approval", made.marks(1)), partial(sums, "choose_up_to_k", approval)
    ),
    Comparison(
        "cumulative", A, nothing, _points("cumulative", made.dots), partial(sums, "cumulative", cumulative, points=5)
    ),
    Comparison("score", A, nothing, _points("score", made.grades), partial(sums, "score", score)),
    Comparison("majority judgement: the median", A, nothing, _points("majority_judgement", made.grades), judged),
    Comparison("irv", A, made.real_rankings, _ranks("irv"), run_off),
    Comparison("schulze", A, made.real_rankings, _ranks("schulze"), chains),
    Comparison("ranked_pairs", A, made.real_rankings, _ranks("ranked_pairs", 1_540), locked),
    Comparison("borda", A, made.real_rankings, _ranks("borda"), places),
    Comparison("stv_scottish", A, made.real_rankings, _ranks("stv_scottish", 1_030), scottish),
    Comparison("stv_meek", A, made.real_rankings, _ranks("stv_meek", 1_010), meek, 40),
    Comparison("budget_order", B, made.real_budgets, _points("budget_order", made.marks(1)), spent_at_closing),
    Comparison(
        "budget_order of points",
        B,
        made.real_budgets,
        _points("budget_order", made.marks(3)),
        partial(spent, budget_order, counters.by_votes),
    ),
    Comparison(
        "budget_greedy_cost",
        B,
        made.real_budgets,
        _points("budget_greedy_cost", made.marks(1)),
        partial(spent, budget_greedy_cost, counters.by_votes_per_cost),
    ),
    Comparison("budget_equal_shares by cost", B, made.real_budgets, _points("equal_shares", made.marks(2)), BY_COST),
    Comparison(
        "budget_equal_shares by number", B, made.real_budgets, _points("equal_shares", made.marks(2)), BY_NUMBER
    ),
)
