"""BLT, the format of most programs for the single transferable vote; one ballot a line.

Wichmann, The computer format for election data used for STV (Voting matters): options and seats; withdrawn options with
a minus; weight, options in order, 0; a 0 alone; the names in quotes; a title. `=` stands between equal ranks, `-` for a
rank left free, `#` opens a comment.
"""

from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO

from app.polls.methods.files.lines import Malformed, numbered_lines
from app.polls.methods.files.profile import MOST_OPTIONS, Profile, check_ranking, integer, rows
from app.polls.methods.rankings import Ranking


def read(stream: BinaryIO) -> Profile:
    """The ballots without the withdrawn options; raises Malformed."""
    lines = _written(stream)
    options, seats = _head(lines)
    weights: Counter[Ranking] = Counter()
    withdrawn: set[int] = set()
    number = 1
    for number, text in lines:
        if text == "0":
            break
        if text.startswith("-"):
            _withdraw(text, withdrawn, weights, options, number)
        else:
            _ballot(text, weights, withdrawn, options, number)
    else:
        raise Malformed(number, "ends without the 0 that closes the ballots")
    names = _names(lines, options, number)
    left = {option: name for option, name in names.items() if option not in withdrawn}
    if len(left) < seats:
        raise Malformed(1, f"{seats} seats for {len(left)} options that are left")
    return Profile(left, rows(weights), seats)


def _written(stream: BinaryIO) -> Iterator[tuple[int, str]]:
    """Lines with something besides a comment; inside quotes # is no comment."""
    for number, text in numbered_lines(stream):
        kept = text.strip()
        if not kept.startswith('"'):
            kept = kept.partition("#")[0].strip()
        if kept:
            yield number, kept


def _head(lines: Iterator[tuple[int, str]]) -> tuple[int, int]:
    number, text = next(lines, (1, ""))
    fields = text.split()
    if len(fields) != 2:
        raise Malformed(number, "must say how many options and how many seats")
    options = integer(fields[0], number, "options", least=1, most=MOST_OPTIONS)
    return options, integer(fields[1], number, "seats", least=1, most=options)


def _withdraw(text: str, withdrawn: set[int], weights: Counter[Ranking], options: int, line: int) -> None:
    if weights:
        raise Malformed(line, "withdraws options after the first ballot")
    for field in text.split():
        if not field.startswith("-"):
            raise Malformed(line, "must have a minus before every withdrawn option")
        withdrawn.add(integer(field[1:], line, "a withdrawn option", least=1, most=options))


def _ballot(text: str, weights: Counter[Ranking], withdrawn: set[int], options: int, line: int) -> None:
    weight, *fields = text.split()
    if not fields or fields[-1] != "0":
        raise Malformed(line, "a ballot must end with 0")
    many = integer(weight, line, "the weight", least=1)
    ranking = tuple(
        tuple(sorted(integer(option, line, "an option") for option in field.split("=")))
        for field in fields[:-1]
        if field != "-"
    )
    check_ranking(ranking, options, line)
    left = (tuple(option for option in group if option not in withdrawn) for group in ranking)
    weights[tuple(group for group in left if group)] += many


def _names(lines: Iterator[tuple[int, str]], options: int, line: int) -> dict[int, str]:
    """A name for every option and at most a title after them."""
    quoted: list[str] = []
    for line, text in lines:  # the last number is said of what is missing
        if len(text) < 2 or text[0] != '"' or text[-1] != '"':
            raise Malformed(line, "a name must stand in quotes")
        if len(quoted) > options:
            raise Malformed(line, "comes after the title")
        quoted.append(text[1:-1])
    if len(quoted) < options:
        raise Malformed(line, f"names {len(quoted)} of {options} options")
    return dict(enumerate(quoted[:options], start=1))
