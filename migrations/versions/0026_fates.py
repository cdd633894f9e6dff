"""How proposals end: one fate each, with its reason. What was withdrawn before has its fate."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "ending",
        sa.Column("proposal_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("fate", sa.String(length=32), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("left", sa.String(length=32), nullable=False),
        sa.Column("source_type", sa.String(length=32), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_ending_by_id_user")),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name=op.f("fk_ending_proposal_id_proposal")),
        sa.PrimaryKeyConstraint("proposal_id", name=op.f("pk_ending")),
    )
    op.create_index(op.f("ix_ending_by_id"), "ending", ["by_id"], unique=False)
    op.execute(_WITHDRAWN_HAVE_ENDED)


def downgrade() -> None:
    """Go back; what ended otherwise than by its author counts as withdrawn, with its reason."""
    op.execute(_ENDED_ARE_WITHDRAWN)
    op.execute("UPDATE proposal SET state = 'withdrawn' WHERE state = 'closed'")
    op.drop_table("ending")


_WITHDRAWN_HAVE_ENDED = """
INSERT INTO ending (proposal_id, fate, reason, at, by_id, "left", source_type)
SELECT id, 'withdrawn', withdrawn_reason, COALESCE(withdrawn_at, published_at, drafted_at), author_id,
       CASE WHEN published_at IS NULL THEN 'draft' ELSE 'published' END, ''
FROM proposal WHERE state = 'withdrawn'
"""
_ENDED_ARE_WITHDRAWN = """
UPDATE proposal SET
    withdrawn_at = (SELECT at FROM ending WHERE proposal_id = proposal.id),
    withdrawn_reason = (SELECT SUBSTR(reason, 1, 300) FROM ending WHERE proposal_id = proposal.id)
WHERE id IN (SELECT proposal_id FROM ending)
"""
