"""Who looks after a request, notes of its officers, and what other sections think."""

import sqlalchemy as sa
from alembic import op

revision = "0049"
down_revision = "0048"
branch_labels = None
depends_on = None

WORDS = "who had a request stays written down"
TRIGGERS = {
    "sqlite": (
        'CREATE TRIGGER assignment_update_refused BEFORE UPDATE ON "assignment" '
        f"BEGIN SELECT RAISE(ABORT, '{WORDS}'); END",
        'CREATE TRIGGER assignment_delete_refused BEFORE DELETE ON "assignment" '
        f"BEGIN SELECT RAISE(ABORT, '{WORDS}'); END",
    ),
    "postgresql": (
        'CREATE TRIGGER assignment_update_refused BEFORE UPDATE ON "assignment" FOR EACH ROW '
        f"EXECUTE FUNCTION golmok_refuse('{WORDS}')",
        'CREATE TRIGGER assignment_delete_refused BEFORE DELETE ON "assignment" FOR EACH ROW '
        f"EXECUTE FUNCTION golmok_refuse('{WORDS}')",
        'CREATE TRIGGER assignment_truncate_refused BEFORE TRUNCATE ON "assignment" FOR EACH STATEMENT '
        f"EXECUTE FUNCTION golmok_refuse('{WORDS}')",
    ),
}


def upgrade() -> None:
    """Go forward."""
    _create_assignment()
    _create_note()
    _create_opinion()
    for statement in TRIGGERS[op.get_bind().dialect.name]:
        op.execute(sa.text(statement))


def _create_assignment() -> None:
    op.create_table(
        "assignment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("dong_id", sa.Integer(), nullable=False),
        sa.Column("section", sa.String(length=60), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_assignment_by_id_user")),
        sa.ForeignKeyConstraint(["dong_id"], ["dong.id"], name=op.f("fk_assignment_dong_id_dong")),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_assignment_request_id_request")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_assignment_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment")),
        sa.UniqueConstraint("request_id", "turn", name=op.f("uq_assignment_request_id_turn")),
    )
    op.create_index(op.f("ix_assignment_dong_id"), "assignment", ["dong_id"], unique=False)
    op.create_index(op.f("ix_assignment_user_id"), "assignment", ["user_id"], unique=False)


def _create_note() -> None:
    op.create_table(
        "desk_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("once", sa.String(length=40), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["user.id"], name=op.f("fk_desk_note_author_id_user")),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_desk_note_request_id_request")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desk_note")),
    )
    op.create_index(op.f("ix_desk_note_request_id"), "desk_note", ["request_id"], unique=False)
    op.create_index("uq_desk_note_author_id_once", "desk_note", ["author_id", "once"], unique=True)


def _create_opinion() -> None:
    op.create_table(
        "section_opinion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("section", sa.String(length=80), nullable=False),
        sa.Column("person", sa.String(length=40), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("wanted_by", sa.Date(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("once", sa.String(length=40), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_by", sa.String(length=40), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("entered_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["asked_by_id"], ["user.id"], name=op.f("fk_section_opinion_asked_by_id_user")),
        sa.ForeignKeyConstraint(["entered_by_id"], ["user.id"], name=op.f("fk_section_opinion_entered_by_id_user")),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_section_opinion_request_id_request")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_section_opinion")),
    )
    op.create_index(op.f("ix_section_opinion_request_id"), "section_opinion", ["request_id"], unique=False)
    op.create_index("uq_section_opinion_asked_by_id_once", "section_opinion", ["asked_by_id", "once"], unique=True)


def downgrade() -> None:
    """Go back. Who had which request, notes and opinions are lost."""
    op.drop_table("section_opinion")
    op.drop_table("desk_note")
    op.drop_table("assignment")
