"""Tables of polls: polls and the ballot box."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

# As they stood at this revision; later ones are migrations of their own.
TRIGGERS = {
    "sqlite": (
        "CREATE TRIGGER poll_update_refused BEFORE UPDATE ON \"poll\" WHEN OLD.state <> 'draft' AND (NEW.state "
        "= 'draft' OR OLD.id IS NOT NEW.id OR OLD.council_id IS NOT NEW.council_id OR OLD.question IS NOT "
        "NEW.question OR OLD.explanation IS NOT NEW.explanation OR OLD.method IS NOT NEW.method OR "
        "OLD.votes_per_voter IS NOT NEW.votes_per_voter OR OLD.seats IS NOT NEW.seats OR OLD.announced_at IS "
        "NOT NEW.announced_at OR OLD.opens_at IS NOT NEW.opens_at OR OLD.closes_at IS NOT NEW.closes_at OR "
        "OLD.rules_hash IS NOT NEW.rules_hash OR OLD.roll_count IS NOT NEW.roll_count OR OLD.is_replay IS NOT"
        " NEW.is_replay OR OLD.made_by_id IS NOT NEW.made_by_id OR OLD.rules IS NOT NEW.rules) BEGIN SELECT "
        "RAISE(ABORT, 'the rules of an opened poll are frozen'); END",
        "CREATE TRIGGER poll_delete_refused BEFORE DELETE ON \"poll\" WHEN OLD.state <> 'draft' BEGIN SELECT "
        "RAISE(ABORT, 'the rules of an opened poll are frozen'); END",
        'CREATE TRIGGER option_insert_refused BEFORE INSERT ON "option" WHEN (SELECT state FROM poll WHERE id'
        " = NEW.poll_id) <> 'draft' BEGIN SELECT RAISE(ABORT, 'the options of an opened poll are frozen'); "
        "END",
        'CREATE TRIGGER option_update_refused BEFORE UPDATE ON "option" WHEN (SELECT state FROM poll WHERE id'
        " = OLD.poll_id) <> 'draft' OR (SELECT state FROM poll WHERE id = NEW.poll_id) <> 'draft' BEGIN "
        "SELECT RAISE(ABORT, 'the options of an opened poll are frozen'); END",
        'CREATE TRIGGER option_delete_refused BEFORE DELETE ON "option" WHEN (SELECT state FROM poll WHERE id'
        " = OLD.poll_id) <> 'draft' BEGIN SELECT RAISE(ABORT, 'the options of an opened poll are frozen'); "
        "END",
        'CREATE TRIGGER roll_insert_refused BEFORE INSERT ON "roll" WHEN (SELECT state FROM poll WHERE id = '
        "NEW.poll_id) <> 'draft' BEGIN SELECT RAISE(ABORT, 'the roll is frozen, and a mark on it is final'); "
        "END",
        'CREATE TRIGGER roll_update_refused BEFORE UPDATE ON "roll" WHEN NOT (OLD.channel IS NULL AND '
        "NEW.channel IS NOT NULL AND OLD.alley = NEW.alley AND OLD.poll_id = NEW.poll_id AND OLD.person_key ="
        " NEW.person_key) BEGIN SELECT RAISE(ABORT, 'the roll is frozen, and a mark on it is final'); END",
        'CREATE TRIGGER roll_delete_refused BEFORE DELETE ON "roll" WHEN 1 BEGIN SELECT RAISE(ABORT, \'the '
        "roll is frozen, and a mark on it is final'); END",
        'CREATE TRIGGER ballot_insert_refused BEFORE INSERT ON "ballot" WHEN (SELECT state FROM poll WHERE id'
        " = NEW.poll_id) <> 'open' BEGIN SELECT RAISE(ABORT, 'a ballot is final, and only an open box takes "
        "one'); END",
        'CREATE TRIGGER ballot_update_refused BEFORE UPDATE ON "ballot" WHEN 1 BEGIN SELECT RAISE(ABORT, \'a '
        "ballot is final, and only an open box takes one'); END",
        'CREATE TRIGGER ballot_delete_refused BEFORE DELETE ON "ballot" WHEN 1 BEGIN SELECT RAISE(ABORT, \'a '
        "ballot is final, and only an open box takes one'); END",
        'CREATE TRIGGER tally_update_refused BEFORE UPDATE ON "tally" WHEN 1 BEGIN SELECT RAISE(ABORT, \'a '
        "tally is final'); END",
        'CREATE TRIGGER tally_delete_refused BEFORE DELETE ON "tally" WHEN 1 BEGIN SELECT RAISE(ABORT, \'a '
        "tally is final'); END",
    ),
    "postgresql": (
        "CREATE OR REPLACE FUNCTION golmok_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE "
        "EXCEPTION USING MESSAGE = TG_ARGV[0], ERRCODE = 'check_violation'; END $$",
        "CREATE OR REPLACE FUNCTION golmok_while() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS "
        "(SELECT FROM poll WHERE id IN (OLD.poll_id, NEW.poll_id) AND state <> TG_ARGV[0]) THEN RAISE "
        "EXCEPTION USING MESSAGE = TG_ARGV[1], ERRCODE = 'check_violation'; END IF; IF TG_OP = 'DELETE' THEN "
        "RETURN OLD; END IF; RETURN NEW; END $$",
        "CREATE TRIGGER poll_update_refused BEFORE UPDATE ON \"poll\" FOR EACH ROW WHEN (OLD.state <> 'draft' "
        "AND (NEW.state = 'draft' OR OLD.id IS DISTINCT FROM NEW.id OR OLD.council_id IS DISTINCT FROM "
        "NEW.council_id OR OLD.question IS DISTINCT FROM NEW.question OR OLD.explanation IS DISTINCT FROM "
        "NEW.explanation OR OLD.method IS DISTINCT FROM NEW.method OR OLD.votes_per_voter IS DISTINCT FROM "
        "NEW.votes_per_voter OR OLD.seats IS DISTINCT FROM NEW.seats OR OLD.announced_at IS DISTINCT FROM "
        "NEW.announced_at OR OLD.opens_at IS DISTINCT FROM NEW.opens_at OR OLD.closes_at IS DISTINCT FROM "
        "NEW.closes_at OR OLD.rules_hash IS DISTINCT FROM NEW.rules_hash OR OLD.roll_count IS DISTINCT FROM "
        "NEW.roll_count OR OLD.is_replay IS DISTINCT FROM NEW.is_replay OR OLD.made_by_id IS DISTINCT FROM "
        "NEW.made_by_id OR OLD.rules::text <> NEW.rules::text)) EXECUTE FUNCTION golmok_refuse('the rules of "
        "an opened poll are frozen')",
        "CREATE TRIGGER poll_delete_refused BEFORE DELETE ON \"poll\" FOR EACH ROW WHEN (OLD.state <> 'draft') "
        "EXECUTE FUNCTION golmok_refuse('the rules of an opened poll are frozen')",
        'CREATE TRIGGER poll_truncate_refused BEFORE TRUNCATE ON "poll" FOR EACH STATEMENT EXECUTE FUNCTION '
        "golmok_refuse('the rules of an opened poll are frozen')",
        'CREATE TRIGGER option_insert_refused BEFORE INSERT OR UPDATE OR DELETE ON "option" FOR EACH ROW '
        "EXECUTE FUNCTION golmok_while('draft', 'the options of an opened poll are frozen')",
        'CREATE TRIGGER option_truncate_refused BEFORE TRUNCATE ON "option" FOR EACH STATEMENT EXECUTE '
        "FUNCTION golmok_refuse('the options of an opened poll are frozen')",
        'CREATE TRIGGER roll_insert_refused BEFORE INSERT ON "roll" FOR EACH ROW WHEN '
        "(current_setting('golmok.mixing', true) IS DISTINCT FROM 'on') EXECUTE FUNCTION "
        "golmok_while('draft', 'the roll is frozen, and a mark on it is final')",
        'CREATE TRIGGER roll_update_refused BEFORE UPDATE ON "roll" FOR EACH ROW WHEN (NOT (OLD.channel IS '
        "NULL AND NEW.channel IS NOT NULL AND OLD.alley = NEW.alley AND OLD.poll_id = NEW.poll_id AND "
        "OLD.person_key = NEW.person_key)) EXECUTE FUNCTION golmok_refuse('the roll is frozen, and a mark on "
        "it is final')",
        'CREATE TRIGGER roll_delete_refused BEFORE DELETE ON "roll" FOR EACH ROW WHEN '
        "(current_setting('golmok.mixing', true) IS DISTINCT FROM 'on') EXECUTE FUNCTION golmok_refuse('the "
        "roll is frozen, and a mark on it is final')",
        'CREATE TRIGGER roll_truncate_refused BEFORE TRUNCATE ON "roll" FOR EACH STATEMENT EXECUTE FUNCTION '
        "golmok_refuse('the roll is frozen, and a mark on it is final')",
        'CREATE TRIGGER ballot_insert_refused BEFORE INSERT ON "ballot" FOR EACH ROW WHEN '
        "(current_setting('golmok.mixing', true) IS DISTINCT FROM 'on') EXECUTE FUNCTION golmok_while('open',"
        " 'a ballot is final, and only an open box takes one')",
        'CREATE TRIGGER ballot_update_refused BEFORE UPDATE ON "ballot" FOR EACH ROW EXECUTE FUNCTION '
        "golmok_refuse('a ballot is final, and only an open box takes one')",
        'CREATE TRIGGER ballot_delete_refused BEFORE DELETE ON "ballot" FOR EACH ROW WHEN '
        "(current_setting('golmok.mixing', true) IS DISTINCT FROM 'on') EXECUTE FUNCTION golmok_refuse('a "
        "ballot is final, and only an open box takes one')",
        'CREATE TRIGGER ballot_truncate_refused BEFORE TRUNCATE ON "ballot" FOR EACH STATEMENT EXECUTE '
        "FUNCTION golmok_refuse('a ballot is final, and only an open box takes one')",
        'CREATE TRIGGER tally_update_refused BEFORE UPDATE ON "tally" FOR EACH ROW EXECUTE FUNCTION '
        "golmok_refuse('a tally is final')",
        'CREATE TRIGGER tally_delete_refused BEFORE DELETE ON "tally" FOR EACH ROW EXECUTE FUNCTION '
        "golmok_refuse('a tally is final')",
        'CREATE TRIGGER tally_truncate_refused BEFORE TRUNCATE ON "tally" FOR EACH STATEMENT EXECUTE FUNCTION'
        " golmok_refuse('a tally is final')",
    ),
}


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "poll",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("council_id", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(length=200), nullable=False),
        sa.Column("explanation", sa.String(length=2000), nullable=False),
        sa.Column("method", sa.String(length=24), nullable=False),
        sa.Column("votes_per_voter", sa.Integer(), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("announced_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("opens_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("rules", sa.JSON(), nullable=False),
        sa.Column("rules_hash", sa.String(length=64), nullable=False),
        sa.Column("roll_count", sa.Integer(), nullable=False),
        sa.Column("void_reason", sa.String(length=300), nullable=False),
        sa.Column("is_replay", sa.Boolean(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("once", sa.String(length=32), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["council_id"], ["council.id"], name=op.f("fk_poll_council_id_council")),
        sa.ForeignKeyConstraint(["made_by_id"], ["user.id"], name=op.f("fk_poll_made_by_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_poll")),
        sa.UniqueConstraint("once", name=op.f("uq_poll_once")),
    )
    op.create_index("ix_poll_council_id_opens_at", "poll", ["council_id", "opens_at"], unique=False)
    op.create_index("ix_poll_state_closes_at", "poll", ["state", "closes_at"], unique=False)
    op.create_table(
        "ballot",
        sa.Column("poll_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("nonce_hash", sa.String(length=64), nullable=False),
        sa.Column("marks", sa.String(length=1000), nullable=False),
        sa.ForeignKeyConstraint(["poll_id"], ["poll.id"], name=op.f("fk_ballot_poll_id_poll")),
        sa.PrimaryKeyConstraint("poll_id", "nonce_hash", name=op.f("pk_ballot")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "mixing",
        sa.Column("poll_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("ballot_count", sa.Integer(), nullable=False),
        sa.Column("mixed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["poll_id"], ["poll.id"], name=op.f("fk_mixing_poll_id_poll")),
        sa.PrimaryKeyConstraint("poll_id", name=op.f("pk_mixing")),
    )
    op.create_table(
        "roll",
        sa.Column("poll_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("person_key", sa.String(length=64), nullable=False),
        sa.Column("alley", sa.String(length=80), nullable=False),
        sa.Column("channel", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(["poll_id"], ["poll.id"], name=op.f("fk_roll_poll_id_poll")),
        sa.PrimaryKeyConstraint("poll_id", "person_key", name=op.f("pk_roll")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "tally",
        sa.Column("poll_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("counted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ballot_count", sa.Integer(), nullable=False),
        sa.Column("valid_count", sa.Integer(), nullable=False),
        sa.Column("result", sa.JSON(), nullable=False),
        sa.Column("verdict", sa.String(length=32), nullable=False),
        sa.Column("lot_seed", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["poll_id"], ["poll.id"], name=op.f("fk_tally_poll_id_poll")),
        sa.PrimaryKeyConstraint("poll_id", name=op.f("pk_tally")),
    )
    op.create_table(
        "option",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("poll_id", sa.Integer(), nullable=False),
        sa.Column("agenda_item_id", sa.Integer(), nullable=True),
        sa.Column("proposal_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(length=120), nullable=False),
        sa.Column("cost_won", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["agenda_item_id"], ["agenda_item.id"], name=op.f("fk_option_agenda_item_id_agenda_item")
        ),
        sa.ForeignKeyConstraint(["poll_id"], ["poll.id"], name=op.f("fk_option_poll_id_poll")),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name=op.f("fk_option_proposal_id_proposal")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_option")),
        sa.UniqueConstraint("poll_id", "position", name=op.f("uq_option_poll_id_position")),
    )
    op.create_index(op.f("ix_option_agenda_item_id"), "option", ["agenda_item_id"], unique=False)
    op.create_index(op.f("ix_option_proposal_id"), "option", ["proposal_id"], unique=False)
    for statement in TRIGGERS[op.get_bind().dialect.name]:
        op.get_bind().exec_driver_sql(statement)


def downgrade() -> None:
    """Go back."""
    op.drop_index(op.f("ix_option_proposal_id"), table_name="option")
    op.drop_index(op.f("ix_option_agenda_item_id"), table_name="option")
    op.drop_table("option")
    op.drop_table("tally")
    op.drop_table("roll")
    op.drop_table("mixing")
    op.drop_table("ballot")
    op.drop_index("ix_poll_state_closes_at", table_name="poll")
    op.drop_index("ix_poll_council_id_opens_at", table_name="poll")
    op.drop_table("poll")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION golmok_refuse(), golmok_while()")
