"""예산, 똑같은 몫: every voter decides over the same share of the money."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor
from typing import Any

from app.polls.methods.budget_order import BudgetOrder, Spending, check_money, spend, told
from app.polls.methods.counting import Broken, Order, Tied, equals
from app.polls.methods.limits import Money
from app.polls.methods.marks import Marks, Tally, Weighted
from app.polls.methods.points import Pointed, grouped, ranks, sort_out, sums
from app.polls.methods.rules import Rules, quorum_needed
from app.polls.methods.shares import Lacking, Purchase, Run, Utility, backing_of, run_of
from app.polls.methods.verdicts import Decision, Outcome
from app.polls.methods.words import N_

# What the rule sheet of a poll says of the choices that the method leaves open.
DECLARED = {
    "utility": "cost",
    "step": "1/100 of the first share, in whole won, at least 1",
    "stops": "before a run costs more than the budget",
    "completion": "votes",
}


@dataclass(frozen=True)
class SharesResult:
    """The funded: first those that voters bought with their shares, then those that filled up what was left.

    `share` is what each voter had in the run that counts, `first_share` the budget divided by the voters; `lacking`
    is for every option not bought what its supporters had left, `completion` its turn afterwards.
    """

    elected: tuple[int, ...]
    purchases: tuple[Purchase, ...]
    lacking: tuple[Lacking, ...]
    completion: tuple[Spending, ...]
    voters: int
    first_share: Fraction
    share: Fraction
    step: int
    budget: Money
    spent: Money
    ties: tuple[Broken, ...]


def budget_equal_shares(
    ballots: Iterable[Pointed],
    costs: Mapping[int, Money],
    budget: Money,
    *,
    utility: Utility = Utility.COST,
    step: int | None = None,
    order: Order | None = None,
) -> SharesResult:
    """Peters, Pierczyński and Skowron (NeurIPS 2021), completed by Add1U: everybody's share grows by `step` as long
    as what is bought stays within the budget, even when nothing else would fit; the last run within it counts, and
    then the most votes take what is left, skipping what does not fit.

    `step` is max(1, floor(share / 100)) where it is not declared, and 0 where shares do not grow. Blank ballots have
    no share. Raises ValueError where a cost or the budget is not above 0.
    """
    check_money(costs, budget)
    options = tuple(costs)
    valid = grouped(sort_out(ballots, options).valid)
    voters = sum(ballot.weight for ballot in valid)
    first_share = Fraction(budget) / max(1, voters)
    step = max(1, floor(first_share / 100)) if step is None else step
    run, ties = _grown(valid, costs, budget, first_share, step, utility, order)
    votes = sums(valid, options)
    rest = {option: cost for option, cost in costs.items() if option not in run.bought}
    turns, more = _completion(rest, votes, budget - run.spent, order)
    funded = tuple(turn.option for turn in turns if turn.fate == "funded")
    spent = run.spent + sum(costs[option] for option in funded)
    return SharesResult(
        elected=run.bought + funded,
        purchases=run.purchases,
        lacking=run.lacking,
        completion=turns,
        voters=voters,
        first_share=first_share,
        share=run.share,
        step=step,
        budget=budget,
        spent=spent,
        ties=ties + more,
    )


def _grown(
    ballots: list[Pointed],
    costs: Mapping[int, Money],
    budget: Money,
    share: Fraction,
    step: int,
    utility: Utility,
    order: Order | None,
) -> tuple[Run, tuple[Broken, ...]]:
    """The run with the largest share before the first that costs more than the budget, and the ties of both."""
    backing = backing_of(ballots, costs)

    def at(share: Fraction) -> Run:
        return run_of(backing, costs, share, utility=utility, order=order)

    run = at(share)
    while step and any(option.supporters for option in run.lacking):
        steps = _steps(run, step)
        grown = at(run.share + step * steps)
        if grown.spent > budget:
            run = run if steps == 1 else at(grown.share - step)
            return run, tuple(dict.fromkeys(run.ties + grown.ties))
        run = grown
    return run, run.ties


def _steps(run: Run, step: int) -> int:
    """How many steps until a run can differ.

    Where everybody paid in full and the supporters of nothing unbought had its cost even at the start, more money
    changes nothing until some of them have it.
    """
    wanted = [option for option in run.lacking if option.supporters]
    steps = min(ceil((Fraction(option.cost, option.supporters) - run.share) / step) for option in wanted)
    return 1 if run.capped else max(1, steps)


def _completion(
    costs: Mapping[int, Money], votes: Mapping[int, int], left: Money, order: Order | None
) -> tuple[tuple[Spending, ...], tuple[Broken, ...]]:
    if left <= 0:
        return (), ()
    result = spend(ranks({option: votes[option] for option in costs}), votes, costs, left, order=order)
    return result.turns, result.ties


class BudgetEqualShares(BudgetOrder):
    """Mark up to rules.votes_per_voter projects; everybody's share of the money goes to what they marked."""

    key, label, version = "budget_equal_shares", N_("예산 안에서 여러 개 뽑기(똑같은 몫)"), 1
    has_limits = False  # caps of groups and rivals are no part of the rule

    def most(self, options: int, rules: Rules) -> tuple[int, int] | None:
        """Votes alone decide nothing: it matters who gave them together."""
        return None

    def tally(self, ballots: Iterable[Weighted], options: Sequence[int], rules: Rules) -> Tally:
        """One vote for each mark, and the valid ballots."""
        box = list(ballots)
        rows = tuple(ballot for ballot in box if ballot.marks and self._reads(ballot.marks, options, rules))
        return replace(super().tally(box, options, rules), rows=rows)

    def _reads(self, marks: Marks, options: Sequence[int], rules: Rules) -> bool:
        return self.read(marks, options, rules) == marks

    def decide(self, tally: Tally, rules: Rules, order: Order | None = None) -> Decision:
        """Equal shares, grown and filled up. Facts: `shares` {share, step, bought, lacking}, and `spending` {spent,
        turns} with the turns of filling up.

        `bought` are [position, price, [[paid, people], …]], `lacking` [position, people, money, missing]; prices and
        money are "p/q" won, or "p". Where a tie decides and the rules have no lot, nothing is chosen.
        """
        needed = quorum_needed(rules)
        if tally.cast < needed:
            return Decision(Outcome.NO_QUORUM, needed)
        ballots = [Pointed(tuple((option, 1) for option in marks), weight) for marks, weight in tally.rows]
        try:
            result = budget_equal_shares(ballots, dict(rules.costs), rules.budget_won, order=order)
        except Tied as tie:
            return Decision(Outcome.TIED, needed, tied=tie.options)
        return Decision(
            Outcome.CHOSEN if result.elected else Outcome.NOT_CARRIED,
            needed,
            chosen=result.elected,
            tied=equals(result.ties),
            lot_used=bool(result.ties),
            facts=_facts(result),
        )


def _facts(result: SharesResult) -> dict[str, Any]:
    bought = [
        [one.option, str(one.price), [[str(paid.amount), paid.voters] for paid in one.paid]] for one in result.purchases
    ]
    lacking = [[one.option, one.supporters, str(one.money), str(one.missing)] for one in result.lacking]
    return {
        "shares": {"share": str(result.share), "step": result.step, "bought": bought, "lacking": lacking},
        "spending": {"spent": result.spent, "turns": told(result.completion)},
    }
