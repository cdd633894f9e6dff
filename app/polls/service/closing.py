"""Closing, counting, certifying, voiding."""

from datetime import datetime
from typing import Any, cast

from app.kernel.clock import database_now
from app.kernel.db import session
from app.kernel.errors import Conflict, Invalid
from app.kernel.events import record
from app.kernel.i18n import _
from app.kernel.ledger import append
from app.kernel.program import running
from app.people.models import User
from app.polls.models import Poll, Tally
from app.polls.service.commitments import blinded, digest, marks_counted, pairing_root, receipts_root, roll_root
from app.polls.service.counting import count
from app.polls.service.holding import held
from app.polls.service.house import refuse_if_house_breached
from app.polls.service.invariants import refuse_if_breached
from app.polls.service.mixing import rewrite
from app.polls.service.open_box import Clock
from app.polls.service.reconciliation import sheet_before_count, why_not_counted
from app.polls.service.second_count import refuse_if_withheld
from app.polls.states import POLL


def close_poll(poll_id: int, *, at: datetime, clock: Clock = database_now) -> Tally | None:
    """Close the box once its time has passed, and count. Event poll.closed. A closed poll answers its tally.

    Where paper is taken nothing is counted yet: event poll.box_closed, and the answer is None until `count_poll`.
    The poll's row is taken exclusively: every ballot whose voter was told "received" is in the count, and none comes
    after. Raises Conflict before the time, and for a draft or a void poll; Breached where an invariant does not hold
    or, of a result that would be given, one of the house does not or a second count does not agree.
    """
    poll = held(poll_id)
    if poll.is_counted or poll.is_being_counted:
        return poll.tally
    POLL.after("close", poll.state)
    if clock(session().connection()) < poll.closes_at:
        raise Conflict(_("아직 마감 시각이 되지 않았습니다."))
    refuse_if_breached(poll)
    if not poll.takes_paper:
        _refuse_a_result(poll)
    rewrite(poll_id)
    poll.move("close")
    if poll.takes_paper:
        entry = append(poll.council_id, "poll.box_closed", poll, _fixed_of_box(poll), at=at)
        record("poll.box_closed", poll, by=None, at=at, fingerprint=entry.code)
        return None
    return _counted(poll, by=None, at=at)


def count_poll(poll_id: int, *, by: User, at: datetime) -> Tally:
    """Count a poll with paper, once every batch is accepted and the reconciliation sheet balances or is explained.

    Event poll.closed. A counted poll answers its tally. Raises Conflict with what is still missing and for a void poll,
    and Breached as `close_poll` does.
    """
    poll = held(poll_id)
    if poll.tally is not None and poll.is_counted:
        return poll.tally
    POLL.after("count", poll.state)
    refuse_if_breached(poll)
    missing = why_not_counted(poll)
    if missing:
        raise Conflict(missing)
    _refuse_a_result(poll)
    return _counted(poll, by=by, at=at)


def _refuse_a_result(poll: Poll) -> None:
    """Raise Breached where the box is as it should be, and yet no result may be given of it now."""
    refuse_if_house_breached(poll)
    refuse_if_withheld(poll)


def _counted(poll: Poll, *, by: User | None, at: datetime) -> Tally:
    counted = count(poll)
    tally = Tally(
        poll_id=poll.id,
        counted_at=at,
        ballot_count=counted.ballot_count,
        valid_count=counted.valid_count,
        result=counted.facts,
        verdict=counted.verdict,
        lot_seed=counted.lot_seed,
    )
    poll.move("count")
    poll.tally = tally
    entry = append(poll.council_id, "poll.closed", poll, _fixed(poll, tally), at=at)
    record("poll.closed", poll, by=by, at=at, verdict=counted.verdict.value, fingerprint=entry.code)
    return tally


def _fixed_of_box(poll: Poll) -> dict[str, Any]:
    """The online box and the roll, which nobody can change any more without being found."""
    sheet = sheet_before_count(poll)
    return {
        "rules": poll.rules_hash,
        "ballots": sheet["online_ballots"],
        "channels": sheet["marked"],
        "receipts_root": receipts_root(poll.id),
        "roll_root": roll_root(poll.id),
        "pairing_root": pairing_root(poll.id),
    }


def _fixed(poll: Poll, tally: Tally) -> dict[str, Any]:
    """As `_fixed_of_box`, with the count of all channels, and which program made it."""
    return {
        **_fixed_of_box(poll),
        "program": running().told,
        "counted": tally.ballot_count,
        "reconciliation": digest(sheet_before_count(poll)),
        "marks": blinded("marks", poll.id, marks_counted(poll.id)),
        "count": blinded("count", poll.id, tally.told),
    }


def certify(poll: Poll, *, by: User, at: datetime) -> Poll:
    """Make the result final after counting once more. Event poll.certified.

    Raises Breached where the box, the roll, the sheet, the tally and the ledger do not all say the same, the ledger is
    not whole, or the database could tell of ballots.
    """
    standing = held(poll.id)
    standing.move("certify")
    tally = cast("Tally", standing.tally)
    refuse_if_house_breached(standing)  # first: the box is held against lines of the ledger
    refuse_if_breached(standing)
    fixed = {"count": blinded("count", standing.id, tally.told)}
    entry = append(standing.council_id, "poll.certified", standing, fixed, at=at)
    record("poll.certified", standing, by=by, at=at, verdict=tally.verdict.value, fingerprint=entry.code)
    return standing


def void(poll: Poll, *, reason: str, by: User, at: datetime) -> Poll:
    """Take the poll back, with a reason that everybody reads. Event poll.voided.

    A draft that residents never knew of gives up its place as a successor: another may take it.
    """
    if not reason.strip():
        raise Invalid(_("왜 무효로 하는지 적어 주세요. 모든 주민이 읽습니다."))
    standing = held(poll.id)
    standing.move("void")
    if not standing.is_announced:
        standing.replaces_id = None
    standing.void_reason = reason.strip()
    rewrite(standing.id)
    record("poll.voided", standing, by=by, at=at, reason=standing.void_reason)
    if standing.rules:
        append(standing.council_id, "poll.voided", standing, {"reason": standing.void_reason}, at=at)
    return standing
