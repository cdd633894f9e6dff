"""Polls with limits on their budget, points for one option, and a weight of the paper; options in groups."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

# As it stood at this revision; later ones are migrations of their own.
BEFORE = {
    "sqlite": (
        "CREATE TRIGGER poll_update_refused BEFORE UPDATE ON \"poll\" WHEN OLD.state <> 'draft' AND (NEW.state = "
        "'draft' OR (NEW.state = 'open' AND OLD.state <> 'open') OR OLD.id IS NOT NEW.id OR OLD.council_id IS NOT "
        "NEW.council_id OR OLD.question IS NOT NEW.question OR OLD.explanation IS NOT NEW.explanation OR "
        "OLD.method IS NOT NEW.method OR OLD.votes_per_voter IS NOT NEW.votes_per_voter OR OLD.seats IS NOT "
        "NEW.seats OR OLD.announced_at IS NOT NEW.announced_at OR OLD.opens_at IS NOT NEW.opens_at OR "
        "OLD.closes_at IS NOT NEW.closes_at OR OLD.rules_hash IS NOT NEW.rules_hash OR OLD.roll_count IS NOT "
        "NEW.roll_count OR OLD.is_replay IS NOT NEW.is_replay OR OLD.made_by_id IS NOT NEW.made_by_id OR "
        "OLD.replaces_id IS NOT NEW.replaces_id OR OLD.takes_paper IS NOT NEW.takes_paper OR OLD.takes_assisted IS "
        "NOT NEW.takes_assisted OR OLD.budget_won IS NOT NEW.budget_won OR "
        "OLD.draws_order IS NOT NEW.draws_order OR OLD.rules IS NOT NEW.rules) BEGIN "
        "SELECT RAISE(ABORT, 'the rules of an opened poll are frozen'); END"
    ),
    "postgresql": (
        "CREATE TRIGGER poll_update_refused BEFORE UPDATE ON \"poll\" FOR EACH ROW WHEN (OLD.state <> 'draft' AND "
        "(NEW.state = 'draft' OR (NEW.state = 'open' AND OLD.state <> 'open') OR OLD.id IS DISTINCT FROM NEW.id OR "
        "OLD.council_id IS DISTINCT FROM NEW.council_id OR OLD.question IS DISTINCT FROM NEW.question OR "
        "OLD.explanation IS DISTINCT FROM NEW.explanation OR OLD.method IS DISTINCT FROM NEW.method OR "
        "OLD.votes_per_voter IS DISTINCT FROM NEW.votes_per_voter OR OLD.seats IS DISTINCT FROM NEW.seats OR "
        "OLD.announced_at IS DISTINCT FROM NEW.announced_at OR OLD.opens_at IS DISTINCT FROM NEW.opens_at OR "
        "OLD.closes_at IS DISTINCT FROM NEW.closes_at OR OLD.rules_hash IS DISTINCT FROM NEW.rules_hash OR "
        "OLD.roll_count IS DISTINCT FROM NEW.roll_count OR OLD.is_replay IS DISTINCT FROM NEW.is_replay OR "
        "OLD.made_by_id IS DISTINCT FROM NEW.made_by_id OR OLD.replaces_id IS DISTINCT FROM NEW.replaces_id OR "
        "OLD.takes_paper IS DISTINCT FROM NEW.takes_paper OR OLD.takes_assisted IS DISTINCT FROM "
        "NEW.takes_assisted OR OLD.budget_won IS DISTINCT FROM NEW.budget_won OR "
        "OLD.draws_order IS DISTINCT FROM NEW.draws_order OR "
        "OLD.rules::text <> NEW.rules::text)) EXECUTE FUNCTION golmok_refuse('the rules of an opened poll are frozen')"
    ),
}
NOW = {
    "sqlite": (
        "CREATE TRIGGER poll_update_refused BEFORE UPDATE ON \"poll\" WHEN OLD.state <> 'draft' AND (NEW.state = "
        "'draft' OR (NEW.state = 'open' AND OLD.state <> 'open') OR OLD.id IS NOT NEW.id OR OLD.council_id IS NOT "
        "NEW.council_id OR OLD.question IS NOT NEW.question OR OLD.explanation IS NOT NEW.explanation OR "
        "OLD.method IS NOT NEW.method OR OLD.votes_per_voter IS NOT NEW.votes_per_voter OR OLD.seats IS NOT "
        "NEW.seats OR OLD.announced_at IS NOT NEW.announced_at OR OLD.opens_at IS NOT NEW.opens_at OR "
        "OLD.closes_at IS NOT NEW.closes_at OR OLD.rules_hash IS NOT NEW.rules_hash OR OLD.roll_count IS NOT "
        "NEW.roll_count OR OLD.is_replay IS NOT NEW.is_replay OR OLD.made_by_id IS NOT NEW.made_by_id OR "
        "OLD.replaces_id IS NOT NEW.replaces_id OR OLD.takes_paper IS NOT NEW.takes_paper OR OLD.takes_assisted IS "
        "NOT NEW.takes_assisted OR OLD.budget_won IS NOT NEW.budget_won OR "
        "OLD.draws_order IS NOT NEW.draws_order OR OLD.stops IS NOT NEW.stops OR OLD.most_per_option IS NOT "
        "NEW.most_per_option OR OLD.paper_percent IS NOT NEW.paper_percent OR OLD.group_caps IS NOT NEW.group_caps "
        "OR OLD.rules IS NOT NEW.rules) BEGIN "
        "SELECT RAISE(ABORT, 'the rules of an opened poll are frozen'); END"
    ),
    "postgresql": (
        "CREATE TRIGGER poll_update_refused BEFORE UPDATE ON \"poll\" FOR EACH ROW WHEN (OLD.state <> 'draft' AND "
        "(NEW.state = 'draft' OR (NEW.state = 'open' AND OLD.state <> 'open') OR OLD.id IS DISTINCT FROM NEW.id OR "
        "OLD.council_id IS DISTINCT FROM NEW.council_id OR OLD.question IS DISTINCT FROM NEW.question OR "
        "OLD.explanation IS DISTINCT FROM NEW.explanation OR OLD.method IS DISTINCT FROM NEW.method OR "
        "OLD.votes_per_voter IS DISTINCT FROM NEW.votes_per_voter OR OLD.seats IS DISTINCT FROM NEW.seats OR "
        "OLD.announced_at IS DISTINCT FROM NEW.announced_at OR OLD.opens_at IS DISTINCT FROM NEW.opens_at OR "
        "OLD.closes_at IS DISTINCT FROM NEW.closes_at OR OLD.rules_hash IS DISTINCT FROM NEW.rules_hash OR "
        "OLD.roll_count IS DISTINCT FROM NEW.roll_count OR OLD.is_replay IS DISTINCT FROM NEW.is_replay OR "
        "OLD.made_by_id IS DISTINCT FROM NEW.made_by_id OR OLD.replaces_id IS DISTINCT FROM NEW.replaces_id OR "
        "OLD.takes_paper IS DISTINCT FROM NEW.takes_paper OR OLD.takes_assisted IS DISTINCT FROM "
        "NEW.takes_assisted OR OLD.budget_won IS DISTINCT FROM NEW.budget_won OR "
        "OLD.draws_order IS DISTINCT FROM NEW.draws_order OR OLD.stops IS DISTINCT FROM NEW.stops OR "
        "OLD.most_per_option IS DISTINCT FROM NEW.most_per_option OR OLD.paper_percent IS DISTINCT FROM "
        "NEW.paper_percent OR OLD.group_caps::text <> NEW.group_caps::text OR "
        "OLD.rules::text <> NEW.rules::text)) EXECUTE FUNCTION golmok_refuse('the rules of an opened poll are frozen')"
    ),
}


def upgrade() -> None:
    """Go forward."""
    op.add_column("poll", sa.Column("stops", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("poll", sa.Column("group_caps", sa.JSON(), server_default="{}", nullable=False))
    op.add_column("poll", sa.Column("most_per_option", sa.Integer(), nullable=True))
    op.add_column("poll", sa.Column("paper_percent", sa.Integer(), nullable=True))
    op.add_column("option", sa.Column("group_name", sa.String(40), server_default="", nullable=False))
    op.add_column("option", sa.Column("only_one", sa.String(40), server_default="", nullable=False))
    _replace_trigger(NOW)


def downgrade() -> None:
    """Go back."""
    _replace_trigger(BEFORE)
    op.drop_column("option", "only_one")
    op.drop_column("option", "group_name")
    for name in ("paper_percent", "most_per_option", "group_caps", "stops"):
        op.drop_column("poll", name)


def _replace_trigger(made: dict[str, str]) -> None:
    dialect = op.get_bind().dialect.name
    dropped = "DROP TRIGGER poll_update_refused" + (" ON poll" if dialect == "postgresql" else "")
    for statement in (dropped, made[dialect]):
        op.get_bind().exec_driver_sql(statement)
