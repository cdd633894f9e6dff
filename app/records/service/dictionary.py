"""The data dictionary: a tabular data package with Table Schemas (Frictionless Standards), made from the tables."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from app.kernel.i18n import force_locale
from app.records.queries.tables import TABLES, Column, Kind, Table
from app.records.service.exports import CSV_MOMENT, JSON_MOMENT, NO, YES, columns_of, name_of, words_of

FORMS = ("csv", "json")
_TYPES = {
    Kind.TEXT: "string",
    Kind.NUMBER: "integer",
    Kind.DAY: "date",
    Kind.MOMENT: "datetime",
    Kind.FLAG: "boolean",
    Kind.WORD: "string",
    Kind.ADDRESS: "string",
}


def package(*, name: str, title: str, homepage: str, provider: str, day: date) -> dict[str, Any]:
    """The dictionary of an area's files. `name` is its identifier, `title` its name as people say it."""
    return {
        "profile": "tabular-data-package",
        "name": name,
        "title": title,
        "homepage": homepage,
        "created": f"{day.isoformat()}T00:00:00+09:00",
        "contributors": [{"title": provider, "role": "publisher"}],
        "resources": [_resource(table, form) for table in TABLES.values() for form in FORMS],
    }


def _resource(table: Table, form: str) -> dict[str, Any]:
    is_csv = form == "csv"
    told = {
        "profile": "tabular-data-resource",
        "name": f"{table.key}-{form}",
        "path": f"{table.key}.{form}",
        **_both("title", table.name),
        **_both("description", table.about),
        "format": form,
        "mediatype": "text/csv" if is_csv else "application/json",
        "encoding": "utf-8",
        "schema": schema(columns_of(table), form),
    }
    return {**told, "dialect": {"lineTerminator": "\r\n", "header": True}} if is_csv else told


def schema(columns: Sequence[Column], form: str) -> dict[str, Any]:
    """The Table Schema of a file of these columns."""
    fields = [_field(column, form) for column in columns]
    return {"fields": fields, "missingValues": [""]}


def _field(column: Column, form: str) -> dict[str, Any]:
    is_csv = form == "csv"
    told: dict[str, Any] = {
        "name": name_of(column) if is_csv else column.key,
        "type": _TYPES[column.kind],
        **_both("title", column.name),
        **_both("description", column.about),
    }
    if column.kind is Kind.MOMENT:
        told["format"] = CSV_MOMENT if is_csv else JSON_MOMENT
    if column.kind is Kind.ADDRESS:
        told["format"] = "uri"
    if column.kind is Kind.FLAG and is_csv:
        told |= {"trueValues": [YES], "falseValues": [NO]}
    return told | _constraints(column, form)


def _constraints(column: Column, form: str) -> dict[str, Any]:
    words = words_of(column)
    rules: dict[str, Any] = {"required": True} if column.is_needed else {}
    if column.is_unique:
        rules["unique"] = True
    if words:
        rules["enum"] = list(words.values() if form == "csv" else words)
    return {"constraints": rules} if rules else {}


def _both(key: str, phrase: Any) -> dict[str, str]:
    """The phrase in Korean and in English."""
    told = {}
    for language, name in (("ko", key), ("en", f"{key}_en")):
        with force_locale(language):
            told[name] = str(phrase)
    return told
