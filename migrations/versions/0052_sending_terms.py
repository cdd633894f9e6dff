"""In which time the ordinance of each gu has plans sent."""

import sqlalchemy as sa
from alembic import op

revision = "0052"
down_revision = "0051"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "sending_term",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("gu_id", sa.Integer(), nullable=False),
        sa.Column("term", sa.Integer(), nullable=False),
        sa.Column("unit", sa.String(length=32), nullable=False),
        sa.Column("law", sa.String(length=200), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.CheckConstraint("term > 0", name=op.f("ck_sending_term_term")),
        sa.ForeignKeyConstraint(["gu_id"], ["gu.id"], name=op.f("fk_sending_term_gu_id_gu")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sending_term")),
    )
    op.create_index("uq_sending_term_gu_id_valid_from", "sending_term", ["gu_id", "valid_from"], unique=True)


def downgrade() -> None:
    """Go back. The terms of gus are lost."""
    op.drop_table("sending_term")
