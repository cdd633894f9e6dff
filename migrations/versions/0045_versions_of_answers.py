"""What an answer says more, its versions, and a second officer who reads it before everybody does."""

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None

_TEXTS = ("summary", "found", "waits_for")
_ADDED = (*_TEXTS, "next_on", "cost_won", "money_from", "corrected_at")
_READ = ("answer", "reason_code", "reason", "ground", "possible", "passed_to", "section", "officer_name",
         "officer_phone", "do_by")  # fmt: skip
WORDS = "what was published stays readable"
TRIGGERS = {
    "sqlite": tuple(
        f'CREATE TRIGGER decision_version_{moment.lower()}_refused BEFORE {moment} ON "decision_version" '
        f"BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
        for moment in ("UPDATE", "DELETE")
    ),
    "postgresql": tuple(
        f'CREATE TRIGGER decision_version_{moment.lower()}_refused BEFORE {moment} ON "decision_version" '
        f"FOR EACH {each} EXECUTE FUNCTION golmok_refuse('{WORDS}')"
        for moment, each in (("UPDATE", "ROW"), ("DELETE", "ROW"), ("TRUNCATE", "STATEMENT"))
    ),
}


def upgrade() -> None:
    """Go forward; what is published now becomes the first version of its answer."""
    for name in _TEXTS:
        op.add_column("decision", sa.Column(name, sa.Text(), server_default="", nullable=False))
    op.add_column("decision", sa.Column("next_on", sa.Date(), nullable=True))
    op.add_column("decision", sa.Column("cost_won", sa.BigInteger(), nullable=True))
    op.add_column("decision", sa.Column("money_from", sa.String(length=120), server_default="", nullable=False))
    op.add_column("decision", sa.Column("corrected_at", sa.DateTime(timezone=True), nullable=True))
    op.execute(
        "ALTER TABLE decision ADD COLUMN reviewed_by_id INTEGER "
        'CONSTRAINT fk_decision_reviewed_by_id_user REFERENCES "user" (id)'
    )
    op.add_column("dong", sa.Column("answers_reviewed", sa.Boolean(), server_default=sa.false(), nullable=False))
    _create_versions()
    _create_reviews()
    _keep_first_versions()
    for statement in TRIGGERS[op.get_bind().dialect.name]:
        op.execute(sa.text(statement))


def _create_versions() -> None:
    op.create_table(
        "decision_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("reviewed_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_decision_version_decision_id_decision")
        ),
        sa.ForeignKeyConstraint(["decided_by_id"], ["user.id"], name=op.f("fk_decision_version_decided_by_id_user")),
        sa.ForeignKeyConstraint(["reviewed_by_id"], ["user.id"], name=op.f("fk_decision_version_reviewed_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision_version")),
        sa.UniqueConstraint("decision_id", "number", name=op.f("uq_decision_version_decision_id_number")),
    )
    for column in ("decided_by_id", "reviewed_by_id"):
        op.create_index(op.f(f"ix_decision_version_{column}"), "decision_version", [column], unique=False)


def _create_reviews() -> None:
    op.create_table(
        "answer_review",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("seen", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reviewer_id", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("word", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_answer_review_request_id_request")),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_answer_review_by_id_user")),
        sa.ForeignKeyConstraint(["reviewer_id"], ["user.id"], name=op.f("fk_answer_review_reviewer_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_review")),
    )
    for column in ("request_id", "by_id", "reviewer_id"):
        op.create_index(op.f(f"ix_answer_review_{column}"), "answer_review", [column], unique=False)
    waits = sa.text("state = 'waiting'")
    op.create_index(
        "uq_answer_review_request_id_waiting", "answer_review", ["request_id"], unique=True,
        sqlite_where=waits, postgresql_where=waits,
    )  # fmt: skip


def _keep_first_versions() -> None:
    """As publishing keeps them now: text by field, nothing of what stands empty, so that digests stay what they are."""
    decision = sa.table(
        "decision",
        sa.column("id", sa.Integer),
        sa.column("state", sa.String),
        sa.column("published_at", sa.DateTime(timezone=True)),
        sa.column("decided_by_id", sa.Integer),
        *(sa.column(name, sa.Date if name == "do_by" else sa.String) for name in _READ),
    )
    version = sa.table(
        "decision_version",
        sa.column("decision_id", sa.Integer),
        sa.column("number", sa.Integer),
        sa.column("words", sa.JSON),
        sa.column("why", sa.Text),
        sa.column("published_at", sa.DateTime(timezone=True)),
        sa.column("decided_by_id", sa.Integer),
    )
    bind = op.get_bind()
    published = sa.select(decision).where(decision.c.state == "published", decision.c.published_at.is_not(None))
    for row in bind.execute(published).mappings().all():
        words = {name: str(row[name]) for name in _READ if row[name] not in (None, "")}
        given = {"published_at": row["published_at"], "decided_by_id": row["decided_by_id"]}
        bind.execute(version.insert().values(decision_id=row["id"], number=1, words=words, why="", **given))


def downgrade() -> None:
    """Go back. What answers said before they were corrected is lost, and who read them first."""
    op.drop_table("answer_review")
    op.drop_table("decision_version")
    op.drop_column("dong", "answers_reviewed")
    op.drop_column("decision", "reviewed_by_id")
    for name in reversed(_ADDED):
        op.drop_column("decision", name)
