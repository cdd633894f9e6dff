"""A lot as a file: what was published before it, what was opened at it, and what was drawn."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any, BinaryIO

from app.polls.methods import lot
from app.polls.methods.drawing import Drawing, Order, Panel, Sample, Strata, result
from app.polls.methods.files.fields import Unfit, different, items, known, moment, read_object, shaped, text, whole
from app.polls.methods.sortition import Pool, Quota, Values

FORMAT = "golmok lot 1"
CODE, HEX = "[0-9A-Za-z][0-9A-Za-z-]{0,19}", "[0-9a-f]{64}"
PUBLISHED = ("format", "about", "columns", "rows", "draw", "commitment")
OPENED = ("secret", "source", "at", "before")


@dataclass(frozen=True)
class Opened:
    """What nobody knew together before: the secret, what the outside source gave, when, and who watched."""

    secret: str
    source: str
    at: str
    before: tuple[str, ...]


@dataclass(frozen=True)
class Lot:
    """A lot: a list, what is drawn from it, the commitment; opened and drawn or not."""

    about: str
    pool: Pool
    drawing: Drawing
    commitment: str
    opened: Opened | None = None
    result: tuple[str, ...] | None = None

    @property
    def list_hash(self) -> str:
        """SHA-256 of the list with its names of columns, as `sha256sum` says of it as CSV without quotes."""
        return lot.list_hash([("id", *self.pool.attributes), *((one, *has) for one, has in self.pool.people.items())])

    @property
    def fingerprint(self) -> str:
        """SHA-256 of all that is published before, as JSON with sorted keys and no blanks."""
        published = {key: value for key, value in as_json(self).items() if key in PUBLISHED}
        canonical = json.dumps(published, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return sha256(canonical.encode()).hexdigest()

    def seed(self) -> str:
        """The seed of an opened lot."""
        if self.opened is None:
            raise ValueError("nothing was opened")
        return lot.seed(self.opened.secret, self.opened.source, self.list_hash)

    def drawn(self) -> "Lot":
        """The opened lot with its result. Raises Impossible and Endless as `drawing.result` does."""
        return replace(self, result=result(self.drawing, self.pool, self.seed()))


def read_lot(file: BinaryIO) -> Lot:
    """The lot of the file; raises Malformed with a line, or Unfit with a field, where it breaks the format."""
    found = known("", read_object(file), PUBLISHED, (*OPENED, "result"))
    if found["format"] != FORMAT:
        raise Unfit("format", f"must be «{FORMAT}»")
    pool = _pool(found)
    drawing = _drawing(known("draw", found["draw"], ("what",), ("size", "by", "numbers", "quotas")), pool)
    given = Lot(
        about=text("about", found["about"], 200),
        pool=pool,
        drawing=drawing,
        commitment=shaped("commitment", found["commitment"], HEX, "64 hex digits in small letters"),
    )
    return replace(given, opened=_opened(found), result=_result(found))


def _pool(found: Mapping[str, Any]) -> Pool:
    columns = [text(field, name, 40) for field, name in items("columns", found["columns"])]
    different("columns", columns)
    if columns[0] != "id":
        raise Unfit("columns[0]", "must be «id»")
    rows = [_row(field, row, len(columns)) for field, row in items("rows", found["rows"])]
    ids = [row[0] for row in rows]
    different("rows", ids)
    if ids != sorted(ids):
        raise Unfit("rows", "must be sorted by id, letter by letter")
    if len(rows) > lot.LONGEST:
        raise Unfit("rows", f"must be at most {lot.LONGEST:,}")
    if any("," in cell for row in [columns, *rows] for cell in row):
        raise Unfit("rows", "must hold no comma")
    return Pool(tuple(columns[1:]), {row[0]: row[1:] for row in rows})


def _row(field: str, value: Any, length: int) -> Values:
    cells = items(field, value)
    if len(cells) != length:
        raise Unfit(field, f"has {len(cells)} cells for {length} columns")
    person = shaped(
        cells[0][0], cells[0][1], CODE, "a code of at most 20 letters a-z, digits and hyphens, never a name"
    )
    return (person, *(text(where, cell, 1000) for where, cell in cells[1:]))


def _drawing(found: Mapping[str, Any], pool: Pool) -> Drawing:
    """Each way of drawing has fields of its own, all needed."""
    what, everybody = found["what"], len(pool.people)
    match what:
        case "order":
            known("draw", found, ("what",))
            return Order()
        case "sample":
            known("draw", found, ("what", "size"))
            return Sample(whole("draw.size", found["size"], 1, everybody))
        case "strata":
            known("draw", found, ("what", "size", "by"), ("numbers",))
            return _strata(found, pool, whole("draw.size", found["size"], 1, everybody))
        case "panel":
            known("draw", found, ("what", "size", "quotas"))
            size = whole("draw.size", found["size"], 1, everybody)
            return Panel(size, tuple(_quotas(found["quotas"], pool, size)))
    raise Unfit("draw.what", "must be order, sample, strata or panel")


def _strata(found: Mapping[str, Any], pool: Pool, size: int) -> Strata:
    by = tuple(_attribute(field, name, pool) for field, name in items("draw.by", found["by"]))
    different("draw.by", by)
    if "numbers" not in found:
        return Strata(by, size)
    numbers: dict[Values, int] = {}
    for field, item in items("draw.numbers", found["numbers"]):
        row = known(field, item, ("stratum", "number"))
        stratum = tuple(text(where, value, 1000) for where, value in items(f"{field}.stratum", row["stratum"]))
        if len(stratum) != len(by) or stratum in numbers:
            raise Unfit(f"{field}.stratum", f"must be one value of {', '.join(by)}, and no stratum twice")
        numbers[stratum] = whole(f"{field}.number", row["number"], 0, size)
    if sum(numbers.values()) != size:
        raise Unfit("draw.numbers", f"are {sum(numbers.values())} together, not {size}")
    return Strata(by, size, numbers)


def _quotas(found: Any, pool: Pool, size: int) -> Iterator[Quota]:
    """The quotas; of an attribute that has any, every value in the pool must have one, so that no slip goes unseen."""
    seen = set()
    for field, item in items("draw.quotas", found):
        row = known(field, item, ("attribute", "value", "least", "most"))
        attribute = _attribute(f"{field}.attribute", row["attribute"], pool)
        value = text(f"{field}.value", row["value"], 1000)
        least = whole(f"{field}.least", row["least"], 0, size)
        if (attribute, value) in seen:
            raise Unfit(field, f"{attribute} «{value}» has a quota already")
        seen.add((attribute, value))
        yield Quota(attribute, value, least, whole(f"{field}.most", row["most"], least, size))
    for attribute in sorted({attribute for attribute, _value in seen}):
        for person in pool.people:
            value = pool.values_of(person, [attribute])[0]
            if (attribute, value) not in seen:
                raise Unfit("draw.quotas", f"have none for {attribute} «{value}»")


def _attribute(field: str, value: Any, pool: Pool) -> str:
    if value not in pool.attributes:
        raise Unfit(field, f"must be one of the columns: {', '.join(pool.attributes) or 'there is none but id'}")
    return str(value)


def _opened(found: Mapping[str, Any]) -> Opened | None:
    if not any(key in found for key in OPENED):
        return None
    known("", found, (*PUBLISHED, *OPENED), ("result",))
    return Opened(
        secret=shaped("secret", found["secret"], HEX, "64 hex digits in small letters"),
        source=text("source", found["source"], 1000),
        at=moment("at", found["at"]),
        before=tuple(text(field, who, 100) for field, who in items("before", found["before"])),
    )


def _result(found: Mapping[str, Any]) -> tuple[str, ...] | None:
    if "result" not in found:
        return None
    known("", found, (*PUBLISHED, *OPENED, "result"))
    return tuple(shaped(field, one, CODE, "the id of a row") for field, one in items("result", found["result"]))


def as_json(given: Lot) -> dict[str, Any]:
    """The lot as the file holds it."""
    people = given.pool.people.items()
    published = {
        "format": FORMAT,
        "about": given.about,
        "columns": ["id", *given.pool.attributes],
        "rows": [[person, *values] for person, values in people],
        "draw": _draw_as_json(given.drawing),
        "commitment": given.commitment,
    }
    opened = {} if given.opened is None else {key: getattr(given.opened, key) for key in OPENED}
    return published | opened | ({} if given.result is None else {"result": given.result})


def _draw_as_json(drawing: Drawing) -> dict[str, Any]:
    match drawing:
        case Sample(size):
            return {"what": "sample", "size": size}
        case Strata(by, size, numbers):
            given = [{"stratum": stratum, "number": number} for stratum, number in (numbers or {}).items()]
            return {"what": "strata", "size": size, "by": by} | ({"numbers": given} if numbers is not None else {})
        case Panel(size, quotas):
            return {"what": "panel", "size": size, "quotas": [quota._asdict() for quota in quotas]}
    return {"what": "order"}


def written(given: Lot) -> str:
    """The text of the file: a line a field, and a line a row."""
    fields = []
    for key, value in as_json(given).items():
        rows: Sequence[str] = [json.dumps(row, ensure_ascii=False) for row in value] if key == "rows" else ()
        one = "[\n  " + ",\n  ".join(rows) + "\n ]" if rows else json.dumps(value, ensure_ascii=False)
        fields.append(f' "{key}": {one}')
    return "{\n" + ",\n".join(fields) + "\n}\n"
