"""The words of proposals, in parts, for finding them; the worker fills it."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "proposal_part",
        sa.Column("part", sa.String(length=24), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name=op.f("fk_proposal_part_proposal_id_proposal")),
        sa.PrimaryKeyConstraint("part", "proposal_id", name=op.f("pk_proposal_part")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_proposal_part_proposal_id"), "proposal_part", ["proposal_id"], unique=False)


def downgrade() -> None:
    """Go back."""
    op.drop_table("proposal_part")
