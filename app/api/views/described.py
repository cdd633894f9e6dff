"""What the description says of everything that needs a token: one table, the URL map and the forms of the pages."""

import re
from typing import Any

from flask import current_app
from werkzeug.routing import Rule

from app.api import forms
from app.api.views.blueprint import bp
from app.api.views.callers import CALLS, Call
from app.api.views.schemas import KEY, SCHEMAS, TEXT, words

__all__ = ["SCHEMAS", "described"]

Json = dict[str, Any]
_VARIABLE = re.compile(r"<(?:(\w+):)?(\w+)>")
_PROBLEM: Json = {"$ref": "#/components/responses/problem"}


def described() -> dict[str, Json]:
    """Path -> method -> operation, for every line of the table."""
    paths: dict[str, Json] = {}
    for rule in current_app.url_map.iter_rules():
        for method in sorted({"GET", "POST"} & (rule.methods or set())):
            call = CALLS.get((method, rule.endpoint))
            if call is not None:
                path = _VARIABLE.sub(r"{\2}", rule.rule.removeprefix(bp.url_prefix or ""))
                paths.setdefault(path, {})[method.lower()] = _operation(rule, method, call)
    return paths


def _operation(rule: Rule, method: str, call: Call) -> Json:
    said: Json = {
        "operationId": rule.endpoint.rpartition(".")[2],
        "summary": str(call.about),
        "tags": [call.scope.value],
        "security": [{"token": [call.scope.value]}],
        "parameters": [*_numbers(rule), *_asked(call), *_headers(method, call)],
        "responses": {str(call.status): _answer(method, call), "default": _PROBLEM},
    }
    if method == "POST" and call.blank is not None:
        said["requestBody"] = {"required": True, "content": _json(_form(call, is_whole=False))}
    return said


def _numbers(rule: Rule) -> list[Json]:
    found = _VARIABLE.findall(rule.rule)
    schemas = {name: KEY if kind == "int" else TEXT for kind, name in found}
    return [{"name": name, "in": "path", "required": True, "schema": schema} for name, schema in schemas.items()]


def _asked(call: Call) -> list[Json]:
    schemas = {name: words(kind) if kind else KEY for name, kind in call.asked.items()}
    return [{"name": name, "in": "query", "required": False, "schema": schema} for name, schema in schemas.items()]


def _headers(method: str, call: Call) -> list[Json]:
    if method == "POST" and call.is_conditional:
        about = "The ETag of what was read: who changed it in between is not overwritten"
        return [{"name": "If-Match", "in": "header", "required": True, "description": about, "schema": TEXT}]
    if call.is_repeatable:
        about = "Any words of your own; the same content with the same words is taken once"
        return [{"name": "Idempotency-Key", "in": "header", "description": about, "schema": TEXT}]
    return []


def _answer(method: str, call: Call) -> Json:
    headers = {"Location": {"schema": TEXT}} if call.status == 201 else {}
    if call.is_conditional:
        headers["ETag"] = {"schema": TEXT}
    if method == "GET" and call.blank is not None:
        return {"description": str(call.about), "content": _json(_form(call, is_whole=True)), "headers": headers}
    content = _json({"$ref": f"#/components/schemas/{call.answer}"})
    return {"description": str(call.about), "content": content, "headers": headers}


def _form(call: Call, *, is_whole: bool) -> Json:
    assert call.blank is not None
    form = call.blank(formdata=None, meta={"csrf": False})
    schema = forms.schema(form, call.members, call.more)
    if is_whole:
        shown = {name: forms.perhaps(said) for name, said in schema["properties"].items()}
        return {**schema, "properties": shown, "required": list(call.members)}
    return {**schema, "required": []} if call.is_conditional else schema


def _json(schema: Json) -> Json:
    return {"application/json": {"schema": schema}}
