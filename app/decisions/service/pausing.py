"""Switching the search of files off for a while: with a reason, for a day at most, and never for good."""

from datetime import datetime, timedelta

from app.decisions import queries
from app.decisions.models import SearchPause
from app.kernel.db import session
from app.kernel.errors import Conflict, Invalid
from app.kernel.events import record
from app.kernel.i18n import lazy
from app.people.models import User

LONGEST_HOURS = 24


def pause_search(why: str, hours: int, *, by: User | None, at: datetime) -> SearchPause:
    """Do not search files for so many hours. Raises Conflict where they are not searched already, and Invalid beyond
    LONGEST_HOURS or without a reason."""
    if queries.search_pause(at) is not None:
        raise Conflict(lazy("이미 멈춰 있습니다. 먼저 다시 켜 주세요."))
    if not why.strip() or not 1 <= hours <= LONGEST_HOURS:
        raise Invalid(lazy("까닭을 적고, 1시간에서 24시간 사이로 정해 주세요."))
    pause = SearchPause(why=why.strip(), by_id=by.id if by else None, at=at, until=at + timedelta(hours=hours))
    session().add(pause)
    session().flush()
    record("search.paused", pause, by=by, at=at, hours=hours, why=pause.why)
    return pause


def resume_search(*, by: User | None, at: datetime) -> bool:
    """Search files again; whether they were not."""
    pause = queries.search_pause(at)
    if pause is None:
        return False
    pause.ended_at = at
    record("search.resumed", pause, by=by, at=at)
    session().flush()
    return True


def end_pauses(*, at: datetime) -> int:
    """Write down that pauses have ended by themselves; how many."""
    over = queries.worn_out_pauses(at)
    for pause in over:
        pause.ended_at = pause.until
        record("search.resumed", pause, by=None, at=at)
    session().flush()
    return len(over)
