"""What phones without network wrote of meetings."""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "offline_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("journal", sa.String(length=40), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("merged", sa.String(length=32), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_offline_entry_by_id_user")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_offline_entry_meeting_id_meeting")),
        sa.ForeignKeyConstraint(["settled_by_id"], ["user.id"], name=op.f("fk_offline_entry_settled_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offline_entry")),
        sa.UniqueConstraint("key", name=op.f("uq_offline_entry_key")),
    )
    op.create_index(op.f("ix_offline_entry_by_id"), "offline_entry", ["by_id"], unique=False)
    op.create_index("ix_offline_entry_meeting_id_merged", "offline_entry", ["meeting_id", "merged"], unique=False)
    op.create_index(op.f("ix_offline_entry_settled_by_id"), "offline_entry", ["settled_by_id"], unique=False)
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            'CREATE TRIGGER offline_entry_announced AFTER INSERT OR UPDATE OR DELETE ON "offline_entry" FOR EACH ROW '
            "EXECUTE FUNCTION golmok_announce('meeting_id')"
        )


def downgrade() -> None:
    """Go back. What could not be merged is lost."""
    op.drop_table("offline_entry")
