"""The JSON Schema of a line says the same as the verifier: of every line of the vectors, and of those lines changed."""

import json
import re
from pathlib import Path
from random import Random
from typing import Any

from tests.records import kinds, mutations, tampering
from tests.records.records import the_verifier

SCHEMA = json.loads((Path(__file__).resolve().parents[2] / "docs/reference/record.schema.json").read_text("utf-8"))
TYPES = {"object": dict, "array": list, "string": str, "boolean": bool, "integer": int}

verifier = the_verifier()


def holds(thing: Any, schema: Any) -> bool:
    """Whether the value fits: of JSON Schema 2020-12 what our schema uses, and an error for anything else."""
    return all(CHECKS[name](thing, wanted, schema) for name, wanted in schema.items())


def _properties(thing: Any, wanted: Any, _schema: Any) -> bool:
    return not isinstance(thing, dict) or all(
        holds(thing[name], each) for name, each in wanted.items() if name in thing
    )


def _more(thing: Any, wanted: Any, schema: Any) -> bool:
    others = thing.keys() - schema.get("properties", {}).keys() if isinstance(thing, dict) else ()
    return not others if wanted is False else all(holds(thing[name], wanted) for name in others)


def _items(thing: Any, wanted: Any, schema: Any) -> bool:
    return not isinstance(thing, list) or all(holds(one, wanted) for one in thing[len(schema.get("prefixItems", [])) :])


def _is_number(thing: Any) -> bool:
    return isinstance(thing, int | float) and not isinstance(thing, bool)


CHECKS = {
    "type": lambda thing, wanted, _: type(thing) is TYPES[wanted],
    "const": lambda thing, wanted, _: type(thing) is type(wanted) and thing == wanted,
    "enum": lambda thing, wanted, _: thing in wanted,
    "pattern": lambda thing, wanted, _: not isinstance(thing, str) or bool(re.fullmatch(wanted.strip("^$"), thing)),
    "minimum": lambda thing, wanted, _: not _is_number(thing) or thing >= wanted,
    "maximum": lambda thing, wanted, _: not _is_number(thing) or thing <= wanted,
    "minItems": lambda thing, wanted, _: not isinstance(thing, list) or len(thing) >= wanted,
    "maxItems": lambda thing, wanted, _: not isinstance(thing, list) or len(thing) <= wanted,
    "required": lambda thing, wanted, _: not isinstance(thing, dict) or thing.keys() >= set(wanted),
    "properties": _properties,
    "additionalProperties": _more,
    "items": _items,
    "prefixItems": lambda thing, wanted, _: not isinstance(thing, list) or all(map(holds, thing, wanted)),
    "oneOf": lambda thing, wanted, _: sum(holds(thing, each) for each in wanted) == 1,
    "$ref": lambda thing, wanted, _: holds(thing, SCHEMA["$defs"][wanted.removeprefix("#/$defs/")]),
    **dict.fromkeys(("$schema", "$defs", "title", "description"), lambda *_: True),
}


def as_the_verifier_says(line: Any) -> bool:
    """Whether verify.py takes the line for one of a record, its sheet included."""
    kind = line.get("line") if isinstance(line, dict) else None
    if kind not in tuple(verifier.LINES) or not verifier.fits(line, {"line": str, **verifier.LINES[kind]}):
        return False
    if kind == "head":
        return (line["format"], line["version"]) == (verifier.FORMAT, verifier.VERSION)
    return kind != "rules" or bool(verifier.fits(line["sheet"], verifier.SHEET))


def right_lines() -> list[Any]:
    right = kinds.right()
    return [line for content in right for line in tampering.lines_of(content)]


def test_every_line_of_a_right_record_fits_the_schema():
    lines = right_lines()
    assert {line["line"] for line in lines} == set(verifier.LINES)
    assert [line for line in lines if not holds(line, SCHEMA)] == []


def test_the_schema_and_the_verifier_refuse_the_same_changed_lines():
    by, lines = Random(2020_12), right_lines()
    changed = [mutations.with_another_value(by, lines) for _number in range(3_000)]
    told = [(holds(line, SCHEMA), as_the_verifier_says(line)) for line in changed]
    assert [line for line, (ours, theirs) in zip(changed, told, strict=True) if ours != theirs] == []
    assert 300 < sum(ours for ours, _theirs in told) < 2_700
