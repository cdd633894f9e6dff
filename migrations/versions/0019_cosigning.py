"""Cosigning: who signs a council's ledger with a key of their own, the keys, and what they signed. All only grow."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

GUARDED = {
    "cosigner": "a cosigner stays named",
    "cosigner_key": "a key of a cosigner is never changed",
    "key_retirement": "a retired key stays retired",
    "cosignature": "a cosignature is final",
}


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "cosigner",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("dong_id", sa.Integer(), nullable=True),
        sa.Column("neighbour_id", sa.Integer(), nullable=True),
        sa.Column("named_by_id", sa.Integer(), nullable=False),
        sa.Column("named_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("(dong_id IS NULL) <> (neighbour_id IS NULL)", name=op.f("ck_cosigner_one_party")),
        sa.ForeignKeyConstraint(["council_id"], ["council.id"], name=op.f("fk_cosigner_council_id_council")),
        sa.ForeignKeyConstraint(["dong_id"], ["dong.id"], name=op.f("fk_cosigner_dong_id_dong")),
        sa.ForeignKeyConstraint(["neighbour_id"], ["council.id"], name=op.f("fk_cosigner_neighbour_id_council")),
        sa.ForeignKeyConstraint(["named_by_id"], ["user.id"], name=op.f("fk_cosigner_named_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cosigner")),
        sa.UniqueConstraint("council_id", "dong_id", name=op.f("uq_cosigner_council_id_dong_id")),
        sa.UniqueConstraint("council_id", "neighbour_id", name=op.f("uq_cosigner_council_id_neighbour_id")),
    )
    op.create_index(op.f("ix_cosigner_neighbour_id"), "cosigner", ["neighbour_id"], unique=False)
    op.create_table(
        "cosigner_key",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cosigner_id", sa.Integer(), nullable=False),
        sa.Column("public_key", sa.String(length=64), nullable=False),
        sa.Column("registered_by_id", sa.Integer(), nullable=False),
        sa.Column("registered_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["cosigner_id"], ["cosigner.id"], name=op.f("fk_cosigner_key_cosigner_id_cosigner")),
        sa.ForeignKeyConstraint(["registered_by_id"], ["user.id"], name=op.f("fk_cosigner_key_registered_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cosigner_key")),
        sa.UniqueConstraint("cosigner_id", "public_key", name=op.f("uq_cosigner_key_cosigner_id_public_key")),
    )
    op.create_table(
        "key_retirement",
        sa.Column("key_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("retired_by_id", sa.Integer(), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["key_id"], ["cosigner_key.id"], name=op.f("fk_key_retirement_key_id_cosigner_key")),
        sa.ForeignKeyConstraint(["retired_by_id"], ["user.id"], name=op.f("fk_key_retirement_retired_by_id_user")),
        sa.PrimaryKeyConstraint("key_id", name=op.f("pk_key_retirement")),
    )
    op.create_table(
        "cosignature",
        sa.Column("key_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("chain", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("signature", sa.String(length=128), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["key_id"], ["cosigner_key.id"], name=op.f("fk_cosignature_key_id_cosigner_key")),
        sa.PrimaryKeyConstraint("key_id", "seq", name=op.f("pk_cosignature")),
    )
    for table, sentence in GUARDED.items():
        _guard(table, sentence)


def downgrade() -> None:
    """Go back."""
    for table in reversed(GUARDED):
        op.drop_table(table)


def _guard(table: str, sentence: str) -> None:
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    for moment, each in (("UPDATE", "ROW"), ("DELETE", "ROW"), ("TRUNCATE", "STATEMENT")):
        trigger = f'CREATE TRIGGER {table}_{moment.lower()}_refused BEFORE {moment} ON "{table}" '
        if not is_sqlite:
            op.execute(f"{trigger}FOR EACH {each} EXECUTE FUNCTION golmok_refuse('{sentence}')")
        elif each == "ROW":
            op.execute(f"{trigger}BEGIN SELECT RAISE(ABORT, '{sentence}'); END")
