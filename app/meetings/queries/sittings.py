"""Reads of meetings."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload, selectinload

from app.councils.models import Council, Membership
from app.councils.states import MembershipState
from app.kernel.db import session
from app.kernel.errors import NotFound
from app.meetings.models import (
    AgendaItem,
    Attendance,
    Meeting,
    MeetingRole,
    Remark,
    Resolution,
    SentOnce,
)
from app.meetings.states import MeetingState
from app.people.models import User

T = TypeVar("T", bound=SentOnce)


@dataclass(frozen=True)
class Presence:
    """How many came and are there, never who. Members are those whose tie an officer has confirmed."""

    came: int
    walk_ins: int
    present: int
    members: int

    @property
    def came_as_members(self) -> int:
        """How many of those who came are members."""
        return self.came - self.walk_ins


@dataclass(frozen=True)
class Seat:
    """A confirmed member on the list that is tapped at the door; `attendance` is None before arrival."""

    card: int
    user_id: int
    name: str
    attendance: Attendance | None


def meeting(number: int) -> Meeting:
    """A meeting with its council, agenda, remarks and resolutions, but never with who came. Raises NotFound."""
    whole = (
        with_council(select(Meeting))
        .where(Meeting.id == number)
        .options(
            joinedload(Meeting.called_by),
            joinedload(Meeting.opened_by),
            selectinload(Meeting.roles).joinedload(MeetingRole.user),
            selectinload(Meeting.items).options(
                joinedload(AgendaItem.proposal),
                selectinload(AgendaItem.remarks),
                selectinload(AgendaItem.resolutions),
            ),
        )
    )
    found = session().scalars(whole).one_or_none()
    if found is None:
        raise NotFound
    return found


def with_council(query: Select[Meeting]) -> Select[Meeting]:
    """Each meeting with its council, and what the council's rules and pages need."""
    council = joinedload(Meeting.council)
    return query.options(
        council.joinedload(Council.dong), council.joinedload(Council.bylaws), council.joinedload(Council.alley)
    )


def sent_before(model: type[T], once: str | None, **values: object) -> tuple[T | None, str | None]:
    """What a form with this token has made, if it said the same; else None and the token for a new row.

    A page that was gone back to carries a used token with other words: those are new, and have none.
    """
    kept = session().scalars(select(model).where(model.once == once)).one_or_none() if once else None
    if kept is None:
        return None, once
    same = all(getattr(kept, name) == value for name, value in values.items())
    return (kept if same else None), None


def locked(number: int) -> Meeting:
    """The meeting, held until the transaction ends: who counts those present waits for who changes them."""
    held = select(Meeting).where(Meeting.id == number).with_for_update().execution_options(populate_existing=True)
    return session().scalars(held).one()


def meetings_of(council: Council, *, drafts: bool = False) -> Sequence[Meeting]:
    """The meetings of a council, the newest first; drafts only for who may see them."""
    of_council = select(Meeting).where(Meeting.council_id == council.id).options(joinedload(Meeting.council))
    if not drafts:
        out = Meeting.announced_at.is_not(None) & (Meeting.state != MeetingState.DRAFT)
        of_council = of_council.where(out)
    return session().scalars(of_council.order_by(Meeting.starts_at.desc(), Meeting.id.desc())).all()


def items_of(meeting_id: int) -> Sequence[AgendaItem]:
    """The agenda of a meeting in its order, each item with its proposal."""
    of_meeting = select(AgendaItem).where(AgendaItem.meeting_id == meeting_id).order_by(AgendaItem.position)
    return session().scalars(of_meeting.options(joinedload(AgendaItem.proposal))).all()


def item(meeting: Meeting, number: int) -> AgendaItem:
    """An item of a meeting that was read whole. Raises NotFound."""
    found = next((one for one in meeting.items if one.id == number), None)
    if found is None:
        raise NotFound
    return found


def remark(meeting: Meeting, number: int) -> Remark:
    """A remark of a meeting that was read whole. Raises NotFound."""
    found = next((one for an_item in meeting.items for one in an_item.remarks if one.id == number), None)
    if found is None:
        raise NotFound
    return found


def resolution(meeting: Meeting, number: int) -> Resolution:
    """A resolution of a meeting that was read whole. Raises NotFound."""
    found = next((one for an_item in meeting.items for one in an_item.resolutions if one.id == number), None)
    if found is None:
        raise NotFound
    return found


def presence(meeting: Meeting) -> Presence:
    """How many came, are there now, and how many members the council has: one statement each."""
    counted = select(
        func.count(Attendance.id),
        func.count(Attendance.id).filter(Attendance.user_id.is_(None)),
        func.count(Attendance.id).filter(Attendance.left_at.is_(None)),
    ).where(Attendance.meeting_id == meeting.id)
    came, walk_ins, present = session().execute(counted).one()
    return Presence(came, walk_ins, present, member_count(meeting.council_id))


def member_count(council_id: int) -> int:
    """How many confirmed members a council has."""
    confirmed = select(func.count()).where(
        Membership.council_id == council_id, Membership.state == MembershipState.CONFIRMED
    )
    return session().scalar(confirmed) or 0


def present_count(meeting_id: int, at: datetime | None = None) -> int:
    """How many are in the room now, or were at a moment."""
    here = select(func.count()).where(Attendance.meeting_id == meeting_id)
    if at is None:
        here = here.where(Attendance.left_at.is_(None))
    else:
        here = here.where(Attendance.came_at <= at, Attendance.left_at.is_(None) | (Attendance.left_at > at))
    return session().scalar(here) or 0


def present(meeting_id: int) -> Sequence[Attendance]:
    """Who is in the room now, in the order of arrival."""
    here = select(Attendance).where(Attendance.meeting_id == meeting_id, Attendance.left_at.is_(None))
    return session().scalars(here.order_by(Attendance.number)).all()


def attendees(meeting_id: int) -> Sequence[int]:
    """The users who came to the meeting, for notices; walk-ins have no account."""
    came = select(Attendance.user_id).where(Attendance.meeting_id == meeting_id, Attendance.user_id.is_not(None))
    return [number for number in session().scalars(came.order_by(Attendance.number)) if number is not None]


def seats(meeting: Meeting, name: str = "", most: int = 100) -> list[Seat]:
    """The confirmed members by name, at most so many, each with the attendance of this meeting if there is one."""
    came = (Attendance.user_id == Membership.user_id) & (Attendance.meeting_id == meeting.id)
    confirmed = (
        select(Membership.id, User.id, User.name, Attendance)
        .join(User, User.id == Membership.user_id)
        .outerjoin(Attendance, came)
        .where(Membership.council_id == meeting.council_id, Membership.state == MembershipState.CONFIRMED)
        .order_by(User.name, Membership.id)
        .limit(most)
    )
    if name:
        confirmed = confirmed.where(User.name.contains(name, autoescape=True))
    return [Seat(*row) for row in session().execute(confirmed)]


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


def card_of(user: Any, council_id: int) -> int | None:
    """The number on the user's own card in the council, None for who is no confirmed member."""
    mine = (one for one in getattr(user, "memberships", ()) if one.council_id == council_id)
    return next((one.id for one in mine if one.state is MembershipState.CONFIRMED), None)


def membership_by_card(council_id: int, card: int) -> Membership | None:
    """The confirmed membership whose number stands on the card, with its user."""
    by_card = select(Membership).where(
        Membership.id == card, Membership.council_id == council_id, Membership.state == MembershipState.CONFIRMED
    )
    return session().scalars(by_card.options(joinedload(Membership.user))).one_or_none()
