"""Reads of bookings: how many seats are taken, for everybody; who took them, for themselves and the facilitator."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from app.kernel.db import session
from app.meetings.models import Booking, Meeting
from app.people.models import User


@dataclass(frozen=True)
class Seating:
    """How many seats there are (None: no limit), are taken and are waited for; never by whom."""

    seats: int | None
    taken: int
    waiting: int

    @property
    def left(self) -> int | None:
        """How many are free; None where there is no limit."""
        return None if self.seats is None else max(0, self.seats - self.taken)

    @property
    def is_full(self) -> bool:
        """Whether whoever comes now waits."""
        return self.left == 0


def seating(meeting: Meeting) -> Seating:
    """The seats of a meeting in one statement."""
    counted = select(func.count(Booking.seated_at), func.count(Booking.id)).where(Booking.meeting_id == meeting.id)
    taken, all_of_them = session().execute(counted).one()
    return Seating(meeting.seats, taken, all_of_them - taken)


def booking_of(meeting_id: int, user_id: int) -> Booking | None:
    """The person's own booking."""
    own = select(Booking).where(Booking.meeting_id == meeting_id, Booking.user_id == user_id)
    return session().scalars(own).one_or_none()


def place_in_line(booking: Booking) -> int:
    """Which place on the waiting list the booking has, from 1."""
    ahead = select(func.count()).where(
        Booking.meeting_id == booking.meeting_id, Booking.seated_at.is_(None), Booking.id <= booking.id
    )
    return session().scalar(ahead) or 0


def standing_in_line(meeting_id: int, most: int | None) -> Sequence[Booking]:
    """The first of the waiting list, at most so many; all of them where `most` is None."""
    in_line = select(Booking).where(Booking.meeting_id == meeting_id, Booking.seated_at.is_(None))
    return session().scalars(in_line.order_by(Booking.id).limit(most)).all()


def bookings_with_needs(meeting_id: int) -> Sequence[Booking]:
    """The bookings that say what the person needs, by name, each with its person."""
    of_meeting = select(Booking).join(Booking.user).where(Booking.meeting_id == meeting_id)
    ordered = of_meeting.options(joinedload(Booking.user)).order_by(User.name, Booking.id)
    return [booking for booking in session().scalars(ordered) if booking.needs or booking.needs_note]


def bookings_of(user_id: int, council_id: int) -> Sequence[Booking]:
    """The bookings of a person in a council, each with its meeting."""
    theirs = select(Booking).join(Booking.meeting).where(Booking.user_id == user_id, Meeting.council_id == council_id)
    return session().scalars(theirs.options(joinedload(Booking.meeting))).all()
