"""Every endpoint, as every role, in every state that matters: what the table says is what happens."""

from collections import Counter

import pytest
from flask import Flask

from tests.access.table import LINES, Line, went
from tests.access.walking import Walk, rules
from tests.access.world import ROLES


@pytest.mark.parametrize("line", LINES, ids=str)
def test_each_role_gets_what_the_table_says(walk: Walk, line: Line) -> None:
    before = walk.digest()
    roles = sorted(ROLES, key=lambda role: line.expected[role] == "opens")
    found, clean = {}, True
    for role in roles:
        if line.method == "POST" and line.expected[role] == "opens":
            if clean:
                assert walk.digest() == before, "who was turned away has changed something"
            walk.put_back()
            clean = False
        found[role] = went(walk, line, role)
    assert _differing(found, line.expected) == {}, "role: (what happened, what the table says)"
    if clean:
        assert walk.digest() == before, "nobody got in or everybody only read, and something has changed"


def _differing(found: dict[str, str], expected: dict[str, str]) -> dict[str, tuple[str, str]]:
    return {role: (found[role], expected[role]) for role in ROLES if found[role] != expected[role]}


def test_every_endpoint_has_a_line_for_each_of_its_methods(the_app: Flask) -> None:
    there = {(method, rule.endpoint) for method in ("GET", "POST") for rule in rules(the_app, method)}
    written = {(line.method, line.endpoint) for line in LINES}
    assert there - written == set(), "endpoints that the table forgets"
    assert written - there == set(), "lines of endpoints that are gone"


def test_no_rule_answers_another_method_than_get_and_post(the_app: Flask) -> None:
    methods = Counter(method for rule in the_app.url_map.iter_rules() for method in rule.methods or ())
    assert set(methods) == {"GET", "HEAD", "OPTIONS", "POST"}


def test_no_line_stands_twice() -> None:
    assert [str(line) for line, count in Counter(map(str, LINES)).items() if count > 1] == []
