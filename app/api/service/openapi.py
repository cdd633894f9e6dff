"""The description of the API (OpenAPI 3.1, whose schemas are JSON Schema 2020-12), made from the columns themselves.

What needs a token stands in app/api/views/described.py, made from the forms of the pages.
"""

from collections.abc import Mapping
from typing import Any

from app.records.queries.tables import ADDRESS, TABLES, Column, Kind, Table
from app.records.service.exports import words_of

WITHIN = "results"  # of a poll: the one resource that stands inside another
RESOURCES = {key.replace("_", "-"): table for key, table in TABLES.items() if key != WITHIN}  # as addresses name them
MOST = 100  # rows of a page
Json = dict[str, Any]
_TYPES: dict[Kind, Json] = {
    Kind.TEXT: {"type": "string"},
    Kind.NUMBER: {"type": "integer"},
    Kind.DAY: {"type": "string", "format": "date"},
    Kind.MOMENT: {"type": "string", "format": "date-time"},
    Kind.FLAG: {"type": "boolean"},
    Kind.WORD: {"type": "string"},
    Kind.ADDRESS: {"type": "string", "format": "uri"},
}
_PROBLEM: Json = {
    "type": "object",
    "description": "RFC 9457",
    "required": ["title", "status"],
    "properties": {
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "reference": {"type": "string", "description": "Tell it to whoever runs the server"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["detail", "pointer"],
                "properties": {
                    "detail": {"type": "string"},
                    "pointer": {"type": "string", "description": "The member, as JSON Pointer (RFC 6901)"},
                    "choices": {
                        "type": "array",
                        "description": "What there is to choose from",
                        "items": {
                            "type": "object",
                            "required": ["value", "label"],
                            "properties": {"value": {"type": "string"}, "label": {"type": "string"}},
                        },
                    },
                },
            },
        },
    },
}


def description(server: str, calls: Mapping[str, Json], schemas: Mapping[str, Json]) -> Json:
    """The whole description; `server` is the address of the API.

    `calls` are the paths that need a token, `schemas` what they answer with.
    """
    paths: Json = {}
    for key, table in RESOURCES.items():
        paths[f"/{key}"] = {"get": _listing(table)}
        paths[f"/{key}/{{number}}"] = {"get": _single(table)}
    paths[f"/polls/{{number}}/{WITHIN}"] = {"get": _inside(TABLES[WITHIN])}
    for path, methods in calls.items():
        paths.setdefault(path, {}).update(methods)
    told = (*RESOURCES.values(), TABLES[WITHIN])
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Golmok",
            "version": "1",
            "license": {"name": "AGPL-3.0-or-later", "identifier": "AGPL-3.0-or-later"},
        },
        "servers": [{"url": server}],
        "paths": paths,
        "components": {
            "schemas": {**{table.key: _schema(table) for table in told}, **schemas, "problem": _PROBLEM},
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "responses": {
                "problem": {"description": "What went wrong", "content": _as("application/problem+json", "problem")}
            },
        },
    }


def _schema(table: Table) -> Json:
    columns = (*table.columns, ADDRESS)
    return {
        "type": "object",
        "title": str(table.name),
        "description": str(table.about),
        "required": [column.key for column in columns],
        "properties": {column.key: _property(column) for column in columns},
        "additionalProperties": False,
    }


def _property(column: Column) -> Json:
    told = {**_TYPES[column.kind], "title": str(column.name), "description": str(column.about)}
    words: list[str | None] = list(words_of(column))
    if not column.is_needed:
        told["type"] = [told["type"], "null"]
        words += [None] if words else []
    return {**told, "enum": words} if words else told


def _listing(table: Table) -> Json:
    said = {
        "type": "object",
        "required": ["items", "next"],
        "properties": {
            "items": {"type": "array", "items": _ref(table.key)},
            "next": {
                "type": ["string", "null"],
                "format": "uri",
                "description": "The next page, as in the header Link",
            },
        },
    }
    asked = [_query("council", "Only of this council"), _query("dong", "Only of the councils of this dong")]
    asked += [_query("after", "Only rows with larger numbers"), _query("limit", "Rows at the most", maximum=MOST)]
    return _operation(table, f"list_{table.key}", asked, {"application/json": {"schema": said}})


def _single(table: Table) -> Json:
    return _operation(table, f"read_{table.key}", [_NUMBER], _as("application/json", table.key))


def _inside(table: Table) -> Json:
    said = {"type": "array", "items": _ref(table.key)}
    return _operation(table, f"list_{table.key}", [_NUMBER], {"application/json": {"schema": said}})


def _operation(table: Table, name: str, asked: list[Json], content: Json) -> Json:
    problem = {"$ref": "#/components/responses/problem"}
    return {
        "operationId": name,
        "summary": str(table.about),
        "tags": [table.key],
        "parameters": asked,
        "responses": {
            "200": {"description": str(table.name), "content": content},
            "304": {"description": "Nothing has changed (If-None-Match)"},
            "default": problem,
        },
    }


def _query(name: str, about: str, **more: Any) -> Json:
    return {"name": name, "in": "query", "description": about, "schema": {"type": "integer", "minimum": 1, **more}}


_NUMBER: Json = {"name": "number", "in": "path", "required": True, "schema": {"type": "integer", "minimum": 1}}


def _as(kind: str, key: str) -> Json:
    return {kind: {"schema": _ref(key)}}


def _ref(key: str) -> Json:
    return {"$ref": f"#/components/schemas/{key}"}
