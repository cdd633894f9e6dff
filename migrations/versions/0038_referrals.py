"""Referrals to the welfare planners of a dong, who looked at them, and who the planners are."""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

WORDS = "who looked at a referral stays written down"
TRIGGERS = {
    "sqlite": (
        'CREATE TRIGGER referral_look_update_refused BEFORE UPDATE ON "referral_look" '
        f"BEGIN SELECT RAISE(ABORT, '{WORDS}'); END",
        'CREATE TRIGGER referral_look_delete_refused BEFORE DELETE ON "referral_look" '
        f"BEGIN SELECT RAISE(ABORT, '{WORDS}'); END",
    ),
    "postgresql": (
        'CREATE TRIGGER referral_look_update_refused BEFORE UPDATE ON "referral_look" FOR EACH ROW '
        f"EXECUTE FUNCTION golmok_refuse('{WORDS}')",
        'CREATE TRIGGER referral_look_delete_refused BEFORE DELETE ON "referral_look" FOR EACH ROW '
        f"EXECUTE FUNCTION golmok_refuse('{WORDS}')",
        'CREATE TRIGGER referral_look_truncate_refused BEFORE TRUNCATE ON "referral_look" FOR EACH STATEMENT '
        f"EXECUTE FUNCTION golmok_refuse('{WORDS}')",
    ),
}


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "welfare_post",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("dong_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["dong_id"], ["dong.id"], name=op.f("fk_welfare_post_dong_id_dong")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_welfare_post_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_welfare_post")),
        sa.UniqueConstraint("user_id", "dong_id", name=op.f("uq_welfare_post_user_id_dong_id")),
    )
    op.create_index(op.f("ix_welfare_post_dong_id"), "welfare_post", ["dong_id"], unique=False)
    op.create_index(op.f("ix_welfare_post_user_id"), "welfare_post", ["user_id"], unique=False)
    _create_referral()
    _create_look()
    for statement in TRIGGERS[op.get_bind().dialect.name]:
        op.execute(sa.text(statement))


def _create_referral() -> None:
    op.create_table(
        "referral",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dong_id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("once", sa.String(length=40), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("urgency", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("taken_up_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["author_id"], ["user.id"], name=op.f("fk_referral_author_id_user")),
        sa.ForeignKeyConstraint(["dong_id"], ["dong.id"], name=op.f("fk_referral_dong_id_dong")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_referral_meeting_id_meeting")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral")),
    )
    op.create_index("ix_referral_dong_id_made_at", "referral", ["dong_id", "made_at"], unique=False)
    op.create_index("ix_referral_kept", "referral", ["erased_at", "done_at"], unique=False)
    op.create_index(op.f("ix_referral_meeting_id"), "referral", ["meeting_id"], unique=False)
    op.create_index("uq_referral_author_id_once", "referral", ["author_id", "once"], unique=True)


def _create_look() -> None:
    op.create_table(
        "referral_look",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("referral_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["referral_id"], ["referral.id"], name=op.f("fk_referral_look_referral_id_referral")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_referral_look_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral_look")),
    )
    op.create_index(op.f("ix_referral_look_referral_id"), "referral_look", ["referral_id"], unique=False)
    op.create_index(op.f("ix_referral_look_user_id"), "referral_look", ["user_id"], unique=False)


def downgrade() -> None:
    """Go back. What was told to planners is lost, and who looked at it."""
    op.drop_table("referral_look")
    op.drop_table("referral")
    op.drop_table("welfare_post")
