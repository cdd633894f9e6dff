"""Records changed by chance: a byte, a line or a value, and then signed again as an insider could, or not."""

import copy
from random import Random
from typing import Any

from tests.records.tampering import Lines, chained, ended, lines_of, sealed, written


def changed(random: Random, contents: list[bytes]) -> bytes:
    """One of the records with one change, of the bytes, of the lines or of a value in it."""
    content, other = random.sample(contents, 2)
    change = random.choice((_of_a_byte, _of_the_lines, of_a_value, of_a_value, of_a_value))
    return change(random, content, other)


def unsigned(record: bytes, other: bytes, many: int) -> list[bytes]:
    """So many others than the record, always the same of the same two, that nobody has signed again."""
    random, changed = Random(1), set[bytes]()
    found: list[bytes] = []
    while len(found) < many:
        one = _without_a_key(random, record, other)
        if one != record and one not in changed:
            found.append(one)
            changed.add(one)
    return found


def _without_a_key(random: Random, record: bytes, other: bytes) -> bytes:
    """A bit is turned, a line left out, put in, doubled, swapped or taken from another record, or the tail is cut."""
    lines = record.splitlines(keepends=True)
    at, to = (random.randrange(len(lines)) for _ in range(2))
    match random.randrange(7):
        case 0:
            place = random.randrange(len(record))
            return record[:place] + bytes([record[place] ^ 1 << random.randrange(8)]) + record[place + 1 :]
        case 1:
            del lines[at]
        case 2:
            lines.insert(at, random.choice(other.splitlines(keepends=True)))
        case 3:
            lines.insert(at, lines[at])
        case 4:
            lines[at], lines[to] = lines[to], lines[at]
        case 5:
            lines[at] = random.choice(other.splitlines(keepends=True))
        case _:
            return record[: random.randrange(len(record))]
    return b"".join(lines)


def _of_a_byte(random: Random, content: bytes, _other: bytes) -> bytes:
    at = random.randrange(len(content))
    new = bytes([random.choice((*b'0aA"\\ {}[],:-.e\n\r\t', 0, 0xFF, 0xC3, content[at] ^ 1))])
    return random.choice(
        (
            content[:at] + new + content[at + 1 :],
            content[:at] + new + content[at:],
            content[:at] + content[at + 1 :],
            content[:at],
            content[:at] + content[at : at + 1].swapcase() + content[at + 1 :],
        )
    )


def _of_the_lines(random: Random, content: bytes, other: bytes) -> bytes:
    lines, others = content.splitlines(keepends=True), other.splitlines(keepends=True)
    one, two = random.randrange(len(lines)), random.randrange(len(lines))
    match random.randrange(5):
        case 0:
            del lines[one]
        case 1:
            lines.insert(two, lines[one])
        case 2:
            lines[one], lines[two] = lines[two], lines[one]
        case 3:
            lines[one] = random.choice(others)
        case _:
            lines.insert(one, random.choice(others))
    return b"".join(lines) if random.random() < 0.5 else _sealed_or_not(random, lines_of(b"".join(lines)))


def of_a_value(random: Random, content: bytes, _other: bytes) -> bytes:
    lines = lines_of(content)
    _change_a_value(random, _chosen_lines(random, lines))
    return _sealed_or_not(random, lines)


def with_another_value(random: Random, lines: Lines) -> Any:
    """A copy of one of the lines, with one value in it another."""
    line = copy.deepcopy(random.choice(_chosen_lines(random, lines)))
    _change_a_value(random, [line])
    return line


def _change_a_value(random: Random, lines: Lines) -> None:
    holder, key = random.choice([place for one in lines for place in _places(one)])
    if isinstance(holder, dict) and random.random() < 0.05:
        holder["more"] = 1
    elif random.random() < 0.08:
        del holder[key]
    else:
        holder[key] = _other_value(random, holder[key])


def _chosen_lines(random: Random, lines: Lines) -> Lines:
    """Those of one kind, so that the few that decide come up as often as the many receipts."""
    kind = random.choice(sorted({one["line"] for one in lines}))
    return [one for one in lines if one["line"] == kind]


def _places(thing: Any) -> list[tuple[Any, Any]]:
    keys = thing.keys() if isinstance(thing, dict) else range(len(thing)) if isinstance(thing, list) else ()
    return [(thing, key) for key in keys] + [place for key in keys for place in _places(thing[key])]


def _other_value(random: Random, value: Any) -> Any:
    if isinstance(value, bool):
        return random.choice((not value, int(value), None))
    if isinstance(value, int):
        return random.choice((value + 1, value - 1, 0, -1, 1, 2, 2**53 - 1, 2**53, 10**40, 0.5, True, str(value), None))
    if isinstance(value, str):
        words = ("count", "roll", "population", "none", "lot", "all", "fail", "cast", "valid", "motion", "choose_one")
        others = (
            "",
            value.upper(),
            value[::-1],
            value + "a",
            value + "\ud83d\ude00",
            "\x00",
            "\x7f\u2028",
            "\ue000",
            5,
        )
        methods = ("choose_up_to_k", "budget_order", "cumulative", "score", "star", "majority_judgement", "irv")
        methods += ("schulze", "ranked_pairs", "borda")
        methods += ("budget_greedy_cost", "budget_equal_shares", "stv_scottish", "stv_meek")
        return random.choice((*others, *words, *methods, "chosen", "tied", "no_quorum", "carried", "funded"))
    if isinstance(value, list):
        turned = copy.deepcopy(value[::-1])
        return random.choice(
            (turned, value[:-1], value + value[:1], [], {}, None, _deep(random.choice((20, 40, 3000))))
        )
    return random.choice((None, [], {}, {**(value or {}), "__proto__": 1}, {**(value or {}), "10": 1, "9": 2}))


def _deep(levels: int) -> Any:
    thing: Any = []
    for _level in range(levels):
        thing = [thing]
    return thing


def _sealed_or_not(random: Random, lines: Lines) -> bytes:
    seal = random.choice((sealed, sealed, sealed, chained, ended, written))
    try:
        return seal(lines)
    except (KeyError, TypeError, AttributeError, IndexError, StopIteration, RecursionError, ValueError):
        return _as_it_stands(lines)


def _as_it_stands(lines: Lines) -> bytes:
    try:
        return written(lines)
    except (RecursionError, ValueError):
        return b"[" * 3000 + b"]" * 3000 + b"\n"
