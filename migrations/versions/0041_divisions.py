"""Matters that a meeting decides by phones, hands and slips at once, or in secret, and the figures of each channel."""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None

GOES_ON = sa.text("state IN ('open', 'closed')")
BEFORE = (
    "CREATE OR REPLACE FUNCTION golmok_announce() RETURNS trigger LANGUAGE plpgsql AS $$ "
    "DECLARE which integer; BEGIN "
    "IF TG_ARGV[0] = 'id' THEN which := COALESCE(NEW.id, OLD.id); "
    "ELSIF TG_ARGV[0] = 'meeting_id' THEN which := COALESCE(NEW.meeting_id, OLD.meeting_id); "
    "ELSE SELECT meeting_id INTO which FROM public.agenda_item WHERE id = COALESCE(NEW.item_id, OLD.item_id); "
    "END IF; "
    "PERFORM pg_notify('golmok_meeting', which::text); RETURN NULL; END $$"
)
ANNOUNCE = BEFORE.replace(
    "ELSE SELECT meeting_id",
    "ELSIF TG_ARGV[0] = 'division_id' THEN "
    "SELECT meeting_id INTO which FROM public.division WHERE id = COALESCE(NEW.division_id, OLD.division_id); "
    "ELSIF TG_ARGV[0] = 'thermometer_id' THEN "
    "SELECT meeting_id INTO which FROM public.thermometer WHERE id = COALESCE(NEW.thermometer_id, OLD.thermometer_id); "
    "ELSE SELECT meeting_id",
)
WATCHED = {"division": "meeting_id", "voice": "division_id", "recusal": "item_id"}


def upgrade() -> None:
    """Go forward. What was decided before has no figures by channel."""
    op.create_table(
        "division",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("way", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_by_id", sa.Integer(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("counted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("resolution_id", sa.Integer(), nullable=True),
        sa.Column("once", sa.String(length=40), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"], ["agenda_item.id"], name=op.f("fk_division_item_id_agenda_item"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_division_meeting_id_meeting")),
        sa.ForeignKeyConstraint(["opened_by_id"], ["user.id"], name=op.f("fk_division_opened_by_id_user")),
        sa.ForeignKeyConstraint(
            ["resolution_id"], ["resolution.id"], name=op.f("fk_division_resolution_id_resolution")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_division")),
        sa.UniqueConstraint("once", name=op.f("uq_division_once")),
        sa.UniqueConstraint("resolution_id", name=op.f("uq_division_resolution_id")),
    )
    for column in ("item_id", "meeting_id", "opened_by_id"):
        op.create_index(op.f(f"ix_division_{column}"), "division", [column], unique=False)
    op.create_index(
        "uq_division_meeting_id_going_on",
        "division",
        ["meeting_id"],
        unique=True,
        sqlite_where=GOES_ON,
        postgresql_where=GOES_ON,
    )
    _create_voice()
    op.create_table(
        "meeting_vote",
        sa.Column("poll_id", sa.Integer(), nullable=False),
        sa.Column("division_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["division_id"], ["division.id"], name=op.f("fk_meeting_vote_division_id_division")),
        sa.ForeignKeyConstraint(["poll_id"], ["poll.id"], name=op.f("fk_meeting_vote_poll_id_poll")),
        sa.PrimaryKeyConstraint("poll_id", name=op.f("pk_meeting_vote")),
        sa.UniqueConstraint("division_id", name=op.f("uq_meeting_vote_division_id")),
    )
    op.add_column("resolution", sa.Column("channels", sa.JSON(), nullable=False, server_default="{}"))
    if op.get_bind().dialect.name == "postgresql":
        op.alter_column("resolution", "channels", server_default=None)
        op.execute(ANNOUNCE)
        _announce()


def _create_voice() -> None:
    op.create_table(
        "voice",
        sa.Column("division_id", sa.Integer(), nullable=False),
        sa.Column("attendance_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("mark", sa.String(length=32), nullable=True),
        sa.CheckConstraint(
            "(channel = 'phone' AND mark IS NOT NULL) OR (channel = 'slip' AND mark IS NULL)",
            name=op.f("ck_voice_mark"),
        ),
        sa.ForeignKeyConstraint(
            ["attendance_id"], ["attendance.id"], name=op.f("fk_voice_attendance_id_attendance"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["division_id"], ["division.id"], name=op.f("fk_voice_division_id_division"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("division_id", "attendance_id", name=op.f("pk_voice")),
    )
    op.create_index(op.f("ix_voice_attendance_id"), "voice", ["attendance_id"], unique=False)


def _announce() -> None:
    for table, column in WATCHED.items():
        op.execute(
            f'CREATE TRIGGER {table}_announced AFTER INSERT OR UPDATE OR DELETE ON "{table}" FOR EACH ROW '
            f"EXECUTE FUNCTION golmok_announce('{column}')"
        )


def downgrade() -> None:
    """Go back. Resolutions stay, without the figures of each channel."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute('DROP TRIGGER recusal_announced ON "recusal"')
        op.execute(BEFORE)
    op.drop_column("resolution", "channels")
    op.drop_table("meeting_vote")
    op.drop_table("voice")
    op.drop_table("division")
