"""Asking the centre again, requests that end without an answer, the council's view, and where a matter went on."""

import sqlalchemy as sa
from alembic import op

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None

WORDS = {
    "council_view": "what a council said of an answer stands",
    "later_proposal": "where a matter went on stays told",
}


def _refusals(dialect: str, table: str) -> list[str]:
    if dialect == "sqlite":
        return [
            f'CREATE TRIGGER {table}_{moment.lower()}_refused BEFORE {moment} ON "{table}" '
            f"BEGIN SELECT RAISE(ABORT, '{WORDS[table]}'); END"
            for moment in ("UPDATE", "DELETE")
        ]
    return [
        f'CREATE TRIGGER {table}_{moment.lower()}_refused BEFORE {moment} ON "{table}" FOR EACH {each} '
        f"EXECUTE FUNCTION golmok_refuse('{WORDS[table]}')"
        for moment, each in (("UPDATE", "ROW"), ("DELETE", "ROW"), ("TRUNCATE", "STATEMENT"))
    ]


def upgrade() -> None:
    """Go forward."""
    op.execute(
        "ALTER TABLE request ADD COLUMN again_of_id INTEGER "
        "CONSTRAINT fk_request_again_of_id_request REFERENCES request (id)"
    )
    op.create_index("uq_request_again_of_id", "request", ["again_of_id"], unique=True)
    op.add_column("request", sa.Column("received_at", sa.DateTime(timezone=True), nullable=True))
    op.execute(
        "UPDATE request SET received_at = (SELECT sent_at FROM report WHERE report.id = request.report_id) "
        "WHERE received_on IS NOT NULL"
    )
    op.add_column("request", sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("request", sa.Column("ended_reason", sa.Text(), server_default="", nullable=False))
    _create_askings()
    _create_views_and_links()
    dialect = op.get_bind().dialect.name
    for table in WORDS:
        for statement in _refusals(dialect, table):
            op.execute(sa.text(statement))


def _create_askings() -> None:
    op.create_table(
        "asking_again",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("again_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_asking_again_request_id_request")),
        sa.ForeignKeyConstraint(["again_id"], ["request.id"], name=op.f("fk_asking_again_again_id_request")),
        sa.ForeignKeyConstraint(["council_id"], ["council.id"], name=op.f("fk_asking_again_council_id_council")),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_asking_again_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asking_again")),
        sa.UniqueConstraint("request_id", name=op.f("uq_asking_again_request_id")),
        sa.UniqueConstraint("again_id", name=op.f("uq_asking_again_again_id")),
    )
    for column in ("council_id", "by_id"):
        op.create_index(op.f(f"ix_asking_again_{column}"), "asking_again", [column], unique=False)
    op.create_table(
        "asking_support",
        sa.Column("asking_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["asking_id"], ["asking_again.id"], name=op.f("fk_asking_support_asking_id_asking_again")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_asking_support_user_id_user")),
        sa.PrimaryKeyConstraint("asking_id", "user_id", name=op.f("pk_asking_support")),
    )
    op.create_index(op.f("ix_asking_support_user_id"), "asking_support", ["user_id"], unique=False)


def _create_views_and_links() -> None:
    op.create_table(
        "council_view",
        sa.Column("request_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_council_view_request_id_request")),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_council_view_by_id_user")),
        sa.PrimaryKeyConstraint("request_id", name=op.f("pk_council_view")),
    )
    op.create_index(op.f("ix_council_view_by_id"), "council_view", ["by_id"], unique=False)
    op.create_table(
        "later_proposal",
        sa.Column("proposal_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name=op.f("fk_later_proposal_proposal_id_proposal")),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_later_proposal_request_id_request")),
        sa.PrimaryKeyConstraint("proposal_id", name=op.f("pk_later_proposal")),
    )
    op.create_index(op.f("ix_later_proposal_request_id"), "later_proposal", ["request_id"], unique=False)


def downgrade() -> None:
    """Go back. Who asked again and what the council said is lost; what was asked again stays as a request."""
    for table in ("later_proposal", "council_view", "asking_support", "asking_again"):
        op.drop_table(table)
    op.drop_index("uq_request_again_of_id", table_name="request")
    for column in ("ended_reason", "ended_at", "received_at", "again_of_id"):
        op.drop_column("request", column)
