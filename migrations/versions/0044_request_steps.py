"""What happens to a request on the way to its answer, where it was passed on to, and who leads at a dong centre."""

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None

WORDS = "what happened to a request stays written down"
TRIGGERS = {
    "sqlite": (
        'CREATE TRIGGER request_step_update_refused BEFORE UPDATE ON "request_step" '
        f"BEGIN SELECT RAISE(ABORT, '{WORDS}'); END",
        'CREATE TRIGGER request_step_delete_refused BEFORE DELETE ON "request_step" '
        f"BEGIN SELECT RAISE(ABORT, '{WORDS}'); END",
    ),
    "postgresql": (
        'CREATE TRIGGER request_step_update_refused BEFORE UPDATE ON "request_step" FOR EACH ROW '
        f"EXECUTE FUNCTION golmok_refuse('{WORDS}')",
        'CREATE TRIGGER request_step_delete_refused BEFORE DELETE ON "request_step" FOR EACH ROW '
        f"EXECUTE FUNCTION golmok_refuse('{WORDS}')",
        'CREATE TRIGGER request_step_truncate_refused BEFORE TRUNCATE ON "request_step" FOR EACH STATEMENT '
        f"EXECUTE FUNCTION golmok_refuse('{WORDS}')",
    ),
}
MOMENTS = ("due_at", "stopped_at", "stepped_at")
WORDED = {"office": 80, "office_phone": 20}


def upgrade() -> None:
    """Go forward."""
    for name in MOMENTS:
        op.add_column("request", sa.Column(name, sa.DateTime(timezone=True), nullable=True))
    for name, length in WORDED.items():
        op.add_column("request", sa.Column(name, sa.String(length=length), server_default="", nullable=False))
    op.execute("ALTER TABLE request ADD COLUMN dong_id INTEGER CONSTRAINT fk_request_dong_id_dong REFERENCES dong (id)")
    op.create_index(op.f("ix_request_dong_id"), "request", ["dong_id"], unique=False)
    op.add_column("post", sa.Column("rank", sa.String(length=32), server_default="officer", nullable=False))
    _create_step()
    for statement in TRIGGERS[op.get_bind().dialect.name]:
        op.execute(sa.text(statement))


def _create_step() -> None:
    op.create_table(
        "request_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("contact", sa.String(length=140), nullable=False),
        sa.Column("wanted_by", sa.Date(), nullable=True),
        sa.Column("longer", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("is_late", sa.Boolean(), nullable=False),
        sa.Column("to_dong_id", sa.Integer(), nullable=True),
        sa.Column("office", sa.String(length=80), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_request_step_by_id_user")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_request_step_meeting_id_meeting")),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_request_step_request_id_request")),
        sa.ForeignKeyConstraint(["to_dong_id"], ["dong.id"], name=op.f("fk_request_step_to_dong_id_dong")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request_step")),
        sa.UniqueConstraint("request_id", "key", name=op.f("uq_request_step_request_id_key")),
    )
    for column in ("by_id", "meeting_id", "to_dong_id"):
        op.create_index(op.f(f"ix_request_step_{column}"), "request_step", [column], unique=False)


def downgrade() -> None:
    """Go back. What happened on the way is lost; due dates stay as they are."""
    op.drop_table("request_step")
    op.drop_column("post", "rank")
    op.drop_index(op.f("ix_request_dong_id"), "request")
    for name in ("dong_id", *WORDED, *MOMENTS):
        op.execute(f"ALTER TABLE request DROP COLUMN {name}")
