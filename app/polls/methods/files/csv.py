"""A plain table of ballots (CSV): the first line names the options, every further line is one ballot."""

from collections import Counter
from typing import BinaryIO

from app.polls.methods.files.lines import Malformed, cells, header, named_cells, numbered_lines, whole
from app.polls.methods.files.pointed_file import PointedFile
from app.polls.methods.points import Pointed

OWN = ("voter_id", "weight")


def read_csv(file: BinaryIO) -> PointedFile:
    """Commas between cells, UTF-8; a cell holds the points that the ballot gives its option, empty is unmarked.

    Columns named `voter_id` (no two alike) and `weight` (so many equal ballots, above 0) are no options. A ballot
    without a mark is a line of commas. A 0 is a mark like any other. Raises Malformed, and then nothing is counted.
    """
    columns: list[str] = []
    names: dict[str, int] = {}
    voters: set[str] = set()
    ballots: Counter[tuple[tuple[int, int], ...]] = Counter()
    number = 0
    for number, text in numbered_lines(file):
        values = cells(number, text, ",")
        if not columns:
            columns = header(number, values, ())
            names = {name: place for place, name in enumerate((c for c in columns if c not in OWN), 1)}
            continue
        row = named_cells(number, values, columns)
        _register(number, row, voters)
        points = tuple((option, whole(number, row[name], name)) for name, option in names.items() if row[name])
        ballots[points] += _weight(number, row)
    if not names or not ballots:
        raise Malformed(number + 1, "no options" if not names else "no ballots")
    grouped = tuple(Pointed(points, weight) for points, weight in sorted(ballots.items()))
    return PointedFile({place: name for name, place in names.items()}, grouped, {})


def _register(number: int, row: dict[str, str], voters: set[str]) -> None:
    voter = row.get("voter_id")
    if voter is None:
        return
    if not voter or voter in voters:
        raise Malformed(number, f"voter «{voter[:40]}» stands twice or has no name")
    voters.add(voter)


def _weight(number: int, row: dict[str, str]) -> int:
    weight = whole(number, row.get("weight", "1"), "weight")
    if not weight:
        raise Malformed(number, "weight: 0 ballots")
    return weight
