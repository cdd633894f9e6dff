"""PrefLib's .cat: ballots that put options into categories, the best first, as points.

Mattei and Walsh, PrefLib (2013), in the form of 2022: `# KEY: value`, then `count: {1,3},2,{}`.
"""

from collections import Counter
from typing import BinaryIO

from app.polls.methods.files import preflib_head
from app.polls.methods.files.lines import Malformed, numbered_lines
from app.polls.methods.files.pointed_file import PointedFile
from app.polls.methods.files.preflib import groups
from app.polls.methods.files.profile import MOST_OPTIONS, check_ranking, integer
from app.polls.methods.points import Pointed

Marks = tuple[tuple[int, int], ...]


def read_cat(stream: BinaryIO) -> PointedFile:
    """The last category is 0 points, the one before it 1, and so on; raises Malformed, also where numbers differ.

    What a ballot puts into no category is unmarked.
    """
    head: preflib_head.Head = {}
    weights: Counter[Marks] = Counter()
    lines, number = 0, 1
    for number, text in numbered_lines(stream):
        if text.startswith("#"):
            preflib_head.note(head, number, text)
        else:
            preflib_head.check_kind(head, ("cat",), number)
            marks, weight = _ballot(text, head, number)
            weights[marks] += weight
            lines += 1
    found = {"NUMBER VOTERS": sum(weights.values()), "NUMBER UNIQUE PREFERENCES": lines}
    preflib_head.check_numbers(head, found, number)
    ballots = tuple(Pointed(marks, weight) for marks, weight in sorted(weights.items()))
    return PointedFile(preflib_head.names(head, number), ballots, {})


def _ballot(text: str, head: preflib_head.Head, line: int) -> tuple[Marks, int]:
    count, colon, categories = text.partition(":")
    if not colon:
        raise Malformed(line, "must be a count, a colon and the categories")
    found = groups(categories, line)
    said = preflib_head.whole(head, "NUMBER CATEGORIES", line, most=MOST_OPTIONS)
    if len(found) != said:
        raise Malformed(line, f"{len(found)} categories, not {said}")
    check_ranking(tuple(found), preflib_head.options(head, line), line)
    marks = sorted((option, said - 1 - place) for place, group in enumerate(found) for option in group)
    return tuple(marks), integer(count, line, "the count", least=1)
