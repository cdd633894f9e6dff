"""The journal of a running meeting, and who helps with it."""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

WORDS = "the journal of a meeting only grows"
TRIGGERS = {
    "sqlite": (
        'CREATE TRIGGER meeting_entry_update_refused BEFORE UPDATE ON "meeting_entry" '
        f"BEGIN SELECT RAISE(ABORT, '{WORDS}'); END",
        'CREATE TRIGGER meeting_entry_delete_refused BEFORE DELETE ON "meeting_entry" '
        f"BEGIN SELECT RAISE(ABORT, '{WORDS}'); END",
    ),
    "postgresql": (
        'CREATE TRIGGER meeting_entry_update_refused BEFORE UPDATE ON "meeting_entry" FOR EACH ROW '
        f"EXECUTE FUNCTION golmok_refuse('{WORDS}')",
        'CREATE TRIGGER meeting_entry_delete_refused BEFORE DELETE ON "meeting_entry" FOR EACH ROW '
        f"EXECUTE FUNCTION golmok_refuse('{WORDS}')",
        'CREATE TRIGGER meeting_entry_truncate_refused BEFORE TRUNCATE ON "meeting_entry" FOR EACH STATEMENT '
        f"EXECUTE FUNCTION golmok_refuse('{WORDS}')",
    ),
}


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "meeting_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_meeting_entry_by_id_user")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_entry_meeting_id_meeting")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_entry")),
        sa.UniqueConstraint("key", name=op.f("uq_meeting_entry_key")),
    )
    op.create_index(op.f("ix_meeting_entry_by_id"), "meeting_entry", ["by_id"], unique=False)
    op.create_index("ix_meeting_entry_meeting_id_at", "meeting_entry", ["meeting_id", "at"], unique=False)
    for statement in TRIGGERS[op.get_bind().dialect.name]:
        op.execute(sa.text(statement))
    op.create_table(
        "meeting_role",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_role_meeting_id_meeting")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_meeting_role_user_id_user")),
        sa.PrimaryKeyConstraint("meeting_id", "user_id", "role", name=op.f("pk_meeting_role")),
    )
    op.create_index(op.f("ix_meeting_role_user_id"), "meeting_role", ["user_id"], unique=False)


def downgrade() -> None:
    """Go back. The journals are lost."""
    op.drop_table("meeting_role")
    op.drop_table("meeting_entry")
