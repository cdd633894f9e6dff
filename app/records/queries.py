"""What the page of a record shows of the ledger."""

from dataclasses import dataclass
from datetime import datetime

from app.kernel.i18n import LazyString, lazy
from app.kernel.ledger import LedgerEntry, entries_about
from app.polls.models import Poll

_KINDS: dict[str, LazyString] = {
    "poll.opened": lazy("투표를 열었습니다. 규칙과 명부의 지문을 남겼습니다."),
    "poll.closed": lazy("투표를 마감하고 세었습니다. 투표함과 개표의 지문을 남겼습니다."),
    "poll.certified": lazy("다시 세어 같은 것을 확인하고 결과를 확정했습니다."),
    "poll.voided": lazy("투표를 무효로 했습니다."),
}


@dataclass(frozen=True)
class Checkpoint:
    """One entry of the ledger as a person reads it; `code` is what one keeps to find a change of the past."""

    seq: int
    at: datetime
    said: LazyString | str
    code: str


def checkpoints(poll: Poll) -> list[Checkpoint]:
    """What the ledger holds of a poll, the oldest first."""
    return [_checkpoint(entry) for entry in entries_about("poll", poll.id)]


def _checkpoint(entry: LedgerEntry) -> Checkpoint:
    return Checkpoint(entry.seq, entry.at, _KINDS.get(entry.kind, entry.kind), f"{entry.seq}:{entry.hash}")
