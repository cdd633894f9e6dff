"""The same ballots counted by libraries that other people wrote, called plainly and on ballots that nobody grouped.

`make audit` installs them, apart from the program: .venv-audit/bin/python -m benchmarks --only counting. Without them
there is nothing to compare with.
"""

from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from app.polls.methods.second import COUNTS, Box, given, lines, rankings

Line = Sequence[int]
Marks = Sequence[tuple[int, int]]
ARE_HERE = bool(find_spec("pref_voting") and find_spec("pabutools"))


def ranks(method: str, box: Sequence[Line], options: Sequence[int]) -> Callable[[], Any] | None:
    """The count of ballots that each name options from the first choice on."""
    return _counted(Box(method, options, _rows(box, options), options, is_numbered=True))


def seats(rule: str, box: Sequence[Line], options: Sequence[int], count: int) -> Callable[[], Any] | None:
    """Transferable votes: "stv_scottish", of which pref_voting says that it is not yet vetted, or "stv_meek"."""
    whole = Box(rule, options, _rows(box, options), options, is_numbered=True, seats=count)

    def counted() -> Any:
        counting = getattr(import_module("pref_voting.proportional_methods"), rule)
        return counting(lines(rankings(given(whole), whole.options)), num_seats=count)

    return counted if ARE_HERE else None


def points(method: str, box: Sequence[Marks], options: Sequence[int]) -> Callable[[], Any] | None:
    """The count of ballots with a number for some options."""
    rows = [([dict(marks).get(option, 0) for option in options], 1) for marks in box]
    return _counted(Box(method, options, rows, options, is_numbered=True))


def shares(box: Sequence[Marks], costs: dict[int, int], budget: int) -> Callable[[], Any] | None:
    """One run of equal shares by cost."""

    def counted() -> Any:
        elections, rules = import_module("pabutools.election"), import_module("pabutools.rules")
        return rules.method_of_equal_shares(*_budget(box, costs, budget), sat_class=elections.Cost_Sat)

    return counted if ARE_HERE else None


def growing(box: Sequence[Marks], costs: dict[int, int], budget: int) -> Callable[[], Any] | None:
    """Equal shares by cost with a hundredth of the first share more each time, until all would be bought."""

    def counted() -> Any:
        elections, rules = import_module("pabutools.election"), import_module("pabutools.rules")
        step = max(1, budget // (100 * len(box)))
        return rules.exhaustion_by_budget_increase(
            *_budget(box, costs, budget),
            rules.method_of_equal_shares,
            {"sat_class": elections.Cost_Sat},
            exhaustive_stop=False,
            budget_step=step * len(box),
        )

    return counted if ARE_HERE else None


def _budget(box: Sequence[Marks], costs: dict[int, int], budget: int) -> tuple[Any, Any]:
    elections = import_module("pabutools.election")
    projects = {option: elections.Project(str(option), cost) for option, cost in costs.items()}
    instance = elections.Instance(projects.values(), budget_limit=budget)
    ballots = [elections.ApprovalBallot(projects[option] for option, _one in marks) for marks in box]
    return instance, elections.ApprovalProfile(ballots, instance=instance)


def _rows(box: Sequence[Line], options: Sequence[int]) -> list[tuple[list[int], int]]:
    return [([line.index(option) + 1 if option in line else 0 for option in options], 1) for line in box]


def _counted(box: Box) -> Callable[[], Any] | None:
    return (lambda: COUNTS[box.method](box, given(box))) if ARE_HERE else None
