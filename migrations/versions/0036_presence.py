"""Who is there and who decides: late news, people at the door, those who are not in the room, and the recused."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    moment = sa.Column("changed_at", sa.DateTime(timezone=True), server_default="1970-01-01 00:00:00", nullable=False)
    op.add_column("attendance", moment)  # SQLite adds no column that must be filled without a default; nobody keeps it
    op.execute("UPDATE attendance SET changed_at = coalesce(left_at, came_at)")
    op.add_column("attendance", sa.Column("remote", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("resolution", sa.Column("recused", sa.Integer(), server_default="0", nullable=False))
    op.add_column("bylaws", sa.Column("remote_presence", sa.String(12), server_default="none", nullable=False))
    op.create_table(
        "knock",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("declined_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attendance_id", sa.Integer(), nullable=True),
        sa.Column("once", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(
            ["attendance_id"], ["attendance.id"], name=op.f("fk_knock_attendance_id_attendance"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_knock_meeting_id_meeting")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_knock")),
        sa.UniqueConstraint("once", name=op.f("uq_knock_once")),
    )
    op.create_index(op.f("ix_knock_attendance_id"), "knock", ["attendance_id"], unique=False)
    op.create_index(op.f("ix_knock_meeting_id"), "knock", ["meeting_id"], unique=False)
    _create_recusal()


def _create_recusal() -> None:
    op.create_table(
        "recusal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("attendance_id", sa.Integer(), nullable=False),
        sa.Column("ground", sa.String(length=32), nullable=False),
        sa.Column("words", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["attendance_id"], ["attendance.id"], name=op.f("fk_recusal_attendance_id_attendance"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_recusal_by_id_user")),
        sa.ForeignKeyConstraint(
            ["item_id"], ["agenda_item.id"], name=op.f("fk_recusal_item_id_agenda_item"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recusal")),
        sa.UniqueConstraint("item_id", "attendance_id", name=op.f("uq_recusal_item_id_attendance_id")),
    )
    op.create_index(op.f("ix_recusal_attendance_id"), "recusal", ["attendance_id"], unique=False)
    op.create_index(op.f("ix_recusal_by_id"), "recusal", ["by_id"], unique=False)


def downgrade() -> None:
    """Go back."""
    op.drop_table("recusal")
    op.drop_table("knock")
    op.drop_column("bylaws", "remote_presence")
    op.drop_column("resolution", "recused")
    op.drop_column("attendance", "remote")
    op.drop_column("attendance", "changed_at")
