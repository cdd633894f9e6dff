"""즉석 결선 투표: one seat; the last is excluded until one has more than half of the continuing ballots."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import perm
from typing import Any, Protocol

from app.polls.methods.counting import Broken, Order, Tied, equals, last
from app.polls.methods.marks import Marks, Misread, Tally, Weighted, ranked
from app.polls.methods.numbered import Ranks, rankings, read_ranks, sort_out_numbers
from app.polls.methods.piles import Paper, ballots_in, deal
from app.polls.methods.rankings import Ranked, sort_out_lines
from app.polls.methods.rules import Rules, quorum_needed
from app.polls.methods.verdicts import Decision, Outcome
from app.polls.methods.words import N_


class Counted(Protocol):
    """What a count has to say: the elected in order, and the ties that the order broke."""

    @property
    def elected(self) -> tuple[int, ...]:
        """Those elected."""

    @property
    def ties(self) -> tuple[Broken, ...]:
        """Ties broken."""


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
    raises Tied without one. Options without a vote go out first and ascending: no ballot moves with them.
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
    if fewest == 0:
        return equal[0]
    gone = last(equal, order, stage)
    if len(equal) > 1:
        ties.append(Broken(stage, equal, gone))
    return gone


def _round(votes: Mapping[int, int], valid: int, gone: int | None) -> Round:
    continuing, most = sum(votes.values()), max(votes.values())
    return Round(votes, continuing, valid - continuing, Fraction(most, continuing), Fraction(most, valid), gone)


class InstantRunOff(Ranks):
    """Rank the options, as many as one likes; the last is excluded until one has more than half."""

    key, label, version = "irv", N_("순위 매기기(한 곳만 남을 때까지)"), 1
    counted = "first_choices"
    may_take_all = False  # of those equal in the last place one has to go

    def possible(self, options: int, rules: Rules) -> int:
        """Every order of every choice of options."""
        return sum(perm(options, ranked) for ranked in range(1, options + 1))

    def share_base(self, valid: int, options: int, rules: Rules) -> int:
        """The valid ballots: what is shown are first choices."""
        return valid

    def read(self, marks: Sequence[int], options: Sequence[int], rules: Rules) -> Marks | Misread:
        """A rank for every option, 0 for none, each rank once; or BLANK."""
        read = read_ranks(marks, options)
        if isinstance(read, Misread):
            return read
        return read if len(set(read) - {0}) == len(read) - read.count(0) else Misread.RANKED_TWICE

    def tally(self, ballots: Iterable[Weighted], options: Sequence[int], rules: Rules) -> Tally:
        """First choices."""
        rows, blank, invalid = sort_out_numbers(self, ballots, options, rules)
        votes = {o: sum(row.weight for row in rows if row.marks[place] == 1) for place, o in enumerate(options)}
        return Tally(votes, ranked(votes), sum(row.weight for row in rows), blank, invalid, rows)

    def decide(self, tally: Tally, rules: Rules, order: Order | None = None) -> Decision:
        """Round after round. Where a tie decides and the rules have no lot, nobody is chosen."""
        needed = quorum_needed(rules)
        if tally.cast < needed:
            return Decision(Outcome.NO_QUORUM, needed)
        try:
            result, facts = self.count(rankings(tally), tuple(tally.votes), rules.seats, order)
        except Tied as tie:
            return Decision(Outcome.TIED, needed, tied=tie.options)
        if not result.elected:
            return Decision(Outcome.NOT_CARRIED, needed)
        return Decision(
            Outcome.CHOSEN,
            needed,
            chosen=result.elected,
            tied=equals(result.ties),
            lot_used=bool(result.ties),
            facts=facts,
        )

    def count(
        self, ballots: Sequence[Ranked], options: Sequence[int], seats: int, order: Order | None
    ) -> tuple[Counted, Mapping[str, Any]]:
        """The count, and its facts: `rounds` [{votes, exhausted, excluded}], excluded is 0 in the last; raises Tied."""
        result = irv(ballots, options, order=order)
        return result, {"rounds": [_told(one) for one in result.rounds]}


def _told(one: Round) -> dict[str, Any]:
    votes = {str(option): count for option, count in one.votes.items()}
    return {"votes": votes, "exhausted": one.exhausted, "excluded": one.excluded or 0}
