"""What bylaws mean: exact quorums, and every rule as a sentence. Pure: no database, no clock, no floats.

Polls freeze `Rules.of(bylaws).facts` when they open, and read them back with `Rules.from_facts(facts)`.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import Any, Protocol, Self

from app.councils.states import Tie
from app.kernel.i18n import LazyString, _, lazy, number

PER = 10_000  # quorum_value is so many of 10,000: 0.5 % is 50
YOUNGEST = 14  # below it a guardian must consent (PIPA, art. 22-2): on paper, at the dong centre
QUORUM_BASES: Mapping[str, LazyString] = {
    "none": lazy("정족수 없음"),
    "count": lazy("정해진 사람 수"),
    "roll": lazy("투표인명부의 비율"),
    "population": lazy("동 인구의 비율"),
}
PASSING_BASES: Mapping[str, LazyString] = {
    "valid": lazy("찬성과 반대를 더한 표"),
    "cast": lazy("기권까지 더한 참여자 전체"),
    "roll": lazy("투표인명부 전체"),
}
REMOTE: Mapping[str, LazyString] = {
    "none": lazy("방에 온 사람만 함께합니다."),
    "discussion": lazy("화상·전화로 이야기만 함께합니다. 정족수와 손에는 세지 않습니다."),
    "quorum": lazy("화상·전화로 함께해도 방에 온 것과 같이 셉니다."),
}
PEOPLE: Mapping[Tie, LazyString] = {
    Tie.LIVES: lazy("이곳에 사는 사람"),
    Tie.WORKS: lazy("이곳에서 일하는 사람"),
    Tie.STUDIES: lazy("이곳에서 학교에 다니는 사람"),
}


class Quorum(Protocol):
    """Whatever says how many must take part: Bylaws or Rules."""

    @property
    def quorum_basis(self) -> str:
        """none, count, roll or population."""

    @property
    def quorum_value(self) -> int:
        """People, or so many of 10,000."""

    @property
    def quorum_population(self) -> int | None:
        """The figure to count from, None for the whole dong."""


class Passing(Protocol):
    """Whatever says which share carries a motion: Bylaws or Rules."""

    @property
    def passing_basis(self) -> str:
        """valid, cast or roll."""

    @property
    def passing_numerator(self) -> int:
        """2 of 2/3."""

    @property
    def passing_denominator(self) -> int:
        """3 of 2/3."""

    @property
    def passing_strict(self) -> bool:
        """Whether more than the share is needed."""


@dataclass(frozen=True)
class Rules:
    """A council's rules as values; what no source states has the widest value here."""

    ties: tuple[str, ...] = tuple(tie.value for tie in Tie)
    min_age: int = YOUNGEST
    votes_per_voter: int = 1
    quorum_basis: str = "none"
    quorum_value: int = 0
    quorum_population: int | None = None
    passing_basis: str = "valid"
    passing_numerator: int = 1
    passing_denominator: int = 2
    passing_strict: bool = True
    notice_days: int = 0
    tie_rule: str = "lot"
    endorsements_needed: int = 0
    remote_presence: str = "none"

    @classmethod
    def of(cls, bylaws: Any) -> Self:
        """The rules of Bylaws."""
        return cls.from_facts({field.name: getattr(bylaws, field.name) for field in fields(cls)})

    @classmethod
    def from_facts(cls, facts: Mapping[str, Any]) -> Self:
        """The rules that `facts` gave; ignores what else stands there."""
        known = {field.name: facts[field.name] for field in fields(cls) if field.name in facts}
        return cls(**{**known, "ties": tuple(known.get("ties", cls.ties))})

    @property
    def facts(self) -> dict[str, Any]:
        """The rules as JSON can hold them."""
        return {**asdict(self), "ties": list(self.ties)}


def quorum_needed(rules: Quorum, roll_count: int, population: int) -> int:
    """How many must take part, exactly: 0.5 % of 27,480 is 137.4, so 138. 0 where no quorum is set."""
    if rules.quorum_basis == "none":
        return 0
    if rules.quorum_basis == "count":
        return int(rules.quorum_value)
    people = roll_count if rules.quorum_basis == "roll" else (rules.quorum_population or population)
    return ceil(Fraction(people * rules.quorum_value, PER))


