"""The public ledger (공개 장부): what was fixed, in order; each entry holds the hash of the one before it.

A council has one chain. Its entries say nothing that residents may not read, so anybody can keep a copy, and whoever
holds the hash of one entry holds all that came before it: who would change the past has to change what others keep.
An entry is a line of canonical JSON; its hash is SHA-256 of that line, its signature Ed25519 (RFC 8032) of the hash.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, cast

from sqlalchemy import (
    ColumnElement,
    Index,
    SQLColumnExpression,
    String,
    Table,
    Text,
    and_,
    func,
    inspect,
    literal,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Model, session
from app.kernel.db.growing import append_only, attach
from app.kernel.security import is_signed, public_key, sign, signing_key_is_new

FIRST = "0" * 64  # what the first entry of a chain names as the hash before it
TRIGGERS = append_only("ledger", "the public ledger only grows")
_LOCKS = 0x676F6C6D  # the space of our advisory locks on PostgreSQL: one number a chain


class LedgerEntry(Model):
    """One line of a council's chain. All that is public of it stands in `line`; the columns beside it find it."""

    __tablename__ = "ledger"
    __table_args__ = (Index("ix_ledger_subject", "subject_type", "subject_id"),)

    chain: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)  # the council's id
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)  # from 1, without a gap
    kind: Mapped[str] = mapped_column(String(32))
    subject_type: Mapped[str] = mapped_column(String(32))
    subject_id: Mapped[int]
    at: Mapped[datetime]
    line: Mapped[str] = mapped_column(Text)
    hash: Mapped[str] = mapped_column(String(64))
    signature: Mapped[str] = mapped_column(String(128))

    @property
    def code(self) -> str:
        """What one keeps to find a change of the past: number and hash."""
        return f"{self.seq}:{self.hash}"

    @property
    def content(self) -> dict[str, Any]:
        """The line, read."""
        return dict(json.loads(self.line))

    @property
    def body(self) -> dict[str, Any]:
        """What the entry fixes."""
        return dict(self.content["body"])


AS_SIGNED = (LedgerEntry.line, LedgerEntry.hash, LedgerEntry.signature)  # what `first_body` reads of an entry


def is_about(kind: str, subject_type: str, number: SQLColumnExpression[int]) -> ColumnElement[bool]:
    """The condition of the entries of a kind about a subject."""
    entry = LedgerEntry
    return and_(entry.kind == kind, entry.subject_type == subject_type, entry.subject_id == number)


def append(chain: int, kind: str, subject: Any, body: Mapping[str, Any], *, at: datetime) -> LedgerEntry:
    """Add the next entry to the chain, in the caller's transaction; two at once take turns.

    `body` is JSON of whole numbers, words and lists. It is public for ever: never a name of a resident, never a
    figure that residents may not see.
    """
    current = session()
    current.flush()
    if current.connection().dialect.name == "postgresql":
        current.execute(select(func.pg_advisory_xact_lock(_LOCKS, chain)))
    last = head(chain)
    entry = LedgerEntry(
        chain=chain,
        seq=last.seq + 1 if last else 1,
        kind=kind,
        subject_type=subject.__tablename__,
        subject_id=subject.id,
        at=at,
    )
    entry.line = _line(entry, body, last.hash if last else FIRST)
    entry.hash = hashlib.sha256(entry.line.encode()).hexdigest()
    entry.signature = sign(entry.hash)
    current.add(entry)
    current.flush()
    return entry


def head(chain: int) -> LedgerEntry | None:
    """The last entry of a chain; None where there is none yet."""
    newest = select(LedgerEntry).where(LedgerEntry.chain == chain).order_by(LedgerEntry.seq.desc()).limit(1)
    return session().scalars(newest).one_or_none()


def heads() -> dict[int, str]:
    """The code of the last entry of every chain; nothing in a database of before there was a ledger."""
    return {entry.chain: entry.code for entry in _last_entries()}


def last_keys() -> set[str]:
    """The public keys that have signed the last entry of every chain, as far as it is as it was signed."""
    return {entry.content["key"] for entry in _last_entries() if is_as_signed(entry)}


