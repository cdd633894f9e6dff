"""The API: what a visitor may read, page by page, as its own description says."""

import re
from datetime import date, datetime
from typing import Any

import pytest

from app.api.service import RESOURCES
from app.kernel.db import transaction
from app.meetings.states import MeetingState
from tests import factories
from tests.access.world import SECRET, a_world
from tests.conftest import counted_statements
from tests.factories import decisions, polls, proposals
from tests.factories.discussion import a_comment

BASE = "http://golmok.test/api/v1"
LINK = re.compile(r'<(http://golmok\.test[^>]+)>; rel="next"')


def got(client, path: str) -> Any:
    answer = client.get(f"/api/v1/{path}")
    assert (answer.status_code, answer.mimetype) == (200, "application/json"), path
    return answer.json


def walked(client, path: str) -> list[Any]:
    """All items of a list, from page to page by the header Link."""
    items, address = [], f"/api/v1/{path}"
    while address:
        answer = client.get(address)
        items += answer.json["items"]
        onward = LINK.search(answer.headers.get("Link", ""))
        assert answer.json["next"] == (onward[1] if onward else None)
        address = onward[1].removeprefix("http://golmok.test") if onward else ""
    return items


def fits(value: Any, schema: dict[str, Any], components: dict[str, Any]) -> bool:
    """Whether the value is as the schema says, as far as the description uses JSON Schema."""
    if "$ref" in schema:
        return fits(value, components[schema["$ref"].rpartition("/")[2]], components)
    types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if value is None:
        return "null" in types
    if "enum" in schema and value not in schema["enum"]:
        return False
    if "array" in types:
        return all(fits(one, schema["items"], components) for one in value)
    if "object" in types:
        known = schema["properties"]
        return set(schema["required"]) <= set(value) <= set(known) and all(
            fits(one, known[name], components) for name, one in value.items()
        )
    return _is(value, types, schema.get("format", ""))


def _is(value: Any, types: list[str], form: str) -> bool:
    kinds = {"string": str, "integer": int, "boolean": bool}
    if not any(type(value) is kinds[name] for name in types if name in kinds):
        return False
    if form == "date-time":
        return datetime.fromisoformat(value).tzinfo is not None
    if form == "date":
        return bool(date.fromisoformat(value))
    return form != "uri" or value.startswith("http://golmok.test/")


@pytest.fixture
def world(app):
    return a_world()


