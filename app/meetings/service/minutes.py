"""What is written of a meeting: remarks while it runs, and the minutes once they are published."""

from datetime import datetime

from sqlalchemy import delete, select

from app.kernel.db import session
from app.kernel.errors import Conflict
from app.kernel.events import record
from app.kernel.i18n import force_locale, lazy
from app.meetings import queries
from app.meetings.models import AgendaItem, Meeting, Remark
from app.meetings.service.sealing import seal
from app.meetings.service.sentences import said
from app.meetings.service.writing import forget_sentence
from app.meetings.states import MeetingState
from app.people.models import User


def write_remark(meeting: Meeting, item: AgendaItem, text: str, *, once: str | None = None, at: datetime) -> Remark:
    """One thing that was said on the item, without who said it. The same form again adds nothing."""
    _note(meeting)
    written, once = queries.sent_before(Remark, once, item_id=item.id, text=text)
    if written is not None:
        return written
    remark = Remark(item_id=item.id, text=text, once=once, written_at=at)
    session().add(remark)
    session().flush()
    return remark


def reword(meeting: Meeting, remark: Remark, text: str) -> Remark:
    """Correct what was written. Raises Conflict once the minutes are written."""
    _note(meeting)
    remark.text = text
    return remark


def drop_remark(meeting: Meeting, number: int) -> None:
    """Take out what does not belong into the minutes; twice is once. Raises Conflict once they are written."""
    _note(meeting)
    _delete(meeting, number)


def take_out(meeting: Meeting, number: int) -> str | None:
    """Take a remark out of all that is kept of the meeting: of the draft too, and of what its sentences said before.

    Gives what it said, None where it is gone already. Raises Conflict once the minutes are approved or published.
    """
    queries.locked(meeting.id).move("note")
    text = _delete(meeting, number)
    if text is not None and queries.minutes_of(meeting.id) is not None:
        with force_locale("ko"):  # as it was written
            sentence = said(text)
        forget_sentence(meeting.id, sentence)
    return text


def _delete(meeting: Meeting, number: int) -> str | None:
    items = select(AgendaItem.id).where(AgendaItem.meeting_id == meeting.id)
    gone = delete(Remark).where(Remark.id == number, Remark.item_id.in_(items)).returning(Remark.text)
    return session().scalars(gone).one_or_none()


def _note(meeting: Meeting) -> None:
    """Hold the meeting while its remarks may change: the minutes are made of them when it ends."""
    queries.locked(meeting.id).move("note")
    if queries.minutes_of(meeting.id) is not None:
        raise Conflict(lazy("회의록의 문장이 이미 쓰였습니다. 회의록에서 문장을 고쳐 주세요."))


def publish(meeting: Meeting, *, by: User, at: datetime) -> Meeting:
    """Everybody can read the minutes from now on; nothing in them changes any more. A second call changes nothing.

    Minutes of sentences are sealed into the public ledger: raises Conflict where they were not approved.
    """
    held = queries.locked(meeting.id)
    if held.state is MeetingState.PUBLISHED:
        return held
    held.move("publish")
    held.published_at = at
    if queries.minutes_of(held.id) is not None:
        seal(queries.meeting(held.id), at=at)
    record("minutes.published", held, by=by, at=at)
    return held
