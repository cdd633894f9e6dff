"""The whole opinion map of a conversation: the same answers and the same seed give the same result, to the byte."""

import dataclasses
from collections.abc import Callable, Sequence

import numpy as np

from app.opinions.maths.figures import (
    Counts,
    Representative,
    counted,
    counted_by_group,
    divisiveness,
    group_consensus,
    majority,
    priority,
    representatives,
    straight,
    wilson,
)
from app.opinions.maths.gate import PEOPLE, Gate, Trial, judged
from app.opinions.maths.grouping import Grouping
from app.opinions.maths.plane import Plane, Spread, plane_of
from app.opinions.maths.result import Analysis, Dot, Group, Stand, Statement
from app.opinions.maths.votes import Floats, Votes

Consensus = tuple[float | None, float | None]


def analyse(votes: Votes, *, seed: int, progress: Callable[[float], None] | None = None) -> Analysis:
    """The opinion map of these votes. `progress` is told the share that is done, up to 1."""
    told = progress or (lambda _: None)
    flags = straight(votes.answers[:, ~votes.left_out])
    liners = tuple(person for person, flag in zip(votes.people, flags, strict=True) if flag)
    parts = 2 if liners else 1
    result = _of(votes, seed, lambda done, total: told(done / total / parts))
    if liners:
        others = _of(votes.without(liners), seed, lambda done, total: told((1 + done / total) / parts))
        result = dataclasses.replace(result, straight_liners=liners, without_straight_liners=others)
    told(1.0)
    return result


def _of(votes: Votes, seed: int, progress: Callable[[int, int], None]) -> Analysis:
    spread = Spread.of(votes)
    plane, trial = plane_of(spread), Trial(spread, votes.clustered, seed)
    found = trial.grouping(plane.positions)
    gate = judged(trial, found, progress)
    shown = found if gate.open else None
    everybody, columns = counted(votes.answers), [int(column) for column in np.flatnonzero(~votes.left_out)]
    agree, disagree = (
        tuple(votes.statements[column] for column in majority(count, everybody.seen, columns))
        for count in (everybody.agrees, everybody.disagrees)
    )
    return Analysis(
        fingerprint=votes.fingerprint,
        seed=seed,
        people=len(votes.people),
        answers=int(everybody.seen.sum()),
        gate=gate,
        statements=_statements(votes, plane, everybody, shown),
        groups=_groups(votes, shown, columns),
        dots=_dots(votes, plane, found, gate),
        majority_agree=agree,
        majority_disagree=disagree,
    )


def _statements(votes: Votes, plane: Plane, everybody: Counts, shown: Grouping | None) -> tuple[Statement, ...]:
    places, inside = np.zeros((len(votes.statements), 2)), counted(votes.answers[votes.clustered])
    places[votes.asked] = plane.statements
    shared = _consensus(votes, shown)
    return tuple(
        _statement(votes, column, everybody, inside, places[column], consensus)
        for column, consensus in enumerate(shared)
    )


def _statement(
    votes: Votes, column: int, everybody: Counts, inside: Counts, place: Floats, consensus: Consensus
) -> Statement:
    agrees, disagrees, passes, seen = everybody.of(column)
    asked_agrees, _, asked_passes, asked = inside.of(column)
    extremity, meta = float(np.hypot(*place)), bool(votes.meta[column])
    return Statement(
        statement=votes.statements[column],
        hidden=bool(votes.hidden[column]),
        meta=meta,
        seen=seen,
        agrees=agrees,
        disagrees=disagrees,
        passes=passes,
        agree_interval=wilson(agrees, seen),
        disagree_interval=wilson(disagrees, seen),
        divisiveness=divisiveness(agrees, disagrees, seen),
        extremity=extremity,
        x=float(place[0]),
        y=float(place[1]),
        priority=priority(asked_agrees, asked_passes, asked, extremity, meta=meta),
        agree_consensus=consensus[0],
        disagree_consensus=consensus[1],
    )


def _consensus(votes: Votes, shown: Grouping | None) -> Sequence[Consensus]:
    if shown is None:
        return [(None, None)] * len(votes.statements)
    agree, disagree = group_consensus(counted_by_group(votes.answers[votes.clustered], shown.labels))
    pairs = zip(agree.tolist(), disagree.tolist(), votes.left_out, strict=True)
    return [(None, None) if out else (one, other) for one, other, out in pairs]


def _groups(votes: Votes, shown: Grouping | None, columns: Sequence[int]) -> tuple[Group, ...]:
    if shown is None:
        return ()
    counts = counted_by_group(votes.answers[votes.clustered], shown.labels)
    rows = zip(shown.sizes, shown.centres, representatives(counts, columns), strict=True)
    return tuple(
        Group(
            size=size,
            x=float(centre[0]),
            y=float(centre[1]),
            agrees=_whole(counts.agrees[group]),
            disagrees=_whole(counts.disagrees[group]),
            seen=_whole(counts.seen[group]),
            stands=tuple(_stand(votes, one) for one in found),
        )
        for group, (size, centre, found) in enumerate(rows)
    )


def _stand(votes: Votes, one: Representative) -> Stand:
    figures = (one.probability, one.probability_z, one.representativeness, one.representativeness_z)
    return Stand(votes.statements[one.column], one.agree, *figures)


def _whole(counts: Floats) -> tuple[int, ...]:
    return tuple(int(count) for count in counts)


def _dots(votes: Votes, plane: Plane, found: Grouping | None, gate: Gate) -> tuple[Dot, ...]:
    if found is None or gate.people < PEOPLE:
        return ()
    rows = zip(np.flatnonzero(votes.clustered).tolist(), found.labels.tolist(), strict=True)
    return tuple(
        Dot(
            votes.people[row],
            float(plane.positions[row, 0]),
            float(plane.positions[row, 1]),
            group if gate.open else None,
        )
        for row, group in rows
        if found.sizes[group] > 1
    )
