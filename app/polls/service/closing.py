"""Closing, certifying, voiding."""

from datetime import datetime
from typing import Any, cast

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.kernel.clock import database_now
from app.kernel.db import session
from app.kernel.errors import Conflict, Invalid, NotFound
from app.kernel.events import record
from app.kernel.i18n import _
from app.kernel.ledger import append
from app.people.models import User
from app.polls.models import Poll, Tally
from app.polls.service.ballots import Clock
from app.polls.service.commitments import blinded, marks_in_the_box, pairing_root, receipts_root, roll_root
from app.polls.service.counting import count
from app.polls.service.invariants import refuse_if_breached
from app.polls.service.mixing import rewrite
from app.polls.states import POLL


def close_poll(poll_id: int, *, at: datetime, clock: Clock = database_now) -> Tally:
    """Close the box once its time has passed, and count. Event poll.closed. A closed poll answers its tally.

    The poll's row is taken exclusively: every ballot whose voter was told "received" is in the count, and none comes
    after. Raises Conflict before the time, and for a draft or a void poll.
    """
    poll = _held(poll_id)
    if poll.tally is not None:
        return poll.tally
    POLL.after("close", poll.state)
    if clock(session().connection()) < poll.closes_at:
        raise Conflict(_("아직 마감 시각이 되지 않았습니다."))
    refuse_if_breached(poll)
    rewrite(poll_id)
    counted = count(poll)
    tally = Tally(
        poll_id=poll_id,
        counted_at=at,
        ballot_count=counted.ballot_count,
        valid_count=counted.valid_count,
        result=counted.facts,
        verdict=counted.verdict,
        lot_seed=counted.lot_seed,
    )
    poll.move("close")
    poll.tally = tally
    entry = append(poll.council_id, "poll.closed", poll, _fixed(poll, tally), at=at)
    record("poll.closed", poll, by=None, at=at, verdict=counted.verdict.value, fingerprint=entry.code)
    return tally


def _fixed(poll: Poll, tally: Tally) -> dict[str, Any]:
    """What nobody can change any more without being found: the box, the roll and the count."""
    return {
        "rules": poll.rules_hash,
        "ballots": tally.ballot_count,
        "channels": tally.result["channels"],
        "receipts_root": receipts_root(poll.id),
        "roll_root": roll_root(poll.id),
        "pairing_root": pairing_root(poll.id),
        "marks": blinded("marks", poll.id, marks_in_the_box(poll.id)),
        "count": blinded("count", poll.id, tally.told),
    }


def certify(poll: Poll, *, by: User, at: datetime) -> Poll:
    """Make the result final after counting once more. Event poll.certified.

    Raises Breached where the box, the roll, the sheet, the tally and the ledger do not all say the same.
    """
    held = _held(poll.id)
    held.move("certify")
    tally = cast("Tally", held.tally)
    refuse_if_breached(held)
    entry = append(held.council_id, "poll.certified", held, {"count": blinded("count", held.id, tally.told)}, at=at)
    record("poll.certified", held, by=by, at=at, verdict=tally.verdict.value, fingerprint=entry.code)
    return held


def void(poll: Poll, *, reason: str, by: User, at: datetime) -> Poll:
    """Take the poll back, with a reason that everybody reads. Event poll.voided."""
    if not reason.strip():
        raise Invalid(_("왜 무효로 하는지 적어 주세요. 모든 주민이 읽습니다."))
    held = _held(poll.id)
    held.move("void")
    held.void_reason = reason.strip()
    record("poll.voided", held, by=by, at=at, reason=held.void_reason)
    if held.rules:
        append(held.council_id, "poll.voided", held, {"reason": held.void_reason}, at=at)
    return held


def _held(poll_id: int) -> Poll:
    """The poll as it is now, for this transaction alone."""
    whole = select(Poll).options(joinedload(Poll.tally)).where(Poll.id == poll_id)
    found = (
        session().scalars(whole.with_for_update(of=Poll), execution_options={"populate_existing": True}).one_or_none()
    )
    if found is None:
        raise NotFound(_("그런 투표가 없습니다."))
    return found
