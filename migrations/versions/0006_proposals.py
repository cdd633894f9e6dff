"""Tables of proposals: proposals."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("once", sa.String(length=40), nullable=True),
        sa.Column("spoken_by", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("wish", sa.Text(), nullable=False),
        sa.Column("cost_won", sa.BigInteger(), nullable=True),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("drafted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("edit_count", sa.Integer(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_reason", sa.String(length=300), nullable=False),
        sa.Column("endorsement_count", sa.Integer(), nullable=False),
        sa.Column("comment_count", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["user.id"], name=op.f("fk_proposal_author_id_user")),
        sa.ForeignKeyConstraint(["council_id"], ["council.id"], name=op.f("fk_proposal_council_id_council")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal")),
    )
    op.create_index("ix_proposal_council_id_published_at", "proposal", ["council_id", "published_at"], unique=False)
    op.create_index("ix_proposal_council_id_state", "proposal", ["council_id", "state", "published_at"], unique=False)
    op.create_index("uq_proposal_author_id_once", "proposal", ["author_id", "once"], unique=True)
    op.create_table(
        "co_proposer",
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("invited_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("declined_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name=op.f("fk_co_proposer_proposal_id_proposal")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_co_proposer_user_id_user")),
        sa.PrimaryKeyConstraint("proposal_id", "user_id", name=op.f("pk_co_proposer")),
    )
    op.create_index(op.f("ix_co_proposer_user_id"), "co_proposer", ["user_id"], unique=False)
    op.create_table(
        "endorsement",
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name=op.f("fk_endorsement_proposal_id_proposal")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_endorsement_user_id_user")),
        sa.PrimaryKeyConstraint("proposal_id", "user_id", name=op.f("pk_endorsement")),
    )
    op.create_index(op.f("ix_endorsement_user_id"), "endorsement", ["user_id"], unique=False)
    op.create_table(
        "photo",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("once", sa.String(length=40), nullable=True),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("description", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name=op.f("fk_photo_proposal_id_proposal")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_photo")),
        sa.UniqueConstraint("key", name=op.f("uq_photo_key")),
    )
    op.create_index("uq_photo_proposal_id_once", "photo", ["proposal_id", "once"], unique=True)
    op.create_table(
        "proposal_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("wish", sa.Text(), nullable=False),
        sa.Column("cost_won", sa.BigInteger(), nullable=True),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["proposal_id"], ["proposal.id"], name=op.f("fk_proposal_version_proposal_id_proposal")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal_version")),
    )
    op.create_index(op.f("ix_proposal_version_proposal_id"), "proposal_version", ["proposal_id"], unique=False)


def downgrade() -> None:
    """Go back."""
    op.drop_index(op.f("ix_proposal_version_proposal_id"), table_name="proposal_version")
    op.drop_table("proposal_version")
    op.drop_index("uq_photo_proposal_id_once", table_name="photo")
    op.drop_table("photo")
    op.drop_index(op.f("ix_endorsement_user_id"), table_name="endorsement")
    op.drop_table("endorsement")
    op.drop_index(op.f("ix_co_proposer_user_id"), table_name="co_proposer")
    op.drop_table("co_proposer")
    op.drop_index("uq_proposal_author_id_once", table_name="proposal")
    op.drop_index("ix_proposal_council_id_state", table_name="proposal")
    op.drop_index("ix_proposal_council_id_published_at", table_name="proposal")
    op.drop_table("proposal")
