"""Reads of who came to a meeting: numbers for everybody, names for the door."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import aliased, joinedload

from app.councils.models import Bylaws, Membership
from app.councils.states import MembershipState
from app.kernel.db import session
from app.kernel.errors import NotFound
from app.meetings.models import Attendance, Knock, Meeting
from app.meetings.queries import numbers
from app.meetings.states import MeetingState
from app.people.models import User

_OTHERS = 5  # meetings that a number is looked for in


@dataclass(frozen=True)
class Presence:
    """How many came and are there, never who. Members are those whose tie an officer has confirmed.

    `present` are those who make the quorum and raise hands; whether those who are not in the room (`remote`) are among
    them is for the council's bylaws to say (`remote_counts`).
    """

    came: int
    walk_ins: int
    present: int
    members: int
    remote: int = 0
    remote_counts: bool = False

    @property
    def came_as_members(self) -> int:
        """How many of those who came are members."""
        return self.came - self.walk_ins

    @property
    def in_room(self) -> int:
        """How many of those present are in the room."""
        return self.present - self.remote if self.remote_counts else self.present


@dataclass(frozen=True)
class Seat:
    """A confirmed member on the list that is tapped at the door; `attendance` is None before arrival."""

    number: int  # for this meeting alone
    user_id: int
    name: str
    attendance: Attendance | None
    came_before: bool  # to another meeting of the council


def presence(meeting: Meeting) -> Presence:
    """How many came, are there now, and how many members the council has: one statement each."""
    here, remote = Attendance.left_at.is_(None), Attendance.remote.is_(True)
    counted = select(
        func.count(Attendance.id),
        func.count(Attendance.id).filter(Attendance.user_id.is_(None)),
        func.count(Attendance.id).filter(here & ~remote),
        func.count(Attendance.id).filter(here & remote),
    ).where(Attendance.meeting_id == meeting.id)
    came, walk_ins, in_room, away = session().execute(counted).one()
    counts = session().get_one(Bylaws, meeting.council_id).remote_presence == "quorum"
    present = in_room + away if counts else in_room
    return Presence(came, walk_ins, present, member_count(meeting.council_id), away, counts)


def member_count(council_id: int) -> int:
    """How many confirmed members a council has."""
    confirmed = select(func.count()).where(
        Membership.council_id == council_id, Membership.state == MembershipState.CONFIRMED
    )
    return session().scalar(confirmed) or 0


def present_count(meeting_id: int) -> int:
    """How many are there now and count: in the room, and elsewhere where the bylaws allow it."""
    here = select(func.count()).where(
        Attendance.meeting_id == meeting_id, Attendance.left_at.is_(None), counts(meeting_id)
    )
    return session().scalar(here) or 0


def counts(meeting_id: int) -> ColumnElement[bool]:
    """Whether an attendance counts where something is decided: in the room, or as the bylaws say of all others."""
    bylaws = select(Bylaws.remote_presence).join(Meeting, Meeting.council_id == Bylaws.council_id)
    rule = bylaws.where(Meeting.id == meeting_id).scalar_subquery()
    return Attendance.remote.is_(False) | (rule == "quorum")


def waiting(meeting_id: int) -> Sequence[Knock]:
    """Who waits at the door for an answer, the longest waiting first."""
    unanswered = (Knock.attendance_id.is_(None), Knock.declined_at.is_(None))
    return session().scalars(select(Knock).where(Knock.meeting_id == meeting_id, *unanswered).order_by(Knock.id)).all()


def knock_of(meeting_id: int, once: str | None) -> Knock | None:
    """What became of the knock that a browser remembers."""
    own = select(Knock).where(Knock.meeting_id == meeting_id, Knock.once == once).options(joinedload(Knock.attendance))
    return session().scalars(own).one_or_none() if once else None


def attendees(meeting_id: int) -> Sequence[int]:
    """The users who came to the meeting, for notices; walk-ins have no account."""
    came = select(Attendance.user_id).where(Attendance.meeting_id == meeting_id, Attendance.user_id.is_not(None))
    return [number for number in session().scalars(came.order_by(Attendance.number)) if number is not None]


def seats(meeting: Meeting, name: str = "", most: int = 100) -> list[Seat]:
    """The confirmed members by name, at most so many, each with the attendance of this meeting if there is one."""
    came = (Attendance.user_id == Membership.user_id) & (Attendance.meeting_id == meeting.id)
    earlier = aliased(Attendance)
    before = (
        select(earlier.id)
        .join(Meeting, Meeting.id == earlier.meeting_id)
        .where(earlier.user_id == User.id, Meeting.council_id == meeting.council_id, Meeting.id != meeting.id)
    ).exists()
    placed = _places(meeting.council_id).subquery()
    confirmed = (
        select(placed.c.place, User.id, User.name, Attendance, before)
        .select_from(Membership)
        .join(placed, placed.c.id == Membership.id)
        .join(User, User.id == Membership.user_id)
        .outerjoin(Attendance, came)
        .where(Membership.council_id == meeting.council_id, Membership.state == MembershipState.CONFIRMED)
        .order_by(User.name, Membership.id)
        .limit(most)
    )
    if name:
        confirmed = confirmed.where(User.name.contains(name, autoescape=True))
    rows = session().execute(confirmed)
    return [Seat(numbers.number_of(meeting.id, place), *row) for place, *row in rows]


def walk_ins(meeting_id: int) -> Sequence[Attendance]:
    """Those who came without being members, in the order of arrival."""
    without = select(Attendance).where(Attendance.meeting_id == meeting_id, Attendance.user_id.is_(None))
    return session().scalars(without.order_by(Attendance.number)).all()


def attendance(meeting_id: int, number: int) -> Attendance:
    """One row of a meeting's attendance. Raises NotFound."""
    one = select(Attendance).where(Attendance.id == number, Attendance.meeting_id == meeting_id)
    found = session().scalars(one).one_or_none()
    if found is None:
        raise NotFound
    return found


