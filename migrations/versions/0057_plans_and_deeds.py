"""Adoptions of plans that were taken back."""

import sqlalchemy as sa
from alembic import op

revision = "0057"
down_revision = "0054"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "plan_taking_back",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"], ["plan_version.id"], name=op.f("fk_plan_taking_back_version_id_plan_version")
        ),
        sa.PrimaryKeyConstraint("version_id", name=op.f("pk_plan_taking_back")),
    )


def downgrade() -> None:
    """Go back. Why adoptions were taken back stays in the events."""
    op.drop_table("plan_taking_back")
