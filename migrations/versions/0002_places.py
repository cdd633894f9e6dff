"""Tables of places: gu, dong and alley."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "gu",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=5), nullable=False),
        sa.Column("city", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gu")),
        sa.UniqueConstraint("code", name=op.f("uq_gu_code")),
    )
    op.create_table(
        "dong",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("gu_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("official_name", sa.String(length=40), nullable=False),
        sa.Column("population", sa.Integer(), nullable=False),
        sa.Column("centre_name", sa.String(length=80), nullable=False),
        sa.Column("centre_address", sa.String(length=200), nullable=False),
        sa.Column("centre_phone", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(["gu_id"], ["gu.id"], name=op.f("fk_dong_gu_id_gu")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dong")),
        sa.UniqueConstraint("code", name=op.f("uq_dong_code")),
    )
    op.create_index(op.f("ix_dong_gu_id"), "dong", ["gu_id"], unique=False)
    op.create_table(
        "alley",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dong_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(["dong_id"], ["dong.id"], name=op.f("fk_alley_dong_id_dong")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alley")),
    )
    op.create_index(op.f("ix_alley_dong_id"), "alley", ["dong_id"], unique=False)
    op.create_table(
        "road_segment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("alley_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("road", sa.String(length=80), nullable=False),
        sa.Column("from_number", sa.String(length=12), nullable=False),
        sa.Column("to_number", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["alley_id"], ["alley.id"], name=op.f("fk_road_segment_alley_id_alley")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_road_segment")),
    )
    op.create_index(op.f("ix_road_segment_alley_id"), "road_segment", ["alley_id"], unique=False)


def downgrade() -> None:
    """Go back."""
    op.drop_index(op.f("ix_road_segment_alley_id"), table_name="road_segment")
    op.drop_table("road_segment")
    op.drop_index(op.f("ix_alley_dong_id"), table_name="alley")
    op.drop_table("alley")
    op.drop_index(op.f("ix_dong_gu_id"), table_name="dong")
    op.drop_table("dong")
    op.drop_table("gu")
