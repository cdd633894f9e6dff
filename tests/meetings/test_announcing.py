"""PostgreSQL announces every change to a meeting at its commit, and nothing of it but the meeting's number."""

import psycopg
import pytest

from app.kernel import clock
from app.kernel.db import db, transaction
from app.meetings import queries, service
from app.meetings.floor import Kind
from app.meetings.models import CHANNEL
from app.meetings.states import Role
from tests.factories.meetings import a_remark, a_resolution, an_attendance, an_item
from tests.meetings.running import enter, ids

pytestmark = pytest.mark.postgresql_only


@pytest.fixture
def heard(app):
    """heard() -> what was announced since the last call."""
    if db.engine.dialect.name != "postgresql":
        pytest.skip("PostgreSQL only: SQLite tells nobody of a change")
    address = db.engine.url.render_as_string(hide_password=False).replace("+psycopg", "")
    with psycopg.connect(address, autocommit=True) as ear:
        ear.execute(f"LISTEN {CHANNEL}")
        yield lambda: [notice.payload for notice in ear.notifies(timeout=0.2)]


def given(meeting, leader):
    helper = queries.who_can_help(meeting)[0]
    with transaction():
        service.give_role(meeting, helper.id, Role.TELLER, by=leader, at=clock.now())


def left(meeting, _leader):
    with transaction():
        service.leave(meeting, queries.those_here(meeting.id)[0], at=clock.now())


def adjourned(meeting, leader):
    with transaction():
        service.adjourn(queries.meeting(meeting.id), by=leader, at=clock.now())


def reworded(meeting, _leader):
    remark = a_remark(queries.meeting(meeting.id).items[0])
    with transaction():
        service.drop_remark(meeting, remark.id)


CHANGES = {
    "a press": lambda meeting, _leader: enter(meeting, Kind.ITEM, item=ids(meeting)[0], after=None),
    "somebody came": lambda meeting, _leader: an_attendance(meeting, number=3),
    "somebody left": left,
    "an item": lambda meeting, _leader: an_item(meeting),
    "a resolution": lambda meeting, _leader: a_resolution(queries.meeting(meeting.id).items[0]),
    "a remark that is dropped": reworded,
    "a role": given,
    "the end": adjourned,
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_announced_by_the_number_of_its_meeting(meeting, leader, heard, change):
    heard()
    CHANGES[change](meeting, leader)
    assert set(heard()) == {str(meeting.id)}


def pressed_in_vain(meeting, leader):
    facts = {"item": ids(meeting)[0], "after": None}
    with transaction():
        service.enter(meeting, Kind.ITEM, facts, key="never", by=leader, at=clock.now())
        raise ZeroDivisionError


def test_a_change_that_is_rolled_back_is_not_announced(meeting, leader, heard):
    heard()
    with pytest.raises(ZeroDivisionError):
        pressed_in_vain(meeting, leader)
    assert heard() == []
