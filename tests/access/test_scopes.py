"""Each scope opens the calls that name it, and none that names another; walked over all calls and all scopes."""

from typing import Any

import pytest

from app.api.views.callers import CALLS
from app.api.views.pressed import PRESSED
from app.people.states import Scope
from tests.access.calls import WAYS, Way, address, call, token_of
from tests.access.walking import Walk
from tests.factories.people import an_api_token

OPEN = [way for way in WAYS if way.inside]


def statuses(walk: Walk, way: Way, *scopes: Scope) -> int:
    return int(call(walk, way, token_of(walk, way.inside[0], *scopes)).status_code)


@pytest.mark.parametrize("way", OPEN, ids=str)
def test_its_own_scope_alone_is_enough(walk: Walk, way: Way) -> None:
    assert statuses(walk, way, way.scope) in {200, 201}


@pytest.mark.parametrize("scope", Scope, ids=str)
def test_a_scope_alone_opens_what_names_it_and_nothing_else(walk: Walk, scope: Scope) -> None:
    opened, refused = set(), set()
    for way in OPEN:
        status = statuses(walk, way, scope)
        if status in {200, 201}:
            opened.add(way.endpoint)
            walk.put_back()
        else:
            assert status == 403, way
            refused.add(way.endpoint)
    assert opened == {way.endpoint for way in OPEN if way.scope is scope}
    assert refused == {way.endpoint for way in OPEN} - opened


@pytest.mark.parametrize("scope", Scope, ids=str)
def test_a_refusal_names_the_scope_that_is_missing_and_changes_nothing(walk: Walk, scope: Scope) -> None:
    tokens = {role: token_of(walk, role, scope) for role in {way.inside[0] for way in OPEN}}
    for token in tokens.values():
        walk.app.test_client().get("/api/v1/me/proposals", headers={"Authorization": f"Bearer {token}"})
    before = walk.digest()
    for way in OPEN:
        if way.scope is not scope:
            answer = call(walk, way, tokens[way.inside[0]])
            assert str(way.scope.label) in answer.json["detail"], way
    assert walk.digest() == before


def test_every_scope_opens_something(walk: Walk) -> None:
    assert {one.scope for one in CALLS.values()} == set(Scope)
    assert {way.scope for way in OPEN} | {press.scope for press in PRESSED.values()} == set(Scope)


def test_the_scope_is_asked_for_before_it_is_known_whether_the_thing_is_there(walk: Walk) -> None:
    """A program without the scope cannot find out which numbers are taken."""
    for way in OPEN:
        if way.thing == "-":
            continue
        others: list[Any] = [scope for scope in Scope if scope is not way.scope]
        headers = {"Authorization": f"Bearer {an_api_token(walk.world.users[way.inside[0]], *others)}"}
        path = address(walk.app, walk, way)
        parts = ["2000000000" if part.isdigit() else part for part in path.split("/")]
        there, nowhere = (
            walk.app.test_client().open(one, method=way.method, json=way.content, headers=headers)
            for one in (path, "/".join(parts))
        )
        assert (there.status_code, there.text) == (nowhere.status_code, nowhere.text) == (403, there.text), way
        walk.put_back()
