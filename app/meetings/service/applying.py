"""What each kind of line from a phone without network does to a meeting, by the verbs that the pages use."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import select

from app.kernel.db import session
from app.kernel.errors import Conflict, Invalid
from app.kernel.i18n import _
from app.meetings import queries
from app.meetings.floor import Kind
from app.meetings.models import AgendaItem, Attendance, Meeting, MeetingEntry, OfflineEntry
from app.meetings.service import attendance
from app.meetings.service.floor import enter
from app.meetings.service.minutes import write_remark
from app.meetings.service.resolving import Motion, correct, resolve
from app.meetings.service.sitting import DOORS_OPEN, open_meeting
from app.meetings.states import Deed
from app.people.models import User


def moment(meeting: Meeting, row: OfflineEntry, now: datetime) -> datetime:
    """When it happened: not before the meeting was open, or its doors, and not after now.

    Raises Conflict for what happened after the end.
    """
    if meeting.ended_at and row.at > meeting.ended_at:
        raise Conflict(_("회의를 마친 뒤에 적은 것입니다."))
    is_at_door = row.kind in {Deed.ARRIVAL, Deed.WALK_IN, Deed.DEPARTURE, Deed.RETURN, Deed.OPENING}
    earliest = meeting.starts_at - DOORS_OPEN if is_at_door else meeting.opened_at
    return min(max(row.at, earliest), now) if earliest else min(row.at, now)


def apply(meeting: Meeting, row: OfflineEntry, at: datetime) -> int | None:
    """Do what the line says, once, as of the moment; the number at the door of whom it let in.

    Raises Invalid, Conflict or NotFound where that cannot be.
    """
    return _VERBS[row.kind](meeting, row, at)


def count_again(meeting: Meeting, row: OfflineEntry, *, by: User, at: datetime) -> None:
    """Let the hands that the line counted stand instead of those that were counted before."""
    item, motion = _item(meeting, row.facts), _motion(row.facts)
    there = queries.counted(item.id, motion.text)
    if there:
        kept = {name: getattr(there[-1], name) for name in ("dissent", "owner", "due_on", "asks_centre")}
        correct(meeting, there[-1], replace(motion, **kept), by=by, at=at)
    else:
        resolve(meeting, item, motion, once=row.key, by=by, at=at)


Verb = Callable[[Meeting, OfflineEntry, datetime], int | None]


def _enter(meeting: Meeting, row: OfflineEntry, at: datetime) -> None:
    facts = dict(row.facts)
    if facts.get("speaker") is not None:
        facts["speaker"] = _number(meeting, row)
    if "item" in facts:
        _item(meeting, facts)
    if session().scalar(select(MeetingEntry.id).where(MeetingEntry.key == row.key)):
        raise Conflict(_("이 기록의 열쇠는 이미 다른 기록에 쓰였습니다."))
    enter(meeting, Kind(row.kind), facts, key=row.key, by=_by(row), at=at, received_at=row.received_at)


def _open(meeting: Meeting, row: OfflineEntry, at: datetime) -> None:
    if meeting.opened_at is None:
        open_meeting(meeting, by=_by(row), at=at)


def _arrive(meeting: Meeting, row: OfflineEntry, at: datetime) -> int:
    return attendance.check_in(meeting, row.facts["user"], at=at).number


def _walk_in(meeting: Meeting, row: OfflineEntry, at: datetime) -> int:
    name = row.facts["name"]
    own = select(OfflineEntry.number).where(OfflineEntry.journal == row.journal, OfflineEntry.meeting_id == meeting.id)
    numbers = {number for number in session().scalars(own) if number is not None}
    if any(one.name == name and one.number not in numbers for one in queries.walk_ins(meeting.id)):
        words = _("‘%(name)s’라는 이름이 온 사람 목록에 이미 있습니다. 같은 분인지 보아 주세요.", name=name)
        raise Conflict(words)
    return attendance.admit(meeting, name, once=row.key, at=at).number


def _leave(meeting: Meeting, row: OfflineEntry, at: datetime) -> None:
    attendance.leave(meeting, _person(meeting, row), at=at)


def _come_back(meeting: Meeting, row: OfflineEntry, at: datetime) -> None:
    attendance.come_back(meeting, _person(meeting, row), at=at)


def _note(meeting: Meeting, row: OfflineEntry, at: datetime) -> None:
    write_remark(meeting, _item(meeting, row.facts), row.facts["text"], once=row.key, at=at)


def _count(meeting: Meeting, row: OfflineEntry, at: datetime) -> None:
    item, motion = _item(meeting, row.facts), _motion(row.facts)
    there = queries.counted(item.id, motion.text)
    hands = motion.yes, motion.no, motion.abstain
    if any((one.yes, one.no, one.abstain) == hands for one in there):
        return
    if there:
        raise Conflict(_("같은 것을 정했는데 센 수가 다릅니다. 먼저 적힌 것: %(hands)s", hands=there[-1].hands))
    resolve(meeting, item, motion, once=row.key, by=_by(row), at=at)


def _item(meeting: Meeting, facts: Mapping[str, Any]) -> AgendaItem:
    found = next((item for item in queries.items_of(meeting.id) if item.id == facts["item"]), None)
    if found is None:
        raise Invalid(_("이 회의의 안건이 아니거나, 목록에서 빠진 안건입니다."))
    return found


def _motion(facts: Mapping[str, Any]) -> Motion:
    return Motion(text=facts["text"], yes=facts["yes"], no=facts["no"], abstain=facts["abstain"])


def _number(meeting: Meeting, row: OfflineEntry) -> int:
    """The number at the door that a line means: itself, or that of whom an earlier line let in."""
    speaker = row.facts["speaker"]
    if isinstance(speaker, int):
        return speaker
    let_in = queries.offline_entries({speaker}).get(speaker)
    if let_in is None or let_in.meeting_id != meeting.id or let_in.number is None:
        raise Invalid(_("누구의 것인지 찾지 못했습니다. 그 사람이 온 기록이 아직 합쳐지지 않았습니다."))
    return let_in.number


def _person(meeting: Meeting, row: OfflineEntry) -> Attendance:
    number = _number(meeting, row)
    which = Attendance.meeting_id == meeting.id, Attendance.number == number
    found = session().scalars(select(Attendance).where(*which)).one_or_none()
    if found is None:
        raise Invalid(_("%(number)s번은 온 사람 목록에 없습니다.", number=number))
    return found


def _by(row: OfflineEntry) -> User:
    return session().get_one(User, row.by_id)


_VERBS: dict[str, Verb] = {
    **{kind.value: _enter for kind in Kind},
    Deed.OPENING: _open,
    Deed.ARRIVAL: _arrive,
    Deed.WALK_IN: _walk_in,
    Deed.DEPARTURE: _leave,
    Deed.RETURN: _come_back,
    Deed.REMARK: _note,
    Deed.HANDS: _count,
}
