"""A result whose channels were weighed: each channel's shares, the weighted ones, and what would be without weights."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from app.kernel.i18n import _
from app.polls.methods import METHODS, Tally
from app.polls.methods.marks import ranked
from app.polls.methods.rules import Rules
from app.polls.methods.verdicts import Outcome
from app.polls.methods.weights import shares
from app.polls.queries import Result, Row
from app.polls.service.weighing import read_apart


@dataclass(frozen=True)
class Weighed:
    """`rows` are (option, its share of the paper, of the online ballots, and the weighted one), the highest first."""

    rows: Sequence[tuple[Row, Fraction, Fraction, Fraction]]
    weights: Mapping[str, int]
    valid: Mapping[str, int]
    besides: str  # what would be chosen if all ballots counted alike


def weighed_of(result: Result) -> Weighed | None:
    """None where all ballots count alike."""
    channels = read_apart(result.facts)
    if not channels:
        return None
    method, rules = METHODS[result.poll.method], Rules.from_sheet(result.poll.rules)
    tally = _plain(result)
    of = shares(tally, channels, method, rules)
    rows = [(row, of["paper"][p], of["online"][p], of["weighed"][p]) for row in result.rows for p in (row.position,)]
    return Weighed(
        rows=sorted(rows, key=lambda one: (-one[3], one[0].position)),
        weights=rules.weights,
        valid={name: sum(row.weight for row in ballots) for name, ballots in channels.items()},
        besides=_without(result, tally, rules),
    )


def _plain(result: Result) -> Tally:
    votes = {int(position): count for position, count in result.facts["votes"].items()}
    return Tally(votes, ranked(votes), result.valid, result.blank, result.invalid)


def _without(result: Result, tally: Tally, rules: Rules) -> str:
    decision = METHODS[result.poll.method].decide(tally, rules)
    labels = {row.position: f"‘{row.label}’" for row in result.rows}
    if decision.outcome is Outcome.NO_QUORUM:
        return ""
    if decision.tied:
        tied = ", ".join(labels[position] for position in decision.tied)
        return _("비중 없이 모든 표를 똑같이 세면 동점입니다: %(names)s.", names=tied)
    if set(decision.chosen) == {row.position for row in result.chosen}:
        return _("비중 없이 모든 표를 똑같이 세어도 같은 것이 뽑힙니다.")
    names = ", ".join(labels[position] for position in decision.chosen)
    return _("비중 없이 모든 표를 똑같이 세면 다르게 됩니다. 그때 뽑히는 것: %(names)s.", names=names)
