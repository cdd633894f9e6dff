"""Panels drawn by lot: who agreed to be asked, the panel with its lot, and the places of its pool."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "panel_consent",
        sa.Column("membership_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sex", sa.String(length=32), nullable=False),
        sa.Column("agreed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["membership_id"], ["membership.id"], name=op.f("fk_panel_consent_membership_id_membership")
        ),
        sa.PrimaryKeyConstraint("membership_id", name=op.f("pk_panel_consent")),
    )
    _create_panel()
    _create_place()


def _create_panel() -> None:
    op.create_table(
        "panel",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("once", sa.String(length=40), nullable=True),
        sa.Column("proposal_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("meets_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("by_age", sa.Boolean(), nullable=False),
        sa.Column("by_sex", sa.Boolean(), nullable=False),
        sa.Column("answer_days", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("lot", sa.JSON(), nullable=True),
        sa.Column("secret", sa.String(length=64), nullable=False),
        sa.Column("announced_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("drawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("heard_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("size BETWEEN 2 AND 200", name=op.f("ck_panel_size")),
        sa.ForeignKeyConstraint(["author_id"], ["user.id"], name=op.f("fk_panel_author_id_user")),
        sa.ForeignKeyConstraint(["council_id"], ["council.id"], name=op.f("fk_panel_council_id_council")),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name=op.f("fk_panel_proposal_id_proposal")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_panel")),
    )
    op.create_index("ix_panel_council_id", "panel", ["council_id", "id"], unique=False)
    op.create_index(op.f("ix_panel_proposal_id"), "panel", ["proposal_id"], unique=False)
    op.create_index("uq_panel_author_id_once", "panel", ["author_id", "once"], unique=True)


def _create_place() -> None:
    op.create_table(
        "panel_place",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("panel_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("stratum", sa.String(length=80), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("answer_by", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attended", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["panel_id"], ["panel.id"], name=op.f("fk_panel_place_panel_id_panel")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_panel_place_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_panel_place")),
    )
    op.create_index("uq_panel_place_panel_id_code", "panel_place", ["panel_id", "code"], unique=True)
    op.create_index("uq_panel_place_panel_id_user_id", "panel_place", ["panel_id", "user_id"], unique=True)
    op.create_index("ix_panel_place_state", "panel_place", ["state", "answer_by"], unique=False)
    op.create_index(op.f("ix_panel_place_user_id"), "panel_place", ["user_id"], unique=False)


def downgrade() -> None:
    """Go back."""
    op.drop_table("panel_place")
    op.drop_table("panel")
    op.drop_table("panel_consent")
