"""Before a meeting: seats, where the paper notice was put up, and whom to ask to come."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def _moment() -> str:
    return "TIMESTAMP WITH TIME ZONE" if op.get_bind().dialect.name == "postgresql" else "DATETIME"


def upgrade() -> None:
    """Go forward."""
    op.execute("ALTER TABLE meeting ADD COLUMN seats INTEGER")
    op.execute("ALTER TABLE meeting ADD COLUMN bring VARCHAR(200) DEFAULT '' NOT NULL")
    op.create_table(
        "booking",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("needs", sa.JSON(), nullable=False),
        sa.Column("needs_note", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_booking_meeting_id_meeting")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_booking_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_booking")),
    )
    op.create_index("uq_booking_meeting_id_user_id", "booking", ["meeting_id", "user_id"], unique=True)
    op.create_index(op.f("ix_booking_user_id"), "booking", ["user_id"], unique=False)
    op.create_table(
        "posting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("posted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("description", sa.String(length=200), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("once", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_posting_by_id_user")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_posting_meeting_id_meeting")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_posting")),
        sa.UniqueConstraint("key", name=op.f("uq_posting_key")),
        sa.UniqueConstraint("once", name=op.f("uq_posting_once")),
    )
    op.create_index(op.f("ix_posting_meeting_id"), "posting", ["meeting_id"], unique=False)
    op.create_table(
        "invitee",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("who", sa.String(length=80), nullable=False),
        sa.Column("why", sa.String(length=120), nullable=False),
        sa.Column("invited_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("once", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_invitee_meeting_id_meeting")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitee")),
        sa.UniqueConstraint("once", name=op.f("uq_invitee_once")),
    )
    op.create_index(op.f("ix_invitee_meeting_id"), "invitee", ["meeting_id"], unique=False)
    op.execute("ALTER TABLE meeting ADD COLUMN reminded_at " + _moment())


def downgrade() -> None:
    """Go back."""
    op.execute("ALTER TABLE meeting DROP COLUMN reminded_at")
    op.drop_table("invitee")
    op.drop_table("posting")
    op.drop_table("booking")
    op.execute("ALTER TABLE meeting DROP COLUMN bring")
    op.execute("ALTER TABLE meeting DROP COLUMN seats")
