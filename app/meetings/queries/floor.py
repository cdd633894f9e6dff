"""Where a running meeting stands, read from its journal."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Integer, Select, String, bindparam, cast, func, select
from sqlalchemy.orm import selectinload

from app.councils.models import Membership
from app.councils.states import MembershipState
from app.kernel.db import session
from app.kernel.errors import NotFound
from app.meetings.floor import Floor, Forecast, Kind, Refused, Slot, Waiting, fold, outlook, queue
from app.meetings.models import (
    AgendaItem,
    Attendance,
    Division,
    Knock,
    Meeting,
    MeetingEntry,
    MeetingRole,
    OfflineEntry,
    Reading,
    Recusal,
    Remark,
    Resolution,
    Thermometer,
    Voice,
)
from app.meetings.queries.meetings import with_council
from app.meetings.states import Settled
from app.people.models import User


@dataclass(frozen=True)
class Room:
    """The floor with what a page needs beside it.

    `names` are those of everybody at the door, by number; `gone` are the numbers of those who left.
    """

    floor: Floor
    waiting: Sequence[Waiting]
    outlook: Sequence[Forecast]
    refused: Sequence[Refused]
    titles: Mapping[int, str]
    names: Mapping[int, str]
    gone: Sequence[int]

    @property
    def open_matters(self) -> int:
        """How many parked matters wait to be settled."""
        return sum(not matter.way for matter in self.floor.matters.values())


def room(meeting: Meeting, items: Sequence[AgendaItem], now: datetime) -> Room:
    """Where a meeting with these items stands now, or stood when it ended."""
    now = min(now, meeting.ended_at) if meeting.ended_at else now
    lines = select(MeetingEntry).where(MeetingEntry.meeting_id == meeting.id)
    entries = [line.entry for line in session().scalars(lines)]
    floor, refused = fold([Slot(item.id, item.minutes) for item in items], entries, now)
    door = select(Attendance.number, Attendance.name, Attendance.left_at).where(Attendance.meeting_id == meeting.id)
    came = session().execute(door).all()
    return Room(
        floor=floor,
        waiting=queue(floor),
        outlook=outlook(floor, now=now, ends_at=meeting.ends_at),
        refused=refused,
        titles={item.id: item.title for item in items},
        names={row.number: row.name for row in came},
        gone=sorted(row.number for row in came if row.left_at),
    )


def running(number: int) -> Meeting:
    """A meeting with its council and roles alone: all that an open screen needs while nothing changes."""
    alone = (
        with_council(select(Meeting))
        .where(Meeting.id == number)
        .options(selectinload(Meeting.roles).joinedload(MeetingRole.user))
    )
    found = session().scalars(alone).one_or_none()
    if found is None:
        raise NotFound
    return found


def on_the_floor(meeting: Meeting) -> Meeting:
    """The running meeting with its agenda and what was decided: all that a phone in the room shows of it."""
    decided = selectinload(Meeting.items).selectinload(AgendaItem.resolutions)
    session().scalars(select(Meeting).where(Meeting.id == meeting.id).options(decided)).one()
    return meeting


def fingerprint(meeting_id: int) -> str:
    """What changes whenever an open screen of the meeting must: one statement, and nothing of it is read."""
    row = session().execute(_COUNTED, {"meeting": meeting_id}).one()
    return hashlib.sha256(repr(tuple(row)).encode()).hexdigest()[:32]


def _counted() -> Select[Any]:
    """Built once: open screens ask it a hundred times a second, and writing it costs more than asking."""
    meeting: Any = bindparam("meeting", type_=Integer)
    items = select(AgendaItem.id).where(AgendaItem.meeting_id == meeting)
    item, position, minutes = (cast(one, String) for one in (AgendaItem.id, AgendaItem.position, AgendaItem.minutes))
    order = func.aggregate_strings(item + ":" + position + ":" + minutes, " ")
    of_meeting = (MeetingEntry, Attendance, Knock, AgendaItem, MeetingRole, OfflineEntry)
    of_items = (Remark, Resolution, Recusal)
    counted: list[Any] = [
        select(Meeting.state).where(Meeting.id == meeting),
        *(select(func.count()).where(model.meeting_id == meeting) for model in of_meeting),
        *(select(func.count()).where(model.item_id.in_(items)) for model in of_items),
        select(func.count(OfflineEntry.settled_at)).where(OfflineEntry.meeting_id == meeting),
        select(func.max(Attendance.changed_at)).where(Attendance.meeting_id == meeting),
        select(func.count(Attendance.left_at)).where(Attendance.meeting_id == meeting),
        select(order).where(AgendaItem.meeting_id == meeting),
        select(func.max(Resolution.corrected_at)).where(Resolution.item_id.in_(items)),
        select(func.sum(Division.version)).where(Division.meeting_id == meeting),
        *_voices(meeting),
        *_warmth(meeting),
    ]
    return select(*(one.scalar_subquery() for one in counted))


def _voices(meeting: Any) -> list[Any]:
    """Who takes part in divisions, and through what; never how, which no screen shows."""
    told = func.count(), func.count(Voice.mark), func.sum(Voice.attendance_id)
    voices = select(*told).join(Division, Division.id == Voice.division_id).where(Division.meeting_id == meeting)
    return [voices.with_only_columns(one) for one in told]


def _warmth(meeting: Any) -> list[Any]:
    """What phones show of the temperature: the sums of five powers tell five counts apart."""
    step = Reading.step
    powers = step, step * step, step * step * step, step * step * step * step
    of_meeting = Thermometer.meeting_id == meeting
    readings = select(step).join(Thermometer, Thermometer.id == Reading.thermometer_id).where(of_meeting)
    told = func.count(Thermometer.id), func.max(Thermometer.id), func.count(Thermometer.ended_at)
    shown = (func.count(), *(func.sum(power) for power in powers))
    return [*(select(one).where(of_meeting) for one in told), *(readings.with_only_columns(one) for one in shown)]


_COUNTED = _counted()


def entries_of(meeting_id: int) -> Sequence[MeetingEntry]:
    """The journal of a meeting, the newest first."""
    lines = select(MeetingEntry).where(MeetingEntry.meeting_id == meeting_id)
    return session().scalars(lines.order_by(MeetingEntry.at.desc(), MeetingEntry.key.desc())).all()


def left_for_later(council_id: int, now: datetime) -> list[tuple[str, str]]:
    """Key and words of what earlier meetings parked and nobody settled otherwise, and what no agenda has had since."""
    lines = (
        select(MeetingEntry)
        .join(Meeting, Meeting.id == MeetingEntry.meeting_id)
        .where(Meeting.council_id == council_id, Meeting.ended_at.is_not(None))
        .where(MeetingEntry.kind.in_((Kind.PARKING.value, Kind.SETTLING.value)))
    )
    floor, _refused = fold((), [line.entry for line in session().scalars(lines)], now)
    open_still = {key: one.text for key, one in floor.matters.items() if one.way in {"", Settled.AGENDA}}
    taken = set(session().scalars(select(AgendaItem.once).where(AgendaItem.once.in_(open_still))))
    return [(key, text) for key, text in open_still.items() if key not in taken]


def was_begun(meeting_id: int, item_id: int) -> bool:
    """Whether the journal says that the item was begun."""
    begun = select(MeetingEntry.facts).where(
        MeetingEntry.meeting_id == meeting_id, MeetingEntry.kind == Kind.ITEM.value
    )
    return any(facts["item"] == item_id for facts in session().scalars(begun))


def speaker(meeting_id: int, user_id: int) -> Attendance | None:
    """Somebody's own row at the door, while they are there."""
    mine = select(Attendance).where(
        Attendance.meeting_id == meeting_id, Attendance.user_id == user_id, Attendance.left_at.is_(None)
    )
    return session().scalars(mine).one_or_none()


def who_can_help(meeting: Meeting) -> Sequence[User]:
    """The members who are there, by name: whom a role can be given to."""
    here = (
        select(User)
        .join(Attendance, Attendance.user_id == User.id)
        .join(Membership, Membership.user_id == User.id)
        .where(
            Attendance.meeting_id == meeting.id,
            Attendance.left_at.is_(None),
            Membership.council_id == meeting.council_id,
            Membership.state == MembershipState.CONFIRMED,
        )
        .order_by(User.name, User.id)
    )
    return session().scalars(here).all()
