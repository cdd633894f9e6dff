"""Reads for the days before a meeting: what was decided last time, whom to remind, and a council's calendar."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from app.kernel.db import session
from app.meetings.models import AgendaItem, Meeting
from app.meetings.states import MeetingState

REMIND_BEFORE = timedelta(days=2)
MOST_IN_CALENDAR = 200


def held_before(meeting: Meeting) -> Meeting | None:
    """The council's last meeting before this one whose minutes are published, with items and resolutions."""
    before = select(Meeting).where(
        Meeting.council_id == meeting.council_id,
        Meeting.state == MeetingState.PUBLISHED,
        Meeting.starts_at < meeting.starts_at,
    )
    whole = before.options(selectinload(Meeting.items).selectinload(AgendaItem.resolutions))
    return session().scalars(whole.order_by(Meeting.starts_at.desc(), Meeting.id.desc()).limit(1)).one_or_none()


def to_remind(at: datetime) -> Sequence[int]:
    """The meetings of which neighbours are to be reminded now.

    Who was told of a meeting within the last two days before it needs no second letter.
    """
    soon = select(Meeting.id, Meeting.starts_at, Meeting.announced_at).where(
        Meeting.state == MeetingState.ANNOUNCED,
        Meeting.reminded_at.is_(None),
        Meeting.starts_at > at,
        Meeting.starts_at <= at + REMIND_BEFORE,
    )
    rows = session().execute(soon.order_by(Meeting.id)).all()
    return [number for number, start, told in rows if told is not None and told <= start - REMIND_BEFORE]


def calendar_of(council_id: int) -> Sequence[Meeting]:
    """The meetings of a council that were announced, with agenda and council, newest first, MOST_IN_CALENDAR at most.

    One that was called off later is among them, so that calendars take it out.
    """
    told = select(Meeting).where(Meeting.council_id == council_id, Meeting.announced_at.is_not(None))
    whole = told.options(joinedload(Meeting.council), selectinload(Meeting.items))
    return session().scalars(whole.order_by(Meeting.starts_at.desc(), Meeting.id.desc()).limit(MOST_IN_CALENDAR)).all()
