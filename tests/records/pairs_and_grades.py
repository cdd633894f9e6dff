"""Kinds of records, and lies about them, of ranked pairs, Borda, STAR and majority judgement."""

from collections.abc import Callable
from typing import Any

from tests.records.kind import BLANK, CYCLE, TOO_MANY_NEEDED, UNEVEN, Kind, numbers

Lines = list[Any]

BELOW = [[2, 3, 4, 1]] * 7 + [[4, 2, 3, 1]] * 7 + [[3, 4, 2, 1]] * 7
ROUND = [[1, 2, 3]] * 17 + [[3, 1, 2]] * 17 + [[2, 3, 1]] * 17
MEETING = [[5, 4, 0]] * 9 + [[0, 3, 5]] * 8 + [[1, 5, 2]] * 4
LEVEL = [[5, 3, 4]] * 5 + [[3, 5, 4]] * 5 + [[4, 4, 4]] * 2
GRADED = [[4, 2, 0]] * 9 + [[0, 2, 3]] * 8 + [[1, 3, 2]] * 4 + [BLANK]
ALIKE = [[4, 1, 2]] * 6 + [[1, 4, 2]] * 6

KINDS = {
    "locked": Kind(UNEVEN, {}, numbers("ranked_pairs", 3)),
    "locked_by_lot": Kind(ROUND, {}, numbers("ranked_pairs", 3)),
    "locked_tied": Kind(ROUND, {"tie_rule": "fail"}, numbers("ranked_pairs", 3)),
    "locked_unseen": Kind([[1, 2, 3, 4], *CYCLE[:-1]], {}, numbers("ranked_pairs", 4)),
    "locked_unseen_by_lot": Kind(CYCLE, {"tie_rule": "all"}, numbers("ranked_pairs", 4)),
    "locked_unseen_tied": Kind(CYCLE, {"tie_rule": "fail"}, numbers("ranked_pairs", 4)),
    "locked_unseen_undefeated_by_lot": Kind([[1, 2, 3]] * 8 + [[2, 1, 3]] * 8, {}, numbers("ranked_pairs", 3)),
    "locked_unseen_undefeated": Kind([[1, 2]] * 8 + [[2, 1]] * 8, {"tie_rule": "fail"}, numbers("ranked_pairs", 2)),
    "locked_unseen_below_the_top": Kind(BELOW, {"tie_rule": "fail"}, numbers("ranked_pairs", 4)),
    "locked_of_too_few": Kind(CYCLE, TOO_MANY_NEEDED, numbers("ranked_pairs", 4)),
    "borda": Kind([*UNEVEN, BLANK], {}, numbers("borda", 3)),
    "borda_by_lot": Kind(ROUND, {}, numbers("borda", 3) | {"seats": 2}),
    "borda_unseen": Kind([[1, 2, 3, 4], *CYCLE[:-1]], {}, numbers("borda", 4) | {"seats": 2}),
    "borda_unseen_by_lot": Kind(ROUND[1::17] * 5, {}, numbers("borda", 3)),
    "borda_unseen_tied": Kind([[1, 2, 0]] * 4 + [[2, 1, 2]] * 4, {"tie_rule": "fail"}, numbers("borda", 3)),
    "borda_unseen_all": Kind(ROUND[1::17] * 5, {"tie_rule": "all"}, numbers("borda", 3)),
    "borda_of_too_few": Kind(CYCLE, TOO_MANY_NEEDED, numbers("borda", 4)),
    "star": Kind([[5, 0]] * 30 + [[3, 4]] * 40, {}, numbers("star", 2)),
    "star_by_lot": Kind([[5, 3]] * 35 + [[3, 5]] * 35, {}, numbers("star", 2)),
    "star_unseen": Kind(MEETING, {}, numbers("star", 3)),
    "star_unseen_by_lot": Kind(LEVEL, {}, numbers("star", 3)),
    "star_unseen_tied": Kind([[5, 3, 4]] * 6 + [[3, 5, 4]] * 6, {"tie_rule": "fail"}, numbers("star", 3)),
    "star_unseen_tied_before": Kind([[5, 1, 1]] * 6, {"tie_rule": "fail"}, numbers("star", 3)),
    "star_unseen_by_fives": Kind([[2, 4]] * 4 + [[5, 3]] * 4, {"tie_rule": "fail"}, numbers("star", 2)),
    "star_of_too_few": Kind(MEETING, TOO_MANY_NEEDED, numbers("star", 3)),
    "grades": Kind([[4, 1]] * 20 + [[0, 2]] * 22 + [[2, 3]] * 7, {}, numbers("majority_judgement", 2)),
    "grades_by_lot": Kind([[4, 1]] * 24 + [[1, 4]] * 24, {}, numbers("majority_judgement", 2)),
    "grades_unseen": Kind(GRADED, {}, numbers("majority_judgement", 3) | {"seats": 2}),
    "grades_unseen_by_lot": Kind(ALIKE, {}, numbers("majority_judgement", 3)),
    "grades_unseen_tied": Kind(ALIKE[1:-1], {"tie_rule": "fail"}, numbers("majority_judgement", 3) | {"seats": 2}),
    "grades_unseen_all": Kind(ALIKE[2:-2], {"tie_rule": "all"}, numbers("majority_judgement", 3) | {"seats": 2}),
    "grades_unseen_of_one": Kind([[3, 0, 0]] * 6, {}, numbers("majority_judgement", 3) | {"seats": 2}),
    "grades_of_too_few": Kind(GRADED, TOO_MANY_NEEDED, numbers("majority_judgement", 3)),
}


