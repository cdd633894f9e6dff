"""PrefLib's orders: .soc, .soi (strict; complete, incomplete), .toc and .toi (with ties).

Mattei and Walsh, PrefLib (2013), in the form of 2022: `# KEY: value`, then `count: 1,{2,3}`.
"""

import re
from collections import Counter
from collections.abc import Mapping
from typing import BinaryIO

from app.polls.methods.files.lines import Malformed, numbered_lines
from app.polls.methods.files.profile import MOST_OPTIONS, Profile, check_ranking, integer, rows
from app.polls.methods.rankings import Ranking

_GROUP = re.compile(r"\{([0-9, ]*)\}|([0-9]+)")
_NAME = "ALTERNATIVE NAME "
STRICT, COMPLETE = {"soc", "soi"}, {"soc", "toc"}


def read(stream: BinaryIO) -> Profile:
    """The orders; raises Malformed, also where they are not of the kind or number that the head says."""
    head: dict[str, tuple[int, str]] = {}
    weights: Counter[Ranking] = Counter()
    options, orders, number = 0, 0, 1
    for number, text in numbered_lines(stream):
        if text.startswith("#"):
            key, _colon, value = text[1:].partition(":")
            head[key.strip()] = (number, value.strip())
        elif text.strip():
            options = options or _whole(head, "NUMBER ALTERNATIVES", number, most=MOST_OPTIONS)
            ranking, weight = _order(text, options, number)
            _check_kind(ranking, options, head.get("DATA TYPE", (number, ""))[1], number)
            weights[ranking] += weight
            orders += 1
    _check_numbers(head, orders, sum(weights.values()), number)
    return Profile(_names(head, number), rows(weights))


def _whole(head: Mapping[str, tuple[int, str]], key: str, line: int, *, most: int = 10**15 - 1) -> int:
    if key not in head:
        raise Malformed(line, f"comes without # {key}")
    return integer(head[key][1], head[key][0], key, least=1, most=most)


def _order(text: str, options: int, line: int) -> tuple[Ranking, int]:
    count, colon, order = text.partition(":")
    if not colon:
        raise Malformed(line, "must be a count, a colon and an order")
    ranking: list[tuple[int, ...]] = []
    for field in re.split(r",(?![^{]*\})", order.strip()):
        group = _GROUP.fullmatch(field.strip())
        if group is None:
            raise Malformed(line, f"not an option or a group of options: {field.strip()[:40]!r}")
        members = group[2] or group[1]
        ranking.append(tuple(sorted(integer(one, line, "an option") for one in members.split(","))))
    check_ranking(tuple(ranking), options, line)
    return tuple(ranking), integer(count, line, "the count", least=1)


def _check_kind(ranking: Ranking, options: int, kind: str, line: int) -> None:
    if kind not in STRICT | {"toc", "toi"}:
        raise Malformed(line, f"DATA TYPE must be soc, soi, toc or toi, not {kind[:40]!r}")
    if kind in STRICT and any(len(group) > 1 for group in ranking):
        raise Malformed(line, f"has equal ranks, which {kind} has not")
    if kind in COMPLETE and sum(map(len, ranking)) < options:
        raise Malformed(line, f"ranks not every option, which {kind} does")


def _check_numbers(head: Mapping[str, tuple[int, str]], orders: int, voters: int, line: int) -> None:
    for key, found in (("NUMBER VOTERS", voters), ("NUMBER UNIQUE ORDERS", orders)):
        said = _whole(head, key, line)
        if said != found:
            raise Malformed(head[key][0], f"{key} says {said}; there are {found}")


def _names(head: Mapping[str, tuple[int, str]], line: int) -> dict[int, str]:
    options = _whole(head, "NUMBER ALTERNATIVES", line, most=MOST_OPTIONS)
    for key, (where, _name) in head.items():
        if key.startswith(_NAME):
            integer(key.removeprefix(_NAME), where, "the alternative", least=1, most=options)
    missing = [option for option in range(1, options + 1) if f"{_NAME}{option}" not in head]
    if missing:
        raise Malformed(line, f"names no alternative {missing[0]}")
    return {option: head[f"{_NAME}{option}"][1] for option in range(1, options + 1)}
