"""Reads of the kinds of requests, and when an answer on their clock is due."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.decisions.clocks import Due, Measure, Pause, Term, end_of
from app.decisions.models import RequestKind
from app.kernel import clock
from app.kernel.db import session
from app.kernel.errors import NotFound
from app.places import queries as places

HOURS_TO_PASS_ON = 8


def kind(number: int) -> RequestKind:
    """A kind with its gu. Raises NotFound."""
    found = session().get(RequestKind, number, options=[joinedload(RequestKind.gu)])
    if found is None:
        raise NotFound
    return found


def kinds_of(gu_id: int, day: date) -> dict[str, RequestKind]:
    """What a council of the gu can choose from on the day, by code; the gu's own row goes before what holds everywhere.

    The order is that in which they were made.
    """
    mine = (RequestKind.gu_id == gu_id) | RequestKind.gu_id.is_(None)
    rows = session().scalars(select(RequestKind).where(mine).order_by(RequestKind.id)).all()
    there = [row for row in rows if row.holds_on(day)]
    found = {row.code: row for row in there if not row.is_own}
    return found | {row.code: row for row in there if row.is_own}


def all_kinds() -> Sequence[RequestKind]:
    """Every row with its gu: what holds everywhere first, then by gu, in the order in which they were made."""
    order = (RequestKind.gu_id.is_not(None), RequestKind.gu_id, RequestKind.id)
    return session().scalars(select(RequestKind).options(joinedload(RequestKind.gu)).order_by(*order)).all()


def rows_of_code(gu_id: int, code: str) -> Sequence[RequestKind]:
    """The rows that a gu has of a code, the newest first; held until the transaction ends."""
    mine = select(RequestKind).where(RequestKind.gu_id == gu_id, RequestKind.code == code)
    newest = mine.order_by(RequestKind.valid_from.desc()).execution_options(populate_existing=True)
    return session().scalars(newest.with_for_update()).all()


def due(found: RequestKind, received_at: datetime, *, longer: int = 0, pauses: Sequence[Pause] = ()) -> Due:
    """When an answer is due that was asked for at the moment; `longer` and pauses as clocks.end_of takes them.

    Days are those of Seoul.
    """
    here = [Pause(clock.seoul(pause.since), clock.seoul(pause.until)) for pause in pauses]
    ends = end_of(found.period, clock.seoul(received_at), places.OFFICES, longer=longer, pauses=here)
    return Due(ends.on, ends.at)


def due_day(found: RequestKind, received_on: date) -> date:
    """The last day for an answer on the clock of the kind, for what was received on a day when the office opened."""
    opened = datetime.combine(received_on, datetime.min.time(), clock.SEOUL)
    return due(found, opened).on


def pass_on_by(since: datetime) -> datetime:
    """Until when what belongs elsewhere must be passed on: eight hours of work (민원처리법 시행령 §13 ③)."""
    ends = end_of(Term(HOURS_TO_PASS_ON, Measure.HOURS), clock.seoul(since), places.OFFICES)
    return ends.at or since
