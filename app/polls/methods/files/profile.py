"""What a file of rankings holds."""

from collections import Counter
from dataclasses import dataclass

from app.polls.methods.files.lines import Malformed, whole
from app.polls.methods.rankings import Ranked, Ranking

MOST_OPTIONS = 1_000


@dataclass(frozen=True)
class Profile:
    """The options with their names, equal ballots as one row, and the seats where the file says how many."""

    names: dict[int, str]
    ballots: tuple[Ranked, ...]
    seats: int | None = None


def rows(weights: Counter[Ranking]) -> tuple[Ranked, ...]:
    """Equal ballots as one row, in ascending order of their marks."""
    return tuple(Ranked(ranking, weight) for ranking, weight in sorted(weights.items()))


def check_ranking(ranking: Ranking, options: int, line: int) -> None:
    """Raises Malformed where an option is not one of 1 to `options`, or is ranked twice."""
    seen: set[int] = set()
    for option in (option for group in ranking for option in group):
        if not 1 <= option <= options:
            raise Malformed(line, f"option {option} is not one of 1 to {options}")
        if option in seen:
            raise Malformed(line, f"option {option} is ranked twice")
        seen.add(option)


def integer(text: str, line: int, what: str, *, least: int = 0, most: int = 10**15 - 1) -> int:
    """At most 15 digits 0–9 and nothing else, between the bounds; raises Malformed."""
    value = whole(line, text.strip(" \t"), what)
    if not least <= value <= most:
        raise Malformed(line, f"{what} must be between {least} and {most}, not {value}")
    return value
