"""What the centre promised, its milestones, words of progress, photos and trials."""

import sqlalchemy as sa
from alembic import op

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    _create_commitment()
    _create_milestone()
    _create_progress()
    _create_deed_photo()
    _create_trial()


def _create_commitment() -> None:
    op.create_table(
        "commitment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("section", sa.String(length=60), nullable=False),
        sa.Column("officer_name", sa.String(length=40), nullable=False),
        sa.Column("officer_phone", sa.String(length=20), nullable=False),
        sa.Column("budget_won", sa.BigInteger(), nullable=True),
        sa.Column("budget_from", sa.String(length=120), nullable=False),
        sa.Column("do_by", sa.Date(), nullable=True),
        sa.Column("first_do_by", sa.Date(), nullable=True),
        sa.Column("basis", sa.JSON(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("promised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("ended_reason", sa.Text(), nullable=False),
        sa.Column("reminded_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["council_id"], ["council.id"], name=op.f("fk_commitment_council_id_council")),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_commitment_request_id_request")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commitment")),
        sa.UniqueConstraint("request_id", name=op.f("uq_commitment_request_id")),
    )
    op.create_index("ix_commitment_council_id_state", "commitment", ["council_id", "state"], unique=False)
    op.create_index("ix_commitment_state_do_by", "commitment", ["state", "do_by"], unique=False)


def _create_milestone() -> None:
    op.create_table(
        "milestone",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("commitment_id", sa.Integer(), nullable=False),
        sa.Column("once", sa.String(length=40), nullable=True),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["commitment_id"], ["commitment.id"], name=op.f("fk_milestone_commitment_id_commitment")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_milestone")),
        sa.UniqueConstraint("once", name=op.f("uq_milestone_once")),
    )
    op.create_index(op.f("ix_milestone_commitment_id"), "milestone", ["commitment_id"], unique=False)


def _create_progress() -> None:
    op.create_table(
        "progress",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("commitment_id", sa.Integer(), nullable=False),
        sa.Column("once", sa.String(length=40), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("step", sa.String(length=32), nullable=False),
        sa.Column("section", sa.String(length=60), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_progress_by_id_user")),
        sa.ForeignKeyConstraint(
            ["commitment_id"], ["commitment.id"], name=op.f("fk_progress_commitment_id_commitment")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_progress")),
        sa.UniqueConstraint("once", name=op.f("uq_progress_once")),
    )
    op.create_index(op.f("ix_progress_commitment_id"), "progress", ["commitment_id"], unique=False)


def _create_deed_photo() -> None:
    op.create_table(
        "deed_photo",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("commitment_id", sa.Integer(), nullable=False),
        sa.Column("progress_id", sa.Integer(), nullable=True),
        sa.Column("moment", sa.String(length=32), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("description", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["commitment_id"], ["commitment.id"], name=op.f("fk_deed_photo_commitment_id_commitment")
        ),
        sa.ForeignKeyConstraint(["progress_id"], ["progress.id"], name=op.f("fk_deed_photo_progress_id_progress")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deed_photo")),
        sa.UniqueConstraint("key", name=op.f("uq_deed_photo_key")),
        sa.UniqueConstraint("progress_id", name=op.f("uq_deed_photo_progress_id")),
    )
    op.create_index(op.f("ix_deed_photo_commitment_id"), "deed_photo", ["commitment_id"], unique=False)


def _create_trial() -> None:
    op.create_table(
        "trial",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("commitment_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("question", sa.String(length=200), nullable=False),
        sa.Column("outcome", sa.String(length=32), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["commitment_id"], ["commitment.id"], name=op.f("fk_trial_commitment_id_commitment")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trial")),
    )
    op.create_index("uq_trial_commitment_id_number", "trial", ["commitment_id", "number"], unique=True)


def downgrade() -> None:
    """Go back. Promises and what became of them are lost."""
    op.drop_table("trial")
    op.drop_table("deed_photo")
    op.drop_table("progress")
    op.drop_table("milestone")
    op.drop_table("commitment")
