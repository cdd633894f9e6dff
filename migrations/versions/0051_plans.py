"""Plans of a dong for a year, their items, their versions, what was spent, and of which dates people were told."""

import sqlalchemy as sa
from alembic import op

revision = "0051"
down_revision = "0050"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    _create_plan()
    _create_plan_item()
    _create_plan_version()
    _create_spending()
    _create_plan_reminder()


def _create_plan() -> None:
    op.create_table(
        "plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("cap_won", sa.BigInteger(), nullable=True),
        sa.Column("drafted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("notice_on", sa.Date(), nullable=True),
        sa.Column("assembly_on", sa.Date(), nullable=True),
        sa.Column("posted_on", sa.Date(), nullable=True),
        sa.Column("next_assembly_on", sa.Date(), nullable=True),
        sa.Column("adopted_by_poll_id", sa.Integer(), nullable=True),
        sa.Column("adopted_by_resolution_id", sa.Integer(), nullable=True),
        sa.Column("adopted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_hash", sa.String(length=64), nullable=False),
        sa.Column("kind_id", sa.Integer(), nullable=True),
        sa.Column("review_due_on", sa.Date(), nullable=True),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finalised_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["adopted_by_poll_id"], ["poll.id"], name=op.f("fk_plan_adopted_by_poll_id_poll")),
        sa.ForeignKeyConstraint(
            ["adopted_by_resolution_id"], ["resolution.id"], name=op.f("fk_plan_adopted_by_resolution_id_resolution")
        ),
        sa.ForeignKeyConstraint(["council_id"], ["council.id"], name=op.f("fk_plan_council_id_council")),
        sa.ForeignKeyConstraint(["kind_id"], ["request_kind.id"], name=op.f("fk_plan_kind_id_request_kind")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan")),
    )
    op.create_index("ix_plan_state", "plan", ["state"], unique=False)
    op.create_index("uq_plan_council_id_year", "plan", ["council_id", "year"], unique=True)


def _create_plan_item() -> None:
    op.create_table(
        "plan_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("cost_won", sa.BigInteger(), nullable=False),
        sa.Column("runner", sa.String(length=32), nullable=False),
        sa.Column("source", sa.String(length=32), nullable=False),
        sa.Column("option_id", sa.Integer(), nullable=True),
        sa.Column("proposal_id", sa.Integer(), nullable=True),
        sa.Column("once", sa.String(length=40), nullable=True),
        sa.Column("mark", sa.String(length=32), nullable=True),
        sa.Column("review_reason", sa.Text(), nullable=False),
        sa.Column("review_cost_won", sa.BigInteger(), nullable=True),
        sa.Column("review_office", sa.String(length=80), nullable=False),
        sa.Column("review_phone", sa.String(length=20), nullable=False),
        sa.Column("final_cost_won", sa.BigInteger(), nullable=True),
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column("commitment_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["commitment_id"], ["commitment.id"], name=op.f("fk_plan_item_commitment_id_commitment")
        ),
        sa.ForeignKeyConstraint(["option_id"], ["option.id"], name=op.f("fk_plan_item_option_id_option")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_plan_item_plan_id_plan")),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name=op.f("fk_plan_item_proposal_id_proposal")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_item")),
        sa.UniqueConstraint("commitment_id", name=op.f("uq_plan_item_commitment_id")),
        sa.UniqueConstraint("once", name=op.f("uq_plan_item_once")),
    )
    op.create_index(op.f("ix_plan_item_plan_id"), "plan_item", ["plan_id"], unique=False)
    op.create_index("uq_plan_item_plan_id_option_id", "plan_item", ["plan_id", "option_id"], unique=True)
    op.create_index("uq_plan_item_plan_id_proposal_id", "plan_item", ["plan_id", "proposal_id"], unique=True)


def _create_plan_version() -> None:
    op.create_table(
        "plan_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_plan_version_plan_id_plan")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_version")),
    )
    op.create_index("uq_plan_version_plan_id_number", "plan_version", ["plan_id", "number"], unique=True)


def _create_spending() -> None:
    op.create_table(
        "spending",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("spent_on", sa.Date(), nullable=False),
        sa.Column("amount_won", sa.BigInteger(), nullable=False),
        sa.Column("words", sa.String(length=200), nullable=False),
        sa.Column("why", sa.String(length=500), nullable=False),
        sa.Column("once", sa.String(length=40), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_spending_by_id_user")),
        sa.ForeignKeyConstraint(["item_id"], ["plan_item.id"], name=op.f("fk_spending_item_id_plan_item")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_spending")),
        sa.UniqueConstraint("once", name=op.f("uq_spending_once")),
    )
    op.create_index(op.f("ix_spending_item_id"), "spending", ["item_id"], unique=False)


def _create_plan_reminder() -> None:
    op.create_table(
        "plan_reminder",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("duty", sa.String(length=32), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("is_late", sa.Boolean(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_plan_reminder_plan_id_plan")),
        sa.PrimaryKeyConstraint("plan_id", "duty", "due_on", "is_late", name=op.f("pk_plan_reminder")),
    )


def downgrade() -> None:
    """Go back. Plans and what was spent are lost."""
    op.drop_table("plan_reminder")
    op.drop_table("spending")
    op.drop_table("plan_version")
    op.drop_table("plan_item")
    op.drop_table("plan")
