"""Commitments: short numbers that fix a roll and a box before anybody sees what is in them.

The list of receipts is public after closing, and the marks are, from a number of ballots on; which receipt belongs to
which marks is not, or a receipt would show to anybody how its voter voted. So a commitment never covers a receipt and
its marks in the open: whoever has both lists could try out which pairs give it. Receipts have a Merkle tree of their
own (RFC 6962, section 2.1, over the sorted hashes), and what covers marks is blinded by a salt that never enters the
database and is told only where what it covers may be seen.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from typing import Any

from sqlalchemy import func, select

from app.kernel.db import session
from app.kernel.ledger import canonical
from app.kernel.security import keyed_hash
from app.polls.models import Ballot, RollEntry
from app.polls.service.reconciliation import is_invalid, paper_ballots

_NOT_USED = "-"  # the channel of whoever has not voted


def merkle_root(leaves: Iterable[str]) -> str:
    """The Merkle tree hash of RFC 6962, section 2.1, with SHA-256, over the leaves in their order; hex."""
    level = [hashlib.sha256(b"\x00" + leaf.encode()).digest() for leaf in leaves]
    if not level:
        return hashlib.sha256().hexdigest()
    while len(level) > 1:
        above = [hashlib.sha256(b"\x01" + b"".join(level[at : at + 2])).digest() for at in range(0, len(level) - 1, 2)]
        level = above + level[len(above) * 2 :]  # an odd one goes up as it is
    return level[0].hex()


def receipts_root(poll_id: int) -> str:
    """The root over the hashes of all receipts in the box, sorted."""
    return merkle_root(receipts_in_the_box(poll_id))


def receipts_in_the_box(poll_id: int) -> list[str]:
    """The hashes of all receipts, sorted here: the database's order hangs on its language."""
    return sorted(session().scalars(select(Ballot.nonce_hash).where(Ballot.poll_id == poll_id)))


def roll_root(poll_id: int) -> str:
    """The root over the roll as it stands: each person's key, a line end, and the channel used or "-"; sorted."""
    people = select(RollEntry.person_key, RollEntry.channel).where(RollEntry.poll_id == poll_id)
    lines = (f"{key}\n{used.value if used else _NOT_USED}" for key, used in session().execute(people))
    return merkle_root(sorted(lines))


def pairing_root(poll_id: int) -> str:
    """The root over SHA-256(salt, receipt hash, marks) of each ballot, sorted: for the observers, who get the salt."""
    blind = salt("pairing", poll_id)
    lines = (f"{blind}\n{receipt}\n{canonical(marks)}" for receipt, marks in pairs_in_the_box(poll_id))
    return merkle_root(sorted(hashlib.sha256(line.encode()).hexdigest() for line in lines))


def pairs_in_the_box(poll_id: int) -> list[tuple[str, list[int]]]:
    """Each receipt hash with its marks, in the order of the hashes: for the observers alone."""
    ballots = select(Ballot.nonce_hash, Ballot.marks).where(Ballot.poll_id == poll_id)
    return sorted((receipt, json.loads(marks)) for receipt, marks in session().execute(ballots))


def marks_counted(poll_id: int) -> list[tuple[list[int], int]]:
    """How many ballots, online and on paper, have which marks; sorted by the marks, which says nothing of the voters.

    Sheets that are invalid for a reason are not among them.
    """
    groups = select(Ballot.marks, func.count()).where(Ballot.poll_id == poll_id).group_by(Ballot.marks)
    counted = Counter({str(marks): int(count) for marks, count in session().execute(groups)})
    counted.update({marks: sheets for marks, sheets in paper_ballots(poll_id).items() if not is_invalid(marks)})
    return sorted((json.loads(marks), count) for marks, count in counted.items())


def digest(thing: Any) -> str:
    """SHA-256 of the thing in canonical JSON; hex."""
    return hashlib.sha256(canonical(thing).encode()).hexdigest()


def blinded(purpose: str, poll_id: int, thing: Any) -> str:
    """SHA-256 of the salt, a line end and the thing in canonical JSON; hex."""
    return hashlib.sha256(f"{salt(purpose, poll_id)}\n{canonical(thing)}".encode()).hexdigest()


def salt(purpose: str, poll_id: int) -> str:
    """What blinds a commitment: from the pepper, so that a dump of the database opens none."""
    return keyed_hash("salt", purpose, str(poll_id))