def test_every_answer_is_as_the_description_says(world, client):
    described = got(client, "openapi.json")
    assert described["openapi"] == "3.1.0"
    assert described["servers"] == [{"url": BASE}]
    components = described["components"]["schemas"]
    for path, methods in described["paths"].items():
        if "get" not in methods or "security" in methods["get"]:
            continue  # tests/api/test_description.py
        schema = methods["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        resource = path.split("/")[1]
        numbers = [one[RESOURCES[resource].number_key] for one in got(client, resource)["items"]]
        assert numbers, resource
        for number in numbers if "{number}" in path else [""]:
            address = path.replace("{number}", str(number)).lstrip("/")
            assert fits(got(client, address), schema, components), address


def test_the_check_finds_what_is_not_as_described(world, client):
    components = got(client, "openapi.json")["components"]["schemas"]
    one, schema = got(client, "proposals")["items"][0], {"$ref": "#/components/schemas/proposals"}
    assert fits(one, schema, components)
    for wrong in ({"title": 3}, {"state": "lost"}, {"title": None}, {"published_at": "2026-11-28T10:00:00"}, {"x": 1}):
        assert not fits({**one, **wrong}, schema, components), wrong


def test_nothing_that_is_not_public_is_told(world, client):
    for resource in RESOURCES:
        text = str(walked(client, f"{resource}?limit=100"))
        assert SECRET not in text, resource
        may_be_named = "FDfd" if resource == "minutes-lines" else ""  # who holds an office
        named = {user.name for role, user in world.users.items() if role not in may_be_named}
        assert [name for name in named if name in text] == []


def test_a_list_goes_on_from_page_to_page_and_misses_nothing(app, client):
    council = factories.a_council()
    made = [proposals.a_proposal(council).id for _ in range(7)]
    proposals.a_proposal()
    found = [one["proposal_id"] for one in walked(client, f"proposals?council={council.id}&limit=3")]
    assert found == made


def test_resolutions_of_one_meeting_stand_on_different_pages_and_each_is_found(app, client):
    council = factories.a_council()
    made = [decisions.a_resolution(text=f"정한 것 {number}") for number in range(3)]
    decisions.a_held_meeting(council, *made, state=MeetingState.PUBLISHED)
    found = walked(client, f"resolutions?council={council.id}&limit=1")
    assert [one["text"] for one in found] == ["정한 것 0", "정한 것 1", "정한 것 2"]
    for one in found:
        assert got(client, f"resolutions/{one['resolution_id']}") == one


def test_what_comes_while_one_pages_moves_nothing(app, client):
    council = factories.a_council()
    made = [proposals.a_proposal(council).id for _ in range(4)]
    first = got(client, f"proposals?council={council.id}&limit=2")
    proposals.a_proposal(council)
    second = client.get(first["next"].removeprefix("http://golmok.test")).json
    assert [one["proposal_id"] for one in (*first["items"], *second["items"])] == made


def test_a_list_of_a_dong_has_all_its_councils_and_no_other(app, client):
    dong = factories.a_dong()
    mine = {proposals.a_proposal(factories.a_council(dong=dong)).id for _ in range(2)}
    proposals.a_proposal()
    assert {one["proposal_id"] for one in got(client, f"proposals?dong={dong.id}")["items"]} == mine


def test_a_draft_is_as_if_it_were_not_there(app, client):
    draft, out = proposals.a_draft(), proposals.a_proposal()
    assert client.get(f"/api/v1/proposals/{draft.id}").status_code == 404
    assert got(client, f"proposals/{out.id}")["title"] == out.title


def test_the_results_of_a_poll_are_told_after_closing(app, client):
    poll = polls.an_open_poll(voters=2)
    assert got(client, f"polls/{poll.id}/results") == []
    done = polls.a_counted_poll([[1]] * 5 + [[2]])
    assert [row["votes"] for row in got(client, f"polls/{done.id}/results")] == [5, 1, 0]
    assert client.get(f"/api/v1/polls/{polls.a_draft().id}/results").status_code == 404


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("proposals/999999", 404),
        ("voters", 404),
        ("voters/1", 404),
        ("a/b/c/d", 404),
        ("proposals?limit=0", 422),
        ("proposals?after=x", 422),
        ("proposals?council=-1", 422),
        ("proposals?council=99999999999", 422),
    ],
)
def test_what_goes_wrong_is_told_as_a_problem(app, client, path, status):
    answer = client.get(f"/api/v1/{path}")
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    assert answer.json["status"] == status
    assert answer.json["title"]
    assert answer.json["detail"]


def test_who_has_it_is_told_so_until_it_changes(app, client):
    proposal = proposals.a_proposal()
    path = f"/api/v1/proposals/{proposal.id}"
    tag = client.get(path).headers["ETag"]
    assert client.get(path, headers={"If-None-Match": tag}).status_code == 304
    with transaction():
        proposal.title = "새 제목"
    assert client.get(path, headers={"If-None-Match": tag}).status_code == 200


def test_the_page_of_another_site_may_read_without_cookies(app, client):
    for path in ("proposals", "proposals/999999"):
        answer = client.get(f"/api/v1/{path}", headers={"Origin": "https://example.org"})
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in answer.headers
    asked = client.options("/api/v1/proposals", headers={"Access-Control-Request-Headers": "if-none-match"})
    assert asked.headers["Access-Control-Allow-Headers"] == "If-None-Match"


def test_a_page_takes_as_many_statements_with_many_rows_as_with_one(app, client):
    council, counts = factories.a_council(), {}
    for _ in range(2):
        for _ in range(3):
            a_comment(proposals.a_proposal(council))
            polls.a_counted_poll([[1]] * 2, council)
        for resource in RESOURCES:
            with counted_statements() as statements:
                got(client, resource)
            counts.setdefault(resource, set()).add(len(statements))
    assert all(len(found) == 1 for found in counts.values()), counts
