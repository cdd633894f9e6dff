"""Tables of councils: councils."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "council",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dong_id", sa.Integer(), nullable=False),
        sa.Column("alley_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("called_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("called_by_id", sa.Integer(), nullable=True),
        sa.Column("taken_by_id", sa.Integer(), nullable=True),
        sa.Column("spoken_by", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["alley_id"], ["alley.id"], name=op.f("fk_council_alley_id_alley")),
        sa.ForeignKeyConstraint(["called_by_id"], ["user.id"], name=op.f("fk_council_called_by_id_user")),
        sa.ForeignKeyConstraint(["dong_id"], ["dong.id"], name=op.f("fk_council_dong_id_dong")),
        sa.ForeignKeyConstraint(["taken_by_id"], ["user.id"], name=op.f("fk_council_taken_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_council")),
        sa.UniqueConstraint("dong_id", "number", name=op.f("uq_council_dong_id_number")),
    )
    op.create_index(op.f("ix_council_alley_id"), "council", ["alley_id"], unique=False)
    op.create_index(op.f("ix_council_dong_id"), "council", ["dong_id"], unique=False)
    op.create_table(
        "bylaws",
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("preset", sa.String(length=40), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("ties", sa.JSON(), nullable=False),
        sa.Column("min_age", sa.Integer(), nullable=False),
        sa.Column("votes_per_voter", sa.Integer(), nullable=False),
        sa.Column("quorum_basis", sa.String(length=12), nullable=False),
        sa.Column("quorum_value", sa.Integer(), nullable=False),
        sa.Column("quorum_population", sa.Integer(), nullable=True),
        sa.Column("passing_basis", sa.String(length=8), nullable=False),
        sa.Column("passing_numerator", sa.Integer(), nullable=False),
        sa.Column("passing_denominator", sa.Integer(), nullable=False),
        sa.Column("passing_strict", sa.Boolean(), nullable=False),
        sa.Column("abstentions_counted", sa.Boolean(), nullable=False),
        sa.Column("notice_days", sa.Integer(), nullable=False),
        sa.Column("tie_rule", sa.String(length=12), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["council_id"], ["council.id"], name=op.f("fk_bylaws_council_id_council")),
        sa.PrimaryKeyConstraint("council_id", name=op.f("pk_bylaws")),
    )
    op.create_table(
        "caller",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["council_id"], ["council.id"], name=op.f("fk_caller_council_id_council")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_caller_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_caller")),
        sa.UniqueConstraint("council_id", "user_id", name=op.f("uq_caller_council_id_user_id")),
    )
    op.create_index(op.f("ix_caller_council_id"), "caller", ["council_id"], unique=False)
    op.create_table(
        "membership",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("seat", sa.String(length=32), nullable=False),
        sa.Column("tie", sa.String(length=32), nullable=False),
        sa.Column("birth_year", sa.Integer(), nullable=True),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("birth_year BETWEEN 1900 AND 2100", name=op.f("ck_membership_birth_year")),
        sa.ForeignKeyConstraint(["council_id"], ["council.id"], name=op.f("fk_membership_council_id_council")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["user.id"], name=op.f("fk_membership_decided_by_id_user")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_membership_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership")),
    )
    op.create_index(op.f("ix_membership_user_id"), "membership", ["user_id"], unique=False)
    op.create_index("uq_membership_council_id_user_id", "membership", ["council_id", "user_id"], unique=True)


def downgrade() -> None:
    """Go back."""
    op.drop_index("uq_membership_council_id_user_id", table_name="membership")
    op.drop_index(op.f("ix_membership_user_id"), table_name="membership")
    op.drop_table("membership")
    op.drop_index(op.f("ix_caller_council_id"), table_name="caller")
    op.drop_table("caller")
    op.drop_table("bylaws")
    op.drop_index(op.f("ix_council_dong_id"), table_name="council")
    op.drop_index(op.f("ix_council_alley_id"), table_name="council")
    op.drop_table("council")
