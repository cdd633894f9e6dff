"""Reconciliation: whether what is kept is what was fixed. What is not is told to the operator and to the centre."""

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.councils.models import Council
from app.decisions.models import Decision, Request
from app.decisions.states import DecisionState
from app.kernel.db import session
from app.kernel.events import history, record
from app.kernel.i18n import _
from app.kernel.ledger import entries_of
from app.meetings.models import Meeting, SealedMinutes
from app.meetings.service import SEALED, is_sealed
from app.polls import queries
from app.polls.models import Poll
from app.polls.service.house import of_ledger, of_signer
from app.polls.service.invariants import breaches
from app.polls.service.second_count import withheld
from app.records.queries import cosignatures_of

ANSWERED = ("decision.published", "decision.corrected")


def reconcile_poll(poll_id: int, *, at: datetime, weak: Sequence[str] = ()) -> list[str]:
    """Ask every invariant of a poll's box, and of one that has ended why it has no result.

    `weak` is what of the database keeps any result back now; a final one it does not. Event poll.breached, once for
    each new list.
    """
    found = _asked_again(lambda: list(breaches(queries.poll(poll_id))))
    poll = queries.poll(poll_id)
    if not poll.is_certified:
        found += [*(() if found else of_signer(poll.council_id)), *weak]
    found = found or list(withheld(poll))
    _tell("poll.breached", poll, found, at)
    return found


def reconcile_answers(council_id: int, *, at: datetime) -> list[str]:
    """Check a council's ledger and its cosignatures, and that published answers and sealed minutes stand in it.

    Event council.breached, once for each new list.
    """
    found = _asked_again(lambda: _of_council(council_id))
    _tell("council.breached", session().get_one(Council, council_id), found, at)
    return found


def tell_unreadable(subject: Council | Poll, *, at: datetime) -> list[str]:
    """Of what could not even be asked: events poll.breached and council.breached, as where something differs."""
    found = [_("읽을 수 없는 것이 있어 맞추어 보지 못했습니다. 서버의 기록(log)에 무엇인지 적혀 있습니다.")]
    _tell(f"{subject.__tablename__}.breached", subject, found, at)
    return found


def _asked_again(ask: Callable[[], list[str]]) -> list[str]:
    """What is found twice. PostgreSQL shows each statement what is kept by then, so one asking may fall between two
    halves of somebody's transaction."""
    found = ask()
    if found:
        session().expire_all()
        found = ask()
    return found


def _of_council(council_id: int) -> list[str]:
    changed = [*of_ledger(council_id), *_of_cosignatures(council_id)]
    return changed or [*_of_answers(council_id), *_of_minutes(council_id)]  # nothing is held against broken lines


def _of_cosignatures(council_id: int) -> list[str]:
    """The entries that are not what a cosigner has signed: written anew since, and perhaps signed anew."""
    hashes = {entry.seq: entry.hash for entry in entries_of(council_id)}
    changed = {one.seq for one in cosignatures_of(council_id) if hashes.get(one.seq) != one.hash}
    return [_("(9) 공개 장부의 %(seq)d번째 줄이 함께 서명한 것과 다릅니다.", seq=seq) for seq in sorted(changed)]


def _of_answers(council_id: int) -> list[str]:
    """The answers whose words are not those that publishing fixed."""
    published = (
        select(Decision)
        .join(Request)
        .where(Request.council_id == council_id, Decision.state == DecisionState.PUBLISHED)
    )
    fixed: dict[int, list[str]] = {}
    for entry in entries_of(council_id):
        if entry.kind in ANSWERED:
            fixed.setdefault(entry.subject_id, []).append(entry.body["words"])
    return [
        _("(9) 공개한 답변이 공개할 때와 다릅니다: 요청 %(number)d.", number=decision.request_id)
        for decision in session().scalars(published.options(selectinload(Decision.versions)))
        if not _is_as_fixed(decision, fixed.get(decision.request_id, []))
    ]


def _is_as_fixed(decision: Decision, fixed: list[str]) -> bool:
    """Whether each version says what the ledger has of it, in order, and the answer what the last of them says."""
    return [version.digest for version in decision.versions] == fixed and decision.digest in fixed[-1:]


def _of_minutes(council_id: int) -> list[str]:
    """The meetings whose minutes, or what was added below them, are not what sealing fixed."""
    sealed = select(SealedMinutes).join(Meeting, Meeting.id == SealedMinutes.meeting_id)
    kept = {one.meeting_id: one for one in session().scalars(sealed.where(Meeting.council_id == council_id))}
    fixed = {entry.subject_id for entry in entries_of(council_id) if entry.kind == SEALED}
    changed = [number for number in sorted(kept.keys() | fixed) if number not in kept or not is_sealed(kept[number])]
    return [_("(9) 봉인한 회의록이 봉인할 때와 다릅니다: 회의 %(number)d.", number=number) for number in changed]


def _tell(action: str, subject: Council | Poll, found: list[str], at: datetime) -> None:
    """Once for each new list; what was put right, and is broken again, is new."""
    mended = f"{subject.__tablename__}.mended"
    events = [event for event in history([(subject.__tablename__, subject.id)]) if event.action in (action, mended)]
    told = events[-1].facts["breaches"] if events else []
    if found != told:
        record(action if found else mended, subject, by=None, at=at, breaches=found)
