"""Who is there and who decides: news of arrivals in any order."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.add_column("attendance", sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True))
    op.execute("UPDATE attendance SET changed_at = coalesce(left_at, came_at)")
    with op.batch_alter_table("attendance") as attendance:
        attendance.alter_column("changed_at", nullable=False)


def downgrade() -> None:
    """Go back."""
    op.drop_column("attendance", "changed_at")
