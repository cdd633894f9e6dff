"""Nothing changes by a GET, and nothing by a form that another page has sent."""

import pytest
from flask import Flask

from tests.access.filled import filled
from tests.access.table import LINES, Line, addresses, one_each
from tests.access.walking import Walk, rules, signed
from tests.access.world import ROLES

pytestmark = pytest.mark.once

POSTS = one_each("POST")
GETS = [line for line in LINES if line.method == "GET"]


@pytest.mark.parametrize("line", POSTS, ids=str)
def test_a_form_without_this_sessions_token_is_refused_and_changes_nothing(walk: Walk, line: Line) -> None:
    before = walk.digest()
    another = signed(walk.app, "cd" * 20)
    inside = {role for role, what in line.expected.items() if what == "opens"}
    for role in sorted(inside | {"V", "F", "D"}):
        for token in ({}, {"csrf_token": another}, {"csrf_token": "nonsense"}, {"csrf_token": ""}):
            for path in addresses(walk, line):
                data = {**filled(walk, line.endpoint, line.thing, role), **token}
                answer = walk.browser(role).post(path, data=data)
                assert answer.status_code == 400, f"{role} with {token}"
    assert walk.digest() == before


@pytest.mark.parametrize("kind", ["application/json", "text/plain"])
def test_what_is_no_form_is_refused(walk: Walk, kind: str) -> None:
    before = walk.digest()
    for line in POSTS:
        for path in addresses(walk, line):
            answer = walk.browser("F").post(path, data='{"csrf_token": "x", "title": "y"}', content_type=kind)
            assert answer.status_code == 400, path
    assert walk.digest() == before


@pytest.mark.parametrize("line", GETS, ids=str)
def test_head_answers_as_get_does_without_a_body(walk: Walk, line: Line) -> None:
    for path in addresses(walk, line):
        for role in ("V", "F", "D"):
            get, head = walk.go(role, "GET", path), walk.go(role, "HEAD", path)
            assert (head.status_code, head.data) == (get.status_code, b"")


def test_options_names_the_methods_and_changes_nothing(walk: Walk) -> None:
    before = walk.digest()
    for line in (*GETS, *POSTS):
        for path in addresses(walk, line):
            answer = walk.go("F", "OPTIONS", path)
            assert answer.status_code == 200, path
            assert line.method in answer.headers["Allow"]
            assert answer.data == b""
    assert walk.digest() == before


def test_a_method_that_a_header_or_a_field_names_is_ignored(walk: Walk) -> None:
    before = walk.digest()
    only = {rule.endpoint for rule in rules(walk.app, "POST")} - {rule.endpoint for rule in rules(walk.app, "GET")}
    for line in (line for line in POSTS if line.endpoint in only):
        for path in addresses(walk, line):
            headers = {"X-HTTP-Method-Override": "POST", "X-HTTP-Method": "POST", "X-Method-Override": "POST"}
            query = {"_method": "POST", "csrf_token": signed(walk.app)}
            answer = walk.browser("F").get(path, headers=headers, query_string=query)
            assert answer.status_code in {200, 403, 404, 405, 303}, path
    assert walk.digest() == before


def test_other_methods_are_not_answered(walk: Walk) -> None:
    for line in (*GETS, *POSTS):
        for path in addresses(walk, line):
            for method in ("PUT", "PATCH", "DELETE", "TRACE"):
                given = {"csrf_token": signed(walk.app)}
                answer = walk.browser("F").open(path, method=method, data=given)
                assert answer.status_code in {400, 405}, f"{method} {path}"


def test_signing_out_and_every_other_deed_is_a_post(the_app: Flask) -> None:
    assert "people.sign_out" not in {rule.endpoint for rule in rules(the_app, "GET")}


def test_every_role_of_the_table_is_somebody(walk: Walk) -> None:
    assert set(walk.world.users) == set(ROLES) - {"V"}
