"""Writing the minutes: the draft when the meeting ends, and every sentence until those who were there have read it.

Who changes a sentence says which version was seen, so that of two people at once the second is told.
"""

from datetime import datetime, timedelta

from sqlalchemy import Table, delete, func, select, update

from app.councils.models import Bylaws, Council
from app.councils.service.rules import quorum_needed, quorum_sentence
from app.kernel.db import session
from app.kernel.errors import Conflict, Invalid
from app.kernel.events import record
from app.kernel.i18n import force_locale, lazy, moment
from app.meetings import queries
from app.meetings.models import LineCorrection, LineVersion, Meeting, Minutes, MinutesLine
from app.meetings.service.sentences import MINUTE, Sitting, draft
from app.meetings.states import LineKind, MinutesState
from app.people.models import User
from app.places.models import Dong

CORRECTIONS_FOR = timedelta(hours=72)


def write_draft(meeting: Meeting, *, at: datetime) -> Minutes:
    """Write what is known of a meeting that has ended. A second call changes nothing."""
    known = queries.minutes_of(meeting.id)
    if known is not None:
        return known
    minutes = Minutes(meeting_id=meeting.id, state=MinutesState.DRAFT, written_at=at)
    session().add(minutes)
    session().flush()
    with force_locale("ko"):  # kept as they are, whoever ends the meeting
        written = draft(_sitting(meeting, at))
    lines = [
        MinutesLine(meeting_id=meeting.id, item_id=one.item_id, position=place, kind=one.kind, text=one.text)
        for place, one in enumerate(written, 1)
    ]
    session().add_all(lines)
    session().flush()
    return minutes


def _sitting(meeting: Meeting, at: datetime) -> Sitting:
    bylaws = session().get_one(Bylaws, meeting.council_id)
    people = select(Dong.population).join(Council, Council.dong_id == Dong.id).where(Council.id == meeting.council_id)
    presence, population = queries.presence(meeting), session().scalars(people).one()
    opener = session().get(User, meeting.opened_by_id) if meeting.opened_by_id else None
    items = queries.what_happened(meeting.id)
    floor = queries.room(meeting, items, at).floor
    return Sitting(
        meeting=meeting,
        items=items,
        presence=presence,
        opener=opener.name if opener else "",
        quorum=quorum_sentence(bylaws, presence.members, population),
        needed=quorum_needed(bylaws, presence.members, population),
        spent={item: round(time.total_seconds() / MINUTE) for item, time in floor.spent.items()},
        floor=floor,
    )


def reword_line(line: MinutesLine, text: str, *, seen: int, by: User, at: datetime) -> MinutesLine:
    """Let the sentence say this; what it said before is kept. The same words change nothing.

    Raises Invalid where somebody has changed it since the version that was seen, Conflict once it is approved.
    """
    _writable(line)
    if line.text == text:
        return line
    _refuse_unseen(line, seen)
    _keep(line, by, at)
    line.text = text
    session().flush()
    return line


def strike_line(line: MinutesLine, *, seen: int, by: User, at: datetime) -> MinutesLine:
    """Take the sentence out; it stays readable, and may come back. A second call changes nothing."""
    _writable(line)
    if line.is_struck:
        return line
    _refuse_unseen(line, seen)
    _keep(line, by, at)
    line.struck_at = at
    session().flush()
    return line


def restore_line(line: MinutesLine, *, by: User, at: datetime) -> MinutesLine:
    """Let a sentence that was struck out stand again. A second call changes nothing."""
    _writable(line)
    if line.is_struck:
        _keep(line, by, at)
        line.struck_at = None
        session().flush()
    return line


def add_line(meeting: Meeting, after: MinutesLine, text: str, *, once: str | None = None) -> MinutesLine:
    """A new sentence behind another one, about the same item. The same form again adds nothing."""
    queries.locked_minutes(meeting.id).move("write")
    known, once = queries.sent_before(MinutesLine, once, meeting_id=meeting.id, text=text)
    if known is not None:
        return known
    session().refresh(after)
    table = _table()
    behind = (table.c.meeting_id == meeting.id) & (table.c.position > after.position)
    # the table itself, not its model: whoever has a form of a later sentence open has seen its words all the same
    session().execute(update(table).where(behind).values(position=table.c.position + 1))
    place = {"item_id": after.item_id, "position": after.position + 1, "kind": LineKind.ADDED}
    line = MinutesLine(meeting_id=meeting.id, text=text, once=once, **place)
    session().add(line)
    session().flush()
    return line


