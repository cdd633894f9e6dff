"""The ends of a commitment that is not done, and opening it again."""

from datetime import date, datetime

from app.deeds import queries
from app.deeds.models import Commitment
from app.deeds.service.promising import refuse_if_changed
from app.deeds.states import AGAIN_WORKING_DAYS
from app.kernel import clock
from app.kernel.db import session
from app.kernel.errors import Invalid
from app.kernel.events import record
from app.kernel.i18n import _
from app.people.models import User
from app.places import queries as places


def cut(commitment: Commitment, *, reason: str, on: date, seen: int, by: User, at: datetime) -> Commitment:
    """The council of the gu has cut the money on the day. The reason is public. Event commitment.cut.

    Raises Invalid without a reason, for a day that is to come, and where another officer was first; Conflict where it
    has ended.
    """
    held = _ended(commitment, "cut", reason, on, seen, at)
    record("commitment.cut", held, by=by, at=at, reason=reason, day=on.isoformat())
    return held


def drop(commitment: Commitment, *, reason: str, on: date, seen: int, by: User, at: datetime) -> Commitment:
    """The centre will not do it. The reason is public. Event commitment.dropped; raises as `cut`."""
    held = _ended(commitment, "drop", reason, on, seen, at)
    record("commitment.dropped", held, by=by, at=at, reason=reason, day=on.isoformat())
    return held


def _ended(commitment: Commitment, action: str, reason: str, on: date, seen: int, at: datetime) -> Commitment:
    held = queries.locked(commitment.id)
    held.move(action)
    refuse_if_changed(held, seen)
    if not reason:
        raise Invalid(_("까닭을 적어 주세요. 기다린 이웃이 읽습니다."))
    if on > clock.seoul(at).date():
        raise Invalid(_("아직 오지 않은 날짜입니다. 정해진 날을 적어 주세요."))
    held.ended_on, held.ended_reason = on, reason
    session().flush()
    return held


def reopen(commitment: Commitment, *, reason: str, do_by: date, seen: int, by: User, at: datetime) -> Commitment:
    """Do it after all, or again, by another day. Event commitment.reopened."""
    held = queries.locked(commitment.id)
    refuse_if_changed(held, seen)
    if not reason:
        raise Invalid(_("왜 다시 하는지 적어 주세요."))
    if do_by < clock.seoul(at).date():
        raise Invalid(_("지난 날짜입니다. 오늘이나 그 뒤의 날로 적어 주세요."))
    _open_again(held, do_by)
    record("commitment.reopened", held, by=by, at=at, reason=reason, day=do_by.isoformat())
    return held


def reopen_for_residents(commitment: Commitment, *, at: datetime) -> Commitment:
    """Those who took part say that it is not done: open again, with AGAIN_WORKING_DAYS; nothing where it is open."""
    held = queries.locked(commitment.id)
    if not held.is_done:
        return held
    do_by = places.due_on(clock.seoul(at).date(), AGAIN_WORKING_DAYS)
    _open_again(held, do_by)
    record("commitment.reopened", held, by=None, at=at, reason="", day=do_by.isoformat())
    return held


def _open_again(held: Commitment, do_by: date) -> None:
    held.move("reopen")
    held.do_by = held.first_do_by = do_by
    held.ended_on, held.ended_reason, held.done_at, held.reminded_on = None, "", None, None
    session().flush()
