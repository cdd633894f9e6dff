"""The channels of a poll that weighs them, apart: its paper, and the box that tells nobody apart."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from app.kernel.i18n import _
from app.polls.methods import Method, Weighted
from app.polls.methods.rules import Rules
from app.polls.methods.weights import Channels, enough
from app.polls.queries import Result
from app.polls.states import Verdict


def channels_apart(
    ballots: Sequence[Weighted], papers: Mapping[str, int], positions: Sequence[int], method: Method, rules: Rules
) -> Channels:
    """The valid ballots of each channel; {} where all count alike: no weights, or too few ballots in a channel.

    `ballots` are those of all channels, `papers` the sheets by their written marks.
    """
    if not rules.weights:
        return {}
    all_valid = Counter(
        {row.marks: row.weight for row in ballots if method.read(row.marks, positions, rules) == row.marks}
    )
    on_paper = Counter({tuple(json.loads(marks)): sheets for marks, sheets in papers.items()})
    paper = Counter({marks: on_paper[marks] for marks in all_valid if on_paper[marks]})
    found = {"online": _rows(all_valid - paper), "paper": _rows(paper)}
    return found if enough(found, rules.weights) else {}


def told_apart(channels: Channels) -> dict[str, Any]:
    """What a result tells of them: marks and how many, the channels by name."""
    if not channels:
        return {}
    return {"weighed": {name: [[list(row.marks), row.weight] for row in rows] for name, rows in channels.items()}}


def read_apart(facts: Mapping[str, Any]) -> Channels:
    """The channels of a result; {} where it tells none apart."""
    groups = facts.get("weighed", {})
    return {name: [Weighted(tuple(marks), weight) for marks, weight in rows] for name, rows in groups.items()}


def is_weighed(result: Result) -> bool:
    """Whether the channels of a result were weighed."""
    return "weighed" in result.facts


def weighed_rule(result: Result) -> str:
    """By which rule those channels decided, in a sentence."""
    asked = result.poll.rules["weights"]
    return _(
        "종이(현장)와 온라인을 따로 세어, 받은 비율에 현장 %(paper)d%%와 온라인 %(online)d%%를 곱해 더한 것이"
        " 높은 차례로 %(seats)d개를 뽑는 규칙입니다.",
        paper=asked["paper"],
        online=asked["online"],
        seats=result.poll.seats,
    )


def why_not_weighed(result: Result) -> str:
    """That the sheet asks for weights and they were not used, and why; "" where it asks for none."""
    asked = result.poll.rules.get("weights")
    if not asked or result.verdict is Verdict.NO_QUORUM:
        return ""
    return _(
        "현장과 온라인 가운데 한쪽의 유효표가 %(least)d표가 되지 않아, 비중 없이 모든 표를 똑같이 셌습니다.",
        least=asked["from"],
    )


def _rows(counted: Counter[tuple[int, ...]]) -> list[Weighted]:
    return [Weighted(marks, weight) for marks, weight in sorted(counted.items())]
