"""단기이양식, 미크 규칙: several seats by quota; every elected option keeps just the share of each vote that it needs.

Hill, Wichmann and Woodall, Algorithm 123: Single transferable vote by Meek's method, Computer Journal 30 (1987).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from app.polls.methods.counting import Broken, Order, last
from app.polls.methods.irv import InstantRunOff
from app.polls.methods.piles import Paper, ballots_in, deal, goes_without_votes
from app.polls.methods.rankings import Lines, Ranked, sort_out_lines
from app.polls.methods.words import N_

UNIT = 1_000_000_000  # nine decimal places
OMEGA = 1_000  # 0.000001: a total surplus below this is none


@dataclass(frozen=True)
class Round:
    """Votes, quota and keep factors when a round ended, who was elected in it and who excluded at its end.

    The votes and `excess`, what no option kept, add up to the valid ballots.
    """

    votes: Mapping[int, Fraction]
    keeps: Mapping[int, Fraction]
    quota: Fraction
    excess: Fraction
    elected: tuple[int, ...]
    excluded: int | None


@dataclass(frozen=True)
class MeekResult:
    """The elected in order, every round, and the ballots."""

    elected: tuple[int, ...]
    rounds: tuple[Round, ...]
    valid: int
    blank: int
    invalid: int
    ties: tuple[Broken, ...]


def stv_meek(
    ballots: Iterable[Ranked], options: Sequence[int], *, seats: int = 1, order: Order | None = None
) -> MeekResult:
    """Hill, Wichmann and Woodall (1987) in whole billionths, until the total surplus is below a millionth.

    The quota falls as votes become non-transferable. Options whose votes in the last place differ by no more than the
    surplus still to be shared out are equal; the order decides, the latest in it goes out; raises Tied without one.
    Options without a vote go out first, ascending and without a lot, where all of them go out.
    """
    lines, blank, invalid = sort_out_lines(ballots, options)
    count = _Count(lines, options, seats, order)
    if lines:
        count.run()
    return MeekResult(tuple(count.elected), tuple(count.rounds), count.valid, blank, invalid, tuple(count.ties))


class _Count:
    """Votes, keep factors and quota in billionths.

    Ballots lie in piles by those of the elected who keep a part of them, and who then takes all the rest.
    """

    def __init__(self, lines: Lines, options: Sequence[int], seats: int, order: Order | None) -> None:
        self.seats, self.order = seats, order
        self.valid = sum(lines.values())
        self.continuing, self.elected = sorted(options), list[int]()
        self.keeps = dict.fromkeys(sorted(options), UNIT)
        self.votes: dict[int, int] = {}
        self.quota = 0
        self.rounds: list[Round] = []
        self.ties: list[Broken] = []
        self.piles: dict[tuple[int, ...], list[Paper]] = defaultdict(list)
        self.weights: dict[tuple[int, ...], int] = defaultdict(int)
        self._settle((), lines.items())

    def _settle(self, keepers: tuple[int, ...], hand: Iterable[Paper]) -> None:
        """Lay the papers where they belong after these keepers."""
        for option, pile in deal(hand, {*self.continuing, *self.elected}.difference(keepers)).items():
            if option in self.elected:
                self._settle((*keepers, option), pile)
            else:
                key = keepers if option is None else (*keepers, option)
                self.piles[key] += pile
                self.weights[key] += ballots_in(pile)

    def _move_on(self, options: Sequence[int]) -> None:
        """The piles of which these took all the rest: the elected keep a part of it, the excluded nothing."""
        for key in [key for key in self.piles if key and key[-1] in options]:
            del self.weights[key]
            self._settle(key if key[-1] in self.elected else key[:-1], self.piles.pop(key))

    def run(self) -> None:
        """All rounds, until every seat is filled or as many are left as seats."""
        while self.continuing and len(self.elected) + len(self.continuing) > self.seats > len(self.elected):
            reached, surplus = self._iterate()
            full = len(self.elected) == self.seats
            gone = None if reached or full else self._exclude(surplus)
            self._close(reached, gone)
            self._move_on(reached if gone is None else [gone])
        if len(self.elected) < self.seats:
            self._fill()

    def _iterate(self) -> tuple[list[int], int]:
        """Share the votes out anew until somebody reaches the quota (who) or no surplus is left (how much)."""
        before = None
        while True:
            self._distribute()
            reached = sorted(
                (option for option in self.continuing if self.votes[option] >= self.quota),
                key=lambda option: (-self.votes[option], option),
            )
            self.elected += reached
            self.continuing = [option for option in self.continuing if option not in reached]
            surplus = sum(max(0, self.votes[option] - self.quota) for option in self.elected)
            if reached or surplus < OMEGA or (before is not None and surplus >= before):
                return reached, surplus
            before = surplus
            self._keep_less()

    def _keep_less(self) -> None:
        for option in self.elected:
            self.keeps[option] = _up(_up(self.keeps[option] * self.quota, UNIT) * UNIT, self.votes[option])

    def _distribute(self) -> None:
        """Every option on a ballot keeps its share of what reaches it and passes the rest on; the quota follows."""
        self.votes = dict.fromkeys(self.keeps, 0)
        for takers, weight in self.weights.items():
            left = UNIT
            for option in takers:
                kept = min(left, _up(left * self.keeps[option], UNIT))
                self.votes[option] += kept * weight
                left -= kept
        self.quota = sum(self.votes.values()) // (self.seats + 1) + 1

    def _exclude(self, surplus: int) -> int:
        gone = goes_without_votes(self.votes, self.continuing, self.seats - len(self.elected))
        gone = self._last(surplus) if gone is None else gone
        self.continuing.remove(gone)
        return gone

    def _last(self, surplus: int) -> int:
        fewest = min(self.votes[option] for option in self.continuing)
        equal = [option for option in self.continuing if self.votes[option] <= fewest + surplus]
        stage = f"round {len(self.rounds) + 1}"
        gone = last(equal, self.order, stage)
        if len(equal) > 1:
            self.ties.append(Broken(stage, tuple(equal), gone))
        return gone

    def _close(self, reached: Sequence[int], gone: int | None) -> None:
        """Record the round; the excluded keeps nothing from now on."""
        votes = {option: Fraction(units, UNIT) for option, units in self.votes.items()}
        keeps = {option: Fraction(units, UNIT) for option, units in self.keeps.items()}
        excess = self.valid - sum(votes.values(), Fraction(0))
        self.rounds.append(Round(votes, keeps, Fraction(self.quota, UNIT), excess, tuple(reached), gone))
        if gone is not None:
            self.keeps[gone] = 0

    def _fill(self) -> None:
        """As many are left as seats: they are elected, with the votes that they then have."""
        self._distribute()
        seated = sorted(self.continuing, key=lambda option: (-self.votes[option], option))
        self.elected += seated
        self.continuing = []
        self._close(seated, None)


def _up(product: int, divisor: int) -> int:
    """The quotient, rounded up."""
    return -(-product // divisor)


class MeekTransferableVote(InstantRunOff):
    """The single transferable vote after Meek's rules."""

    key, label, version = "stv_meek", N_("순위로 여러 명 뽑기(단기이양식, 미크 규칙)"), 1
    has_seats = True

    def count(
        self, ballots: Sequence[Ranked], options: Sequence[int], seats: int, order: Order | None
    ) -> tuple[MeekResult, Mapping[str, Any]]:
        """Facts: `keeping`, rounds {quota, votes, keeps, excess, elected, excluded} in billionths; 0 is nobody."""
        result = stv_meek(ballots, options, seats=seats, order=order)
        return result, {"keeping": [_told(one) for one in result.rounds]}


def _told(one: Round) -> dict[str, Any]:
    return {
        "quota": int(one.quota * UNIT),
        "votes": {str(option): int(votes * UNIT) for option, votes in one.votes.items()},
        "keeps": {str(option): int(keep * UNIT) for option, keep in one.keeps.items()},
        "excess": int(one.excess * UNIT),
        "elected": list(one.elected),
        "excluded": one.excluded or 0,
    }
