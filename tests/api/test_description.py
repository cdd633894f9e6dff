"""The description is made from the table of calls: nothing that needs a token is missing, and nothing else is there."""

import re
from typing import Any

from app.api.views.callers import CALLS
from app.proposals.states import Category


def described(client: Any) -> dict[str, Any]:
    return dict(client.get("/api/v1/openapi.json").json["paths"])


def test_all_addresses_of_the_api_are_described_and_no_other(app, client):
    there = set()
    for rule in app.url_map.iter_rules():
        if rule.endpoint.startswith("api.") and rule.endpoint not in {"api.openapi", "api.nothing"}:
            path = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule.removeprefix("/api/v1"))
            there |= {(method.lower(), path) for method in {"GET", "POST"} & rule.methods}
    told = {(method, path) for path, methods in described(client).items() for method in methods}
    generic = {("get", "/{resource}"), ("get", "/{resource}/{number}")}
    reads = {one for one in told - there if one[0] == "get"}
    assert told - there == reads
    assert there - told == generic
    assert {path.split("/")[1] for _, path in reads} == {
        "councils", "proposals", "meetings", "resolutions", "polls", "requests",
        "commitments", "milestones", "checks", "plans", "plan-items", "comments", "summaries", "amendments",
        "agenda-items", "minutes-lines", "addenda", "questions", "statements", "bylaws", "panels",
        "handovers",
    }  # fmt: skip


def test_each_call_names_its_scope_its_headers_and_its_status(client):
    paths = described(client)
    for (method, endpoint), call in CALLS.items():
        name = endpoint.removeprefix("api.")
        (told,) = [
            one[method.lower()] for one in paths.values() if one.get(method.lower(), {}).get("operationId") == name
        ]
        assert told["security"] == [{"token": [call.scope.value]}]
        headers = {one["name"] for one in told["parameters"] if one["in"] == "header"}
        assert headers == (
            {"If-Match"} if call.is_conditional and method == "POST"
            else {"Idempotency-Key"} if call.is_repeatable else set()
        )  # fmt: skip
        assert str(call.status) in told["responses"]
        assert ("Location" in told["responses"][str(call.status)]["headers"]) == (call.status == 201)


def test_what_is_sent_is_described_as_the_pages_form_has_it(client):
    paths = described(client)
    schema = paths["/councils/{number}/proposals"]["post"]["requestBody"]["content"]["application/json"]["schema"]
    assert schema["required"] == ["title", "problem", "wish"]
    assert schema["additionalProperties"] is False
    told = schema["properties"]
    assert (told["title"]["type"], told["title"]["maxLength"]) == ("string", 80)
    assert told["cost"]["type"] == ["integer", "null"]
    assert told["category"]["enum"] == [*(kind.value for kind in Category), None]
    plan = paths["/councils/{number}/meetings"]["post"]["requestBody"]["content"]["application/json"]["schema"]
    assert (plan["properties"]["day"]["format"], plan["properties"]["proposals"]["type"]) == ("date", "array")
    assert plan["required"] == ["title", "day", "time", "place"]


def test_the_description_speaks_the_language_asked_for(client):
    paths = client.get("/api/v1/openapi.json", headers={"Accept-Language": "en"}).json["paths"]
    told = [one["summary"] for methods in paths.values() for one in methods.values()]
    assert [text for text in told if re.search("[가-힣]", text)] == []
