"""Amendments to proposals, of what kind a proposal is, and its link for those who bring it too."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "amendment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("once", sa.String(length=40), nullable=True),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("wish", sa.Text(), nullable=False),
        sa.Column("cost_won", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("on_edit", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("offered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("answer", sa.String(length=300), nullable=False),
        sa.Column("replaced_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["answered_by_id"], ["user.id"], name=op.f("fk_amendment_answered_by_id_user")),
        sa.ForeignKeyConstraint(["author_id"], ["user.id"], name=op.f("fk_amendment_author_id_user")),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name=op.f("fk_amendment_proposal_id_proposal")),
        sa.ForeignKeyConstraint(
            ["replaced_id"], ["proposal_version.id"], name=op.f("fk_amendment_replaced_id_proposal_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_amendment")),
    )
    op.create_index("ix_amendment_proposal_id_state", "amendment", ["proposal_id", "state"], unique=False)
    op.create_index("uq_amendment_author_id_once", "amendment", ["author_id", "once"], unique=True)
    op.create_index(op.f("ix_amendment_answered_by_id"), "amendment", ["answered_by_id"], unique=False)
    op.create_index(op.f("ix_amendment_replaced_id"), "amendment", ["replaced_id"], unique=False)
    op.add_column("proposal", sa.Column("category", sa.String(length=32), nullable=True))
    op.add_column("proposal", sa.Column("link_made_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """Go back."""
    op.drop_column("proposal", "link_made_at")
    op.drop_column("proposal", "category")
    op.drop_table("amendment")
