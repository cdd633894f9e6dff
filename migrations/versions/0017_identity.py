"""One person under two accounts: what the officer compares, and whom an account counts as."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.add_column("membership", sa.Column("legal_name", sa.String(60), nullable=False, server_default=""))
    op.add_column("membership", sa.Column("identity_key", sa.String(64), nullable=True))
    op.execute(
        "ALTER TABLE membership ADD COLUMN same_as_id INTEGER "
        'CONSTRAINT fk_membership_same_as_id_user REFERENCES "user" (id)'
    )
    op.create_index("ix_membership_identity_key", "membership", ["council_id", "identity_key"])


def downgrade() -> None:
    """Go back; who counted as whom is lost."""
    op.drop_index("ix_membership_identity_key", table_name="membership")
    for column in ("same_as_id", "identity_key", "legal_name"):
        op.drop_column("membership", column)
