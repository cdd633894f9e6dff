"""Reads of the ledger as people read it, and what is to be reconciled now."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, exists, or_, select

from app.councils.models import Council
from app.kernel.db import session
from app.kernel.i18n import LazyString, lazy
from app.kernel.ledger import LedgerEntry, entries_about
from app.polls.models import Poll
from app.polls.states import PollState

TURNS = 24 * 60 // 5  # of five minutes a day: what is final is asked once a day, a part of it each turn
NEW = timedelta(days=7)  # for so long a poll that was made final is asked at every turn
_KEPT, _HASH = re.compile(r"\s*([1-9][0-9]{0,8})\s*:\s*([0-9a-f\s]{64,200})", re.IGNORECASE | re.ASCII), 64
_KINDS: dict[str, LazyString] = {
    "poll.opened": lazy("투표를 열었습니다. 규칙과 명부의 지문을 남겼습니다."),
    "poll.roll_added": lazy("명부에 한 분을 더했습니다. 까닭의 지문을 남겼습니다."),
    "poll.box_closed": lazy("온라인 투표함을 닫았습니다. 종이를 세기 전에 투표함의 지문을 남겼습니다."),
    "poll.closed": lazy("투표를 마감하고 세었습니다. 투표함과 개표의 지문을 남겼습니다."),
    "poll.certified": lazy("다시 세어 같은 것을 확인하고 결과를 확정했습니다."),
    "poll.voided": lazy("투표를 무효로 했습니다."),
    "decision.published": lazy("동주민센터의 답변을 공개했습니다."),
    "decision.corrected": lazy("동주민센터가 공개한 답변을 고쳤습니다. 앞의 답변도 남습니다."),
    "minutes.sealed": lazy("회의록을 공개하고 봉인했습니다. 지문을 남겼습니다."),
    "minutes.added": lazy("봉인한 회의록에 덧붙였습니다. 덧붙인 말의 지문을 남겼습니다."),
    "cosigner.named": lazy("함께 서명하는 열쇠를 등록했습니다."),
    "cosigner.retired": lazy("함께 서명하던 열쇠를 거두었습니다."),
}


@dataclass(frozen=True)
class Checkpoint:
    """One entry of the ledger as a person reads it; `code` is what one keeps to find a change of the past."""

    seq: int
    at: datetime
    said: LazyString | str
    code: str


@dataclass(frozen=True)
class Kept:
    """A fingerprint that somebody kept, and what stands in its place of the ledger now."""

    code: str
    seq: int
    now: Checkpoint | None

    @property
    def fits(self) -> bool:
        """Whether it still stands there."""
        return self.now is not None and self.now.code == self.code


def kept(chain: int, written: str) -> Kept | None:
    """What was kept of a council's ledger, as people type it or a code holds it; None where it cannot be read."""
    found = _KEPT.fullmatch(written)
    digest = "".join(found[2].split()).lower() if found else ""
    if found is None or len(digest) != _HASH:
        return None
    seq = int(found[1])
    entry = session().get(LedgerEntry, (chain, seq))
    return Kept(f"{seq}:{digest}", seq, _checkpoint(entry) if entry else None)


def checkpoints(poll: Poll) -> list[Checkpoint]:
    """What the ledger holds of a poll, the oldest first."""
    return [_checkpoint(entry) for entry in entries_about("poll", poll.id)]


def checkpoints_since(chain: int, seq: int, limit: int) -> list[Checkpoint]:
    """The entries of a council's ledger after `seq`, at most `limit` of them, the newest first."""
    later = select(LedgerEntry).where(LedgerEntry.chain == chain, LedgerEntry.seq > seq)
    return [_checkpoint(entry) for entry in session().scalars(later.order_by(LedgerEntry.seq.desc()).limit(limit))]


def words() -> dict[str, LazyString]:
    """What each kind of entry says."""
    return dict(_KINDS)


def _checkpoint(entry: LedgerEntry) -> Checkpoint:
    return Checkpoint(entry.seq, entry.at, _KINDS.get(entry.kind, entry.kind), entry.code)


def polls_to_reconcile(at: datetime) -> Sequence[int]:
    """The polls that are open, provisional or newly final, and this turn's part of those that are final."""
    final_now = (Poll.state == PollState.CERTIFIED) & (Poll.id % TURNS == _turn(at))
    wanted = or_(_is_watched(at), final_now)
    return session().scalars(select(Poll.id).where(wanted, Poll.is_replay.is_(False)).order_by(Poll.id)).all()


def councils_to_reconcile(at: datetime) -> Sequence[int]:
    """The councils with a poll that is open, provisional or newly final, and this turn's part of all others."""
    with_poll = exists().where(Poll.council_id == Council.id, _is_watched(at), Poll.is_replay.is_(False))
    wanted = or_(with_poll, Council.id % TURNS == _turn(at))
    return session().scalars(select(Council.id).where(wanted).order_by(Council.id)).all()


def _is_watched(at: datetime) -> ColumnElement[bool]:
    """Whether people wait for the result of a poll, or have just been told it."""
    newly = exists().where(
        LedgerEntry.subject_type == "poll",
        LedgerEntry.subject_id == Poll.id,
        LedgerEntry.kind == "poll.certified",
        LedgerEntry.at > at - NEW,
    )
    unfinished = Poll.state.in_((PollState.OPEN, PollState.COUNTING, PollState.CLOSED))
    return or_(unfinished, (Poll.state == PollState.CERTIFIED) & newly)


def _turn(at: datetime) -> int:
    return (at.hour * 60 + at.minute) // 5
