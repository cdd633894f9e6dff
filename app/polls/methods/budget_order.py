"""예산, 표 순서대로: the most votes first, as long as the money lasts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any, NamedTuple

from app.polls.methods.choose_up_to_k import ChooseUpToK
from app.polls.methods.counting import Broken, Order, Tied, equals, first
from app.polls.methods.marks import Tally
from app.polls.methods.points import Pointed, ranks, sort_out, sums
from app.polls.methods.rules import Rules, quorum_needed
from app.polls.methods.verdicts import Decision, Outcome
from app.polls.methods.words import N_

Money = int | Fraction


class Fate(StrEnum):
    """What became of an option."""

    FUNDED = "funded"
    DOES_NOT_FIT = "does_not_fit"  # it costs more than was left
    AFTER_THE_STOP = "after_the_stop"
    UNSUPPORTED = "unsupported"  # fewer votes than asked for, or none


class Spending(NamedTuple):
    """One option's turn; `left` is the money before it, `missing` what it lacked."""

    option: int
    votes: int
    cost: Money
    left: Money
    missing: Money
    fate: Fate


@dataclass(frozen=True)
class BudgetResult:
    """The funded in the order of their turns, every turn, and the money."""

    elected: tuple[int, ...]
    turns: tuple[Spending, ...]
    budget: Money
    spent: Money
    ties: tuple[Broken, ...]


def budget_order(
    ballots: Iterable[Pointed],
    costs: Mapping[int, Money],
    budget: Money,
    *,
    stop: bool = False,
    support: int = 1,
    order: Order | None = None,
) -> BudgetResult:
    """Greedy by votes (or points): what does not fit is skipped, or ends the count where `stop` is declared.

    What most cities do with participatory budgets; among the greedy rules of Faliszewski and Talmon, A Framework for
    Approval-based Budgeting Methods (arXiv 1809.04382, 2018). An option with fewer than `support` votes is never
    funded. Options with equal votes need the order only where it changes who is funded. A ballot that marks an option
    twice or what is unknown counts for nobody.
    """
    options = tuple(costs)
    votes = sums(sort_out(ballots, options).valid, options)
    return spend(ranks(votes), votes, costs, budget, stop=stop, support=support, order=order)


def spend(
    groups: Sequence[Sequence[int]],
    votes: Mapping[int, int],
    costs: Mapping[int, Money],
    budget: Money,
    *,
    stop: bool = False,
    support: int = 1,
    order: Order | None = None,
) -> BudgetResult:
    """Group after group as long as the money lasts. Raises ValueError where a cost or the budget is not above 0."""
    check_money(costs, budget)
    purse = _Purse(votes, costs, budget, stop, max(1, support))
    for group in groups:
        waiting = list(group)
        while waiting:
            turn = purse.next_turn(waiting, order)
            waiting.remove(turn)
            purse.take(turn)
    elected = tuple(turn.option for turn in purse.turns if turn.fate is Fate.FUNDED)
    return BudgetResult(elected, tuple(purse.turns), budget, budget - purse.left, tuple(purse.ties))


def check_money(costs: Mapping[int, Money], budget: Money) -> None:
    """Raises ValueError where a cost or the budget is not above 0."""
    if budget <= 0 or any(cost <= 0 for cost in costs.values()):
        raise ValueError("costs and the budget are above 0")


class _Purse:
    """The money while it is spent."""

    def __init__(
        self, votes: Mapping[int, int], costs: Mapping[int, Money], budget: Money, stop: bool, support: int
    ) -> None:
        self.votes, self.costs, self.left, self.stop, self.support = votes, costs, budget, stop, support
        self.turns: list[Spending] = []
        self.ties: list[Broken] = []
        self.stopped = False

    def next_turn(self, equals: Sequence[int], order: Order | None) -> int:
        """Any of the equals where their order changes nothing, else the one that the order puts first."""
        contenders = self._contenders(equals)
        if not contenders:
            return equals[0]
        chosen = first(contenders, order, "votes")
        self.ties.append(Broken("votes", tuple(contenders), chosen))
        return chosen

    def _contenders(self, equals: Sequence[int]) -> list[int]:
        """The equals among whom the order decides who is funded: they fit one by one, but not all together."""
        counted = [option for option in equals if self.votes[option] >= self.support]
        fitting = [option for option in counted if self.costs[option] <= self.left]
        together = sum(self.costs[option] for option in (counted if self.stop else fitting))
        if self.stopped or not fitting or together <= self.left:
            return []
        return counted if self.stop else fitting

    def take(self, option: int) -> None:
        """Fund the option or say why not."""
        cost = self.costs[option]
        missing = max(0, cost - self.left)
        fate = self._fate(option, missing)
        self.turns.append(Spending(option, self.votes[option], cost, self.left, missing, fate))
        self.stopped = self.stopped or (self.stop and fate is Fate.DOES_NOT_FIT)
        self.left -= cost if fate is Fate.FUNDED else 0

    def _fate(self, option: int, missing: Money) -> Fate:
        if self.votes[option] < self.support:
            return Fate.UNSUPPORTED
        if self.stopped:
            return Fate.AFTER_THE_STOP
        return Fate.DOES_NOT_FIT if missing else Fate.FUNDED


class BudgetOrder(ChooseUpToK):
    """Mark up to rules.votes_per_voter projects; the most votes are paid for first, as long as the money lasts."""

    key, label, version = "budget_order", N_("예산 안에서 여러 개 뽑기"), 1
    has_seats = may_take_all = False
    spends = True

    def decide(self, tally: Tally, rules: Rules, order: Order | None = None) -> Decision:
        """In the order of the votes; what does not fit is skipped. Facts: `spending` {spent, turns}.

        A turn is [position, fate, won that were left, won that were missing]. Where a tie decides and the rules have
        no lot, those with more votes stay chosen.
        """
        needed, groups = quorum_needed(rules), self.groups(tally, rules)
        if tally.cast < needed:
            return Decision(Outcome.NO_QUORUM, needed)
        try:
            return _decided(_spent(groups, tally, rules, order), Outcome.CHOSEN, needed)
        except Tied as tie:
            above = groups[: next(place for place, group in enumerate(groups) if tie.options[0] in group)]
            return _decided(_spent(above, tally, rules, order), Outcome.TIED, needed, tie.options)

    def groups(self, tally: Tally, rules: Rules) -> Sequence[Sequence[int]]:
        """The options in groups of equals, in the order of their turns."""
        return tally.ranks


def told(turns: Iterable[Spending]) -> list[list[Any]]:
    """Turns as a result keeps them: [position, fate, won that were left, won that were missing]."""
    return [[turn.option, turn.fate.value, turn.left, turn.missing] for turn in turns]


def _spent(groups: Sequence[Sequence[int]], tally: Tally, rules: Rules, order: Order | None) -> BudgetResult:
    return spend(groups, tally.votes, dict(rules.costs), rules.budget_won, order=order)


def _decided(result: BudgetResult, outcome: Outcome, needed: int, tied: tuple[int, ...] = ()) -> Decision:
    nothing = outcome is Outcome.CHOSEN and not result.elected
    return Decision(
        Outcome.NOT_CARRIED if nothing else outcome,
        needed,
        chosen=result.elected,
        tied=tied or equals(result.ties),
        lot_used=bool(result.ties),
        facts={"spending": {"spent": result.spent, "turns": told(result.turns)}},
    )
