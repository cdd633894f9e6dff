"""How proposals end: one fate each, with its reason; what became of them. What was withdrawn before has its fate."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
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
    op.create_table(
        "lineage",
        sa.Column("old_id", sa.Integer(), nullable=False),
        sa.Column("new_id", sa.Integer(), nullable=False),
        sa.Column("way", sa.String(length=32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["new_id"], ["proposal.id"], name=op.f("fk_lineage_new_id_proposal")),
        sa.ForeignKeyConstraint(["old_id"], ["proposal.id"], name=op.f("fk_lineage_old_id_proposal")),
        sa.PrimaryKeyConstraint("old_id", "new_id", name=op.f("pk_lineage")),
    )
    op.create_index(op.f("ix_lineage_new_id"), "lineage", ["new_id"], unique=False)
    _create_merger()
    op.create_table(
        "staff_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("once", sa.String(length=40), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["user.id"], name=op.f("fk_staff_note_author_id_user")),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name=op.f("fk_staff_note_proposal_id_proposal")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_note")),
    )
    op.create_index(op.f("ix_staff_note_proposal_id"), "staff_note", ["proposal_id"], unique=False)
    op.create_index("uq_staff_note_author_id_once", "staff_note", ["author_id", "once"], unique=True)
    op.add_column("proposal", sa.Column("moved_on_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("bylaws", sa.Column("endorsements_needed", sa.Integer(), server_default="0", nullable=False))
    op.add_column("endorsement", sa.Column("choice", sa.String(length=32), nullable=True))
    op.add_column("endorsement", sa.Column("chosen_at", sa.DateTime(timezone=True), nullable=True))


def _create_merger() -> None:
    op.create_table(
        "merger",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("old_id", sa.Integer(), nullable=False),
        sa.Column("new_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("asked_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["asked_id"], ["user.id"], name=op.f("fk_merger_asked_id_user")),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_merger_by_id_user")),
        sa.ForeignKeyConstraint(["new_id"], ["proposal.id"], name=op.f("fk_merger_new_id_proposal")),
        sa.ForeignKeyConstraint(["old_id"], ["proposal.id"], name=op.f("fk_merger_old_id_proposal")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_merger")),
    )
    for column in ("old_id", "new_id", "by_id", "asked_id"):
        op.create_index(op.f(f"ix_merger_{column}"), "merger", [column], unique=False)
    waits = sa.text("state = 'asked'")
    op.create_index(
        "uq_merger_old_id_asked", "merger", ["old_id"], unique=True, sqlite_where=waits, postgresql_where=waits
    )


def downgrade() -> None:
    """Go back; what ended otherwise than by its author counts as withdrawn, with its reason."""
    op.drop_column("bylaws", "endorsements_needed")
    op.drop_column("proposal", "moved_on_at")
    op.drop_column("endorsement", "chosen_at")
    op.drop_column("endorsement", "choice")
    op.drop_table("staff_note")
    op.drop_table("merger")
    op.drop_table("lineage")
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
