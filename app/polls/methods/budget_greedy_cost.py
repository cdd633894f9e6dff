"""예산, 값에 견준 표: the most votes for the money first."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from app.polls.methods.budget_order import BudgetResult, check_money, spend
from app.polls.methods.counting import Order
from app.polls.methods.limits import Money
from app.polls.methods.points import Pointed, ranks, sort_out, sums


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
    groups = ranks({option: Fraction(votes[option]) / cost for option, cost in costs.items()})
    return spend(groups, votes, costs, budget, support=support, order=order)
