"""Counts that somebody asked the worker for."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "asked_count",
        sa.Column("poll_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("step", sa.String(length=32), nullable=False),
        sa.Column("stage", sa.String(length=32), nullable=False),
        sa.Column("refusal", sa.String(length=1000), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["asked_by_id"], ["user.id"], name=op.f("fk_asked_count_asked_by_id_user")),
        sa.ForeignKeyConstraint(["poll_id"], ["poll.id"], name=op.f("fk_asked_count_poll_id_poll")),
        sa.PrimaryKeyConstraint("poll_id", name=op.f("pk_asked_count")),
    )
    op.create_index(op.f("ix_asked_count_asked_by_id"), "asked_count", ["asked_by_id"], unique=False)


def downgrade() -> None:
    """Go back."""
    op.drop_table("asked_count")
