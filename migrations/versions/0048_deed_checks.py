"""Rounds in which residents say how it is after a deed, and their answers while a round is open."""

import sqlalchemy as sa
from alembic import op

revision = "0048"
down_revision = "0047"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    _create_deed_check()
    _create_check_answer()


def _create_deed_check() -> None:
    op.create_table(
        "deed_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("commitment_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("counted", sa.JSON(), nullable=False),
        sa.Column("on_paper", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["commitment_id"], ["commitment.id"], name=op.f("fk_deed_check_commitment_id_commitment")
        ),
        sa.ForeignKeyConstraint(["council_id"], ["council.id"], name=op.f("fk_deed_check_council_id_council")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deed_check")),
    )
    op.create_index("ix_deed_check_closed_at_closes_at", "deed_check", ["closed_at", "closes_at"], unique=False)
    op.create_index(
        "uq_deed_check_commitment_id_kind_turn", "deed_check", ["commitment_id", "kind", "turn"], unique=True
    )


def _create_check_answer() -> None:
    op.create_table(
        "check_answer",
        sa.Column("check_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["check_id"], ["deed_check.id"], name=op.f("fk_check_answer_check_id_deed_check")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_check_answer_user_id_user")),
        sa.PrimaryKeyConstraint("check_id", "user_id", name=op.f("pk_check_answer")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_check_answer_user_id"), "check_answer", ["user_id"], unique=False)


def downgrade() -> None:
    """Go back. What residents answered is lost."""
    op.drop_table("check_answer")
    op.drop_table("deed_check")
