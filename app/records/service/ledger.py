"""The public ledger as lines of JSON: whole as a file of its own, and as far as it concerns a poll in its record."""

from collections.abc import Iterator, Sequence
from typing import Any

from app.kernel.ledger import LedgerEntry, canonical, entries_of
from app.polls.models import Poll
from app.records import queries
from app.records.models import Cosignature


def ledger(council_id: int) -> Iterator[str]:
    """The whole chain of a council, the oldest entry first, each line with its line end."""
    for entry in entries_of(council_id):
        yield canonical(_told(entry)) + "\n"


def ledger_of(poll: Poll) -> Iterator[dict[str, Any]]:
    """The chain up to the last entry about the poll, and on to where each party first cosigned that; what they signed.

    What came later says nothing of the poll.
    """
    entries, signed = entries_of(poll.council_id), queries.cosignatures_of(poll.council_id)
    own = [entry.seq for entry in entries if (entry.subject_type, entry.subject_id) == ("poll", poll.id)]
    end = _end(max(own, default=0), signed)
    yield from map(_told, entries[:end])
    for one in signed:
        if min(own, default=0) <= one.seq <= end:
            yield {"line": "cosignature", "seq": one.seq, "key": one.key.public_key, "signature": one.signature}


def _end(last: int, signed: Sequence[Cosignature]) -> int:
    """The last entry that is told: `last`, or where the slowest of the parties first signed it."""
    first: dict[int, int] = {}
    for one in signed:
        if one.seq >= last:
            first.setdefault(one.key.cosigner_id, one.seq)
    return max(first.values(), default=last)


def _told(entry: LedgerEntry) -> dict[str, Any]:
    return {"line": "entry", "entry": entry.content, "hash": entry.hash, "signature": entry.signature}