def _line(lines: Lines, kind: str) -> Any:
    return next(one for one in lines if one["line"] == kind)


def _result(lines: Lines) -> Any:
    return _line(lines, "count")["count"]["result"]


def another_defeat(lines: Lines) -> None:
    """A defeat is locked that contradicts those before it."""
    locked = _result(lines)["locked"]
    locked[-1].reverse()


def another_turn(lines: Lines) -> None:
    """The defeats were locked in another order."""
    _result(lines)["locked"].reverse()


def no_defeats(lines: Lines) -> None:
    """Nobody can follow which defeats stand."""
    del _result(lines)["locked"]


def not_the_clearest(lines: Lines) -> None:
    """The defeat with the fewest votes is kept, and another goes."""
    result = _result(lines)
    result["locked"][-2:], result["chosen"] = [[2, 3], [3, 1]], [2]


def more_than_all_above(lines: Lines) -> None:
    """An option has more points than where all rank it above all others; another has as many fewer."""
    votes = _result(lines)["votes"]
    most = 6 * _line(lines, "count")["count"]["valid"]
    votes["1"], votes["2"] = most + 1, votes["2"] + votes["1"] - most - 1


def a_point_more(lines: Lines) -> None:
    """More points than the ballots share out."""
    _result(lines)["votes"]["1"] += 1


def another_finalist(lines: Lines) -> None:
    """Somebody else is said to have been in the runoff."""
    _result(lines)["finalists"] = [2, 3]


def more_fives(lines: Lines) -> None:
    """More of the highest scores than the sum allows."""
    _result(lines)["fives"][2] = _result(lines)["votes"]["3"] // 5 + 1


def turned_runoff(lines: Lines) -> None:
    """All ballots are said to score the one higher whose sum is lower."""
    pairs = _result(lines)["pairs"]
    pairs[0][1], pairs[1][0] = _line(lines, "count")["count"]["valid"], 0
    _result(lines)["chosen"] = [1]


def turned_scores(lines: Lines) -> None:
    """The other of the two wins, against what the marks say."""
    _result(lines)["chosen"] = [1]


def another_median(lines: Lines) -> None:
    """A better grade in the middle than the grades say."""
    result = _result(lines)
    result["votes"]["1"], result["ranks"] = 3, [[1], [2, 3]]


def a_ballot_without_a_grade(lines: Lines) -> None:
    """One grade fewer than ballots."""
    _result(lines)["grades"][1][2] -= 1


def nothing_but_the_worst(lines: Lines) -> None:
    """The worst grades are more than ballots can give that grade anything better at all."""
    result, valid = _result(lines), _line(lines, "count")["count"]["valid"]
    result["grades"] = [[valid - 1, 1, 0, 0, 0] for _option in result["grades"]]
    result.update(votes={"1": 0, "2": 0, "3": 0}, ranks=[[1, 2, 3]])


def the_equal_median(lines: Lines) -> None:
    """Of two with the same grade in the middle the worse is chosen."""
    _result(lines)["chosen"] = [1]


MISCOUNTED: dict[str, tuple[str, Callable[[Lines], None]]] = {
    "defeat": ("locked_unseen", another_defeat),
    "turns": ("locked", another_turn),
    "no_defeats": ("locked_unseen", no_defeats),
    "not_the_clearest": ("locked_unseen", not_the_clearest),
    "above_all": ("borda_unseen", more_than_all_above),
    "borda_points": ("borda", a_point_more),
    "finalist": ("star_unseen", another_finalist),
    "fives": ("star_unseen", more_fives),
    "runoff": ("star_unseen", turned_runoff),
    "runoff_of_marks": ("star", turned_scores),
    "median": ("grades_unseen", another_median),
    "no_grade": ("grades_unseen", a_ballot_without_a_grade),
    "only_worst": ("grades_unseen", nothing_but_the_worst),
    "equal_median": ("grades", the_equal_median),
}
