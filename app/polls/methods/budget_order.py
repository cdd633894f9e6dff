"""예산, 표 순서대로: the most votes first, as long as the money lasts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

from app.polls.methods.choose_up_to_k import ChooseUpToK
from app.polls.methods.counting import Broken, Order, Tied, equals, first
from app.polls.methods.limits import NO_LIMITS, Limits, Money
from app.polls.methods.marks import Tally
from app.polls.methods.points import Pointed, ranks, sort_out, sums
from app.polls.methods.rules import Rules, quorum_needed
from app.polls.methods.verdicts import Decision, Outcome
from app.polls.methods.words import N_


class Fate(StrEnum):
    """What became of an option."""

    FUNDED = "funded"
    DOES_NOT_FIT = "does_not_fit"  # it costs more than was left
    OVER_THE_CAP = "over_the_cap"  # of its group, which has less left than it costs
    EXCLUDED = "excluded"  # another that it cannot stand beside is funded
    AFTER_THE_STOP = "after_the_stop"
    UNSUPPORTED = "unsupported"  # fewer votes than asked for, or none


class Spending(NamedTuple):
    """One option's turn; `left` is the money that there was for it, `missing` what it lacked."""

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
    limits: Limits = NO_LIMITS,
    order: Order | None = None,
) -> BudgetResult:
    """Greedy by votes (or points): what does not fit is skipped, or ends the count where `stop` is declared.

    What most cities do with participatory budgets; among the greedy rules of Faliszewski and Talmon, A Framework for
    Approval-based Budgeting Methods (arXiv 1809.04382, 2018). An option with fewer than `support` votes is never
    funded; what the limits rule out is passed over. Options with equal votes need the order only where it could change
    who is funded. A ballot that marks an option twice or what is unknown counts for nobody.
    """
    options = tuple(costs)
    votes = sums(sort_out(ballots, options).valid, options)
    return spend(ranks(votes), votes, costs, budget, stop=stop, support=support, limits=limits, order=order)


def spend(
    groups: Sequence[Sequence[int]],
    votes: Mapping[int, int],
    costs: Mapping[int, Money],
    budget: Money,
    *,
    stop: bool = False,
    support: int = 1,
    limits: Limits = NO_LIMITS,
    order: Order | None = None,
) -> BudgetResult:
    """Group after group as long as the money lasts. Raises ValueError where a cost or the budget is not above 0."""
    check_money(costs, budget)
    purse = _Purse(votes, costs, budget, stop, max(1, support), limits)
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


@dataclass
class _Purse:
    """The money while it is spent."""

    votes: Mapping[int, int]
    costs: Mapping[int, Money]
    left: Money
    stop: bool
    support: int
    limits: Limits
    turns: list[Spending] = field(default_factory=list)
    ties: list[Broken] = field(default_factory=list)
    chosen: list[int] = field(default_factory=list)
    stopped: bool = False

    def next_turn(self, equals: Sequence[int], order: Order | None) -> int:
        """Any of the equals where their order changes nothing, else the one that the order puts first."""
        contenders = self._contenders(equals)
        if not contenders:
            return equals[0]
        chosen = first(contenders, order, "votes")
        self.ties.append(Broken("votes", tuple(contenders), chosen))
        return chosen

    def _contenders(self, equals: Sequence[int]) -> list[int]:
        """The equals among whom the order decides who is funded: they fit one by one, but not all together.

        Where the count stops at what does not fit, those that would stop it are among them.
        """
        if self.stopped:
            return []
        counted = [option for option in equals if self._why_not(option) in (Fate.FUNDED, Fate.DOES_NOT_FIT)]
        fitting = [option for option in counted if self._why_not(option) is Fate.FUNDED]
        waiting = counted if self.stop and fitting else fitting
        if sum(self.costs[option] for option in waiting) > self.left:
            return waiting
        return self.limits.rivals(fitting, self.chosen, self.costs)

    def take(self, option: int) -> None:
        """Fund the option or say why not."""
        cost, room = self.costs[option], self._room(option)
        fate = self._why_not(option)
        self.turns.append(Spending(option, self.votes[option], cost, room, max(0, cost - room), fate))
        self.stopped = self.stopped or (self.stop and fate is Fate.DOES_NOT_FIT)
        if fate is Fate.FUNDED:
            self.left -= cost
            self.chosen.append(option)

    def _room(self, option: int) -> Money:
        cap = self.limits.room(option, self.chosen, self.costs)
        return self.left if cap is None else min(self.left, cap)

    def _why_not(self, option: int) -> Fate:
        """FUNDED where nothing speaks against it."""
        if self.votes[option] < self.support:
            return Fate.UNSUPPORTED
        if self.stopped:
            return Fate.AFTER_THE_STOP
        if self.limits.is_excluded(option, self.chosen):
            return Fate.EXCLUDED
        cap = self.limits.room(option, self.chosen, self.costs)
        if cap is not None and self.costs[option] > cap:
            return Fate.OVER_THE_CAP
        return Fate.DOES_NOT_FIT if self.costs[option] > self.left else Fate.FUNDED


class BudgetOrder(ChooseUpToK):
    """Mark up to rules.votes_per_voter projects; the most votes are paid for first, as long as the money lasts."""

    key, label, version = "budget_order", N_("예산 안에서 여러 개 뽑기"), 1
    has_seats = may_take_all = is_weighable = False
    spends = has_limits = True

    def decide(self, tally: Tally, rules: Rules, order: Order | None = None) -> Decision:
        """In the order of the votes; what does not fit is skipped, or ends it where the rules say so.

        Facts: `spending` {spent, turns}.
        A turn is [position, fate, won that there were for it, won that were missing]. Where a tie decides and the rules
        have no lot, those with more votes stay chosen.
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
    costs, budget = dict(rules.costs), rules.budget_won
    return spend(groups, tally.votes, costs, budget, stop=rules.stops, limits=rules.limits, order=order)


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
