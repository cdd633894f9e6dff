"""Helpful marks, cases with a clock, requests to block, rules of talk, pauses, summaries and their corrections."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)
# a plain ADD COLUMN keeps the table as it is; a batch would copy it and every comment with it
_ADDED = (
    ("helpful_count", "INTEGER DEFAULT 0 NOT NULL"),
    ("hint", "VARCHAR(32)"),
    ("appears_at", "{moment}"),
    ("appealed", "BOOLEAN DEFAULT {no} NOT NULL"),
)


def upgrade() -> None:
    """Go forward."""
    is_postgresql = op.get_bind().dialect.name == "postgresql"
    words = {"moment": "DATETIME", "no": "0"}
    if is_postgresql:
        words = {"moment": "TIMESTAMP WITH TIME ZONE", "no": "false"}
    for name, kind in _ADDED:
        op.execute(f"ALTER TABLE comment ADD COLUMN {name} {kind.format(**words)}")
    op.create_table(
        "helpful",
        sa.Column("comment_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["comment_id"], ["comment.id"], name=op.f("fk_helpful_comment_id_comment")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_helpful_user_id_user")),
        sa.PrimaryKeyConstraint("comment_id", "user_id", name=op.f("pk_helpful")),
    )
    op.create_index(op.f("ix_helpful_user_id"), "helpful", ["user_id"], unique=False)
    _create_cases()
    _create_blocking()
    _create_talk()


def _create_cases() -> None:
    op.create_table(
        "moderation_case",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("comment_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("moderator_id", sa.Integer(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("escalated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by_id", sa.Integer(), nullable=True),
        sa.Column("ground", sa.String(length=32), nullable=True),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["closed_by_id"], ["user.id"], name=op.f("fk_moderation_case_closed_by_id_user")),
        sa.ForeignKeyConstraint(["comment_id"], ["comment.id"], name=op.f("fk_moderation_case_comment_id_comment")),
        sa.ForeignKeyConstraint(["council_id"], ["council.id"], name=op.f("fk_moderation_case_council_id_council")),
        sa.ForeignKeyConstraint(["moderator_id"], ["user.id"], name=op.f("fk_moderation_case_moderator_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_moderation_case")),
    )
    op.create_index("ix_moderation_case_council", "moderation_case", ["council_id", "closed_at", "due_at"])
    op.create_index("ix_moderation_case_due", "moderation_case", ["closed_at", "due_at"])
    for column in ("closed_by_id", "comment_id", "moderator_id"):
        op.create_index(op.f(f"ix_moderation_case_{column}"), "moderation_case", [column])
    still_open = {f"{dialect}_where": sa.text("closed_at IS NULL") for dialect in ("sqlite", "postgresql")}
    op.create_index("uq_moderation_case_open", "moderation_case", ["comment_id"], unique=True, **still_open)


def _create_blocking() -> None:
    op.create_table(
        "blocking_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("comment_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("contact", sa.String(length=254), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("asked_at", _MOMENT, nullable=False),
        sa.Column("until", _MOMENT, nullable=True),
        sa.Column("due_told_at", _MOMENT, nullable=True),
        sa.Column("objection", sa.Text(), nullable=False),
        sa.Column("objected_at", _MOMENT, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["comment_id"], ["comment.id"], name=op.f("fk_blocking_request_comment_id_comment")),
        sa.ForeignKeyConstraint(["council_id"], ["council.id"], name=op.f("fk_blocking_request_council_id_council")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_blocking_request")),
    )
    op.create_index("ix_blocking_request_council", "blocking_request", ["council_id", "state", "id"])
    op.create_index(op.f("ix_blocking_request_comment_id"), "blocking_request", ["comment_id"])


def _create_talk() -> None:
    op.create_table(
        "talk_rules",
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("quiet_from", sa.Integer(), nullable=True),
        sa.Column("quiet_until", sa.Integer(), nullable=True),
        sa.Column("new_days", sa.Integer(), nullable=False),
        sa.Column("new_per_hour", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["council_id"], ["council.id"], name=op.f("fk_talk_rules_council_id_council")),
        sa.PrimaryKeyConstraint("council_id", name=op.f("pk_talk_rules")),
    )
    op.create_table(
        "pause",
        sa.Column("subject_type", sa.String(length=32), nullable=False),
        sa.Column("subject_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_pause_by_id_user")),
        sa.PrimaryKeyConstraint("subject_type", "subject_id", name=op.f("pk_pause")),
    )
    op.create_index(op.f("ix_pause_by_id"), "pause", ["by_id"])
    written = sa.Column("written_at", _MOMENT, nullable=False)
    _create_summary("summary", sa.Column("body", sa.Text(), nullable=False), written)
    _create_summary(
        "summary_correction",
        sa.Column("body", sa.String(length=500), nullable=False),
        sa.Column("proposed_at", _MOMENT, nullable=False),
        sa.Column("taken", sa.Boolean(), nullable=True),
        sa.Column("answer", sa.String(length=300), nullable=False),
        sa.Column("answered_at", _MOMENT, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
    )


def _create_summary(table: str, *columns: sa.Column) -> None:
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("subject_type", sa.String(length=32), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        *columns,
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f(f"fk_{table}_by_id_user")),
        sa.ForeignKeyConstraint(["council_id"], ["council.id"], name=op.f(f"fk_{table}_council_id_council")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    op.create_index(f"ix_{table}_subject", table, ["subject_type", "subject_id", "id"])
    op.create_index(op.f(f"ix_{table}_council_id"), table, ["council_id"])
    op.create_index(op.f(f"ix_{table}_by_id"), table, ["by_id"])


def downgrade() -> None:
    """Go back: what was not known before is hidden with a sentence, questions are neutral, and no words are lost."""
    op.execute("UPDATE comment SET state = 'hidden' WHERE state IN ('corrected', 'appealed')")
    op.execute(
        "UPDATE comment SET state = 'hidden', hidden_ground = 'privacy', hidden_reason = '확인을 기다리던 글입니다.' "
        "WHERE state IN ('held', 'waiting', 'blocked')"
    )
    op.execute("UPDATE comment SET stance = 'neutral' WHERE stance = 'question'")
    op.execute("UPDATE comment_version SET stance = 'neutral' WHERE stance = 'question'")
    for table in (
        "summary_correction",
        "summary",
        "pause",
        "talk_rules",
        "blocking_request",
        "moderation_case",
        "helpful",
    ):
        op.drop_table(table)
    for name, _kind in reversed(_ADDED):
        op.execute(f"ALTER TABLE comment DROP COLUMN {name}")
