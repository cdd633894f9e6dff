"""예산, 값에 견준 표: the most votes for the money first."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from app.polls.methods.budget_order import BudgetOrder, BudgetResult, check_money, spend
from app.polls.methods.counting import Order
from app.polls.methods.limits import Money
from app.polls.methods.marks import Tally
from app.polls.methods.points import Pointed, ranks, sort_out, sums
from app.polls.methods.rules import Rules
from app.polls.methods.words import N_


def budget_greedy_cost(
    ballots: Iterable[Pointed],
    costs: Mapping[int, Money],
    budget: Money,
    *,
    support: int = 1,
    order: Order | None = None,
) -> BudgetResult:
    """Greedy by votes per won, skipping what does not fit.

    The greedy of Dantzig, Discrete-variable extremum problems, Operations Research 5 (1957); for knapsack ballots
    see Goel, Krishnaswamy, Sakshuwong and Aitamurto, Knapsack Voting for Participatory Budgeting, ACM Transactions
    on Economics and Computation 7 (2019).
    A ballot that marks an option twice or what is unknown counts for nobody. Raises ValueError where a cost or the
    budget is not above 0.
    """
    check_money(costs, budget)
    options = tuple(costs)
    votes = sums(sort_out(ballots, options).valid, options)
    return spend(by_votes_per_won(votes, costs), votes, costs, budget, support=support, order=order)


def by_votes_per_won(votes: Mapping[int, int], costs: Mapping[int, Money]) -> list[list[int]]:
    """Groups of options that are equal in votes per won, the most first."""
    return ranks({option: Fraction(votes[option]) / cost for option, cost in costs.items()})


class BudgetGreedyCost(BudgetOrder):
    """Mark up to rules.votes_per_voter projects; the most votes for the money are paid for first."""

    key, label, version = "budget_greedy_cost", N_("예산 안에서 여러 개 뽑기(값에 견준 표)"), 1

    def groups(self, tally: Tally, rules: Rules) -> Sequence[Sequence[int]]:
        """By votes per won, in exact fractions."""
        return by_votes_per_won(tally.votes, dict(rules.costs))
