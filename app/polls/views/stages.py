"""How a count went, for the page of its result: rounds, pairs, or the money while it was spent."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from app.kernel.i18n import _, number, won
from app.polls.methods.budget_order import Fate
from app.polls.queries import Result, Row
from app.polls.views.shares import shares_of
from app.polls.views.transfers import transfers_of

Stages = dict[str, Any]


def stages_of(result: Result) -> Stages:
    """What the method's template draws under the votes; {} where there is nothing, or numbers would expose people."""
    facts = result.facts
    if not result.shows_numbers:
        return {}
    if "rounds" in facts:
        return {"rounds": _rounds(result)}
    if "pairs" in facts:
        return _pairs(result)
    if "transfers" in facts or "keeping" in facts:
        return transfers_of(result)
    if "shares" in facts:
        return shares_of(result)
    return _spending(result) if "spending" in facts else {}


def _rounds(result: Result) -> list[Stages]:
    told, rounds = list[Stages](), result.facts["rounds"]
    for place, one in enumerate(rounds):
        after = rounds[place + 1] if place + 1 < len(rounds) else None
        continuing = sum(one["votes"].values())
        bars = [
            {"label": row.label, "value": votes, "share": votes / continuing, "marked": after is None and row.is_chosen}
            for row, votes in _standing(result, one["votes"])
        ]
        told.append({"number": place + 1, "bars": bars, "said": _said(result, one, after)})
    return told


def _standing(result: Result, votes: Mapping[str, int]) -> list[tuple[Any, int]]:
    """The options still in, the most votes first."""
    rows = [(row, votes[str(row.position)]) for row in result.rows if str(row.position) in votes]
    return sorted(rows, key=lambda pair: (-pair[1], pair[0].position))


def _said(result: Result, one: Stages, after: Stages | None) -> str:
    labels = {row.position: row.label for row in result.rows}
    continuing = sum(one["votes"].values())
    if after is None:
        return _("남은 %(count)s표의 절반을 넘은 것이 나왔습니다.", count=number(continuing))
    gone = _gone(one, labels)
    gained = {int(place): votes - one["votes"][place] for place, votes in after["votes"].items()}
    moved = [
        _("‘%(label)s’에 %(count)s표", label=labels[place], count=number(votes))
        for place, votes in gained.items()
        if votes
    ]
    lost = after["exhausted"] - one["exhausted"]
    if lost:
        moved.append(_("다음 순위가 없는 표 %(count)s표", count=number(lost)))
    return gone + " " + _("그 표는 이렇게 갔습니다: %(moved)s.", moved=", ".join(moved)) if moved else gone


def _gone(one: Stages, labels: Mapping[int, str]) -> str:
    fewest = min(one["votes"].values())
    equal = [labels[int(place)] for place, votes in one["votes"].items() if votes == fewest]
    gone = _("표가 가장 적어 뺀 것: ‘%(label)s’.", label=labels[one["excluded"]])
    if len(equal) == 1 or not fewest:
        return gone
    names = ", ".join(f"‘{label}’" for label in equal)
    return gone + " " + _("표가 같은 %(names)s 가운데 제비로 정했습니다.", names=names)


def _pairs(result: Result) -> Stages:
    pairs, rows = result.facts["pairs"], result.rows
    matrix = [
        {
            "number": place + 1,
            "label": row.label,
            "cells": [
                {"votes": None if place == other else votes, "wins": votes > pairs[other][place]}
                for other, votes in enumerate(pairs[place])
            ],
        }
        for place, row in enumerate(rows)
    ]
    return {"matrix": matrix, "beats_all": any(row.is_chosen and row.share == 1 for row in rows)}


def _spending(result: Result) -> Stages:
    spending, budget = result.facts["spending"], result.poll.budget_won or 0
    rows, by_cost = {row.position: row for row in result.rows}, result.poll.method == "budget_greedy_cost"
    turns = [
        {
            "label": rows[position].label,
            "cost": rows[position].cost_won,
            "votes": rows[position].votes,
            "rate": _rate(rows[position]) if by_cost else "",
            "funded": fate == Fate.FUNDED,
            "why": _fate(fate, missing),
        }
        for position, fate, _left, missing in spending["turns"]
    ]
    left = budget - spending["spent"]
    return {"turns": turns, "budget": budget, "spent": spending["spent"], "left": left, "by_cost": by_cost}


def _rate(row: Row) -> str:
    """Votes for each million won; exact only where it has few digits."""
    return number(round(Decimal(1_000_000 * (row.votes or 0)) / (row.cost_won or 1), 2))


def _fate(fate: str, missing: int) -> str:
    match fate:
        case Fate.FUNDED:
            return _("뽑힘")
        case Fate.UNSUPPORTED:
            return _("받은 표가 없음")
    return _("남은 돈이 %(won)s 모자람", won=won(missing))
