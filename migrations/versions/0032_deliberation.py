"""Whom a proposal could leave out."""

from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

_WORDS = ("proposal", "proposal_version", "amendment")


def upgrade() -> None:
    """Go forward: a plain ADD COLUMN keeps the tables as they are."""
    for table in _WORDS:
        op.execute(f"ALTER TABLE {table} ADD COLUMN access_needs VARCHAR(300) DEFAULT '' NOT NULL")


def downgrade() -> None:
    """Go back."""
    for table in _WORDS:
        op.execute(f"ALTER TABLE {table} DROP COLUMN access_needs")
