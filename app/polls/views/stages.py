"""How a count went, for the page of its result: rounds, pairs, grades, or the money while it was spent."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from app.kernel.i18n import _, number, won
from app.polls.methods.budget_order import Fate
from app.polls.methods.majority_judgement import WORDS, by_merit
from app.polls.methods.rules import Rules
from app.polls.queries import Result, Row
from app.polls.states import Verdict
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
    if "grades" in facts:
        return _grades(result)
    if "fives" in facts:
        return _runoff(result)
    if "pairs" in facts:
        return {**_pairs(result), "said": _of_the_pairs(result), "duels": _duels(result)}
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
    return {"matrix": matrix}


def _of_the_pairs(result: Result) -> str:
    told = _("왼쪽의 것을 위쪽 번호의 것보다 앞에 둔 표입니다. 굵은 칸은 이긴 맞대결입니다.")
    if any(row.is_chosen and row.share == 1 for row in result.rows):
        return told + " " + _("뽑힌 것은 다른 모두와의 맞대결에서 이겼습니다.")
    if result.verdict is Verdict.TIED:
        return told
    if result.poll.method == "ranked_pairs":
        return told + " " + _("다른 모두를 이긴 것이 없어, 가장 뚜렷한 맞대결부터 받아들여 정했습니다.")
    return told + " " + _("다른 모두를 이긴 것이 없어, 가장 센 이김의 고리로 정했습니다.")


def _duels(result: Result) -> list[Stages]:
    """The defeats, the clearest first, and which of them stand; [] where none were locked."""
    locked = [tuple(pair) for pair in result.facts.get("locked", ())]
    pairs, labels = result.facts["pairs"], {row.position: row.label for row in result.rows}
    won = [(a, b) for a in labels for b in labels if pairs[a - 1][b - 1] > pairs[b - 1][a - 1]]
    taken = {pair: turn for turn, pair in enumerate(locked)}
    in_order = sorted(won, key=lambda pair: (-pairs[pair[0] - 1][pair[1] - 1], taken.get(pair, len(won))))
    return [
        {
            "winner": labels[a],
            "loser": labels[b],
            "votes": pairs[a - 1][b - 1],
            "against": pairs[b - 1][a - 1],
            "stands": (a, b) in taken,
        }
        for a, b in in_order
        if locked
    ]


def _runoff(result: Result) -> Stages:
    """Who met and how it ended; how many ballots score the row above the column, and who has how many fives."""
    facts = result.facts
    told = {**_pairs(result), "fives": facts["fives"], "finale": []}
    told["said"] = _("왼쪽의 것을 위쪽 번호의 것보다 높게 매긴 표입니다. 굵은 칸은 더 많은 쪽입니다.")
    if "finalists" not in facts:
        return told
    one, other = (row for row in result.rows if row.position in facts["finalists"])
    scores = [
        (row, facts["pairs"][row.position - 1][rival.position - 1]) for row, rival in ((one, other), (other, one))
    ]
    scores.sort(key=lambda pair: not pair[0].is_chosen)
    bars = [{"label": row.label, "value": votes, "marked": row.is_chosen} for row, votes in scores]
    alike = result.valid - sum(votes for _row, votes in scores)
    bars.append({"label": _("둘을 똑같이 매긴 표"), "value": alike, "marked": False})
    return {**told, "finale": [{**bar, "share": bar["value"] / result.valid} for bar in bars], "how": _met(result)}


def _met(result: Result) -> str:
    """By which rule for ties, where one was needed."""
    facts, votes = result.facts, {row.position: row.votes or 0 for row in result.rows}
    one, other = facts["finalists"]
    told = []
    last = min(votes[one], votes[other])
    border = [place for place, sum_ in votes.items() if sum_ == last]
    if not set(border) <= {one, other}:
        told.append(_("합이 같은 것이 있어, 그것들 가운데 더 높게 매긴 표와 5점의 수로 결선에 갈 것을 정했습니다."))
    if facts["pairs"][one - 1][other - 1] == facts["pairs"][other - 1][one - 1]:
        told.append(_("결선이 비겨 점의 합으로, 합도 같으면 5점의 수로 정했습니다."))
    return " ".join(told)


def _grades(result: Result) -> Stages:
    """How many ballots gave each option each grade, the best option first and the best grade first."""
    merits = {row.position: tuple(result.facts["grades"][place]) for place, row in enumerate(result.rows)}
    rows = {row.position: row for row in result.rows}
    judged = [rows[position] for group in by_merit(merits) for position in group]
    words = [_(word) for word in reversed(WORDS)]
    return {
        "words": words,
        "grades": [
            {
                "label": row.label,
                "median": _(WORDS[row.votes or 0]),
                "marked": row.is_chosen,
                "counts": list(reversed(merits[row.position])),
            }
            for row in judged
        ],
    }


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
    told = {"turns": turns, "budget": budget, "spent": spending["spent"], "left": left, "by_cost": by_cost}
    return {**told, "groups": _groups(result)}


def _groups(result: Result) -> list[str]:
    """What each group with a cap has spent of it, in a sentence."""
    rules = Rules.from_sheet(result.poll.rules)
    spent = dict.fromkeys(rules.limits.caps, 0)
    for row in result.chosen:
        group = rules.limits.groups.get(row.position, "")
        if group in spent:
            spent[group] += row.cost_won or 0
    return [
        _("%(name)s: 한도 %(cap)s 가운데 %(spent)s을 씁니다.", name=name, cap=won(int(cap)), spent=won(spent[name]))
        for name, cap in rules.limits.caps.items()
    ]


def _rate(row: Row) -> str:
    """Votes for each million won; exact only where it has few digits."""
    return number(round(Decimal(1_000_000 * (row.votes or 0)) / (row.cost_won or 1), 2))


def _fate(fate: str, missing: int) -> str:
    match fate:
        case Fate.FUNDED:
            return _("뽑힘")
        case Fate.UNSUPPORTED:
            return _("받은 표가 없음")
        case Fate.EXCLUDED:
            return _("함께 할 수 없는 것이 먼저 뽑힘")
        case Fate.AFTER_THE_STOP:
            return _("앞에서 멈춤")
        case Fate.OVER_THE_CAP:
            return _("갈래의 한도에서 %(won)s 모자람", won=won(missing))
    return _("남은 돈이 %(won)s 모자람", won=won(missing))
