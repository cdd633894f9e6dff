"""The table as the tests read it: one Line for each of its lines, and what comes of going there."""

import re
from dataclasses import dataclass
from typing import Any

from tests.access import (
    matrix,
    matrix_before_meetings,
    matrix_of_answers,
    matrix_of_boards,
    matrix_of_deeds,
    matrix_of_desk,
    matrix_of_discussion,
    matrix_of_divisions,
    matrix_of_hooks,
    matrix_of_meetings,
    matrix_of_minutes,
    matrix_of_open_data,
    matrix_of_opinions,
    matrix_of_panels,
    matrix_of_papers,
    matrix_of_plans,
    matrix_of_polls,
    matrix_of_presence,
    matrix_of_proposals,
    matrix_of_referrals,
    matrix_of_requests,
)
from tests.access.filled import filled
from tests.access.walking import Walk, outcome, rules
from tests.access.world import ROLES

ELSE = {"refused": "refused", "hidden": "hidden", "-": ""}


@dataclass(frozen=True)
class Line:
    """One line of the table: what each role gets."""

    method: str
    endpoint: str
    thing: str
    expected: dict[str, str]

    def __str__(self) -> str:
        return f"{self.method} {self.endpoint} {self.thing}"


def read(text: str) -> Line:
    method, endpoint, thing, inside, others = re.split(r"\s{2,}", text.strip())
    expected = dict.fromkeys(ROLES, ELSE[others])
    if others == "refused":
        expected["V"] = "sign-in"
    for group in inside.split(","):
        who, _, what = group.partition("=")
        named = {"all": "".join(ROLES), "names": "".join(ROLES).replace("V", ""), "none": ""}.get(who, who)
        expected |= dict.fromkeys(named, what or "opens")
    assert all(expected.values()), f"{text}: nothing is said of {[role for role in ROLES if not expected[role]]}"
    assert set(expected) == set(ROLES), f"{text}: an unknown role"
    return Line(method, endpoint, thing, expected)


TABLES = (
    matrix.PEOPLE,
    matrix.PAGES,
    matrix.COUNCILS,
    matrix_of_proposals.PROPOSALS,
    matrix_of_discussion.DISCUSSION,
    matrix.DECISIONS,
)
TABLES += (matrix.RECORDS, matrix_of_panels.PANELS, matrix_of_opinions.OPINIONS)
TABLES += (matrix_of_presence.PRESENCE, matrix_of_meetings.MEETINGS, matrix_of_polls.POLLS)
TABLES += (matrix_of_requests.REQUESTS,)
TABLES += (matrix_of_referrals.REFERRALS, matrix_of_minutes.MINUTES, matrix_before_meetings.BEFORE_MEETINGS)
TABLES += (matrix_of_divisions.DIVISIONS, matrix_of_deeds.DEEDS, matrix_of_desk.DESK, matrix_of_open_data.OPEN_DATA)
TABLES += (matrix_of_papers.PAPERS, matrix_of_answers.ANSWERS, matrix_of_plans.PLANS)
TABLES += (matrix_of_boards.BOARDS, matrix_of_hooks.HOOKS)
LINES = [read(line) for table in TABLES for line in table.strip().splitlines()]


def one_each(method: str) -> list[Line]:
    """One line of each endpoint, where there is one a line in which somebody gets in."""
    lines = [line for line in LINES if line.method == method]
    lines.sort(key=lambda line: "opens" not in line.expected.values())
    return list({line.endpoint: line for line in reversed(lines)}.values())


def addresses(walk: Walk, line: Line) -> list[str]:
    """The paths of the endpoint that fit the thing."""
    there = set(walk.world.things.get(line.thing, {}))
    fitting = [rule for rule in rules(walk.app, line.method) if rule.endpoint == line.endpoint]
    found = [walk.address(rule, line.thing) for rule in fitting if rule.arguments <= there]
    if line.endpoint == "councils.call":
        found = [f"{path}?dong={walk.world.things['dong']['dong_id']}" for path in found]
    assert found, f"no address of {line.endpoint} fits {line.thing}"
    return found


def went(walk: Walk, line: Line, role: str) -> str:
    """What comes of it when the role goes to the line's address, with the form filled in where it is a POST."""
    data: dict[str, Any] = filled(walk, line.endpoint, line.thing, role) if line.method == "POST" else {}
    answers = {outcome(walk.go(role, line.method, path, dict(data))) for path in addresses(walk, line)}
    assert len(answers) == 1, f"{line} as {role}: {answers}"
    return answers.pop()