def show_minutes(meeting: Meeting, *, by: User, at: datetime) -> Minutes:
    """Put the draft to those who were there: for 72 hours they may propose corrections. A second call changes nothing.

    Raises Conflict where every sentence was struck out.
    """
    minutes = queries.locked_minutes(meeting.id)
    if minutes.state is MinutesState.SHOWN:
        return minutes
    minutes.move("show")
    _refuse_empty(meeting)
    minutes.shown_at, minutes.corrections_until = at, at + CORRECTIONS_FOR
    record("minutes.shown", meeting, by=by, at=at)
    return minutes


def approve_minutes(meeting: Meeting, *, by: User, at: datetime) -> Minutes:
    """Say that they are right as they stand. A second call changes nothing.

    Raises Conflict while corrections may still come, and where one waits for an answer.
    """
    minutes = queries.locked_minutes(meeting.id)
    if minutes.state is MinutesState.APPROVED:
        return minutes
    if minutes.takes_corrections(at) and minutes.corrections_until is not None:
        until = moment(minutes.corrections_until)
        raise Conflict(lazy("%(until)s까지 참석자가 고칠 곳을 알려 줄 수 있습니다. 그 뒤에 해 주세요.", until=until))
    minutes.move("approve")
    waiting = len(queries.waiting_corrections(meeting.id))
    if waiting:
        raise Conflict(lazy("답하지 않은 고침 제안이 %(count)d건 있습니다. 먼저 답해 주세요.", count=waiting))
    _refuse_empty(meeting)
    minutes.approved_at, minutes.approved_by_id = at, by.id
    record("minutes.approved", meeting, by=by, at=at)
    return minutes


def reopen_minutes(meeting: Meeting, *, by: User, at: datetime) -> Minutes:
    """Take the approval back before the minutes are published; sentences may be changed again, no new proposals come.

    A second call changes nothing.
    """
    minutes = queries.locked_minutes(meeting.id)
    if minutes.state is MinutesState.SHOWN:
        return minutes
    minutes.move("reopen")
    minutes.approved_at = minutes.approved_by_id = None
    record("minutes.reopened", meeting, by=by, at=at)
    return minutes


def _refuse_empty(meeting: Meeting) -> None:
    stands = select(func.count(MinutesLine.id)).where(
        MinutesLine.meeting_id == meeting.id, MinutesLine.struck_at.is_(None)
    )
    if not session().scalar(stands):
        raise Conflict(lazy("남은 문장이 없습니다. 한 문장이라도 되살리거나 더해 주세요."))


def forget_sentence(meeting_id: int, text: str) -> None:
    """Take every line that says this, or once said it, out of the draft, with its history and its corrections.

    Raises Conflict once the minutes are approved.
    """
    queries.locked_minutes(meeting_id).move("write")
    lines = queries.lines_that_said(meeting_id, text)
    for which in (LineCorrection.line_id, LineVersion.line_id, MinutesLine.id):
        session().execute(delete(which.class_).where(which.in_(lines)))


def _writable(line: MinutesLine) -> None:
    """Hold the minutes, and read the sentence as it is now."""
    queries.locked_minutes(line.meeting_id).move("write")
    session().refresh(line)


def _refuse_unseen(line: MinutesLine, seen: int) -> None:
    if line.version != seen:
        raise Invalid(lazy("그 사이에 다른 사람이 이 문장을 고쳤습니다. 지금 문장을 보고 다시 정해 주세요."))


def _keep(line: MinutesLine, by: User, at: datetime) -> None:
    before = {"text": line.text, "was_struck": line.is_struck}
    session().add(LineVersion(line_id=line.id, replaced_at=at, replaced_by_id=by.id, **before))


def _table() -> Table:
    table = MinutesLine.__table__
    assert isinstance(table, Table)
    return table
