"""Polls whose sheets say more: groups with caps, what excludes each other, a cap of points, weights of channels."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from app.polls.models import Poll
from tests import factories
from tests.factories import polls

MILLION = 1_000_000
SAFETY, PLAY = "안전 분과", "놀이 분과"
VOTES = [[1, 2]] * 9 + [[2, 3]] * 6 + [[3, 4]] * 5 + [[0]]
EQUALS = [[1, 2]] * 8 + [[3, 4]] * 8 + [[5]] * 5


def budget(
    won: int, *options: tuple[int, str, str], caps: dict[str, int] | None = None, **given: Any
) -> dict[str, Any]:
    """Two marks each, for options of a cost in million won, a group and a word that excludes; caps in million won."""
    named = zip(polls.options(len(options)), options, strict=True)
    placed = [
        replace(one, cost_won=cost * MILLION, group_name=group, only_one=word) for one, (cost, group, word) in named
    ]
    in_won = {name: cap * MILLION for name, cap in (caps or {}).items()}
    return {
        "method": "budget_order", "votes_per_voter": 2, "budget_won": won * MILLION, "options": placed, "caps": in_won,
        **given,
    }  # fmt: skip


CAPPED = budget(20, (6, SAFETY, ""), (5, SAFETY, ""), (4, PLAY, ""), (1, "", ""), caps={SAFETY: 8, PLAY: 4})
EXCLUDING = budget(20, (6, "", "CCTV"), (5, "", "CCTV"), (4, "", ""), (1, "", ""))
BOTH = budget(9, (3, SAFETY, "가"), (2, SAFETY, "나"), (3, PLAY, "가"), (2, PLAY, "나"), (4, "", ""), caps={SAFETY: 4})
STOPPING = budget(10, (6, "", ""), (5, "", ""), (4, "", ""), (1, "", ""), stops=True)
CAP_OF_TWO = {"method": "cumulative", "choices": 2, "votes_per_voter": 3, "most_per_option": 2}

# name: ballots, bylaws, draft
LIMITED: dict[str, tuple[Sequence[Sequence[int]], dict[str, Any], dict[str, Any]]] = {
    "budget_in_groups": (VOTES, {}, CAPPED),
    "budget_that_excludes": (VOTES, {}, EXCLUDING),
    "budget_in_groups_by_lot": (EQUALS, {}, BOTH),
    "budget_in_groups_tied": (EQUALS, {"tie_rule": "fail"}, BOTH),
    "budget_that_stops": (VOTES, {}, STOPPING),
    "budget_that_stops_by_lot": ([[1, 2]] * 10 + [[3, 4]] * 10, {}, STOPPING),
    "points_capped": ([[2, 0]] * 6 + [[1, 2]] * 9 + [[0, 2]] * 5 + [[0]], {}, CAP_OF_TWO),
}


def weighed(
    online: Sequence[Sequence[int]],
    sheets: Sequence[Any],
    bylaws: dict[str, Any] | None = None,
    *,
    lost: int = 0,
    **given: Any,
) -> Poll:
    """A counted poll of ballots online and sheets on paper, the paper with 70 of 100; some sheets did not come back."""
    council = factories.a_council(bylaws=bylaws or {})
    voters = polls.voters_of(council, len(online) + len(sheets) + lost)
    given = {"choices": 3, "method": "choose_up_to_k", "votes_per_voter": 2, "paper_percent": 70, **given}
    poll = polls.an_open_poll(council, takes_paper=True, **given)
    for voter, marks in zip(voters, online, strict=False):
        polls.cast(poll, voter, marks)
    for voter in voters[len(online) :]:
        polls.handed(poll, voter)
    poll = polls.closed(poll)
    polls.a_batch(poll, *sheets)
    reasons = {"box": "집에 가져간 이웃이 있습니다"} if lost else {}
    polls.reconciled(poll, printed=len(sheets) + lost, unused=0, **reasons)
    return polls.counted(poll)


ONLINE = [[1]] * 20 + [[1, 2]] * 10 + [[0]]
ON_PAPER = [[2]] * 12 + [[2, 3]] * 6 + [[1]] * 4
EQUAL_SHARES = [[1]] * 10 + [[2]] * 10
WEIGHED = {
    "weighed": lambda: weighed(ONLINE, ON_PAPER),
    "weighed_by_lot": lambda: weighed(EQUAL_SHARES, EQUAL_SHARES),
    "weighed_tied": lambda: weighed(EQUAL_SHARES, EQUAL_SHARES, {"tie_rule": "fail"}),
    "weighed_of_too_few": lambda: weighed(ONLINE, ON_PAPER[:19]),
    "weighed_of_too_few_in_the_box": lambda: weighed(ONLINE, ON_PAPER[:15], lost=10),
    "weighed_with_sheets_lost": lambda: weighed(ONLINE, ON_PAPER, lost=3),
    "weighed_without_quorum": lambda: weighed(ONLINE, ON_PAPER, {"quorum_basis": "count", "quorum_value": 90}),
}
