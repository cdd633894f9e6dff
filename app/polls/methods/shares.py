"""One run of the method of equal shares: every voter has the same money, and options are bought by who wants them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import gcd, lcm
from typing import NamedTuple

from app.polls.methods.budget_order import Money
from app.polls.methods.counting import Broken, Order, first
from app.polls.methods.points import Pointed


class Utility(StrEnum):
    """What a point for an option is worth to the voter who gave it."""

    COST = "cost"  # as much as the option costs: money spent in my sense
    CARDINALITY = "cardinality"  # one: options in my sense


class Paid(NamedTuple):
    """So many voters paid this much each."""

    amount: Fraction
    voters: int


class Purchase(NamedTuple):
    """An option that its supporters bought; `price` is what a point cost those who could pay it in full."""

    option: int
    cost: Money
    price: Fraction
    paid: tuple[Paid, ...]


class Lacking(NamedTuple):
    """An option not bought: what its supporters have left together, and what was missing to its cost."""

    option: int
    cost: Money
    supporters: int
    money: Fraction
    missing: Fraction


@dataclass(frozen=True)
class Run:
    """The purchases in their order, what was not bought, and whether somebody paid less than in full."""

    share: Fraction
    purchases: tuple[Purchase, ...]
    lacking: tuple[Lacking, ...]
    spent: Money
    capped: bool
    ties: tuple[Broken, ...]

    @property
    def bought(self) -> tuple[int, ...]:
        """The options in the order of their purchase."""
        return tuple(purchase.option for purchase in self.purchases)


def equal_shares(
    ballots: Sequence[Pointed],
    costs: Mapping[int, Money],
    share: Fraction,
    *,
    utility: Utility = Utility.COST,
    order: Order | None = None,
) -> Run:
    """Peters, Pierczyński and Skowron, Proportional Participatory Budgeting with Additive Utilities, NeurIPS 2021.

    Again and again the option is bought that asks its supporters for the least money per utility, each paying in
    proportion to the points given, or all that is left. Equal prices are bought together where nobody runs short
    by it; only where they rival for the same money the order decides, or Tied is raised.
    """
    market = _Market(ballots, costs, share, utility)
    ties: list[Broken] = []
    purchases: list[Purchase] = []
    while cheapest := market.cheapest():
        if len(cheapest) > 1 and not market.enough_for_all(cheapest):
            chosen = first(cheapest, order, "price")
            ties.append(Broken("price", tuple(sorted(cheapest)), chosen))
            cheapest = {chosen: cheapest[chosen]}
        purchases += [market.buy(option, cheapest[option]) for option in sorted(cheapest)]
    spent = sum(purchase.cost for purchase in purchases)
    return Run(share, tuple(purchases), tuple(market.lacking()), spent, market.capped, tuple(ties))


class _Market:
    """The money of every group of equal ballots, in whole units of 1/scale won: integers compare and add fast."""

    def __init__(
        self, ballots: Sequence[Pointed], costs: Mapping[int, Money], share: Fraction, utility: Utility
    ) -> None:
        self.costs = {option: Fraction(cost) for option, cost in costs.items()}
        self.scale = lcm(share.denominator, *(cost.denominator for cost in self.costs.values()))
        self.weights = [ballot.weight for ballot in ballots]
        self.money = [int(share * self.scale)] * len(ballots)
        self.backers: dict[int, list[tuple[int, int]]] = {option: [] for option in costs}
        for row, ballot in enumerate(ballots):
            for option, points in ballot.points:
                if points:
                    self.backers[option].append((row, points))
        self.worth = {option: self.costs[option] if utility is Utility.COST else 1 for option in costs}
        # prices per utility only rise while money is spent: an old one is a lower bound
        self.least = {option: Fraction(0) for option, backers in self.backers.items() if backers}
        self.unbought = dict.fromkeys(costs)
        self.capped = False

    def cheapest(self) -> dict[int, Fraction]:
        """The options that ask for the least money per utility, each with its price of a point; {} where none can."""
        best: Fraction | None = None
        found: dict[int, Fraction] = {}
        for option in sorted(self.least, key=lambda option: self.least[option]):
            if best is not None and self.least[option] > best:
                break
            price = self._price(option)
            if price is None:
                del self.least[option]
                continue
            asked = self.least[option] = price / self.worth[option]
            if best is None or asked < best:
                best, found = asked, {}
            if asked == best:
                found[option] = price
        return found

    def _price(self, option: int) -> Fraction | None:
        """What a point must cost so that the supporters pay the option; None where their money is too little."""
        backers = self.backers[option]
        rest = int(self.costs[option] * self.scale)
        if sum(self.money[row] * self.weights[row] for row, _points in backers) < rest:
            return None
        points_left = sum(self.weights[row] * points for row, points in backers)
        for row, points in sorted(backers, key=self._money_per_point(backers)):
            if self.money[row] * points_left >= rest * points:
                break
            rest -= self.money[row] * self.weights[row]
            points_left -= self.weights[row] * points
        return Fraction(rest, points_left * self.scale)

    def _money_per_point(self, backers: Sequence[tuple[int, int]]) -> Callable[[tuple[int, int]], int]:
        common = lcm(*{points for _row, points in backers})
        factors = {points: common // points for _row, points in backers}
        return lambda backer: self.money[backer[0]] * factors[backer[1]]

    def enough_for_all(self, prices: Mapping[int, Fraction]) -> bool:
        """Whether all who support several of the options can pay them all in full, so that no order matters."""
        due: dict[int, list[Fraction]] = {}
        for option, price in prices.items():
            for row, points in self.backers[option]:
                due.setdefault(row, []).append(price * points)
        return all(len(parts) == 1 or sum(parts) * self.scale <= self.money[row] for row, parts in due.items())

    def buy(self, option: int, price: Fraction) -> Purchase:
        """Take the money from the supporters."""
        self._refine(price)
        paid: dict[int, int] = {}
        unit = int(price * self.scale)
        for row, points in self.backers[option]:
            amount = min(self.money[row], unit * points)
            self.capped = self.capped or amount < unit * points
            self.money[row] -= amount
            if amount:
                paid[amount] = paid.get(amount, 0) + self.weights[row]
        del self.least[option], self.unbought[option]
        parts = tuple(Paid(Fraction(amount, self.scale), paid[amount]) for amount in sorted(paid, reverse=True))
        return Purchase(option, _plain(self.costs[option]), price, parts)

    def _refine(self, price: Fraction) -> None:
        """Make the units small enough for the price to be whole."""
        finer = price.denominator // gcd(price.denominator, self.scale)
        if finer > 1:
            self.scale *= finer
            self.money = [amount * finer for amount in self.money]

    def lacking(self) -> Iterable[Lacking]:
        """What was not bought."""
        for option in self.unbought:
            rows = [row for row, _points in self.backers[option]]
            money = Fraction(sum(self.money[row] * self.weights[row] for row in rows), self.scale)
            voters = sum(self.weights[row] for row in rows)
            yield Lacking(option, _plain(self.costs[option]), voters, money, self.costs[option] - money)


def _plain(money: Fraction) -> Money:
    return int(money) if money.denominator == 1 else money
