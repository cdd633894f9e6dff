"""The temperature of a meeting, shown on phones while it is taken."""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None

IS_ON = sa.text("ended_at IS NULL")
WATCHED = {"thermometer": "meeting_id", "reading": "thermometer_id"}


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "thermometer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("began_by_id", sa.Integer(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("once", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(["began_by_id"], ["user.id"], name=op.f("fk_thermometer_began_by_id_user")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_thermometer_meeting_id_meeting")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_thermometer")),
        sa.UniqueConstraint("once", name=op.f("uq_thermometer_once")),
    )
    for column in ("began_by_id", "meeting_id"):
        op.create_index(op.f(f"ix_thermometer_{column}"), "thermometer", [column], unique=False)
    op.create_index(
        "uq_thermometer_meeting_id_on",
        "thermometer",
        ["meeting_id"],
        unique=True,
        sqlite_where=IS_ON,
        postgresql_where=IS_ON,
    )
    op.create_table(
        "reading",
        sa.Column("thermometer_id", sa.Integer(), nullable=False),
        sa.Column("attendance_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.CheckConstraint("step BETWEEN 1 AND 5", name=op.f("ck_reading_step")),
        sa.ForeignKeyConstraint(
            ["attendance_id"], ["attendance.id"], name=op.f("fk_reading_attendance_id_attendance"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["thermometer_id"],
            ["thermometer.id"],
            name=op.f("fk_reading_thermometer_id_thermometer"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("thermometer_id", "attendance_id", name=op.f("pk_reading")),
    )
    op.create_index(op.f("ix_reading_attendance_id"), "reading", ["attendance_id"], unique=False)
    if op.get_bind().dialect.name == "postgresql":
        for table, column in WATCHED.items():
            op.execute(
                f'CREATE TRIGGER {table}_announced AFTER INSERT OR UPDATE OR DELETE ON "{table}" FOR EACH ROW '
                f"EXECUTE FUNCTION golmok_announce('{column}')"
            )


def downgrade() -> None:
    """Go back. A temperature that is being taken is lost; those that were taken stand in the journal."""
    op.drop_table("reading")
    op.drop_table("thermometer")
