"""Resolutions by consent beside those by a show of hands."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.add_column("resolution", sa.Column("way", sa.String(length=32), server_default="hands", nullable=False))
    op.add_column("resolution", sa.Column("reservations", sa.Integer(), server_default="0", nullable=False))


def downgrade() -> None:
    """Go back."""
    op.drop_column("resolution", "reservations")
    op.drop_column("resolution", "way")
