"""Cosigning (함께 서명하기): who signs a council's ledger with a key of their own, the keys, and what they signed.

A cosigner is what transparency logs call a witness: its key never reaches this machine, so whoever rewrites the ledger
here cannot sign for it. All four tables only grow; a key is retired by a row of its own.
"""

import hashlib
from datetime import datetime
from typing import cast

from sqlalchemy import CheckConstraint, ForeignKey, String, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.councils.models import Council
from app.kernel.db import Model
from app.kernel.db.growing import append_only, attach
from app.places.models import Dong
from app.records.policy import COSIGNER_POLICY

DOMAIN = "golmok cosignature 1"  # the first line of every text that is signed: no other text begins so
TRIGGERS = {
    "cosigner": append_only("cosigner", "a cosigner stays named"),
    "cosigner_key": append_only("cosigner_key", "a key of a cosigner is never changed"),
    "key_retirement": append_only("key_retirement", "a retired key stays retired"),
    "cosignature": append_only("cosignature", "a cosignature is final"),
}


def signed_text(chain: int, seq: int, digest: str) -> str:
    """What a cosigner signs: four lines, each with its line feed, so that `printf` and a browser write the same."""
    return f"{DOMAIN}\n{chain}\n{seq}\n{digest}\n"


def fingerprint(key: str) -> str:
    """What people compare of a public key in hex: 16 letters of its SHA-256 in groups of four."""
    digest = hashlib.sha256(bytes.fromhex(key)).hexdigest()
    return " ".join(digest[at : at + 4] for at in range(0, 16, 4))


class Cosigner(Model):
    """공동 서명 기관: the dong centre, or a neighbouring council, that signs a council's ledger with its own key."""

    __tablename__ = "cosigner"
    __policy__ = COSIGNER_POLICY
    __table_args__ = (
        UniqueConstraint("council_id", "dong_id"),
        UniqueConstraint("council_id", "neighbour_id"),
        CheckConstraint("(dong_id IS NULL) <> (neighbour_id IS NULL)", name="one_party"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    council_id: Mapped[int] = mapped_column(ForeignKey("council.id"))  # whose ledger
    dong_id: Mapped[int | None] = mapped_column(ForeignKey("dong.id"))
    neighbour_id: Mapped[int | None] = mapped_column(ForeignKey("council.id"), index=True)
    named_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    named_at: Mapped[datetime]

    council: Mapped[Council] = relationship(foreign_keys=council_id, lazy="raise_on_sql")
    dong: Mapped[Dong | None] = relationship(lazy="raise_on_sql")
    neighbour: Mapped[Council | None] = relationship(foreign_keys=neighbour_id, lazy="raise_on_sql")
    keys: Mapped[list["CosignerKey"]] = relationship(
        back_populates="cosigner", order_by="CosignerKey.id", lazy="raise_on_sql"
    )

    @property
    def name(self) -> str:
        """What the party is called."""
        return self.dong.centre_name if self.dong else cast(Council, self.neighbour).name

    @property
    def party(self) -> str:
        """The party as the ledger names it: dong/3 or council/5."""
        return f"dong/{self.dong_id}" if self.dong_id is not None else f"council/{self.neighbour_id}"

    @property
    def key(self) -> "CosignerKey | None":
        """The key in force, of which there is one at most."""
        return next((key for key in self.keys if key.retirement is None), None)


class CosignerKey(Model):
    """열쇠: a public key (Ed25519) that a cosigner has made; the private half stays with the cosigner."""

    __tablename__ = "cosigner_key"
    __table_args__ = (UniqueConstraint("cosigner_id", "public_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    cosigner_id: Mapped[int] = mapped_column(ForeignKey("cosigner.id"))
    public_key: Mapped[str] = mapped_column(String(64))  # hex
    registered_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    registered_at: Mapped[datetime]

    cosigner: Mapped[Cosigner] = relationship(back_populates="keys", lazy="raise_on_sql")
    retirement: Mapped["KeyRetirement | None"] = relationship(back_populates="key", lazy="raise_on_sql")

    @property
    def fingerprint(self) -> str:
        """What people compare."""
        return fingerprint(self.public_key)


class KeyRetirement(Model):
    """거둔 열쇠: from then on nothing is signed with the key; what it signed before stays."""

    __tablename__ = "key_retirement"

    key_id: Mapped[int] = mapped_column(ForeignKey("cosigner_key.id"), primary_key=True, autoincrement=False)
    retired_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    retired_at: Mapped[datetime]

    key: Mapped[CosignerKey] = relationship(back_populates="retirement", lazy="raise_on_sql")


class Cosignature(Model):
    """공동 서명: a cosigner's word that this entry of the ledger continues what it signed before.

    It names the entry instead of pointing at its row: what was signed stays where the ledger is cut or rewritten.
    """

    __tablename__ = "cosignature"

    key_id: Mapped[int] = mapped_column(ForeignKey("cosigner_key.id"), primary_key=True, autoincrement=False)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    chain: Mapped[int]
    hash: Mapped[str] = mapped_column(String(64))
    signature: Mapped[str] = mapped_column(String(128))  # hex
    signed_at: Mapped[datetime]

    key: Mapped[CosignerKey] = relationship(lazy="raise_on_sql")


for _model in (Cosigner, CosignerKey, KeyRetirement, Cosignature):
    attach(cast(Table, _model.__table__), TRIGGERS[_model.__tablename__])
