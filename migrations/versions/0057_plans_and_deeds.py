"""Adoptions of plans that were taken back; promises that stand on a plan instead of an answer."""

import sqlalchemy as sa
from alembic import op

revision = "0057"
down_revision = "0056"
branch_labels = None
depends_on = None

_KEPT = (
    "id, council_id, request_id, state, text, section, officer_name, officer_phone, budget_won, budget_from, do_by, "
    "first_do_by, basis, turn, promised_at, done_at, ended_on, ended_reason, reminded_on, version"
)
_OF_PLANS = "(SELECT id FROM commitment WHERE request_id IS NULL)"
_SOURCES = (("proposal_id", "proposal"), ("meeting_id", "meeting"))


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "plan_taking_back",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["version_id"], ["plan_version.id"], name=op.f("fk_plan_taking_back_version_id_plan_version")
        ),
        sa.PrimaryKeyConstraint("version_id", name=op.f("pk_plan_taking_back")),
    )
    if op.get_bind().dialect.name == "sqlite":
        _rebuild(with_sources=True)
        return
    op.alter_column("commitment", "request_id", nullable=True)
    for column, table in _SOURCES:
        op.add_column("commitment", sa.Column(column, sa.Integer(), nullable=True))
        op.create_foreign_key(op.f(f"fk_commitment_{column}_{table}"), "commitment", table, [column], ["id"])
    op.create_index(op.f("ix_commitment_proposal_id"), "commitment", ["proposal_id"], unique=False)


def downgrade() -> None:
    """Go back. Promises of plans are lost with all that was told of them; why adoptions were taken back, too."""
    op.execute(f"UPDATE plan_item SET commitment_id = NULL WHERE commitment_id IN {_OF_PLANS}")
    of_checks = f"(SELECT id FROM deed_check WHERE commitment_id IN {_OF_PLANS})"
    op.execute(f"DELETE FROM check_answer WHERE check_id IN {of_checks}")
    for table in ("deed_check", "deed_photo", "progress", "milestone", "trial"):
        op.execute(f"DELETE FROM {table} WHERE commitment_id IN {_OF_PLANS}")
    op.execute("DELETE FROM commitment WHERE request_id IS NULL")
    if op.get_bind().dialect.name == "sqlite":
        _rebuild(with_sources=False)
    else:
        op.drop_index(op.f("ix_commitment_proposal_id"), table_name="commitment")
        for column, _table in reversed(_SOURCES):
            op.drop_column("commitment", column)
        op.alter_column("commitment", "request_id", nullable=False)
    op.drop_table("plan_taking_back")


def _rebuild(*, with_sources: bool) -> None:
    """SQLite cannot let a column be empty: the table is written anew, while what refers to it waits (foreign keys)."""
    op.execute("PRAGMA defer_foreign_keys = ON")
    op.execute(f"CREATE TEMPORARY TABLE kept_commitment AS SELECT {_KEPT} FROM commitment")
    op.drop_table("commitment")
    _create(with_sources=with_sources)
    op.execute(f"INSERT INTO commitment ({_KEPT}) SELECT {_KEPT} FROM kept_commitment")
    op.execute("DROP TABLE kept_commitment")


def _create(*, with_sources: bool) -> None:
    columns = [
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=with_sources),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("section", sa.String(length=60), nullable=False),
        sa.Column("officer_name", sa.String(length=40), nullable=False),
        sa.Column("officer_phone", sa.String(length=20), nullable=False),
        sa.Column("budget_won", sa.BigInteger(), nullable=True),
        sa.Column("budget_from", sa.String(length=120), nullable=False),
        sa.Column("do_by", sa.Date(), nullable=True),
        sa.Column("first_do_by", sa.Date(), nullable=True),
        sa.Column("basis", sa.JSON(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("promised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("ended_reason", sa.Text(), nullable=False),
        sa.Column("reminded_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
    ]
    columns += [sa.Column(name, sa.Integer(), nullable=True) for name, _table in _SOURCES if with_sources]
    sources = [
        sa.ForeignKeyConstraint([name], [f"{table}.id"], name=op.f(f"fk_commitment_{name}_{table}"))
        for name, table in _SOURCES
        if with_sources
    ]
    op.create_table(
        "commitment",
        *columns,
        sa.ForeignKeyConstraint(["council_id"], ["council.id"], name=op.f("fk_commitment_council_id_council")),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_commitment_request_id_request")),
        *sources,
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commitment")),
        sa.UniqueConstraint("request_id", name=op.f("uq_commitment_request_id")),
    )
    op.create_index("ix_commitment_council_id_state", "commitment", ["council_id", "state"], unique=False)
    op.create_index("ix_commitment_state_do_by", "commitment", ["state", "do_by"], unique=False)
    if with_sources:
        op.create_index(op.f("ix_commitment_proposal_id"), "commitment", ["proposal_id"], unique=False)
