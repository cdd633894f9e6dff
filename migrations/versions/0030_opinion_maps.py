"""What the worker has found in the answers of a closed question."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "opinion_map",
        sa.Column("question_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("share", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("result", sa.JSON(), nullable=True),
        sa.Column("computed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["question_id"], ["question.id"], name=op.f("fk_opinion_map_question_id_question")),
        sa.PrimaryKeyConstraint("question_id", name=op.f("pk_opinion_map")),
    )


def downgrade() -> None:
    """Go back."""
    op.drop_table("opinion_map")
