"""별점 결선 투표: scores of 0 to 5; of the two highest sums the one wins that more ballots score higher.

`starvote` counts who wins. It never draws by itself: where its rules end, the order decides or Tied is raised.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import starvote

from app.polls.methods.counting import Broken, Order, Tied, equals
from app.polls.methods.duels import matrix, told
from app.polls.methods.marks import Tally, Weighted, ranked
from app.polls.methods.numbered import pointed, sort_out_numbers
from app.polls.methods.points import Pointed, fill, ranks, sort_out, sums
from app.polls.methods.rules import Rules, quorum_needed
from app.polls.methods.score import HIGHEST, Score
from app.polls.methods.verdicts import Decision, Outcome
from app.polls.methods.words import N_

SCORING, RUNOFF = "scoring round", "runoff"


@dataclass(frozen=True)
class StarResult:
    """The elected; the two who met, ascending; sums; how many ballots score the row above the column; and how many
    give the highest score."""

    elected: tuple[int, ...]
    finalists: tuple[int, ...]
    sums: Mapping[int, int]
    pairs: Mapping[int, Mapping[int, int]]
    fives: Mapping[int, int]
    valid: int
    blank: int
    invalid: int
    ties: tuple[Broken, ...]


@dataclass(frozen=True)
class Scored:
    """What decides of the ballots: sums, pairs and the highest scores."""

    sums: Mapping[int, int]
    pairs: Mapping[int, Mapping[int, int]]
    fives: Mapping[int, int]


def star(ballots: Iterable[Pointed], options: Sequence[int], *, order: Order | None = None) -> StarResult:
    """Score then automatic runoff, by the rules for ties of the Equal Vote Coalition as `starvote` 2.1 reads them.

    Who of several with equal sums meets in the runoff: whom ballots score higher than the others of them most often,
    then who has most of the highest scores. Equals in the runoff: the higher sum, then most of the highest scores.
    What then is equal goes by the order; raises Tied without one. Unmarked is 0.
    """
    box = sort_out(ballots, options, cap=HIGHEST)
    found = scored(box.valid, options)
    ties: list[Broken] = []
    elected = (_winner(box.valid, options, order, ties),) if box.valid else ()
    return StarResult(
        elected,
        finalists(found, order) if box.valid else (),
        found.sums,
        found.pairs,
        found.fives,
        box.voters,
        box.blank,
        box.invalid,
        tuple(ties),
    )


def scored(ballots: Sequence[Pointed], options: Sequence[int]) -> Scored:
    """Count what decides."""
    pairs = {(a, b): 0 for a in options for b in options if a != b}
    fives = dict.fromkeys(options, 0)
    for points, weight in ballots:
        given = dict(points)
        for option in options:
            fives[option] += weight if given.get(option) == HIGHEST else 0
        for a, b in pairs:
            pairs[a, b] += weight if given.get(a, 0) > given.get(b, 0) else 0
    return Scored(sums(ballots, options), matrix(pairs), fives)


def finalists(found: Scored, order: Order | None) -> tuple[int, ...]:
    """The two who meet, ascending. Raises Tied as `star` does."""
    groups = [level for group in ranks(found.sums) for level in _levels(group, found)]
    return tuple(sorted(fill(groups, 2, order, SCORING)[0]))


def _levels(group: Sequence[int], found: Scored) -> list[list[int]]:
    """Options with equal sums as the rules for ties part them, those who go on first."""
    higher = {a: sum(found.pairs[a][b] for b in group if b != a) for a in group}
    parted = sorted(group, key=lambda option: (-higher[option], -found.fives[option], option))
    levels: dict[tuple[int, int], list[int]] = {}
    for option in parted:
        levels.setdefault((higher[option], found.fives[option]), []).append(option)
    return list(levels.values())


def _winner(ballots: Sequence[Pointed], options: Sequence[int], order: Order | None, ties: list[Broken]) -> int:
    if len(options) == 1:
        return options[0]

    def broken(_options: object, names: list[str], wanted: int, unbroken: Exception) -> list[str]:
        equal = tuple(sorted(map(int, names)))
        stage = SCORING if "Scoring" in str(unbroken) else RUNOFF
        if order is None:
            raise Tied(equal, stage)
        drawn = sorted(equal, key=order.index)[:wanted]
        ties.append(Broken(stage, equal, drawn[0]))
        return [str(option) for option in drawn]

    papers = [(_paper(points, options), weight) for points, weight in ballots]
    each = [paper for paper, weight in papers for _one in range(weight)]
    return int(starvote.star_voting(each, maximum_score=HIGHEST, tiebreaker=broken)[0])


def _paper(points: tuple[tuple[int, int], ...], options: Sequence[int]) -> dict[str, int]:
    given = dict(points)
    return {str(option): given.get(option, 0) for option in options}


class Star(Score):
    """Give every option 0 to 5 points; of the two with the highest sums, whom more ballots score higher wins."""

    key, label, version = "star", N_("점수 매기고 둘이 결선(STAR)"), 1
    has_seats = may_take_all = False  # of those equal before the runoff two can go on

    def most(self, options: int, rules: Rules) -> tuple[int, int] | None:
        """Sums alone do not decide."""
        return None

    def tally(self, ballots: Iterable[Weighted], options: Sequence[int], rules: Rules) -> Tally:
        """The points of every option."""
        rows, blank, invalid = sort_out_numbers(self, ballots, options, rules)
        votes = sums(pointed(rows, options), options)
        return Tally(votes, ranked(votes), sum(row.weight for row in rows), blank, invalid, rows)

    def decide(self, tally: Tally, rules: Rules, order: Order | None = None) -> Decision:
        """The runoff of the two; facts: `pairs` and `fives`, and unless it is tied `finalists`, ascending."""
        needed, options = quorum_needed(rules), tuple(tally.votes)
        if tally.cast < needed:
            return Decision(Outcome.NO_QUORUM, needed)
        if not tally.rows:
            return Decision(Outcome.NOT_CARRIED, needed)
        ballots = pointed(tally.rows, options)
        try:
            result = star(ballots, options, order=order)
        except Tied as tie:
            return Decision(Outcome.TIED, needed, tied=tie.options, facts=_facts(scored(ballots, options)))
        return Decision(
            Outcome.CHOSEN,
            needed,
            chosen=result.elected,
            tied=equals(result.ties),
            lot_used=bool(result.ties),
            facts={**_facts(result), "finalists": list(result.finalists)},
        )


def _facts(found: Scored | StarResult) -> dict[str, list[Any]]:
    options = tuple(found.sums)
    return {"pairs": told(found.pairs, options), "fives": [found.fives[option] for option in options]}
