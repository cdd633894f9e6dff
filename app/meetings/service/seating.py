"""Who wants to come: each seat is given once, the others wait in order and move up by themselves."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete

from app.kernel.db import session
from app.kernel.errors import Invalid
from app.kernel.events import record
from app.kernel.i18n import _
from app.meetings import queries
from app.meetings.models import Booking, Meeting
from app.meetings.states import Need
from app.people.models import User


def book(meeting: Meeting, *, needs: Sequence[Need] = (), note: str = "", by: User, at: datetime) -> Booking:
    """Take a seat, or a place on the waiting list where none is left; a second call only changes what one needs.

    The meeting is held meanwhile, so the last seat is given once. Raises Conflict unless the meeting is announced.
    """
    held = queries.locked(meeting.id)
    held.move("book")
    mine = queries.booking_of(held.id, by.id)
    if mine is None:
        seated_at = None if queries.seating(held).is_full else at
        mine = Booking(meeting_id=held.id, user_id=by.id, asked_at=at, seated_at=seated_at)
        session().add(mine)
    mine.needs, mine.needs_note = [need.value for need in needs], note
    session().flush()
    return mine


def give_back(meeting: Meeting, user_id: int, *, at: datetime) -> None:
    """Somebody will not come: the first who waits has the seat and is told. A second call changes nothing."""
    held = queries.locked(meeting.id)
    held.move("book")
    mine = queries.booking_of(held.id, user_id)
    if mine is None:
        return
    session().delete(mine)
    session().flush()
    _move_up(held, at)


def set_seats(meeting: Meeting, seats: int | None, *, at: datetime) -> None:
    """Another number of seats, None for no limit: those who wait move up. Raises Invalid below what is taken."""
    held = queries.locked(meeting.id)
    taken = queries.seating(held).taken
    if seats is not None and seats < taken:
        raise Invalid(_("이미 %(taken)d명이 자리를 맡았습니다. 그보다 적게 줄일 수 없습니다.", taken=taken))
    held.seats = seats
    _move_up(held, at)


def forget_bookings(meeting_id: int) -> None:
    """It is over or called off: who had booked, and what they needed, is nobody's business any more."""
    session().execute(delete(Booking).where(Booking.meeting_id == meeting_id))


def _move_up(held: Meeting, at: datetime) -> None:
    for booking in queries.standing_in_line(held.id, queries.seating(held).left):
        booking.seated_at = at
        record("meeting.seat_given", held, by=None, at=at, user_id=booking.user_id)
    session().flush()
