"""Fields that no form offers, named as the columns of our tables: none of them reaches a row."""

import re
from typing import Any

import pytest
from sqlalchemy import inspect, select

from app.kernel import clock
from app.kernel.db import db
from tests.access.filled import filled
from tests.access.table import Line, addresses, one_each
from tests.access.walking import Walk

pytestmark = pytest.mark.once

NEVER = {
    "id": "777777", "state": "published", "author_id": "1", "council_id": "2", "user_id": "1", "is_operator": "1",
    "version": "99", "seat": "facilitator", "votes": "999", "password_hash": "x", "kind": "assembly",
    "number": "시험-9999", "published_at": "2020-01-01T00:00:00+00:00", "announced_at": "2020-01-01T00:00:00+00:00",
    "called_by_id": "1", "called_at": "2020-01-01", "made_by_id": "1", "by_id": "1", "decided_by_id": "1",
    "rules": "{}", "rules_hash": "evil", "roll_count": "999", "is_replay": "1", "endorsement_count": "999",
    "comment_count": "999", "flag_count": "999", "edit_count": "999", "voice": "officer", "path": "x", "depth": "9",
    "hidden_reason": "x", "void_reason": "x", "outcome": "carried", "because": "x", "present": "999",
    "registered_at": "2020-01-01", "spoken_by": "남의 이름", "key": "evil.webp", "width": "9", "height": "9",
    "due_on": "2099-01-01", "received_on": "2020-01-01", "recorded_by_id": "1", "token_hash": "x", "by_code": "1",
    "dong_id": "2", "alley_id": "999", "posts": "1", "memberships": "1", "_user_id": "1", "__class__": "User",
}  # fmt: skip
OWN = {  # what the form itself asks for under such a name
    "councils.edit_bylaws": {"version"},
    "meetings.resolve": {"due_on"},
    "meetings.resolution": {"due_on"},
    "proposals.co_proposers": {"user_id"},
}
PASSING = {"id", "once", "token_hash", "key", "code_hash", "width", "height", "at", "message_id"}
BY_LOT = {
    "webhook": {"seed", "old_seed"},
    "panel": {"lot", "secret"},
    "panel_place": {"code", "rank", "stratum"},
}  # another lot at every press
CLOCKS = ("_at", "_on", "expires", "until", "answer_by")


def rows(walk: Walk) -> dict[str, list[tuple[Any, ...]]]:
    """All rows without what differs between two presses of one button: moments, random keys and numbers."""
    found = {}
    for table in db.metadata.sorted_tables:
        columns = [column for column in table.columns if column.name not in PASSING and _stays(column.name)]
        if table.name == "poll":  # the rule sheet of a poll that opens names the moment
            columns = [column for column in columns if column.name not in {"rules", "rules_hash"}]
        columns = [column for column in columns if column.name not in BY_LOT.get(table.name, ())]
        listed = db.session.execute(select(*columns)) if columns else []
        found[table.name] = sorted(tuple(_without_codes(repr(one)) for one in row) for row in listed)
    db.session.rollback()
    return found


def _without_codes(text: str) -> str:
    return re.sub(r"\d{4}-\d\d-\d\dT[\d:.]+|[0-9a-f]{16,64}|\d{6}", "...", text)


def _stays(name: str) -> bool:
    return not name.endswith(CLOCKS) and name != "nonce_hash"


@pytest.mark.parametrize("line", one_each("POST"), ids=str)
def test_fields_named_as_columns_change_nothing(walk: Walk, line: Line) -> None:
    role = next((role for role in "AFDOV" if line.expected[role] == "opens"), None)
    if role is None:
        return  # nobody gets in: tests/access/test_matrix.py says so
    role = {"councils.join": "S"}.get(line.endpoint, role)
    moment = clock.now()  # one for both: minutes tell how long a meeting took
    with clock.told_by(lambda: moment):
        path = addresses(walk, line)[0]
        honest = walk.go(role, "POST", path, filled(walk, line.endpoint, line.thing, role))
        usual = rows(walk)
        walk.put_back()
        given = filled(walk, line.endpoint, line.thing, role)
        extra = {name: value for name, value in NEVER.items() if name not in OWN.get(line.endpoint, set()) | set(given)}
        greedy = walk.go(role, "POST", path, {**given, **extra, **{f"user-{name}": "1" for name in extra}})
        assert greedy.status_code == honest.status_code
        assert rows(walk) == usual


def test_the_names_are_those_of_columns() -> None:
    columns = {column.name for mapper in db.Model.registry.mappers for column in inspect(mapper.class_).columns}
    missing = set(NEVER) - columns - {"posts", "memberships", "_user_id", "__class__", "votes"}
    assert missing == set()
