"""Scottish council wards as CSV: candidates and seats; equal ballots with their number; the candidates; the ward.

The format of the repository mggg/scot-elex: `10,4,` · `33,9,10,5,` · `"Candidate 1","Name","Party",` · `"Ward",`.
"""

import csv
from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO

from app.polls.methods.files.lines import Malformed, numbered_lines
from app.polls.methods.files.profile import MOST_OPTIONS, Profile, check_ranking, integer, rows
from app.polls.methods.rankings import Ranking


def read(stream: BinaryIO) -> Profile:
    """The ward; raises Malformed."""
    lines = numbered_lines(stream)
    options, seats = _head(lines)
    weights: Counter[Ranking] = Counter()
    names: dict[int, str] = {}
    number, ward = 1, False
    for number, text in lines:
        if len(names) == options:
            ward = _is_ward(text, number, after=ward)
        elif text.startswith('"') or names:
            _name(_fields(text, number), names, options, number)
        else:
            _ballot(_fields(text, number), weights, options, number)
    if len(names) < options:
        raise Malformed(number, f"names {len(names)} of {options} candidates")
    return Profile(names, rows(weights), seats)


def _head(lines: Iterator[tuple[int, str]]) -> tuple[int, int]:
    number, text = next(lines, (1, ""))
    head = _fields(text, number)
    if len(head) != 2:
        raise Malformed(number, "must say how many candidates and how many seats")
    options = integer(head[0], number, "candidates", least=1, most=MOST_OPTIONS)
    return options, integer(head[1], number, "seats", least=1, most=options)


def _fields(text: str, line: int) -> list[str]:
    """The fields of a line, without the empty one after the last comma."""
    try:
        fields = next(csv.reader([text], strict=True), [])
    except csv.Error as fault:
        raise Malformed(line, f"not CSV: {fault}") from fault
    return fields[:-1] if fields and not fields[-1] else fields


def _is_ward(text: str, line: int, *, after: bool) -> bool:
    """The last line; some wards of the collection have quotes too many, so only the outer ones are asked for."""
    if after or not text.startswith('"') or not text.endswith(('"', '",')):
        raise Malformed(line, "after the candidates there may only be the ward, in quotes")
    return True


def _name(fields: list[str], names: dict[int, str], options: int, line: int) -> None:
    if len(fields) not in (2, 3) or not fields[0].startswith("Candidate "):
        raise Malformed(line, "must say number, name and party of a candidate")
    option = integer(fields[0].removeprefix("Candidate "), line, "the candidate", least=1, most=options)
    if option in names:
        raise Malformed(line, f"names candidate {option} twice")
    names[option] = fields[1]


def _ballot(fields: list[str], weights: Counter[Ranking], options: int, line: int) -> None:
    weight = integer(fields[0], line, "the number of ballots", least=1)
    ranking = tuple((integer(field, line, "a candidate"),) for field in fields[1:])
    check_ranking(ranking, options, line)
    weights[ranking] += weight
