"""Files that go with answers, what was found in them, and pauses of the search."""

import sqlalchemy as sa
from alembic import op

revision = "0055"
down_revision = "0054"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward; no answer has files yet."""
    op.add_column("decision", sa.Column("files", sa.Text(), server_default="", nullable=False))
    _create_files()
    _create_finds()
    op.create_table(
        "search_pause",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("why", sa.String(length=300), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("until > at", name=op.f("ck_search_pause_ends")),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_search_pause_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_pause")),
    )
    op.create_index(op.f("ix_search_pause_by_id"), "search_pause", ["by_id"], unique=False)


def _create_files() -> None:
    op.create_table(
        "answer_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("is_on_shelf", sa.Boolean(), nullable=False),
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("once", sa.String(length=40), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("searched_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("more", sa.Integer(), nullable=False),
        sa.Column("taken_down_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("taken_down_why", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_answer_file_request_id_request")),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_answer_file_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_file")),
        sa.UniqueConstraint("key", name=op.f("uq_answer_file_key")),
        sa.UniqueConstraint("request_id", "once", name=op.f("uq_answer_file_request_id_once")),
    )
    op.create_index(op.f("ix_answer_file_by_id"), "answer_file", ["by_id"], unique=False)


def _create_finds() -> None:
    op.create_table(
        "answer_find",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("masked", sa.String(length=80), nullable=False),
        sa.Column("place", sa.JSON(), nullable=False),
        sa.Column("cleared_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cleared_by_id", sa.Integer(), nullable=True),
        sa.Column("cleared_why", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["answer_file.id"], name=op.f("fk_answer_find_file_id_answer_file")),
        sa.ForeignKeyConstraint(["cleared_by_id"], ["user.id"], name=op.f("fk_answer_find_cleared_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_find")),
    )
    for column in ("file_id", "cleared_by_id"):
        op.create_index(op.f(f"ix_answer_find_{column}"), "answer_find", [column], unique=False)


def downgrade() -> None:
    """Go back. The contents of the files stay in the folder of uploads; which answer had them is lost."""
    for table in ("search_pause", "answer_find", "answer_file"):
        op.drop_table(table)
    op.drop_column("decision", "files")
