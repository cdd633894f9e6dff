"""즉석 결선 투표: one seat; the last is excluded until one has more than half of the continuing ballots."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from app.polls.methods.counting import Broken, Order, last
from app.polls.methods.rankings import Line, Ranked, sort_out_lines


@dataclass(frozen=True)
class Round:
    """One round: votes of those still in, ballots that name one of them and ballots that no longer do.

    `of_continuing` and `of_valid` are shares of the leader's votes; `excluded` went out at the end, None in the last.
    """

    votes: Mapping[int, int]
    continuing: int
    exhausted: int
    of_continuing: Fraction
    of_valid: Fraction
    excluded: int | None


@dataclass(frozen=True)
class IrvResult:
    """The elected (nobody without a valid ballot), every round, and the ballots."""

    elected: tuple[int, ...]
    rounds: tuple[Round, ...]
    valid: int
    blank: int
    invalid: int
    ties: tuple[Broken, ...]


def irv(ballots: Iterable[Ranked], options: Sequence[int], *, order: Order | None = None) -> IrvResult:
    """Usually credited to W. R. Ware, about 1871: who wins has more than half of the ballots that still name somebody.

    One is excluded a round. Those equal in the last place are decided by the order alone, the latest in it goes out;
    raises Tied without one.
    """
    lines, blank, invalid = sort_out_lines(ballots, options)
    valid = sum(line.weight for line in lines)
    rounds: list[Round] = []
    ties: list[Broken] = []
    still = sorted(options) if valid else []
    winner = None
    while still and winner is None:
        votes = _first_choices(lines, still)
        winner = _more_than_half(votes)
        gone = None if winner is not None else _last(votes, order, f"round {len(rounds) + 1}", ties)
        rounds.append(_round(votes, valid, gone))
        still = [option for option in still if option != gone]
    return IrvResult(() if winner is None else (winner,), tuple(rounds), valid, blank, invalid, tuple(ties))


def _first_choices(lines: Iterable[Line], still: Sequence[int]) -> dict[int, int]:
    votes = dict.fromkeys(still, 0)
    for line, weight in lines:
        choice = next((option for option in line if option in votes), None)
        if choice is not None:
            votes[choice] += weight
    return votes


def _more_than_half(votes: Mapping[int, int]) -> int | None:
    continuing = sum(votes.values())
    return next((option for option, count in votes.items() if 2 * count > continuing), None)


def _last(votes: Mapping[int, int], order: Order | None, stage: str, ties: list[Broken]) -> int:
    fewest = min(votes.values())
    equal = tuple(option for option, count in votes.items() if count == fewest)
    gone = last(equal, order, stage)
    if len(equal) > 1:
        ties.append(Broken(stage, equal, gone))
    return gone


def _round(votes: Mapping[int, int], valid: int, gone: int | None) -> Round:
    continuing, most = sum(votes.values()), max(votes.values())
    return Round(votes, continuing, valid - continuing, Fraction(most, continuing), Fraction(most, valid), gone)
