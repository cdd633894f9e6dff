"""Who is there: checked in by a tap on the name, by number or code, or as a walk-in by name.

News may come late and in any order, from a telephone that had no network: every verb takes the moment at which it was
so, and the latest moment says how it is now (Attendance.learn).
"""

from datetime import datetime

from sqlalchemy import ColumnElement, delete, func, select

from app.councils.models import Bylaws, Membership
from app.councils.states import MembershipState
from app.kernel.db import session
from app.kernel.errors import Conflict, Invalid, NotFound
from app.kernel.i18n import _, day
from app.meetings import queries
from app.meetings.models import Attendance, Meeting
from app.meetings.service.sitting import refuse_too_early
from app.people.models import User


def check_in(meeting: Meeting, user_id: int, *, at: datetime) -> Attendance:
    """A confirmed member has come. Once is enough: a second call gives the row that is there, and lets back in.

    Raises NotFound for a user who is no member, Conflict before the doors open and after the end.
    """
    return _hear(meeting, user_id, here=True, at=at)


def join_remotely(meeting: Meeting, user_id: int, *, at: datetime) -> Attendance:
    """A confirmed member takes part by screen or telephone. Raises as `check_in`, and Conflict without a bylaw."""
    if session().get_one(Bylaws, meeting.council_id).remote_presence == "none":
        raise Conflict(_("이 골목회의의 운영세칙은 방에 온 사람만 함께하도록 정했습니다."))
    return _hear(meeting, user_id, here=True, remote=True, at=at)


def check_out(meeting: Meeting, user_id: int, *, at: datetime) -> Attendance:
    """A confirmed member has left; their coming may not have been told yet. Raises as `check_in`."""
    return _hear(meeting, user_id, here=False, at=at)


def leave_remotely(meeting: Meeting, user_id: int, *, at: datetime) -> Attendance:
    """Who takes part by screen or telephone goes.

    Raises NotFound for who has not come, Conflict for who is in the room.
    """
    queries.locked(meeting.id).move("check_in", at=at)
    came = _fresh(meeting, Attendance.user_id == user_id)
    if came is None:
        raise NotFound
    if came.is_here and not came.remote:
        raise Conflict(_("방에 계신 것으로 확인되어 있습니다. 가실 때는 진행자에게 말씀해 주세요."))
    came.learn(here=False, at=at)
    return came


def check_in_by_number(meeting: Meeting, number: int, *, at: datetime) -> Attendance:
    """The member who has this number for the meeting. Raises Invalid where nobody has it, and says whose it may be."""
    membership = queries.member_by_number(meeting, number)
    if membership is None:
        raise Invalid(_unknown(meeting, number))
    return check_in(meeting, membership.user_id, at=at)


def admit(meeting: Meeting, name: str, *, once: str | None = None, at: datetime) -> Attendance:
    """A neighbour without membership has come: the facilitator admits them by the name they give."""
    _open_doors(meeting, at)
    known, once = queries.sent_before(Attendance, once, meeting_id=meeting.id, name=name)
    if known is None:
        return _add(meeting, name, once=once, at=at)
    known.learn(here=True, at=at)
    return known


def leave(meeting: Meeting, attendance: Attendance, *, at: datetime) -> Attendance:
    """Someone goes before the end: no longer counted as present. Raises NotFound where the row has been taken away."""
    queries.locked(meeting.id).move("check_in", at=at)
    return _learnt(meeting, attendance, here=False, at=at)


def come_back(meeting: Meeting, attendance: Attendance, *, at: datetime) -> Attendance:
    """Someone who left is back in the room. Raises NotFound where the row has been taken away."""
    queries.locked(meeting.id).move("check_in", at=at)
    return _learnt(meeting, attendance, here=True, at=at)


def undo_check_in(meeting: Meeting, number: int) -> None:
    """It was the wrong name: the row goes, as if it had not been tapped. A second call changes nothing."""
    queries.locked(meeting.id).move("check_in")
    session().execute(delete(Attendance).where(Attendance.id == number, Attendance.meeting_id == meeting.id))


def _hear(meeting: Meeting, user_id: int, *, here: bool, at: datetime, remote: bool = False) -> Attendance:
    """What a telephone tells of a member at a moment, with or without a row that is there already."""
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
    known = _fresh(meeting, Attendance.user_id == user_id)
    if known is None:
        place = {"left_at": None if here else at, "remote": remote and here}
        return _add(meeting, name, user_id=user_id, at=at, **place)
    known.learn(here=here, remote=remote, at=at)
    return known


def _learnt(meeting: Meeting, attendance: Attendance, *, here: bool, at: datetime) -> Attendance:
    row = _fresh(meeting, Attendance.id == attendance.id)
    if row is None:
        raise NotFound
    row.learn(here=here, at=at)
    return row


def _unknown(meeting: Meeting, number: int) -> str:
    other = queries.meeting_of_number(meeting, number)
    shown = queries.shown(number)
    if other is None:
        return _("%(number)s번은 이 회의에 없는 번호입니다. 번호를 다시 보거나 이름을 찾아 주세요.", number=shown)
    words = {"number": shown, "title": other.title, "day": day(other.starts_at)}
    return _("%(number)s번은 이 회의가 아니라 %(day)s ‘%(title)s’의 번호입니다. 이름을 찾아 주세요.", **words)


def _open_doors(meeting: Meeting, at: datetime) -> None:
    held = queries.locked(meeting.id)
    held.move("check_in", at=at)
    refuse_too_early(held, at)


def _fresh(meeting: Meeting, which: ColumnElement[bool]) -> Attendance | None:
    """The row as it is now that the meeting is locked."""
    rows = select(Attendance).where(Attendance.meeting_id == meeting.id, which)
    return session().scalars(rows.execution_options(populate_existing=True)).one_or_none()


def _add(meeting: Meeting, name: str, *, at: datetime, **given: object) -> Attendance:
    last = session().scalar(select(func.max(Attendance.number)).where(Attendance.meeting_id == meeting.id)) or 0
    moments = {"came_at": at, "changed_at": at}
    arrival = Attendance(meeting_id=meeting.id, number=last + 1, name=name, **moments, **given)
    session().add(arrival)
    session().flush()
    return arrival
