"""How far out a statement stands while it is answered, and questions that were asked elsewhere."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

_ADDED = (
    ("statement", sa.Column("extremity", sa.Double(), server_default="0", nullable=False)),
    ("question", sa.Column("placed_answers", sa.Integer(), server_default="0", nullable=False)),
    ("question", sa.Column("source", sa.String(length=200), server_default="", nullable=False)),
    ("question", sa.Column("source_hash", sa.String(length=64), nullable=True)),
)


def upgrade() -> None:
    """Go forward."""
    for table, column in _ADDED:
        op.add_column(table, column)
    op.create_index("uq_question_council_id_source_hash", "question", ["council_id", "source_hash"], unique=True)


def downgrade() -> None:
    """Go back: a question that was asked elsewhere keeps its counts and its map."""
    op.drop_index("uq_question_council_id_source_hash", table_name="question")
    for table, column in reversed(_ADDED):
        op.drop_column(table, column.name)
