"""Who is in the room: checked in by a tap on the name, by the number on the card, or as a walk-in by name."""

from datetime import datetime

from sqlalchemy import delete, func, select

from app.councils.models import Membership
from app.councils.states import MembershipState
from app.kernel.db import session
from app.kernel.errors import Invalid, NotFound
from app.kernel.i18n import _
from app.meetings import queries
from app.meetings.models import Attendance, Meeting
from app.meetings.service.sitting import refuse_too_early
from app.people.models import User


def check_in(meeting: Meeting, user_id: int, *, at: datetime) -> Attendance:
    """A confirmed member has come. Once is enough: a second call gives the row that is there, and lets back in.

    Raises NotFound for a user who is no member, Conflict before the doors open and after the end.
    """
    confirmed = select(User.name).join(Membership, Membership.user_id == User.id)
    name = session().scalar(
        confirmed.where(
            User.id == user_id,
            Membership.council_id == meeting.council_id,
            Membership.state == MembershipState.CONFIRMED,
        )
    )
    if name is None:
        raise NotFound(_("이 골목회의에 참여가 확인된 주민이 아닙니다."))
    _open_doors(meeting, at)
    known = _known(meeting, Attendance.user_id == user_id)
    if known is not None:
        known.left_at = None
        return known
    return _add(meeting, name, user_id=user_id, once=None, at=at)


def check_in_by_card(meeting: Meeting, card: int, *, at: datetime) -> Attendance:
    """The member whose card shows this number (the number of the membership). Raises Invalid for an unknown one."""
    membership = queries.membership_by_card(meeting.council_id, card)
    if membership is None:
        raise Invalid(_("%(card)s번 카드를 가진 주민이 없습니다. 번호를 다시 보거나 이름을 찾아 주세요.", card=card))
    return check_in(meeting, membership.user_id, at=at)


def admit(meeting: Meeting, name: str, *, once: str | None = None, at: datetime) -> Attendance:
    """A neighbour without membership has come: the facilitator admits them by the name they give."""
    _open_doors(meeting, at)
    known, once = queries.sent_before(Attendance, once, meeting_id=meeting.id, name=name)
    return known or _add(meeting, name, user_id=None, once=once, at=at)


def leave(meeting: Meeting, attendance: Attendance, *, at: datetime) -> Attendance:
    """Someone goes before the end: no longer counted as present. A second call keeps the first time."""
    queries.locked(meeting.id).move("check_in", at=at)
    attendance.left_at = attendance.left_at or at
    return attendance


def come_back(meeting: Meeting, attendance: Attendance, *, at: datetime) -> Attendance:
    """Someone who left is back."""
    queries.locked(meeting.id).move("check_in", at=at)
    attendance.left_at = None
    return attendance


def undo_check_in(meeting: Meeting, number: int) -> None:
    """It was the wrong name: the row goes, as if it had not been tapped. A second call changes nothing."""
    queries.locked(meeting.id).move("check_in")
    session().execute(delete(Attendance).where(Attendance.id == number, Attendance.meeting_id == meeting.id))


def _open_doors(meeting: Meeting, at: datetime) -> None:
    held = queries.locked(meeting.id)
    held.move("check_in", at=at)
    refuse_too_early(held, at)


def _known(meeting: Meeting, which: object) -> Attendance | None:
    rows = select(Attendance).where(Attendance.meeting_id == meeting.id, which)  # type: ignore[arg-type]
    return session().scalars(rows).one_or_none()


def _add(meeting: Meeting, name: str, *, user_id: int | None, once: str | None, at: datetime) -> Attendance:
    last = session().scalar(select(func.max(Attendance.number)).where(Attendance.meeting_id == meeting.id)) or 0
    arrival = Attendance(meeting_id=meeting.id, user_id=user_id, number=last + 1, name=name, once=once, came_at=at)
    session().add(arrival)
    session().flush()
    return arrival
