"""What a budget has to keep beside its sum: groups (갈래) with a cap, and options of which only one is paid for.

Budgets with limits of groups: Jain, Sornat, Talmon and Zehavi, Participatory Budgeting with Project Groups, IJCAI 2021.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import combinations

Money = int | Fraction


@dataclass(frozen=True)
class Limits:
    """`caps` are in the money of the costs; a group without one may take all of the budget.

    Of the options under one name in `only_one` one at most is paid for.
    """

    groups: Mapping[int, str] = field(default_factory=dict)  # option -> the name of its group
    caps: Mapping[str, Money] = field(default_factory=dict)
    only_one: Mapping[int, str] = field(default_factory=dict)

    def room(self, option: int, chosen: Collection[int], costs: Mapping[int, Money]) -> Money | None:
        """What is left of the cap of its group; None where it has none."""
        group = self.groups.get(option)
        if group is None or group not in self.caps:
            return None
        return self.caps[group] - sum(costs[other] for other in chosen if self.groups.get(other) == group)

    def is_excluded(self, option: int, chosen: Collection[int]) -> bool:
        """Whether another that it cannot stand beside is paid for."""
        return any(self._excludes(option, other) for other in chosen)

    def rivals(self, options: Sequence[int], chosen: Collection[int], costs: Mapping[int, Money]) -> list[int]:
        """Those of the options, all of which fit one by one, that take a place or the cap's money from each other."""
        found = {option for pair in combinations(options, 2) if self._excludes(*pair) for option in pair}
        for group, cap in self.caps.items():
            members = [option for option in options if self.groups.get(option) == group]
            taken = sum(costs[other] for other in chosen if self.groups.get(other) == group)
            if sum(costs[option] for option in members) > cap - taken:
                found.update(members)
        return sorted(found)

    def _excludes(self, one: int, other: int) -> bool:
        return one in self.only_one and self.only_one[one] == self.only_one.get(other)


NO_LIMITS = Limits()
