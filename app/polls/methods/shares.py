"""One run of the method of equal shares: every voter has the same money, and options are bought by who wants them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import gcd, lcm
from operator import mul
from typing import NamedTuple

from app.polls.methods.counting import Broken, Order, first
from app.polls.methods.limits import Money
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
    return run_of(backing_of(ballots, costs), costs, share, utility=utility, order=order)


class Backing(NamedTuple):
    """Who gives an option points: groups of equal ballots by their number, how many each is, and their points.

    Money times `factors` is `common` times money per point, so that whole numbers compare.
    """

    rows: list[int]
    weights: list[int]
    points: list[int]
    factors: list[int]
    common: int
    voters: int
    total: int


def backing_of(ballots: Sequence[Pointed], options: Iterable[int]) -> tuple[int, dict[int, Backing]]:
    """How many groups of ballots there are, and the backing of every option: the same in every run."""
    found: dict[int, tuple[list[int], list[int], list[int]]] = {option: ([], [], []) for option in options}
    for row, (points, weight) in enumerate(ballots):
        for option, given in points:
            if given:
                rows, weights, values = found[option]
                rows.append(row)
                weights.append(weight)
                values.append(given)
    return len(ballots), {option: _backing(*lists) for option, lists in found.items()}


def _backing(rows: list[int], weights: list[int], points: list[int]) -> Backing:
    common = lcm(*set(points))
    factors = [common // given for given in points]
    return Backing(rows, weights, points, factors, common, sum(weights), sum(map(mul, weights, points)))


def run_of(
    backing: tuple[int, Mapping[int, Backing]],
    costs: Mapping[int, Money],
    share: Fraction,
    *,
    utility: Utility,
    order: Order | None,
) -> Run:
    """What `equal_shares` promises, for ballots whose backing is known."""
    market = _Market(*backing, costs, share, utility)
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
        self,
        groups: int,
        backing: Mapping[int, Backing],
        costs: Mapping[int, Money],
        share: Fraction,
        utility: Utility,
    ) -> None:
        self.backing = backing
        self.costs = {option: Fraction(cost) for option, cost in costs.items()}
        self.scale = lcm(share.denominator, *(cost.denominator for cost in self.costs.values()))
        self.money = [int(share * self.scale)] * groups
        self.worth = {option: self.costs[option] if utility is Utility.COST else 1 for option in costs}
        # prices per utility only rise while money is spent: an old one is a lower bound
        self.least = {option: Fraction(0) for option in costs if backing[option].rows}
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
        backing = self.backing[option]
        rest, points_left, common = int(self.costs[option] * self.scale), backing.total, backing.common
        money = self._money_of(backing)
        per_point = money if common == 1 else list(map(mul, money, backing.factors))
        if min(per_point) * points_left >= rest * common:
            return Fraction(rest, points_left * self.scale)
        if sum(map(mul, money, backing.weights)) < rest:
            return None
        for place in sorted(range(len(money)), key=per_point.__getitem__):
            if per_point[place] * points_left >= rest * common:
                break
            rest -= money[place] * backing.weights[place]
            points_left -= backing.points[place] * backing.weights[place]
        return Fraction(rest, points_left * self.scale)

    def _money_of(self, backing: Backing) -> list[int]:
        return list(map(self.money.__getitem__, backing.rows))

    def enough_for_all(self, prices: Mapping[int, Fraction]) -> bool:
        """Whether all who support several of the options can pay them all in full, so that no order matters."""
        due: dict[int, list[Fraction]] = {}
        for option, price in prices.items():
            for row, points in zip(self.backing[option].rows, self.backing[option].points, strict=True):
                due.setdefault(row, []).append(price * points)
        return all(len(parts) == 1 or sum(parts) * self.scale <= self.money[row] for row, parts in due.items())

    def buy(self, option: int, price: Fraction) -> Purchase:
        """Take the money from the supporters."""
        self._refine(price)
        rows, weights, points, *_ = self.backing[option]
        money, unit, paid = self.money, int(price * self.scale), dict[int, int]()
        for row, weight, given in zip(rows, weights, points, strict=True):
            amount = unit * given
            if amount > money[row]:
                amount = money[row]
                self.capped = True
            money[row] -= amount
            if amount:
                paid[amount] = paid.get(amount, 0) + weight
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
            backing = self.backing[option]
            money = Fraction(sum(map(mul, self._money_of(backing), backing.weights)), self.scale)
            yield Lacking(option, _plain(self.costs[option]), backing.voters, money, self.costs[option] - money)


def _plain(money: Fraction) -> Money:
    return int(money) if money.denominator == 1 else money
