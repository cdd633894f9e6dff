"""Kinds of polls that fill seats by ranks, or spend by votes per won or by shares: ballots, bylaws, draft."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from tests.factories import polls

Given = tuple[Sequence[Sequence[int]], dict[str, Any], dict[str, Any]]


def spending(method: str, budget: int, costs: Sequence[int]) -> dict[str, Any]:
    """Two marks each, for options of these costs in million won."""
    options = [
        replace(one, cost_won=cost * MILLION) for one, cost in zip(polls.options(len(costs)), costs, strict=True)
    ]
    return {"method": method, "votes_per_voter": 2, "budget_won": budget * MILLION, "options": options}


def by_cost(budget: int, *costs: int) -> dict[str, Any]:
    return spending("budget_greedy_cost", budget, costs)


def in_shares(budget: int, *costs: int) -> dict[str, Any]:
    return spending("budget_equal_shares", budget, costs)


def seats(method: str, choices: int, count: int = 2) -> dict[str, Any]:
    return {"method": method, "choices": choices, "seats": count}


MILLION = 1_000_000
BLANK = [0]
TOO_MANY_NEEDED = {"quorum_basis": "count", "quorum_value": 40}
RIVALS = [[1, 2]] * 7
RUN_SHORT = [[1, 2]] * 6 + [[1]] * 6 + [[2]] * 4
FILLED = [[1]] * 12 + [[2]] * 5 + [[2, 4]] + [[3]] * 6
OF_THREE = [[1, 2, 0]] * 18 + [[0, 1, 2]] * 7 + [[0, 2, 1]] * 6 + [[1, 0, 2]] * 3
OF_FOUR = [[1, 2, 0, 0]] * 9 + [[0, 1, 2, 0]] * 4 + [[0, 2, 1, 3]] * 3 + [[0, 0, 2, 1]] * 2 + [[0, 0, 0, 1]] * 2
TWO_LAST = [[1, 0, 0]] * 20 + [[0, 1, 0]] * 8 + [[0, 0, 1]] * 8
LAST_LATER = [[1, 0, 0, 0]] * 8 + [[0, 1, 0, 0]] * 3 + [[0, 0, 1, 0]] * 2 + [[0, 0, 2, 1]]
TWO_OVER = [[1, 0, 2, 0]] * 7 + [[0, 1, 0, 2]] * 7 + [[0, 0, 1, 0]] + [[0, 0, 0, 1]] * 2
FLOWS_BACK = [[0, 0, 1, 0]] * 115 + [[1, 0, 2, 0]] * 15  # two seats are filled from among those without votes
UNRANKED = [[1, 0, 0, 2, 0]] * 5 + [[2, 1, 0, 0, 0]] * 4 + [[0, 0, 1, 0, 0]] * 3

SEATS_AND_SHARES: dict[str, Given] = {
    "by_cost": ([[1, 2]] * 9 + [[2, 3]] * 6 + [[1, 4]] * 5 + [BLANK], {}, by_cost(10, 6, 5, 4, 1, 1)),
    "by_cost_by_lot": ([[1, 2]] * 9 + [[1, 3]] * 9 + [[4]] * 3, {}, by_cost(10, 8, 4, 4, 7)),
    "by_cost_tied": ([[1, 2]] * 6 + [[1]] * 6 + [[3, 4]] * 9, {"tie_rule": "fail"}, by_cost(9, 8, 4, 1, 9)),
    "by_cost_of_few": ([[1, 2]] * 4 + [[2]] * 2, {"tie_rule": "all"}, by_cost(6, 5, 4, 3)),
    "shares": (FILLED, {}, in_shares(10, 6, 5, 2, 2)),
    "shares_run_short": (RUN_SHORT * 2, {}, in_shares(512, 240, 192, 80)),
    "shares_of_rivals": ([[1, 3], [1, 2], [2, 3]] * 7, {}, in_shares(30, 18, 10, 4)),
    "shares_by_lot": (RIVALS * 3, {}, in_shares(10, 6, 6, 3)),
    "shares_tied": (RIVALS * 3, {"tie_rule": "fail"}, in_shares(10, 6, 6, 3)),
    "shares_filled_by_lot": ([[1]] * 20 + [[2], [3]], {}, in_shares(10, 6, 3, 3)),
    "shares_filled_tied": ([[1]] * 20 + [[2], [3]], {"tie_rule": "fail"}, in_shares(10, 6, 3, 3)),
    "shares_of_nothing": ([[1], [2]] * 10, {}, in_shares(3, 5, 4, 3)),
    "shares_unseen": (FILLED[::2], {}, in_shares(10, 6, 5, 2, 2)),
    "shares_unseen_run_short": (RUN_SHORT, {}, in_shares(256, 120, 96, 40)),
    "shares_unseen_of_rivals": ([[1, 3], [1, 2], [2, 3]] * 4, {}, in_shares(30, 18, 10, 4)),
    "shares_unseen_by_lot": (RIVALS, {"tie_rule": "all"}, in_shares(10, 6, 6, 3)),
    "shares_unseen_filled_by_lot": ([[1]] * 10 + [[2], [3]], {}, in_shares(10, 6, 3, 3)),
    "shares_unseen_tied": (RIVALS, {"tie_rule": "fail"}, in_shares(10, 6, 6, 3)),
    "shares_of_too_few": (RIVALS, TOO_MANY_NEEDED, in_shares(10, 6, 6, 3)),
    "transfers": ([*OF_THREE, BLANK], {}, seats("stv_scottish", 3)),
    "transfers_by_lot": (TWO_LAST, {}, seats("stv_scottish", 3)),
    "transfers_tied": (TWO_LAST, {"tie_rule": "fail"}, seats("stv_scottish", 3)),
    "transfers_unseen": (OF_FOUR, {}, seats("stv_scottish", 4)),
    "transfers_unseen_looking_back": (LAST_LATER, {}, seats("stv_scottish", 4)),
    "transfers_unseen_without_votes": (UNRANKED, {"tie_rule": "fail"}, seats("stv_scottish", 5)),
    "transfers_unseen_by_lot": (TWO_OVER, {"tie_rule": "all"}, seats("stv_scottish", 4, 3)),
    "transfers_unseen_tied": (TWO_OVER, {"tie_rule": "fail"}, seats("stv_scottish", 4, 3)),
    "transfers_unseen_tied_later": (TWO_LAST[::2], {"tie_rule": "fail"}, seats("stv_scottish", 3)),
    "transfers_of_too_few": (OF_FOUR, TOO_MANY_NEEDED, seats("stv_scottish", 4)),
    "keeping": ([*OF_THREE, BLANK], {}, seats("stv_meek", 3)),
    "keeping_filled_without_votes": (FLOWS_BACK, {}, seats("stv_meek", 4, 3)),
    "keeping_by_lot": (TWO_LAST, {}, seats("stv_meek", 3)),
    "keeping_tied": (TWO_LAST, {"tie_rule": "fail"}, seats("stv_meek", 3)),
    "keeping_unseen": (OF_FOUR, {}, seats("stv_meek", 4)),
    "keeping_unseen_without_votes": (UNRANKED, {"tie_rule": "fail"}, seats("stv_meek", 5)),
    "keeping_unseen_by_lot": (LAST_LATER, {"tie_rule": "all"}, seats("stv_meek", 4)),
    "keeping_unseen_tied": ([*OF_FOUR, [0, 0, 1, 0]][9:], {"tie_rule": "fail"}, seats("stv_meek", 4)),
    "keeping_unseen_tied_later": (LAST_LATER, {"tie_rule": "fail"}, seats("stv_meek", 4)),
    "keeping_of_too_few": (OF_FOUR, TOO_MANY_NEEDED, seats("stv_meek", 4)),
}
