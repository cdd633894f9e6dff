"""The same content, filled into a page or sent by a program, leaves the same rows in every table."""

from typing import Any

import pytest
from sqlalchemy import select

from app.api.views.pressed import PRESSED
from app.kernel import clock
from app.kernel.db import db
from tests.access.pressing import call_of, first_lines, let_in, shown, token_of
from tests.access.table import Line, went
from tests.access.walking import Walk

LINES = [line for line in first_lines() if "opens" in line.expected.values()]
KEYED = [line for line in LINES if hasattr(PRESSED[line.endpoint].form, "once")]
ALREADY_SO = {  # in the small world there is nothing to take back, nothing to read, nothing to link
    "meetings.restore_line", "hooks.resume", "plans.link_commitment", "meetings.uninvite", "discussion.unhelpful",
    "notices.read_all",
}  # fmt: skip
BY_CHANCE = {"message_id", "once", "seed", "token", "token_hash", "key"}
WRITTEN_ANEW = {"option.id"}  # options are written anew with a draft, whose options nothing points at


def rows() -> dict[str, list[str]]:
    """What every table holds; neither the program's own token nor what chance or a sequence has made."""
    found = {}
    for table in db.metadata.sorted_tables:
        if table.name != "api_token":
            kept = (column for column in table.columns if column.name not in BY_CHANCE)
            columns = [column for column in kept if str(column) not in WRITTEN_ANEW]
            found[table.name] = sorted(repr(tuple(row)) for row in db.session.execute(select(*columns)))
    db.session.rollback()
    return found


def differing(one: dict[str, list[str]], other: dict[str, list[str]]) -> dict[str, Any]:
    return {name: (set(one[name]) ^ set(other[name])) for name in one if one[name] != other[name]}


@pytest.mark.parametrize("line", LINES, ids=str)
def test_a_program_leaves_what_the_page_leaves(walk: Walk, line: Line) -> None:
    role, at = let_in(line), clock.now()
    with clock.told_by(lambda: at):
        token_of(walk, role)
        before = rows()
        assert went(walk, line, role) == "opens"
        by_page = rows()
        walk.put_back()
        token = token_of(walk, role)
        assert rows() == before
        assert {one.answer.status_code for one in shown(walk, line, role, token)} == {200}
    assert differing(by_page, rows()) == {}
    assert (by_page == before) is (line.endpoint in ALREADY_SO)


@pytest.mark.parametrize("line", KEYED, ids=str)
def test_what_takes_a_key_is_done_once_however_often_it_is_sent(walk: Walk, line: Line) -> None:
    call = call_of("POST", line.endpoint)
    assert call is not None
    assert call.is_repeatable is not call.is_conditional
    role, at = let_in(line), clock.now()
    token = token_of(walk, role)
    with clock.told_by(lambda: at):
        first = [one.answer.json for one in shown(walk, line, role, token)]
        done = rows()
        again = [one.answer for one in shown(walk, line, role, token)]
    assert differing(done, rows()) == {}
    assert {one.status_code for one in again} == {200}
    assert [one.json["page"] for one in again] == [one["page"] for one in first]
