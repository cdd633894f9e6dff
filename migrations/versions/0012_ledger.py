"""The public ledger: one chain of signed entries a council, which only grows."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

# As they stood at this revision; later ones are migrations of their own.
TRIGGERS = {
    "sqlite": (
        'CREATE TRIGGER ledger_update_refused BEFORE UPDATE ON "ledger" '
        "BEGIN SELECT RAISE(ABORT, 'the public ledger only grows'); END",
        'CREATE TRIGGER ledger_delete_refused BEFORE DELETE ON "ledger" '
        "BEGIN SELECT RAISE(ABORT, 'the public ledger only grows'); END",
    ),
    "postgresql": (
        'CREATE TRIGGER ledger_update_refused BEFORE UPDATE ON "ledger" FOR EACH ROW '
        "EXECUTE FUNCTION golmok_refuse('the public ledger only grows')",
        'CREATE TRIGGER ledger_delete_refused BEFORE DELETE ON "ledger" FOR EACH ROW '
        "EXECUTE FUNCTION golmok_refuse('the public ledger only grows')",
        'CREATE TRIGGER ledger_truncate_refused BEFORE TRUNCATE ON "ledger" FOR EACH STATEMENT '
        "EXECUTE FUNCTION golmok_refuse('the public ledger only grows')",
    ),
}


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "ledger",
        sa.Column("chain", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("subject_type", sa.String(length=32), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("line", sa.Text(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("signature", sa.String(length=128), nullable=False),
        sa.PrimaryKeyConstraint("chain", "seq", name=op.f("pk_ledger")),
    )
    op.create_index("ix_ledger_subject", "ledger", ["subject_type", "subject_id"])
    for statement in TRIGGERS[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    """Go back."""
    op.drop_table("ledger")
