"""Merging what phones without network wrote: each line once, in whatever order they come, and nothing lost."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.kernel.db import session
from app.kernel.errors import Conflict, Fault
from app.kernel.events import record
from app.kernel.i18n import _, force_locale
from app.meetings import queries
from app.meetings.models import Meeting, OfflineEntry
from app.meetings.service import applying, attendance
from app.meetings.states import Deed, Merged
from app.people.models import User

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Sent:
    """A line as a phone sent it. `fault` says in a sentence why it cannot be read; empty where it can."""

    key: str
    kind: str
    at: datetime
    facts: Mapping[str, Any]
    fault: str = ""


def merge(
    meeting: Meeting, journal: str, sent: Sequence[Sent], *, by: User, received_at: datetime
) -> list[OfflineEntry]:
    """Take each line in once and give what became of it, in the order sent; a line that came before changes nothing.

    What could not be taken in is kept with the reason, and tried again whenever something else comes: a count of more
    hands than were known to be there waits for the phone at the door. Raises Conflict once the minutes are published.
    """
    held = queries.locked(meeting.id)
    held.move("merge")
    known = dict(queries.offline_entries({one.key for one in sent}))
    for one in sent:
        row = known.get(one.key)
        if row is None:
            known[one.key] = _received(held, journal, one, by=by, at=received_at)
        elif row.meeting_id != held.id:
            known[one.key] = _foreign(one)
    while any(_try(held, row, received_at) for row in queries.unmerged(held.id)):
        continue
    session().flush()
    return [known[one.key] for one in sent]


def dismiss(meeting: Meeting, entry: OfflineEntry, *, by: User, at: datetime) -> None:
    """A person has looked at it and it shall not count. A second call changes nothing."""
    queries.locked(meeting.id)
    if entry.settled_at is None:
        _settle(meeting, entry, "conflict.dismissed", by=by, at=at)


def adopt(meeting: Meeting, entry: OfflineEntry, *, by: User, at: datetime) -> None:
    """A person has looked at it and it shall count: another count of hands, or a neighbour of the same name.

    A second call changes nothing. Raises Conflict for what nobody can take over.
    """
    held = queries.locked(meeting.id)
    if entry.settled_at is not None:
        return
    if entry.merged is not Merged.WAITING or entry.kind not in {Deed.HANDS, Deed.WALK_IN}:
        raise Conflict(_("이것은 그대로 옮길 수 없습니다. 해당 화면에서 직접 적어 주세요."))
    moment = applying.moment(held, entry, at)
    if entry.kind == Deed.WALK_IN:
        entry.number = attendance.admit(held, entry.facts["name"], once=entry.key, at=moment).number
    else:
        applying.count_again(held, entry, by=by, at=moment)
    _settle(held, entry, "conflict.adopted", by=by, at=at)


def _settle(meeting: Meeting, entry: OfflineEntry, name: str, *, by: User, at: datetime) -> None:
    entry.settled_at, entry.settled_by_id = at, by.id
    record(name, meeting, by=by, at=at, key=entry.key, kind=entry.kind)


def _foreign(one: Sent) -> OfflineEntry:
    """What is answered to a line under the key of another meeting's; there is nothing to keep."""
    log.warning("offline entry %s came to another meeting before", one.key)
    reason = _("이 기록의 열쇠는 이미 다른 기록에 쓰였습니다.")
    return OfflineEntry(key=one.key, merged=Merged.UNREADABLE, reason=reason, number=None)


def _received(meeting: Meeting, journal: str, one: Sent, *, by: User, at: datetime) -> OfflineEntry:
    row = OfflineEntry(
        meeting_id=meeting.id,
        journal=journal,
        key=one.key,
        kind=one.kind,
        facts=dict(one.facts),
        at=one.at,
        received_at=at,
        by_id=by.id,
        merged=Merged.UNREADABLE if one.fault else Merged.WAITING,
        reason=one.fault,
    )
    if one.fault:
        log.warning("offline entry %s of meeting %s cannot be read: %s", one.key, meeting.id, one.fault)
    session().add(row)
    session().flush()
    _try(meeting, row, at)
    return row


def _try(meeting: Meeting, row: OfflineEntry, now: datetime) -> bool:
    """Whether the line could be taken in this time."""
    if row.merged is not Merged.WAITING:
        return False
    with force_locale("ko"):  # the reason is stored, whoever reads the page
        return _taken_in(meeting, row, now)


def _taken_in(meeting: Meeting, row: OfflineEntry, now: datetime) -> bool:
    try:
        with session().begin_nested():
            row.number = applying.apply(meeting, row, applying.moment(meeting, row, now))
            row.merged, row.facts, row.reason = Merged.KEPT, {}, ""
    except Fault as fault:
        row.merged, row.reason = Merged.WAITING, str(fault.reason)[:500] or _("그런 것이 이 회의에 없습니다.")
        return False
    return True
