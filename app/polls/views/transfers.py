"""How transferable votes moved from stage to stage, for the page of a result: a table, a sentence each, a picture."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.kernel.i18n import _, number
from app.polls.methods import stv_meek, stv_scottish
from app.polls.queries import Result
from app.polls.views.flow import Band, drawn

MOST, SHOWN = 12, 8  # of more than MOST options the picture shows so many by themselves


@dataclass(frozen=True)
class Stage:
    """Votes in the smallest unit; `lost` are with no option any more; `did` says what gave these votes."""

    votes: Mapping[int, int]
    lost: int
    quota: int
    elected: Sequence[int]
    did: str


def transfers_of(result: Result) -> dict[str, Any]:
    """What the template draws."""
    labels = {row.position: row.label for row in result.rows}
    if "transfers" in result.facts:
        unit, stages = stv_scottish.UNIT, _scottish(result.facts["transfers"], labels)
    else:
        unit, stages = stv_meek.UNIT, _meek(result.facts["keeping"], labels)
    return {
        "flow": drawn(_bands(stages), result.valid * unit),
        "columns": range(1, len(stages) + 1),
        "lines": [_line(result, place, stages, unit) for place in labels],
        "lost": [_votes(stage.lost, unit) for stage in stages],
        "quotas": [_votes(stage.quota, unit) for stage in stages],
        "said": [_said(stages, at, labels, unit) for at in range(len(stages))],
        "others": len(labels) - SHOWN if len(labels) > MOST else 0,
    }


def _scottish(facts: Mapping[str, Any], labels: Mapping[int, str]) -> list[Stage]:
    quota = facts["quota"] * stv_scottish.UNIT
    return [
        Stage(_places(one["votes"]), one["non_transferable"], quota, one["elected"], _action(one, labels))
        for one in facts["stages"]
    ]


def _action(one: Mapping[str, Any], labels: Mapping[int, str]) -> str:
    match one["action"]:
        case "first":
            return _("1위 표를 셉니다.")
        case "surplus":
            return _("필요한 표를 넘은 ‘%(label)s’의 남는 표를 옮깁니다.", label=labels[one["option"]])
        case "exclusion":
            return _("가장 적은 ‘%(label)s’ 쪽을 빼고 그 표를 옮깁니다.", label=labels[one["option"]])
    return _("남은 것이 남은 자리만큼이라 모두 뽑습니다.")


def _meek(rounds: Sequence[Mapping[str, Any]], labels: Mapping[int, str]) -> list[Stage]:
    stages, before = list[Stage](), 0
    for one in rounds:
        did = _("1위 표를 셉니다.")
        if stages and before:
            did = _("가장 적은 ‘%(label)s’ 쪽을 빼고 모든 표를 다시 나눕니다.", label=labels[before])
        elif stages:
            did = _("뽑힌 것이 필요한 만큼만 가지고, 모든 표를 다시 나눕니다.")
        stages.append(Stage(_places(one["votes"]), one["excess"], one["quota"], one["elected"], did))
        before = one["excluded"]
    return stages


def _places(votes: Mapping[str, int]) -> dict[int, int]:
    return {int(place): units for place, units in votes.items()}


def _line(result: Result, place: int, stages: Sequence[Stage], unit: int) -> dict[str, Any]:
    """The row of an option in the table: its votes after each stage, and from where on it is elected."""
    row = next(row for row in result.rows if row.position == place)
    elected = next((at for at, stage in enumerate(stages) if place in stage.elected), len(stages))
    cells = [
        {"votes": _votes(stage.votes[place], unit) if stage.votes[place] else "–", "elected": at == elected}
        for at, stage in enumerate(stages)
    ]
    return {"number": place, "label": row.label, "is_chosen": row.is_chosen, "cells": cells}


def _said(stages: Sequence[Stage], at: int, labels: Mapping[int, str], unit: int) -> str:
    told = [stages[at].did]
    if at:
        told += _moved(stages[at - 1], stages[at], labels, unit)
    if stages[at].elected:
        names = ", ".join(f"‘{labels[place]}’" for place in stages[at].elected)
        told.append(_("뽑힘: %(names)s.", names=names))
    return " ".join(told)


def _moved(before: Stage, now: Stage, labels: Mapping[int, str], unit: int) -> list[str]:
    gains = {place: votes - before.votes[place] for place, votes in now.votes.items() if votes > before.votes[place]}
    parts = [
        _("‘%(label)s’에 %(count)s표", label=labels[place], count=_votes(gain, unit)) for place, gain in gains.items()
    ]
    if now.lost > before.lost:
        parts.append(_("더 옮길 데가 없는 표 %(count)s표", count=_votes(now.lost - before.lost, unit)))
    return [_("이렇게 갔습니다: %(moved)s.", moved=", ".join(parts))] if parts else []


def _votes(units: int, unit: int) -> str:
    """Exactly, without the zeros at the end."""
    whole, rest = divmod(units, unit)
    digits = f"{rest:0{len(str(unit)) - 1}}".rstrip("0")
    return f"{number(whole)}.{digits}" if digits else number(whole)


def _bands(stages: Sequence[Stage]) -> list[list[Band]]:
    """Stage after stage the parts of the bar: the options, of many the largest and the others as one, and the rest."""
    places = list(stages[0].votes)
    if len(places) > MOST:
        best = sorted(places, key=lambda place: (-max(stage.votes[place] for stage in stages), place))[:SHOWN]
        groups = [(str(place), [place]) for place in sorted(best)]
        groups.append(("+", [place for place in places if place not in best]))
    else:
        groups = [(str(place), [place]) for place in places]
    drawn_stages, won = list[list[Band]](), set[int]()
    for stage in stages:
        won.update(stage.elected)
        bands = [
            Band(name, sum(stage.votes[place] for place in group), "won" if won.issuperset(group) else "in")
            for name, group in groups
        ]
        drawn_stages.append([*bands, Band("", stage.lost, "lost")])
    return drawn_stages
