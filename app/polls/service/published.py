"""Results of residents' assemblies as they were published, read with suspicion: can these figures be right?

Shape of a dataset: id, place, when, ballot ("choose" or "yes_no_each"), voters, votes_per_voter, items with `votes`,
or `yes` and `no`, or `pct`; perhaps quorum and quorum_rule ("1%"). What is not published is assumed, and each
assumption is a sentence of its own.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from math import ceil, floor
from typing import Any

from app.kernel.clock import SEOUL
from app.kernel.i18n import _
from app.polls.methods import BLANK
from app.polls.methods.motion import NO, YES
from app.polls.methods.rules import PER

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_YEAR = re.compile(r"\d{4}")
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)\s*%")
HOURS_OPEN = 9


class Contradiction(ValueError):
    """The published figures cannot all be right; the sentence names those that contradict each other."""


class Skipped(ValueError):
    """The published figures do not say enough to count again."""


@dataclass(frozen=True)
class PublishedPoll:
    """One question of an assembly, with the votes that were published for each answer, in their order."""

    question: str
    method: str
    votes_per_voter: int
    labels: tuple[str, ...]
    votes: tuple[int, ...]
    voters: int

    def ballots(self) -> Iterator[list[int]]:
        """As many ballots as voters whose marks add up to the votes; nobody marks an option twice or too many.

        The marks are dealt like cards, option after option, to the voters in turn. No option has more votes than
        there are voters, so its cards reach different people, and hands differ by one card at most.
        """
        cards = [position for position, votes in enumerate(self.votes, 1) for _vote in range(votes)]
        for voter in range(self.voters):
            yield cards[voter :: self.voters] or [BLANK]


@dataclass(frozen=True)
class Assembly:
    """A published assembly that can be counted again."""

    key: str
    place: str
    opens_at: datetime
    polls: tuple[PublishedPoll, ...]
    roll_count: int
    population: int
    quorum_basis: str
    quorum_value: int
    source: str
    assumptions: tuple[str, ...]

    @property
    def closes_at(self) -> datetime:
        """The end of the voting."""
        return self.opens_at + timedelta(hours=HOURS_OPEN)

    @property
    def city(self) -> str:
        """The first word of the place."""
        return self.place.split()[0]

    @property
    def gu(self) -> str:
        """The local government above the dong."""
        return self.place.split()[-2]

    @property
    def dong(self) -> str:
        """The last word of the place."""
        return self.place.split()[-1]


def read_assembly(given: Mapping[str, Any]) -> Assembly:
    """The assembly of a dataset. Raises Contradiction or Skipped with a sentence."""
    items = given.get("items") or []
    if not items:
        raise Skipped(_("안건별 표가 공개되지 않았습니다."))
    polls = _motions(items) if given.get("ballot") == "yes_no_each" else (_choice(given, items),)
    most = max(poll.voters for poll in polls)
    roll, basis, value, assumed = _roll(given, most)
    opens_at, dated = _opening(str(given.get("when", "")))
    if len(polls) > 1:
        assumed += (_("투표한 사람 수가 공개되지 않아, 찬성과 반대의 합이 가장 큰 안건의 수를 명부로 봅니다."),)
    elif "seats" not in given:
        assumed += (_("몇 개를 뽑았는지 공개되지 않아 1개로 봅니다. 순위는 모두 셉니다."),)
    return Assembly(
        key=str(given["id"]),
        place=str(given["place"]),
        opens_at=opens_at,
        polls=polls,
        roll_count=roll,
        population=roll,
        quorum_basis=basis,
        quorum_value=value,
        source=str(given.get("source", "")),
        assumptions=assumed + dated,
    )


def _choice(given: Mapping[str, Any], items: Sequence[Mapping[str, Any]]) -> PublishedPoll:
    voters, each = given.get("voters"), given.get("votes_per_voter") or given.get("votes_per_voter_derived")
    if not voters or not each:
        raise Skipped(_("투표한 사람 수나 한 사람의 표 수가 공개되지 않았습니다."))
    votes = tuple(_votes(item, voters) for item in items)
    _check(votes, voters, each)
    return PublishedPoll(
        question=_("우리 동네에서 먼저 할 일은 무엇인가요?"),
        method="choose_one" if each == 1 else "choose_up_to_k",
        votes_per_voter=each,
        labels=tuple(str(item["name"]) for item in items),
        votes=votes,
        voters=voters,
    )


def _votes(item: Mapping[str, Any], voters: int) -> int:
    if "votes" in item:
        return int(item["votes"])
    if "pct" not in item:
        raise Skipped(_("안건별 표가 공개되지 않았습니다."))
    low, high = _range_of_percent(Fraction(str(item["pct"])), voters)
    if low != high:
        raise Skipped(
            _(
                "비율만 공개되어 표 수를 알 수 없습니다: %(voters)d명의 %(pct)s%%는 %(low)d~%(high)d표입니다.",
                voters=voters,
                pct=item["pct"],
                low=low,
                high=high,
            )
        )
    return low


def _range_of_percent(percent: Fraction, voters: int) -> tuple[int, int]:
    """The fewest and the most votes that round to the whole percent."""
    half = Fraction(1, 2)
    return ceil((percent - half) * voters / 100), ceil((percent + half) * voters / 100) - 1


def _check(votes: Sequence[int], voters: int, each: int) -> None:
    if sum(votes) > voters * each:
        raise Contradiction(
            _(
                "안건 표의 합 %(sum)d표가, %(voters)d명이 %(each)d표씩 줄 수 있는 %(most)d표보다 많습니다: "
                "%(sum)d > %(most)d.",
                sum=sum(votes),
                voters=voters,
                each=each,
                most=voters * each,
            )
        )
    if max(votes) > voters:
        raise Contradiction(
            _("한 안건의 %(votes)d표가 투표한 %(voters)d명보다 많습니다.", votes=max(votes), voters=voters)
        )


def _motions(items: Sequence[Mapping[str, Any]]) -> tuple[PublishedPoll, ...]:
    return tuple(
        PublishedPoll(
            question=str(item["name"]),
            method="motion",
            votes_per_voter=1,
            labels=(_("찬성"), _("반대")),
            votes=(int(item["yes"]), int(item["no"])),
            voters=int(item["yes"]) + int(item["no"]),
        )
        for item in items
    )


def _roll(given: Mapping[str, Any], voters: int) -> tuple[int, str, int, tuple[str, ...]]:
    needed, share = given.get("quorum"), _PERCENT.search(str(given.get("quorum_rule", "")))
    if not needed or not share:
        return voters, "none", 0, (_("명부의 크기가 공개되지 않아, 투표한 사람만 명부에 올립니다."),)
    percent = Fraction(share[1])
    people = floor(needed * 100 / percent)  # the most people whose share, rounded up, is this quorum
    told = _(
        "정족수 %(needed)d명이 주민의 %(percent)s라고 공개되어, 주민 %(people)d명이 모두 명부에 있다고 봅니다.",
        needed=needed,
        percent=share[0],
        people=people,
    )
    return people, "population", int(percent * PER / 100), (told,)


def _opening(when: str) -> tuple[datetime, tuple[str, ...]]:
    day = _DAY.search(when)
    if day:
        return datetime(int(day[1]), int(day[2]), int(day[3]), 9, tzinfo=SEOUL), ()
    year = _YEAR.search(when)
    if year is None:
        raise Skipped(_("언제 투표했는지 공개되지 않았습니다."))
    told = _("날짜가 공개되지 않아 %(year)s년 7월 1일로 봅니다.", year=year[0])
    return datetime(int(year[0]), 7, 1, 9, tzinfo=SEOUL), (told,)


assert (YES, NO) == (1, 2)  # what is published for and against stands in this order
