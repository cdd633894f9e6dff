"""Whether a file is as its Table Schema says (Frictionless Standards), written from the standard alone."""

import csv
import io
import json
import re
import time
from collections.abc import Callable
from datetime import date
from typing import Any

FIELD = {"name", "type", "title", "description", "format", "constraints", "trueValues", "falseValues"}
FIELD |= {"title_en", "description_en"}  # beyond the standard, which lets a field have more
TYPES = {"string", "integer", "date", "datetime", "boolean"}


def rows_of(resource: dict[str, Any], content: bytes) -> list[dict[str, Any]]:
    """The rows of the file under the names of the schema's fields, in their order."""
    names = [field["name"] for field in resource["schema"]["fields"]]
    text = content.decode(resource["encoding"])
    if resource["format"] == "json":
        found = json.loads(text)
        assert all(list(row) == names for row in found)
        return found
    assert text.startswith("\ufeff"), "no byte order mark"
    head, *lines = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    assert head == names
    return [dict(zip(names, line, strict=True)) for line in lines]


def faults(resource: dict[str, Any], content: bytes) -> list[str]:
    """Everything in which the file is not as its schema says."""
    rows, found = rows_of(resource, content), []
    missing = resource["schema"].get("missingValues", [""])
    for field in resource["schema"]["fields"]:
        assert set(field) <= FIELD, field
        assert field["type"] in TYPES, field
        values = [row[field["name"]] for row in rows]
        present = [value for value in values if value is not None and value not in missing]
        rules = field.get("constraints", {})
        if rules.get("required") and len(present) < len(values):
            found.append(f"{field['name']}: empty")
        if rules.get("unique") and len(set(present)) < len(present):
            found.append(f"{field['name']}: twice the same")
        for value in present:
            if not _reads(field, value):
                found.append(f"{field['name']}: {value!r} is no {field['type']}")
            if "enum" in rules and value not in rules["enum"]:
                found.append(f"{field['name']}: {value!r} is not in the list")
    return found


def _reads(field: dict[str, Any], value: Any) -> bool:
    kind = field["type"]
    if kind == "string":
        is_address = field.get("format") != "uri" or re.fullmatch(r"https?://[^\s]+", value)
        return isinstance(value, str) and bool(is_address)
    if kind == "integer":
        return isinstance(value, int) or bool(re.fullmatch(r"-?\d+", value))
    if kind == "boolean":
        return isinstance(value, bool) or value in field["trueValues"] + field["falseValues"]
    reads: Callable[[], Any] = (
        (lambda: time.strptime(value, field["format"])) if kind == "datetime" else lambda: date.fromisoformat(value)
    )
    try:
        reads()
    except ValueError:
        return False
    return True
