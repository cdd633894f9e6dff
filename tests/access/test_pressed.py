"""Programs press and read what pages do: at each line of the matrix a program gets in where its owner does."""

import re

import pytest
from flask import Flask

from app.api.service import RESOURCES
from app.api.views.callers import CALLS
from app.api.views.pressed import PRESSED, READ_AT, STAYING, UNREAD
from app.people.states import Scope
from tests.access.pressing import (
    STATUSES,
    TOLD,
    asked,
    call_of,
    content,
    first_lines,
    let_in,
    page_of,
    shown,
    token_of,
    two_roles,
)
from tests.access.table import Line, addresses
from tests.access.walking import Walk, rules

FIRST = first_lines()


@pytest.mark.parametrize("line", TOLD, ids=str)
def test_a_program_gets_what_the_table_says_of_its_owner(walk: Walk, line: Line) -> None:
    for role in two_roles(line):
        for one in asked(walk, line, role):
            assert one.answer.status_code in STATUSES[line.expected[role]], (role, one.answer.text)
            assert one.answer.mimetype in {"application/json", "application/problem+json"}
            assert "Set-Cookie" not in one.answer.headers
        walk.put_back()


@pytest.mark.parametrize("line", FIRST, ids=str)
def test_who_is_turned_away_changes_nothing(walk: Walk, line: Line) -> None:
    for role in (role for role in two_roles(line) if line.expected[role] in {"refused", "hidden"}):
        token = token_of(walk, role)
        shown(walk, line, role, token)  # from now on today is the last day of the token's use
        before = walk.digest()
        assert {one.answer.status_code for one in shown(walk, line, role, token)} <= {403, 404}
        assert walk.digest() == before


@pytest.mark.parametrize("line", FIRST, ids=str)
def test_its_own_scope_alone_is_enough_and_all_others_together_are_not(walk: Walk, line: Line) -> None:
    role, scope = let_in(line), PRESSED[line.endpoint].scope
    others = [one for one in Scope if one is not scope]
    for one in asked(walk, line, role, *others):
        assert one.answer.status_code == 403
        assert str(scope.label) in one.answer.json["detail"]
    for one in asked(walk, line, role, scope):
        assert one.answer.status_code in STATUSES[line.expected[role]], one.answer.text


def test_without_a_token_nobody_gets_in_whoever_the_cookie_names(walk: Walk) -> None:
    before = walk.digest()
    for line in FIRST:
        call = call_of("POST", line.endpoint)
        assert call is not None
        for path in addresses(walk, line):
            for role in {"V", "F", "D", let_in(line)}:
                answer = walk.browser(role).post(f"/api/v1{path}", json=content(call, {}), headers={"If-Match": '"0"'})
                assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, "Bearer"), path
                assert "Set-Cookie" not in answer.headers
    assert walk.digest() == before


def test_every_page_that_is_written_to_is_pressed_or_stays_with_people_for_a_reason(the_app: Flask) -> None:
    pages = {rule.endpoint for rule in rules(the_app, "POST")}
    assert set(PRESSED) & set(STAYING) == set()
    assert pages - set(PRESSED) - set(STAYING) == set(), "say of these whether programs press them"
    assert (set(PRESSED) | set(STAYING)) - pages == set(), "these pages are gone"


def test_every_page_that_is_only_read_is_read_by_programs_too_or_not_for_a_reason(the_app: Flask) -> None:
    pages = {rule.endpoint for rule in rules(the_app, "GET")} - set(PRESSED) - set(STAYING)
    assert set(READ_AT) & set(UNREAD) == set()
    assert pages - set(READ_AT) - set(UNREAD) == set(), "say of these where programs read what they show"
    assert (set(READ_AT) | set(UNREAD)) - pages == set(), "these pages are gone"


def test_what_a_page_shows_is_read_where_the_table_says(the_app: Flask) -> None:
    calls = {endpoint for method, endpoint in CALLS if method == "GET"} | {"api.results"}
    reads = [rule.rule for rule in the_app.url_map.iter_rules() if rule.endpoint in calls]
    told = set(RESOURCES) | {re.sub(r"/<[^>]*>", "", rule.removeprefix("/api/v1/")) for rule in reads}
    assert set(READ_AT.values()) <= told


def test_each_pressed_page_has_its_own_address_under_the_api(the_app: Flask) -> None:
    for endpoint in PRESSED:
        pages = {f"/api/v1{rule.rule}" for rule in the_app.url_map.iter_rules(endpoint)}
        calls = {name for method, name in CALLS if page_of(name) == endpoint and method == "POST"}
        assert {rule.rule for rule in the_app.url_map.iter_rules() if rule.endpoint in calls} == pages, endpoint


def test_every_pressed_page_is_walked_with_somebody_who_gets_in() -> None:
    assert {line.endpoint for line in FIRST} == set(PRESSED)
    nobody = {line.endpoint for line in FIRST if "opens" not in line.expected.values()}
    assert nobody == {"polls.groups", "proposals.take_over", "proposals.decline_handover"}  # tests/api/test_pressing.py
