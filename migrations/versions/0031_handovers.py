"""Proposals that are passed on to another council."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

_WAITS = sa.text("state = 'offered'")


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "handover",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("to_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("offered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer", sa.String(length=500), nullable=False),
        sa.Column("new_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["answered_by_id"], ["user.id"], name=op.f("fk_handover_answered_by_id_user")),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_handover_by_id_user")),
        sa.ForeignKeyConstraint(["new_id"], ["proposal.id"], name=op.f("fk_handover_new_id_proposal")),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name=op.f("fk_handover_proposal_id_proposal")),
        sa.ForeignKeyConstraint(["to_id"], ["council.id"], name=op.f("fk_handover_to_id_council")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover")),
    )
    for column in ("answered_by_id", "by_id", "new_id", "proposal_id", "to_id"):
        op.create_index(op.f(f"ix_handover_{column}"), "handover", [column], unique=False)
    op.create_index(
        "uq_handover_proposal_id_offered",
        "handover",
        ["proposal_id"],
        unique=True,
        sqlite_where=_WAITS,
        postgresql_where=_WAITS,
    )


def downgrade() -> None:
    """Go back."""
    op.drop_table("handover")