def ends_with_our_key(chain: int) -> bool:
    """Whether what we sign with has signed the last entry, if there is one, or the settings say that our key is new."""
    last = head(chain)
    return last is None or signing_key_is_new() or (is_as_signed(last) and last.content["key"] == public_key())


def _last_entries() -> Sequence[LedgerEntry]:
    if not inspect(session().connection()).has_table(LedgerEntry.__tablename__):
        return ()
    last = select(LedgerEntry.chain, func.max(LedgerEntry.seq).label("seq")).group_by(LedgerEntry.chain).subquery()
    newest = select(LedgerEntry).join(last, (LedgerEntry.chain == last.c.chain) & (LedgerEntry.seq == last.c.seq))
    return session().scalars(newest.order_by(LedgerEntry.chain)).all()


def missing(codes: Iterable[str]) -> list[str]:
    """Those of the codes, as letters and pages show them, that no chain here holds."""
    hashes = {code.rpartition(":")[2].strip().lower(): code for code in codes}
    here = set(session().scalars(select(LedgerEntry.hash).where(LedgerEntry.hash.in_(hashes))))
    return [code for digest, code in hashes.items() if digest not in here]


def entries_of(chain: int) -> Sequence[LedgerEntry]:
    """The whole chain, the oldest first."""
    return session().scalars(select(LedgerEntry).where(LedgerEntry.chain == chain).order_by(LedgerEntry.seq)).all()


def entries_about(subject_type: str, subject_id: int) -> Sequence[LedgerEntry]:
    """What the ledger holds of one subject, the oldest first."""
    about = select(LedgerEntry).where(LedgerEntry.subject_type == subject_type, LedgerEntry.subject_id == subject_id)
    return session().scalars(about.order_by(LedgerEntry.seq)).all()


def first_signed(kind: str, subject_type: str, subject_id: int) -> dict[str, Any] | None:
    """What the first entry of its kind about a subject fixes that is as it was signed; None where there is none."""
    about = select(*AS_SIGNED).where(is_about(kind, subject_type, literal(subject_id))).order_by(LedgerEntry.seq)
    return first_body(session().execute(about))


def first_body(rows: Iterable[Sequence[str | None]]) -> dict[str, Any] | None:
    """What the first entry fixes that is as it was signed, of rows of AS_SIGNED; None where there is none."""
    entries = (LedgerEntry(line=line, hash=digest, signature=signature) for line, digest, signature in rows if line)
    return next((entry.body for entry in entries if is_as_signed(entry)), None)


def first_broken(chain: int) -> int | None:
    """The place of the first entry that is not what was signed after the one before it; None where the chain is whole.

    An end that was cut off is seen only by whoever has kept a later entry.
    """
    previous = FIRST
    for place, entry in enumerate(entries_of(chain), 1):
        if not _follows(entry, (place, chain, previous)):
            return place
        previous = entry.hash
    return None


def is_as_signed(entry: LedgerEntry) -> bool:
    """Whether line, hash and signature of one entry fit together, whatever stands before it."""
    if hashlib.sha256(entry.line.encode()).hexdigest() != entry.hash:
        return False
    try:
        key = str(entry.content["key"])
    except (ValueError, TypeError, KeyError):  # hashed anew over what is no line of ours
        return False
    return is_signed(entry.hash, entry.signature, key)


def _follows(entry: LedgerEntry, expected: tuple[int, int, str]) -> bool:
    """Whether the line is the one that was signed, with the expected place, chain and hash before it."""
    if not is_as_signed(entry):
        return False
    told = entry.content
    return (told.get("seq"), told.get("chain"), told.get("previous")) == expected


def canonical(thing: Mapping[str, Any] | Sequence[Any]) -> str:
    """The one written form of a JSON value: sorted keys, no blanks, letters as they are."""
    return json.dumps(thing, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _line(entry: LedgerEntry, body: Mapping[str, Any], previous: str) -> str:
    return canonical(
        {
            "chain": entry.chain,
            "seq": entry.seq,
            "kind": entry.kind,
            "subject": f"{entry.subject_type}/{entry.subject_id}",
            "at": entry.at.astimezone(UTC).isoformat(),
            "body": dict(body),
            "previous": previous,
            "key": public_key(),
        }
    )


attach(cast(Table, LedgerEntry.__table__), TRIGGERS)
