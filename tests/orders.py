"""How far an order is from chance."""

import math
from collections.abc import Sequence

BY_CHANCE = 4  # standard deviations; an innocent order goes beyond 3 once in 370 runs, beyond 4 once in 15,000


def kendall_z(order: Sequence[int]) -> float:
    """In standard deviations; order[i] is the place, in the order that is secret, of what stands i-th."""
    n = len(order)
    concordant = sum(1 if order[i] < order[j] else -1 for i in range(n) for j in range(i + 1, n))
    return concordant / math.sqrt(n * (n - 1) * (2 * n + 5) / 18)
