"""The public record of a counted poll: one file that anybody can keep, count again and check with `verify.py`.

JSON lines, each canonical: head, rules, a line for every receipt, the marks and the count where numbers may be seen,
the reconciliation sheet, the verdict, the council's ledger with its cosignatures, and an end that signs all lines
before it. The format is described in docs/reference/record.md. With fewer than SMALL_NUMBER valid ballots only
the verdict is told, and which marks were made only from MARKS_SHOWN_FROM ballots on; points and ranks only where the
box holds twice as many ballots as there are ways to fill in the paper.
"""

import hashlib
from collections.abc import Iterator
from typing import Any

from app.kernel.errors import Conflict
from app.kernel.i18n import lazy
from app.kernel.ledger import canonical
from app.kernel.security import public_key, sign
from app.polls.methods import METHODS
from app.polls.methods.rules import SMALL_NUMBER, Rules
from app.polls.models import Poll, Tally
from app.polls.service import commitments
from app.polls.service.reconciliation import sheet_before_count
from app.records.service.ledger import ledger_of

FORMAT, VERSION = "golmok-poll-record", 1
MARKS_SHOWN_FROM = 20  # ballots: with fewer, a rare set of marks would point at somebody


def record(poll: Poll) -> Iterator[str]:
    """The lines of the record, each with its line end. Raises Conflict before the poll is counted.

    `poll` needs its council and tally. Of the same box the lines are always the same: what is random in it was drawn
    when the ballots were cast.
    """
    tally = poll.tally
    if tally is None or not poll.is_counted:
        raise Conflict(lazy("결과는 투표가 끝난 뒤에 모두에게 함께 보입니다."))
    return _closed_with_signature(_lines(poll, tally))


def pairing(poll: Poll) -> dict[str, Any]:
    """For the two observers whom the council names: which receipt has which marks, and the salt that proves it.

    Whoever holds it and a voter's receipt knows how that voter voted. Raises Conflict before the poll is counted.
    """
    if not poll.is_counted:
        raise Conflict(lazy("결과는 투표가 끝난 뒤에 모두에게 함께 보입니다."))
    return {
        "format": "golmok-poll-pairing",
        "version": VERSION,
        "poll": poll.id,
        "salt": commitments.salt("pairing", poll.id),
        "ballots": commitments.pairs_in_the_box(poll.id),
    }


def _lines(poll: Poll, tally: Tally) -> Iterator[dict[str, Any]]:
    council = poll.council
    yield {
        "line": "head",
        "format": FORMAT,
        "version": VERSION,
        "poll": poll.id,
        "council": {"id": council.id, "name": council.name, "number": council.number},
        "key": public_key(),
    }
    yield {"line": "rules", "hash": poll.rules_hash, "sheet": poll.rules}
    for receipt in commitments.receipts_in_the_box(poll.id):
        yield {"line": "receipt", "hash": receipt}
    if tally.valid_count >= SMALL_NUMBER:
        yield from _numbers(poll, tally)
    yield {"line": "reconciliation", "sheet": sheet_before_count(poll)}
    yield {"line": "verdict", "verdict": tally.verdict.value}
    yield from ledger_of(poll)


def _numbers(poll: Poll, tally: Tally) -> Iterator[dict[str, Any]]:
    if shows_marks(poll, tally.ballot_count):
        groups = commitments.marks_counted(poll.id)
        yield {"line": "ballots", "salt": commitments.salt("marks", poll.id), "groups": groups}
    yield {"line": "count", "salt": commitments.salt("count", poll.id), "count": tally.told}


def shows_marks(poll: Poll, ballots: int) -> bool:
    """Whether the record tells which marks were made.

    Where every option takes a number, there are so many different ballots that one can be agreed on and looked up
    afterwards (Italian attack), unless the box holds twice as many."""
    method, options, rules = METHODS[poll.method], len(poll.rules["options"]), Rules.from_sheet(poll.rules)
    few = not method.is_numbered or ballots >= 2 * method.possible(options, rules)
    return ballots >= MARKS_SHOWN_FROM and few


def _closed_with_signature(lines: Iterator[dict[str, Any]]) -> Iterator[str]:
    digest, count = hashlib.sha256(), 0
    for line in lines:
        text = canonical(line) + "\n"
        digest.update(text.encode())
        count += 1
        yield text
    whole = digest.hexdigest()
    yield canonical({"line": "end", "lines": count, "digest": whole, "signature": sign(whole)}) + "\n"
