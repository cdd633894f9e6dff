"""The ends of a commitment that is not done, and opening it again."""

from datetime import date, datetime

from app.deeds import queries
from app.deeds.models import Commitment
from app.deeds.service.promising import refuse_if_changed
from app.deeds.states import AGAIN_WORKING_DAYS, CommitmentState
from app.kernel import clock
from app.kernel.db import session
from app.kernel.errors import Invalid
from app.kernel.events import record
from app.kernel.i18n import _
from app.people.models import User
from app.places import queries as places

_ENDINGS = {CommitmentState.CUT: ("cut", "commitment.cut"), CommitmentState.DROPPED: ("drop", "commitment.dropped")}


def drop(
    commitment: Commitment, into: CommitmentState, *, reason: str, on: date, seen: int, by: User, at: datetime
) -> Commitment:
    """It will not be done: the council of the gu cut it on the day, or the centre drops it. The reason is public.

    `into` is CUT or DROPPED. Raises Invalid without a reason, for a day that is to come, and where another officer
    was first; Conflict where it has ended.
    """
    held = queries.locked(commitment.id)
    action, event = _ENDINGS[into]
    held.move(action)
    refuse_if_changed(held, seen)
    if not reason:
        raise Invalid(_("까닭을 적어 주세요. 기다린 이웃이 읽습니다."))
    if on > clock.seoul(at).date():
        raise Invalid(_("아직 오지 않은 날짜입니다. 정해진 날을 적어 주세요."))
    held.ended_on, held.ended_reason = on, reason
    session().flush()
    record(event, held, by=by, at=at, reason=reason, day=on.isoformat())
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
