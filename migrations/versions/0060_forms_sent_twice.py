"""A form that makes a council or adds a request is known by its token: sent twice, it makes one."""

import sqlalchemy as sa
from alembic import op

revision = "0060"
down_revision = "0059"
branch_labels = None
depends_on = None

KEYS = (("council", "called_by_id"), ("council", "taken_by_id"), ("request", "report_id"))


def upgrade() -> None:
    """Go forward."""
    for table in ("council", "request"):
        op.add_column(table, sa.Column("once", sa.String(length=40), nullable=True))
    for table, column in KEYS:
        op.create_index(f"uq_{table}_{column}_once", table, [column, "once"], unique=True)


def downgrade() -> None:
    """Go back. A form that was sent before can be sent once more."""
    for table, column in KEYS:
        op.drop_index(f"uq_{table}_{column}_once", table_name=table)
    for table in ("council", "request"):
        op.drop_column(table, "once")
