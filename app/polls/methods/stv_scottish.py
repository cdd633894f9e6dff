"""단기이양식, 스코틀랜드 규칙: several seats by quota; surpluses and the votes of the excluded move on.

Schedule 1 to the Scottish Local Government Elections Order 2007 (SSI 2007/42), rules 45 to 52.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from app.polls.methods.counting import Broken, Order, first, last
from app.polls.methods.irv import InstantRunOff
from app.polls.methods.piles import Paper, ballots_in, deal, goes_without_votes
from app.polls.methods.rankings import Lines, Ranked, sort_out_lines
from app.polls.methods.words import N_

UNIT = 100_000  # votes are reckoned in hundred-thousandths: rule 48(3) cuts transfer values to five decimal places


@dataclass(frozen=True)
class Stage:
    """One stage of the count (article 2): what was done, and where every vote stands after it.

    `action` is first, surplus, exclusion or last; `option` is whose papers moved. The votes and `non_transferable`
    add up to the valid ballots.
    """

    action: str
    option: int | None
    votes: Mapping[int, Fraction]
    non_transferable: Fraction
    elected: tuple[int, ...]


@dataclass(frozen=True)
class ScottishResult:
    """The elected in order, the quota, every stage, and the ballots."""

    elected: tuple[int, ...]
    quota: int
    stages: tuple[Stage, ...]
    valid: int
    blank: int
    invalid: int
    ties: tuple[Broken, ...]


def stv_scottish(
    ballots: Iterable[Ranked], options: Sequence[int], *, seats: int = 1, order: Order | None = None
) -> ScottishResult:
    """SSI 2007/42: whole Droop quota, weighted inclusive transfers, one surplus a stage, the largest first.

    Equal surpluses and equal last places: the most recent stage at which they differed, then the order (the statute's
    lot; the latest in it goes out); raises Tied without one. Options without a vote go out ascending and without a
    lot where all of them go out: no paper moves with them.
    """
    lines, blank, invalid = sort_out_lines(ballots, options)
    count = _Count(lines, options, seats, order)
    if lines:
        count.run()
    ties = tuple(count.ties)
    return ScottishResult(tuple(count.elected), count.quota, tuple(count.stages), count.valid, blank, invalid, ties)


class _Count:
    """Papers in parcels by the option that holds them and by their value."""

    def __init__(self, lines: Lines, options: Sequence[int], seats: int, order: Order | None) -> None:
        self.valid = sum(lines.values())
        self.quota = self.valid // (seats + 1) + 1
        self.seats, self.order = seats, order
        self.continuing, self.elected, self.surpluses = sorted(options), list[int](), list[int]()
        self.parcels: dict[int, dict[int, list[Paper]]] = {option: {} for option in options}
        self.votes = dict.fromkeys(sorted(options), 0)
        self.past: list[dict[int, int]] = []
        self.stages: list[Stage] = []
        self.ties: list[Broken] = []
        self._give(lines.items(), UNIT)

    def run(self) -> None:
        """All stages, until every seat is filled."""
        self._close("first", None)
        while self.continuing and len(self.elected) < self.seats:
            if len(self.elected) + len(self.continuing) <= self.seats:
                self._fill()
            elif self.surpluses:
                self._transfer()
            else:
                self._exclude()

    def _transfer(self) -> None:
        """Rules 48 and 49."""
        most = max(self.votes[option] for option in self.surpluses)
        equal = [option for option in self.surpluses if self.votes[option] == most]
        option = self._decide(equal, max, first)
        self.surpluses.remove(option)
        surplus, held = most - self.quota * UNIT, most
        self._move(option, lambda value: surplus * value // held)
        self.votes[option] = self.quota * UNIT
        self._close("surplus", option)

    def _exclude(self) -> None:
        """Rules 50 and 51."""
        fewest = min(self.votes[option] for option in self.continuing)
        option = goes_without_votes(self.votes, self.continuing, self.seats - len(self.elected))
        if option is None:
            option = self._decide([o for o in self.continuing if self.votes[o] == fewest], min, last)
        self.continuing.remove(option)
        self._move(option, lambda value: value)
        self.votes[option] = 0
        self._close("exclusion", option)

    def _fill(self) -> None:
        """Rule 52."""
        seated, self.continuing = self._by_votes(self.continuing), []
        self.elected += seated
        self.stages.append(self._stage("last", None, seated))

    def _move(self, option: int, value_of: Callable[[int], int]) -> None:
        """Transfer the papers to the next available preference, at the value that each then has."""
        for value, parcel in self.parcels.pop(option).items():
            self._give(parcel, value_of(value))

    def _give(self, parcel: Iterable[Paper], value: int) -> None:
        for heir, pile in deal(parcel, frozenset(self.continuing)).items():
            if heir is not None:
                self.parcels[heir].setdefault(value, []).extend(pile)
                self.votes[heir] += value * ballots_in(pile)

    def _close(self, action: str, option: int | None) -> None:
        """Rule 47: whoever has the quota is elected; whoever has more has a surplus."""
        reached = self._by_votes([o for o in self.continuing if self.votes[o] >= self.quota * UNIT])
        self.continuing = [o for o in self.continuing if o not in reached]
        self.elected += reached
        self.surpluses += [o for o in reached if self.votes[o] > self.quota * UNIT]
        self.past.append(dict(self.votes))
        self.stages.append(self._stage(action, option, reached))

    def _stage(self, action: str, option: int | None, elected: Sequence[int]) -> Stage:
        votes = {o: Fraction(units, UNIT) for o, units in self.votes.items()}
        return Stage(action, option, votes, self.valid - sum(votes.values(), Fraction(0)), tuple(elected))

    def _by_votes(self, options: Sequence[int]) -> list[int]:
        """The most votes first; equals in ascending order, which gives neither an advantage."""
        return sorted(options, key=lambda option: (-self.votes[option], option))

    def _decide(
        self,
        equal: Sequence[int],
        best: Callable[[Iterable[int]], int],
        drawn: Callable[[Iterable[int], Order | None, str], int],
    ) -> int:
        """The most recent stage at which they differed decides, then the order."""
        left = list(equal)
        for votes in reversed(self.past):
            figure = best(votes[option] for option in left)
            left = [option for option in left if votes[option] == figure]
        stage = f"stage {len(self.stages) + 1}"
        chosen = drawn(left, self.order, stage)
        if len(left) > 1:
            self.ties.append(Broken(stage, tuple(left), chosen))
        return chosen


class ScottishTransferableVote(InstantRunOff):
    """The single transferable vote after the Scottish rules."""

    key, label, version = "stv_scottish", N_("순위로 여러 명 뽑기(단기이양식, 스코틀랜드 규칙)"), 1
    has_seats = True

    def count(
        self, ballots: Sequence[Ranked], options: Sequence[int], seats: int, order: Order | None
    ) -> tuple[ScottishResult, Mapping[str, Any]]:
        """Facts: `transfers` {quota, stages}, a stage is {action, option, votes, non_transferable, elected}.

        Votes are in hundred-thousandths; option is 0 where no papers moved.
        """
        result = stv_scottish(ballots, options, seats=seats, order=order)
        stages = [_told(stage) for stage in result.stages]
        return result, {"transfers": {"quota": result.quota, "stages": stages}}


def _told(stage: Stage) -> dict[str, Any]:
    return {
        "action": stage.action,
        "option": stage.option or 0,
        "votes": {str(option): int(votes * UNIT) for option, votes in stage.votes.items()},
        "non_transferable": int(stage.non_transferable * UNIT),
        "elected": list(stage.elected),
    }
