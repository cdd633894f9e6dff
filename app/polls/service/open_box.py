"""The open box: who casts a ballot holds the poll open, together with all others who cast; closing waits for them."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Text, bindparam, select
from sqlalchemy import cast as sql_cast

from app.kernel.clock import DatabaseClock, database_now, moment_of
from app.kernel.db import Askable, Found, Prepared
from app.kernel.errors import Conflict, NotFound
from app.kernel.i18n import _
from app.people.queries import OWNER
from app.polls.models import Poll
from app.polls.states import PollState

Clock = Callable[[Askable], datetime]

_HELD = (
    select(Poll.state, Poll.closes_at, Poll.method, sql_cast(Poll.rules, Text).label("sheet"))
    .where(Poll.id == bindparam("poll"))
    .with_for_update(read=True)
    .subquery()
)
# the clock stands outside the locking part: it is read when the lock is given, not when it was asked for
_HOLD = Prepared(select(_HELD, DatabaseClock().label("now")))
_HOLD_AND_OWNER = Prepared(select(_HELD, DatabaseClock().label("now"), OWNER.label("owner")))


class Held(NamedTuple):
    """A poll that is held until the transaction ends, as the database has it; its sheet is JSON."""

    state: str
    closes_at: Any
    method: str
    sheet: str
    now: Any  # when the lock was given


def hold_open(connection: Askable, poll_id: int, clock: Clock) -> tuple[str, str]:
    """Hold the poll open until this transaction ends; closing waits for it. Its method, and its sheet as JSON.

    Raises NotFound, and Conflict where the box is not open.
    """
    return opened(hold(connection, poll_id), connection, clock)


def hold_and_owner(connection: Askable, poll_id: int, device: Mapping[str, Any]) -> tuple[Held, int | None]:
    """Hold the poll until this transaction ends, and in the same journey ask whose the device is (people's OWNER).

    Raises NotFound.
    """
    *held, owner = _found(_HOLD_AND_OWNER(connection, poll=poll_id, **device))
    return Held(*held), owner


def hold(connection: Askable, poll_id: int) -> Held:
    """Hold the poll until this transaction ends; closing waits for it. Raises NotFound."""
    return Held(*_found(_HOLD(connection, poll=poll_id)))


def _found(asked: Found) -> tuple[Any, ...]:
    row = asked.fetchone()
    if row is None:
        raise NotFound(_("그런 투표가 없습니다."))
    return tuple(row)


def opened(held: Held, connection: Askable, clock: Clock) -> tuple[str, str]:
    """The method of a poll that is held, and its sheet as JSON. Raises Conflict where the box is not open."""
    if held.state == PollState.DRAFT:
        raise Conflict(_("아직 열리지 않은 투표입니다."))
    now = moment_of(held.now) if clock is database_now else clock(connection)
    if held.state != PollState.OPEN or now >= moment_of(held.closes_at):
        raise Conflict(_("투표가 마감되었습니다. 마감 뒤에 온 표는 받지 않습니다."))
    return held.method, held.sheet