def attendance_of(meeting_id: int, user_id: int) -> Attendance | None:
    """The row of one user, None where they have not come."""
    own = select(Attendance).where(Attendance.meeting_id == meeting_id, Attendance.user_id == user_id)
    return session().scalars(own).one_or_none()


def own_number(user: Any, meeting: Meeting) -> int | None:
    """The user's own number for the meeting, None for who is no confirmed member."""
    mine = (one for one in getattr(user, "memberships", ()) if one.council_id == meeting.council_id)
    membership = next((one for one in mine if one.is_confirmed), None)
    if membership is None:
        return None
    older = select(func.count()).where(Membership.council_id == meeting.council_id, Membership.id < membership.id)
    return numbers.number_of(meeting.id, session().scalars(older).one())


def member_by_number(meeting: Meeting, number: int) -> Membership | None:
    """The confirmed member who has the number for the meeting, with the user."""
    in_order = select(Membership).where(Membership.council_id == meeting.council_id).order_by(Membership.id)
    there = in_order.offset(numbers.place_of(meeting.id, number)).limit(1).options(joinedload(Membership.user))
    found = session().scalars(there).one_or_none()
    return found if found is not None and found.is_confirmed else None


def meeting_of_number(meeting: Meeting, number: int) -> Meeting | None:
    """Another meeting of the council, yet to be held or running, in which a member has the number."""
    others = (
        select(Meeting)
        .where(Meeting.council_id == meeting.council_id, Meeting.id != meeting.id)
        .where(Meeting.state.in_((MeetingState.ANNOUNCED, MeetingState.RUNNING)))
        .order_by(Meeting.starts_at)
        .limit(_OTHERS)
    )
    return next((one for one in session().scalars(others) if member_by_number(one, number)), None)


def _places(council_id: int) -> Select[tuple[int, int]]:
    """Each membership of the council, in whatever state, and how many are older."""
    place = func.row_number().over(order_by=Membership.id) - 1
    return select(Membership.id, place.label("place")).where(Membership.council_id == council_id)
