"""Whom a proposal could leave out, copies of amendments for moderators, and proposals that meetings made."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

_OF_COMMENTS = ("flag", "moderation_case", "blocking_request", "helpful", "comment_version")
_WORDS = ("proposal", "proposal_version", "amendment")


def upgrade() -> None:
    """Go forward: a plain ADD COLUMN keeps the tables as they are."""
    is_postgresql = op.get_bind().dialect.name == "postgresql"
    no = "false" if is_postgresql else "0"
    for table in _WORDS:
        op.execute(f"ALTER TABLE {table} ADD COLUMN access_needs VARCHAR(300) DEFAULT '' NOT NULL")
    op.execute(f"ALTER TABLE comment ADD COLUMN is_copy BOOLEAN DEFAULT {no} NOT NULL")
    op.create_index(
        "uq_comment_copy",
        "comment",
        ["subject_type", "subject_id"],
        unique=True,
        sqlite_where=sa.text("is_copy = 1"),
        postgresql_where=sa.text("is_copy"),
    )
    op.execute(f"ALTER TABLE co_proposer ADD COLUMN by_contact BOOLEAN DEFAULT {no} NOT NULL")
    op.create_table(
        "meeting_proposal",
        sa.Column("proposal_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_proposal_meeting_id_meeting")),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_meeting_proposal_proposal_id_proposal")
        ),
        sa.PrimaryKeyConstraint("proposal_id", name=op.f("pk_meeting_proposal")),
    )
    op.create_index(op.f("ix_meeting_proposal_meeting_id"), "meeting_proposal", ["meeting_id"], unique=False)


def downgrade() -> None:
    """Go back: the amendments keep their words, and what moderators said of them is gone."""
    op.drop_table("meeting_proposal")
    op.execute("ALTER TABLE co_proposer DROP COLUMN by_contact")
    copies = "SELECT id FROM comment WHERE is_copy"
    for table in _OF_COMMENTS:
        op.execute(f"DELETE FROM {table} WHERE comment_id IN ({copies})")
    op.execute("DELETE FROM comment WHERE is_copy")
    op.drop_index("uq_comment_copy", table_name="comment")
    op.execute("ALTER TABLE comment DROP COLUMN is_copy")
    for table in _WORDS:
        op.execute(f"ALTER TABLE {table} DROP COLUMN access_needs")
