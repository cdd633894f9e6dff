"""Corrections to the minutes: proposed by those who were there, taken or declined with a reason by the facilitator."""

from datetime import datetime

from sqlalchemy import func, select

from app.kernel.db import session
from app.kernel.errors import Conflict, Invalid
from app.kernel.events import record
from app.kernel.i18n import lazy
from app.meetings import queries
from app.meetings.models import LineCorrection, MinutesLine
from app.meetings.service.writing import reword_line
from app.meetings.states import CorrectionState
from app.people.models import User


def propose_correction(
    line: MinutesLine, text: str, *, reason: str, by: User, at: datetime, once: str | None = None
) -> LineCorrection:
    """Propose other words for a sentence. The same form again proposes once.

    Raises Conflict once the 72 hours are over or where the sentence was struck out, Invalid where nothing is other or
    where a proposal of this person on this sentence waits already.
    """
    minutes = queries.locked_minutes(line.meeting_id)
    known, once = queries.sent_before(LineCorrection, once, line_id=line.id, author_id=by.id, text=text)
    if known is not None:
        return known
    if not minutes.takes_corrections(at):
        raise Conflict(lazy("고칠 곳을 알려 주는 기간이 아닙니다."))
    session().refresh(line)
    _check(line, text, by)
    place = {"meeting_id": line.meeting_id, "line_id": line.id, "author_id": by.id, "once": once}
    proposed = LineCorrection(was=line.text, text=text, reason=reason, offered_at=at, **place)
    session().add(proposed)
    record("minutes.correction_proposed", proposed, by=by, at=at)
    return proposed


def _check(line: MinutesLine, text: str, by: User) -> None:
    if line.is_struck:
        raise Conflict(lazy("지운 문장입니다."))
    if line.text == text:
        raise Invalid(lazy("지금 문장과 다른 곳이 없습니다. 바꾸고 싶은 말을 칸에서 바로 고쳐 주세요."))
    waits = select(func.count(LineCorrection.id)).where(
        LineCorrection.line_id == line.id,
        LineCorrection.author_id == by.id,
        LineCorrection.state == CorrectionState.OFFERED,
    )
    if session().scalar(waits):
        raise Invalid(lazy("이 문장에 내신 고침 제안이 답을 기다리고 있습니다."))


def accept_correction(one: LineCorrection, *, seen: int, by: User, at: datetime) -> LineCorrection:
    """Let the sentence say what was proposed; what it said before is kept. A second call changes nothing.

    Raises Invalid where the sentence has changed since the version that was seen.
    """
    _hold(one)
    if one.is_accepted:
        return one
    one.move("accept")
    reword_line(queries.line(one.meeting_id, one.line_id), one.text, seen=seen, by=by, at=at)
    _answered(one, by, at)
    record("minutes.correction_accepted", one, by=by, at=at)
    return one


def decline_correction(one: LineCorrection, reason: str, *, by: User, at: datetime) -> LineCorrection:
    """Leave the sentence as it is, and say why to who proposed."""
    _hold(one)
    one.move("decline")
    one.answer = reason
    _answered(one, by, at)
    record("minutes.correction_declined", one, by=by, at=at)
    return one


def _hold(one: LineCorrection) -> None:
    queries.locked_minutes(one.meeting_id).move("correct")
    session().refresh(one)


def _answered(one: LineCorrection, by: User, at: datetime) -> None:
    one.answered_at, one.answered_by_id = at, by.id
    session().flush()
