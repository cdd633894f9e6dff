"""즉석 결선 투표: one seat; the last is excluded until one has more than half of the continuing ballots."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from app.polls.methods.counting import Broken, Order, last
from app.polls.methods.piles import Paper, ballots_in, deal
from app.polls.methods.rankings import Ranked, sort_out_lines


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
    valid = sum(lines.values())
    rounds: list[Round] = []
    ties: list[Broken] = []
    votes = dict.fromkeys(sorted(options) if valid else (), 0)
    piles: dict[int, list[Paper]] = {option: [] for option in votes}
    hand: Iterable[Paper] = lines.items()
    winner = None
    while votes and winner is None:
        for option, pile in deal(hand, votes).items():
            if option is not None:
                piles[option] += pile
                votes[option] += ballots_in(pile)
        winner = _more_than_half(votes)
        gone = None if winner is not None else _last(votes, order, f"round {len(rounds) + 1}", ties)
        rounds.append(_round(dict(votes), valid, gone))
        if gone is not None:
            del votes[gone]
            hand = piles.pop(gone)
    return IrvResult(() if winner is None else (winner,), tuple(rounds), valid, blank, invalid, tuple(ties))


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
