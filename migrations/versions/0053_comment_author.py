"""An index that tells how many people spoke in a council, and since when."""

from alembic import op

revision = "0053"
down_revision = "0052"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_index("ix_comment_author", "comment", ["council_id", "author_id", "written_at"], unique=False)


def downgrade() -> None:
    """Go back. Nothing is lost."""
    op.drop_index("ix_comment_author", table_name="comment")