def passing_needed(rules: Passing, base: int) -> int:
    """The least number of yes votes that carries a motion, when `base` votes or people are counted."""
    share = Fraction(rules.passing_numerator, rules.passing_denominator) * base
    return share.__floor__() + 1 if rules.passing_strict else ceil(share)


def percent(value: int) -> str:
    """So many of 10,000 as people write it: 50 is 0.5%."""
    return _("%(share)s%%", share=number(Decimal(value) / 100))


def quorum_sentence(rules: Quorum, roll_count: int | None = None, population: int | None = None) -> str:
    """The quorum in words, with the number of people where the base is known."""
    if rules.quorum_basis == "none":
        return _("정족수가 없습니다. 몇 사람이 참여해도 이루어집니다.")
    if rules.quorum_basis == "count":
        return _("%(count)s명 이상 참여해야 이루어집니다.", count=number(rules.quorum_value))
    by_roll = rules.quorum_basis == "roll"
    people = roll_count if by_roll else (rules.quorum_population or population)
    share = percent(rules.quorum_value)
    if people is None:
        base = str(lazy("투표인명부")) if by_roll else str(lazy("동 인구"))
        return _("%(base)s의 %(share)s 이상 참여해야 이루어집니다.", base=base, share=share)
    facts = {"share": share, "people": number(people), "count": number(quorum_needed(rules, people, people))}
    if by_roll:
        return _("투표인명부 %(people)s명의 %(share)s인 %(count)s명 이상 참여해야 이루어집니다.", **facts)
    return _("인구 %(people)s명의 %(share)s인 %(count)s명 이상 참여해야 이루어집니다.", **facts)


def passing_sentence(rules: Passing) -> str:
    """The share that carries a motion, in words."""
    facts = {
        "base": str(PASSING_BASES[rules.passing_basis]),
        "share": f"{rules.passing_numerator}/{rules.passing_denominator}",
    }
    half = Fraction(rules.passing_numerator, rules.passing_denominator) == Fraction(1, 2)
    if half and rules.passing_strict:
        return _("%(base)s의 절반을 넘으면 통과합니다. 꼭 절반이면 통과하지 않습니다.", **facts)
    if rules.passing_strict:
        return _("%(base)s의 %(share)s를 넘으면 통과합니다.", **facts)
    return _("%(base)s의 %(share)s 이상이면 통과합니다.", **facts)


def ties_sentence(ties: tuple[str, ...] | list[str]) -> str:
    """Who belongs, in words."""
    return ", ".join(str(PEOPLE[Tie(tie)]) for tie in ties)


def sentences(rules: Rules, roll_count: int | None = None, population: int | None = None) -> dict[str, str]:
    """Every rule by its topic (see TOPICS), in the order in which a page shows them."""
    return {
        "ties": ties_sentence(rules.ties),
        "min_age": _("만 %(age)s세 이상", age=rules.min_age),
        "quorum": quorum_sentence(rules, roll_count, population),
        "passing": passing_sentence(rules),
        "votes": _("한 사람이 %(count)s표", count=rules.votes_per_voter),
        "notice": _("%(days)s일 전까지 알립니다.", days=rules.notice_days)
        if rules.notice_days
        else _("미리 알리는 기간을 정하지 않았습니다."),
        "endorsements": _(
            "공감이 %(count)s명이 되면 다음 회의에 다룰 제안에 오릅니다.", count=number(rules.endorsements_needed)
        )
        if rules.endorsements_needed
        else _("정하지 않았습니다. 퍼실리테이터가 골라 올립니다."),
        "remote": str(REMOTE[rules.remote_presence]),
    }


TOPICS: Mapping[str, LazyString] = {
    "ties": lazy("누가 참여하나"),
    "min_age": lazy("나이"),
    "quorum": lazy("정족수"),
    "passing": lazy("통과 기준"),
    "votes": lazy("1인 표 수"),
    "notice": lazy("알리는 기간"),
    "endorsements": lazy("회의에 오르는 공감 수"),
    "remote": lazy("화상·전화로 함께하기"),
}
