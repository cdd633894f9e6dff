"""The rules of a sheet as arithmetic needs them, and what counts mean under them. Integers and fractions only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil
from typing import Any

from app.polls.methods.limits import NO_LIMITS, Limits

SMALL_NUMBER = 5  # with fewer valid ballots only the verdict is shown
PER = 10_000  # quorum shares are written in ten-thousandths: 50 is 0.5 %


@dataclass(frozen=True)
class Rules:
    """What decides: votes and seats, quorum, passing rule, ties."""

    votes_per_voter: int = 1
    seats: int = 1
    quorum_basis: str = "none"  # none, count, roll, population
    quorum_value: int = 0
    roll_count: int = 0  # at the opening
    population: int = 0
    passing_basis: str = "valid"  # valid, cast, roll
    passing_share: Fraction = Fraction(1, 2)
    passing_strict: bool = True
    abstentions_counted: bool = False
    tie_rule: str = "lot"  # lot, fail, all
    budget_won: int = 0  # where the poll spends money
    costs: tuple[tuple[int, int], ...] = ()  # (position, won) of the options that cost anything
    stops: bool = False  # at what does not fit, else it is skipped
    limits: Limits = NO_LIMITS
    most_per_option: int = 0  # points that one option may get; 0 where all may go to one
    weights: Mapping[str, int] = field(default_factory=dict)  # percent of each channel; see methods/weights.py
    roll_added: int = 0  # since the opening: they count where yes is a share of the roll, and change no quorum

    @classmethod
    def from_sheet(cls, sheet: Mapping[str, Any], *, roll_added: int = 0) -> "Rules":
        """The rules of a poll's frozen sheet, with how many were added to its roll since."""
        quorum, passing = sheet["quorum"], sheet["passing"]
        return cls(
            votes_per_voter=sheet["votes_per_voter"],
            seats=sheet["seats"],
            quorum_basis=quorum["basis"],
            quorum_value=quorum["value"],
            roll_count=sheet["roll"]["count"],
            roll_added=roll_added,
            population=sheet["population"],
            passing_basis=passing["basis"],
            passing_share=Fraction(passing["numerator"], passing["denominator"]),
            passing_strict=passing["strict"],
            abstentions_counted=passing["abstentions_counted"],
            tie_rule=sheet["tie_rule"],
            budget_won=sheet.get("budget_won", 0),
            costs=tuple((one["position"], one["cost_won"]) for one in sheet["options"] if one["cost_won"]),
            stops=sheet.get("when_short") == "stop",
            limits=_limits(sheet),
            most_per_option=sheet.get("most_per_option", 0),
            weights=sheet.get("weights", {}),
        )


def _limits(sheet: Mapping[str, Any]) -> Limits:
    options = sheet["options"]
    groups, only_one = ({one["position"]: one[key] for one in options if key in one} for key in ("group", "only_one"))
    return Limits(groups, sheet.get("group_caps", {}), only_one)


def quorum_needed(rules: Rules) -> int:
    """How many must take part, a share rounded up: 0.5 % of 27,480 is 137.4, so 138; 0 where nothing is needed.

    A share of the roll is one of the roll at the opening: the number that was told then stays.
    """
    match rules.quorum_basis:
        case "count":
            return rules.quorum_value
        case "roll":
            return ceil(Fraction(rules.quorum_value * rules.roll_count, PER))
        case "population":
            return ceil(Fraction(rules.quorum_value * rules.population, PER))
    return 0


def passing_base(rules: Rules, *, yes: int, no: int, abstain: int, cast: int) -> int:
    """What the yes votes are a share of: the roll, all ballots, or yes and no (and abstentions where they count)."""
    match rules.passing_basis:
        case "roll":
            return rules.roll_count + rules.roll_added
        case "cast":
            return cast
    return yes + no + (abstain if rules.abstentions_counted else 0)


def carries(yes: int, base: int, share: Fraction, *, strict: bool) -> bool:
    """Whether yes is more than (strict), or at least, the share of the base. Nobody's yes carries nothing."""
    ours, needed = yes * share.denominator, share.numerator * base
    return yes > 0 and (ours > needed if strict else ours >= needed)


def yes_needed(base: int, share: Fraction, *, strict: bool) -> int:
    """The fewest yes votes that carry."""
    needed = share * base
    return max(1, needed.__floor__() + 1 if strict else ceil(needed))


@dataclass(frozen=True)
class Cut:
    """Who is in, and who stands on the border with more equals than seats left."""

    chosen: tuple[int, ...]
    tied: tuple[int, ...]
    seats_left: int


def cut(ranks: Sequence[Sequence[int]], votes: Mapping[int, int], seats: int) -> Cut:
    """Fill the seats from the top; an option without a vote is never chosen."""
    chosen: list[int] = []
    for group in ranks:
        left = seats - len(chosen)
        if left == 0 or votes[group[0]] == 0:
            break
        if len(group) > left:
            return Cut(tuple(chosen), tuple(group), left)
        chosen += group
    return Cut(tuple(chosen), (), seats - len(chosen))
