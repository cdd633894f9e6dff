"""Whose address a one-time code is to prove."""

from alembic import op

revision = "0059"
down_revision = "0057"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.execute(
        "ALTER TABLE one_time_code ADD COLUMN user_id INTEGER "
        'CONSTRAINT fk_one_time_code_user_id_user REFERENCES "user" (id)'
    )
    op.create_index("ix_one_time_code_user_id", "one_time_code", ["user_id"])


def downgrade() -> None:
    """Go back. Whoever was proving an address asks for another code: none of those may open a door."""
    op.execute("DELETE FROM one_time_code WHERE user_id IS NOT NULL")
    op.drop_index("ix_one_time_code_user_id", table_name="one_time_code")
    op.drop_column("one_time_code", "user_id")
