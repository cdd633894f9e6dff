"""Counts with limits and weights that an insider would like to be true: by name, of which kind, and what changes."""

from collections.abc import Callable
from typing import Any

Lines = list[Any]


def _line(lines: Lines, kind: str) -> Any:
    return next(one for one in lines if one["line"] == kind)


def _result(lines: Lines) -> Any:
    return _line(lines, "count")["count"]["result"]


def _sheet(lines: Lines) -> Any:
    return _line(lines, "rules")["sheet"]


def _funded(lines: Lines, fate: str) -> None:
    result = _result(lines)
    turn = next(turn for turn in result["spending"]["turns"] if turn[1] == fate)
    turn[1], turn[3] = "funded", 0
    result["chosen"].append(turn[0])
    result["spending"]["spent"] += _sheet(lines)["options"][turn[0] - 1]["cost_won"]


def over_its_cap(lines: Lines) -> None:
    """An option for which its group has no money left was funded."""
    _funded(lines, "over_the_cap")


def higher_cap(lines: Lines) -> None:
    """The sheet gives a group a won less than it spent."""
    _sheet(lines)["group_caps"]["놀이 분과"] -= 1


def another_group(lines: Lines) -> None:
    """The sheet puts an option where there was money for it."""
    _sheet(lines)["options"][0]["group"] = "놀이 분과"


def side_by_side(lines: Lines) -> None:
    """Both of two that exclude each other were funded."""
    _funded(lines, "excluded")


def went_on(lines: Lines) -> None:
    """What stood behind the stop was funded."""
    _funded(lines, "after_the_stop")


def would_skip(lines: Lines) -> None:
    """The sheet says nothing of a stop."""
    del _sheet(lines)["when_short"]


def one_point(lines: Lines) -> None:
    """The sheet gives one option a point less than some ballots do."""
    _sheet(lines)["most_per_option"] = 1


def a_cap_for_none(lines: Lines) -> None:
    """A cap of points where nobody gives points."""
    _sheet(lines)["most_per_option"] = 1


def from_paper(lines: Lines) -> None:
    """A ballot of the box is told as one of the paper."""
    weighed = _result(lines)["weighed"]
    weighed["online"][0][1] -= 1
    weighed["paper"][0][1] += 1


def another_weight(lines: Lines) -> None:
    """The sheet weighs the paper less, so that another wins."""
    _sheet(lines)["weights"].update(paper=10, online=90)


def uneven_weights(lines: Lines) -> None:
    """The weights of the sheet are more than a hundred."""
    _sheet(lines)["weights"]["online"] = 40


def all_alike(lines: Lines) -> None:
    """The channels are not told, and the most votes win."""
    result = _result(lines)
    del result["weighed"]
    result["chosen"] = [1]


def apart_among_few(lines: Lines) -> None:
    """The channels are told where one of them has too few ballots."""
    paper = [[[1], 1], [[2], 12], [[2, 3], 6]]
    _result(lines)["weighed"] = {"online": [[[1], 20], [[1, 2], 10]], "paper": paper}


MISCOUNTED_LIMITS: dict[str, tuple[str, Callable[[Lines], None]]] = {
    "over_its_cap": ("budget_in_groups", over_its_cap),
    "higher_cap": ("budget_in_groups", higher_cap),
    "another_group": ("budget_in_groups", another_group),
    "side_by_side": ("budget_that_excludes", side_by_side),
    "went_on": ("budget_that_stops", went_on),
    "would_skip": ("budget_that_stops", would_skip),
    "one_point": ("points_capped", one_point),
    "a_cap_for_none": ("scores", a_cap_for_none),
    "from_paper": ("weighed", from_paper),
    "another_weight": ("weighed", another_weight),
    "uneven_weights": ("weighed", uneven_weights),
    "all_alike": ("weighed", all_alike),
    "apart_among_few": ("weighed_of_too_few", apart_among_few),
}
