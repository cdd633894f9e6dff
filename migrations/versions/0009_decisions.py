"""Tables of decisions: reports, requests and answers."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("poll_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(meeting_id IS NULL) <> (poll_id IS NULL)", name=op.f("ck_report_one_source")),
        sa.ForeignKeyConstraint(["council_id"], ["council.id"], name=op.f("fk_report_council_id_council")),
        sa.ForeignKeyConstraint(["made_by_id"], ["user.id"], name=op.f("fk_report_made_by_id_user")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_report_meeting_id_meeting")),
        sa.ForeignKeyConstraint(["poll_id"], ["poll.id"], name=op.f("fk_report_poll_id_poll")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report")),
        sa.UniqueConstraint("meeting_id", name=op.f("uq_report_meeting_id")),
        sa.UniqueConstraint("poll_id", name=op.f("uq_report_poll_id")),
    )
    op.create_index("ix_report_council_id_sent_at", "report", ["council_id", "sent_at"], unique=False)
    op.create_table(
        "request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=True),
        sa.Column("resolution_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("clock", sa.String(length=32), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["council_id"], ["council.id"], name=op.f("fk_request_council_id_council")),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name=op.f("fk_request_proposal_id_proposal")),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name=op.f("fk_request_report_id_report")),
        sa.ForeignKeyConstraint(["resolution_id"], ["resolution.id"], name=op.f("fk_request_resolution_id_resolution")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request")),
    )
    op.create_index("ix_request_council_id_state", "request", ["council_id", "state", "due_on"], unique=False)
    op.create_index(op.f("ix_request_proposal_id"), "request", ["proposal_id"], unique=False)
    op.create_index(op.f("ix_request_report_id"), "request", ["report_id"], unique=False)
    op.create_index(op.f("ix_request_resolution_id"), "request", ["resolution_id"], unique=False)
    op.create_table(
        "decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("answer", sa.String(length=32), nullable=True),
        sa.Column("reason_code", sa.String(length=32), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("ground", sa.Text(), nullable=False),
        sa.Column("possible", sa.Text(), nullable=False),
        sa.Column("passed_to", sa.String(length=80), nullable=False),
        sa.Column("section", sa.String(length=60), nullable=False),
        sa.Column("officer_name", sa.String(length=40), nullable=False),
        sa.Column("officer_phone", sa.String(length=20), nullable=False),
        sa.Column("do_by", sa.Date(), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["decided_by_id"], ["user.id"], name=op.f("fk_decision_decided_by_id_user")),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_decision_request_id_request")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
        sa.UniqueConstraint("request_id", name=op.f("uq_decision_request_id")),
    )


def downgrade() -> None:
    """Go back."""
    op.drop_table("decision")
    op.drop_index(op.f("ix_request_resolution_id"), table_name="request")
    op.drop_index(op.f("ix_request_report_id"), table_name="request")
    op.drop_index(op.f("ix_request_proposal_id"), table_name="request")
    op.drop_index("ix_request_council_id_state", table_name="request")
    op.drop_table("request")
    op.drop_index("ix_report_council_id_sent_at", table_name="report")
    op.drop_table("report")
