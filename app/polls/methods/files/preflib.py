"""PrefLib's orders: .soc, .soi (strict; complete, incomplete), .toc and .toi (with ties).

Mattei and Walsh, PrefLib (2013), in the form of 2022: `# KEY: value`, then `count: 1,{2,3}`.
"""

import re
from collections import Counter
from typing import BinaryIO

from app.polls.methods.files import preflib_head
from app.polls.methods.files.lines import Malformed, numbered_lines
from app.polls.methods.files.profile import Profile, check_ranking, integer, rows
from app.polls.methods.rankings import Ranking

_GROUP = re.compile(r"\{([0-9, ]*)\}|([0-9]+)")
KINDS, STRICT, COMPLETE = ("soc", "soi", "toc", "toi"), {"soc", "soi"}, {"soc", "toc"}


def read(stream: BinaryIO) -> Profile:
    """The orders; raises Malformed, also where they are not of the kind or number that the head says."""
    head: preflib_head.Head = {}
    weights: Counter[Ranking] = Counter()
    options, orders, number = 0, 0, 1
    for number, text in numbered_lines(stream):
        if text.startswith("#"):
            preflib_head.note(head, number, text)
        else:
            options = options or preflib_head.options(head, number)
            ranking, weight = _order(text, options, number)
            _check_kind(ranking, options, preflib_head.check_kind(head, KINDS, number), number)
            weights[ranking] += weight
            orders += 1
    found = {"NUMBER VOTERS": sum(weights.values()), "NUMBER UNIQUE ORDERS": orders}
    preflib_head.check_numbers(head, found, number)
    return Profile(preflib_head.names(head, number), rows(weights))


def _order(text: str, options: int, line: int) -> tuple[Ranking, int]:
    count, colon, order = text.partition(":")
    if not colon:
        raise Malformed(line, "must be a count, a colon and an order")
    ranking = tuple(groups(order, line))
    if () in ranking:
        raise Malformed(line, "an option: «»")
    check_ranking(ranking, options, line)
    return ranking, integer(count, line, "the count", least=1)


def groups(text: str, line: int) -> list[tuple[int, ...]]:
    """Options or groups of options as they are written: 1,{2,3},{}; raises Malformed."""
    found: list[tuple[int, ...]] = []
    for field in re.split(r",(?![^{]*\})", text.strip()):
        group = _GROUP.fullmatch(field.strip())
        if group is None:
            raise Malformed(line, f"not an option or a group of options: {field.strip()[:40]!r}")
        members = group[2] or group[1].strip()
        found.append(tuple(sorted(integer(one, line, "an option") for one in members.split(",") if members)))
    return found


def _check_kind(ranking: Ranking, options: int, kind: str, line: int) -> None:
    if kind in STRICT and any(len(group) > 1 for group in ranking):
        raise Malformed(line, f"has equal ranks, which {kind} has not")
    if kind in COMPLETE and sum(map(len, ranking)) < options:
        raise Malformed(line, f"ranks not every option, which {kind} does")
