"""An index for the newest proposals of all councils, which the first page shows."""

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_index("ix_proposal_published_at", "proposal", ["published_at"])


def downgrade() -> None:
    """Go back."""
    op.drop_index("ix_proposal_published_at", "proposal")
