"""Minutes of sentences: their versions, corrections by those who were there, and what is sealed, which only grows."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

GUARDED = {
    "sealed_minutes": "sealed minutes are never changed",
    "addendum": "an addendum to sealed minutes is never changed",
}
TABLES = ("minutes", "minutes_line", "minutes_line_version", "minutes_correction", "sealed_minutes", "addendum")


def _moment(name: str, nullable: bool = True) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _number(name: str, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def _refers(table: str, column: str, to: str, key: str = "id") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.{key}"], name=op.f(f"fk_{table}_{column}_{to}"))


def upgrade() -> None:
    """Go forward."""
    _minutes()
    _lines()
    _corrections()
    _sealed()
    for table, sentence in GUARDED.items():
        _guard(table, sentence)


def downgrade() -> None:
    """Go back."""
    for table in reversed(TABLES):
        op.drop_table(table)


def _minutes() -> None:
    op.create_table(
        "minutes",
        sa.Column("meeting_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        _moment("written_at", nullable=False),
        *(_moment(name) for name in ("shown_at", "corrections_until", "approved_at")),
        _number("approved_by_id", nullable=True),
        *(_moment(name) for name in ("reminded_at", "overdue_at")),
        _number("version"),
        _refers("minutes", "approved_by_id", "user"),
        _refers("minutes", "meeting_id", "meeting"),
        sa.PrimaryKeyConstraint("meeting_id", name=op.f("pk_minutes")),
    )
    op.create_index(op.f("ix_minutes_approved_by_id"), "minutes", ["approved_by_id"], unique=False)


def _lines() -> None:
    op.create_table(
        "minutes_line",
        _number("id"),
        _number("meeting_id"),
        _number("item_id", nullable=True),
        _number("position"),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        _moment("struck_at"),
        sa.Column("once", sa.String(length=40), nullable=True),
        _number("version"),
        _refers("minutes_line", "item_id", "agenda_item"),
        _refers("minutes_line", "meeting_id", "minutes", "meeting_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minutes_line")),
        sa.UniqueConstraint("once", name=op.f("uq_minutes_line_once")),
    )
    op.create_index(op.f("ix_minutes_line_item_id"), "minutes_line", ["item_id"], unique=False)
    op.create_index("ix_minutes_line_meeting_id_position", "minutes_line", ["meeting_id", "position"], unique=False)
    op.create_table(
        "minutes_line_version",
        _number("id"),
        _number("line_id"),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("was_struck", sa.Boolean(), nullable=False),
        _moment("replaced_at", nullable=False),
        _number("replaced_by_id"),
        _refers("minutes_line_version", "line_id", "minutes_line"),
        _refers("minutes_line_version", "replaced_by_id", "user"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minutes_line_version")),
    )
    for column in ("line_id", "replaced_by_id"):
        op.create_index(op.f(f"ix_minutes_line_version_{column}"), "minutes_line_version", [column], unique=False)


def _corrections() -> None:
    table = "minutes_correction"
    op.create_table(
        table,
        *(_number(name) for name in ("id", "meeting_id", "line_id", "author_id")),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("was", "text")),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        _moment("offered_at", nullable=False),
        _moment("answered_at"),
        _number("answered_by_id", nullable=True),
        sa.Column("answer", sa.String(length=300), nullable=False),
        sa.Column("once", sa.String(length=40), nullable=True),
        _number("version"),
        _refers(table, "answered_by_id", "user"),
        _refers(table, "author_id", "user"),
        _refers(table, "line_id", "minutes_line"),
        _refers(table, "meeting_id", "minutes", "meeting_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_minutes_correction")),
        sa.UniqueConstraint("once", name=op.f("uq_minutes_correction_once")),
    )
    for column in ("answered_by_id", "author_id", "line_id", "meeting_id"):
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)


def _sealed() -> None:
    op.create_table(
        "sealed_minutes",
        sa.Column("meeting_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        _moment("sealed_at", nullable=False),
        _refers("sealed_minutes", "meeting_id", "minutes", "meeting_id"),
        sa.PrimaryKeyConstraint("meeting_id", name=op.f("pk_sealed_minutes")),
    )
    op.create_table(
        "addendum",
        *(_number(name) for name in ("id", "meeting_id", "number")),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        _moment("added_at", nullable=False),
        _number("added_by_id"),
        sa.Column("once", sa.String(length=40), nullable=True),
        _refers("addendum", "added_by_id", "user"),
        _refers("addendum", "meeting_id", "sealed_minutes", "meeting_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_addendum")),
        sa.UniqueConstraint("once", name=op.f("uq_addendum_once")),
    )
    op.create_index(op.f("ix_addendum_added_by_id"), "addendum", ["added_by_id"], unique=False)
    op.create_index("uq_addendum_meeting_id_number", "addendum", ["meeting_id", "number"], unique=True)


def _guard(table: str, sentence: str) -> None:
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    for moment, each in (("UPDATE", "ROW"), ("DELETE", "ROW"), ("TRUNCATE", "STATEMENT")):
        trigger = f'CREATE TRIGGER {table}_{moment.lower()}_refused BEFORE {moment} ON "{table}" '
        if not is_sqlite:
            op.execute(f"{trigger}FOR EACH {each} EXECUTE FUNCTION golmok_refuse('{sentence}')")
        elif each == "ROW":
            op.execute(f"{trigger}BEGIN SELECT RAISE(ABORT, '{sentence}'); END")
