"""Counts of points, ranks and money that an insider would like to be true: by name, of which kind, and what changes."""

from collections.abc import Callable
from typing import Any

from tests.records import pairs_and_grades
from tests.records.miscounts_of_limits import MISCOUNTED_LIMITS

Lines = list[Any]


def _line(lines: Lines, kind: str) -> Any:
    return next(one for one in lines if one["line"] == kind)


def _result(lines: Lines) -> Any:
    return _line(lines, "count")["count"]["result"]


def _sheet(lines: Lines) -> Any:
    return _line(lines, "rules")["sheet"]


def given_away(lines: Lines) -> None:
    """The points as they were cast, among so few ballots that one could point at somebody."""
    groups = [[[0, 2, 2], 4], [[1, 1, 3], 8], [[5, 0, 0], 9]]
    lines.insert(lines.index(_line(lines, "count")), {"line": "ballots", "salt": "0" * 64, "groups": groups})


def kept_back(lines: Lines) -> None:
    """The points that everybody should be able to count again."""
    lines.remove(_line(lines, "ballots"))


def impossible_points(lines: Lines) -> None:
    """More points than the valid ballots had."""
    result = _result(lines)
    result["votes"]["1"] += result["unused"] + 1
    result["unused"] = 0


def impossible_scores(lines: Lines) -> None:
    """More than five points from each valid ballot."""
    _result(lines)["votes"]["2"] = 5 * _line(lines, "count")["count"]["valid"] + 1


def a_six(lines: Lines) -> None:
    """A score above five, counted."""
    last = _line(lines, "ballots")["groups"][-1]
    last[0][0] += 1
    _result(lines)["votes"]["1"] += last[1]


def lost_votes(lines: Lines) -> None:
    """In the second round a vote of somebody who is still in stands with another."""
    votes = _result(lines)["rounds"][1]["votes"]
    votes["1"], votes["3"] = votes["1"] - 1, votes["3"] + 1


def more_exhausted(lines: Lines) -> None:
    """A ballot more than the marks say names nobody any more."""
    _result(lines)["rounds"][-1]["exhausted"] += 1


def back_again(lines: Lines) -> None:
    """Ballots that named nobody any more count again in the last round."""
    last = _result(lines)["rounds"][-1]
    last["votes"]["2"], last["exhausted"] = last["votes"]["2"] + last["exhausted"], 0


def against_the_lot(lines: Lines) -> None:
    """The other of the two who were last went out; the votes went on as they might have then."""
    first = _result(lines)["rounds"][0]
    stays = first["excluded"]
    first["excluded"] = 7 - stays  # they are 3 and 4
    votes = {"1": first["votes"]["1"] + first["votes"][str(7 - stays)], "2": first["votes"]["2"]}
    votes[str(stays)] = first["votes"][str(stays)]
    _result(lines).update(rounds=[first, {"votes": votes, "exhausted": 0, "excluded": 0}], chosen=[1])


def too_soon(lines: Lines) -> None:
    """The rounds end before anybody has more than half."""
    del _result(lines)["rounds"][-1]
    _result(lines)["rounds"][-1]["excluded"] = 0
    _result(lines)["chosen"] = [1]


def no_rounds(lines: Lines) -> None:
    """Nobody can follow who went out."""
    del _result(lines)["rounds"]


def another_tie(lines: Lines) -> None:
    """Others are said to have been last."""
    _result(lines)["tied"] = [1, 2]


def another_pair(lines: Lines) -> None:
    """A ballot more than the marks say ranks the one above the other."""
    _result(lines)["pairs"][0][1] += 1


def impossible_pair(lines: Lines) -> None:
    """More ballots compare the two than there are valid ones."""
    pairs = _result(lines)["pairs"]
    pairs[0][3] = _line(lines, "count")["count"]["valid"] - pairs[3][0] + 1


def another_path(lines: Lines) -> None:
    """Somebody wins whom another beats over a stronger chain."""
    _result(lines)["chosen"] = [2]


def more_spent(lines: Lines) -> None:
    """A won more than the funded cost."""
    _result(lines)["spending"]["spent"] += 1


def made_to_fit(lines: Lines) -> None:
    """What did not fit was funded."""
    turn = next(turn for turn in _result(lines)["spending"]["turns"] if turn[1] == "does_not_fit")
    turn[1], turn[3] = "funded", 0
    _result(lines)["chosen"].append(turn[0])


def more_money(lines: Lines) -> None:
    """The sheet has a won more to spend."""
    _sheet(lines)["budget_won"] += 1


def cheaper(lines: Lines) -> None:
    """The first option costs a won less."""
    _sheet(lines)["options"][0]["cost_won"] -= 1


def without_a_price(lines: Lines) -> None:
    """Nobody voted for it, and nobody knows what it costs."""
    _sheet(lines)["options"][-1]["cost_won"] = None


def all_go_on(lines: Lines) -> None:
    """A rule for ties that the method does not have."""
    _sheet(lines)["tie_rule"] = "all"


def two_seats(lines: Lines) -> None:
    """More seats than the method has."""
    _sheet(lines)["seats"] = 2


MISCOUNTED: dict[str, tuple[str, Callable[[Lines], None]]] = {
    "given_away": ("points_unseen", given_away),
    "kept_back": ("points_given", kept_back),
    "points": ("points_unseen", impossible_points),
    "scores": ("scores_unseen", impossible_scores),
    "six": ("scores", a_six),
    "round": ("run_off_unseen", lost_votes),
    "exhausted": ("run_off", more_exhausted),
    "back_again": ("run_off_unseen_exhausted", back_again),
    "against_the_lot": ("run_off_unseen_by_lot", against_the_lot),
    "too_soon": ("run_off_unseen", too_soon),
    "no_rounds": ("run_off_unseen", no_rounds),
    "tie": ("run_off_unseen_tied", another_tie),
    "pair": ("head_to_head", another_pair),
    "impossible_pair": ("head_to_head_unseen", impossible_pair),
    "path": ("head_to_head_unseen", another_path),
    **pairs_and_grades.MISCOUNTED,
    "spent": ("budget_skips", more_spent),
    "fit": ("budget_skips", made_to_fit),
    "budget": ("budget_skips", more_money),
    "cost": ("budget_skips", cheaper),
    "no_price": ("budget_too_small", without_a_price),
    "no_such_rule": ("run_off", all_go_on),
    "two_seats": ("head_to_head", two_seats),
    **MISCOUNTED_LIMITS,
}
