"""Sealing, and a mixer that runs with the rights of its owner: the setting alone opens the box to nobody.

A box that was closed stays closed.
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0014"
branch_labels = None
depends_on = None

# PostgreSQL: before this revision whoever set golmok.mixing could delete.
DROPPED = (
    "DROP TRIGGER poll_update_refused ON poll",
    "DROP TRIGGER roll_insert_refused ON roll",
    "DROP TRIGGER roll_delete_refused ON roll",
    "DROP TRIGGER ballot_insert_refused ON ballot",
    "DROP TRIGGER ballot_delete_refused ON ballot",
)
MADE = (
    "CREATE OR REPLACE FUNCTION golmok_while() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS "
    "(SELECT FROM public.poll WHERE id IN (OLD.poll_id, NEW.poll_id) AND state <> TG_ARGV[0]) THEN RAISE "
    "EXCEPTION USING MESSAGE = TG_ARGV[1], ERRCODE = 'check_violation'; END IF; IF TG_OP = 'DELETE' THEN "
    "RETURN OLD; END IF; RETURN NEW; END $$",
    "CREATE OR REPLACE FUNCTION golmok_roll() RETURNS trigger LANGUAGE plpgsql AS $$ DECLARE held text; "
    "BEGIN SELECT state INTO held FROM public.poll WHERE id = NEW.poll_id; IF held = 'draft' OR (held = "
    "'open' AND NEW.channel IS NULL AND (SELECT count(*) FROM public.roll WHERE poll_id = NEW.poll_id) < "
    "(SELECT roll_count FROM public.poll WHERE id = NEW.poll_id) + (SELECT count(*) FROM "
    "public.roll_addition WHERE poll_id = NEW.poll_id)) THEN RETURN NEW; END IF; RAISE EXCEPTION USING "
    "MESSAGE = TG_ARGV[0], ERRCODE = 'check_violation'; END $$",
    "CREATE OR REPLACE FUNCTION golmok_into_batch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF "
    "(SELECT is_accepted FROM public.paper_batch WHERE poll_id = NEW.poll_id AND number = NEW.batch) THEN"
    " RAISE EXCEPTION USING MESSAGE = TG_ARGV[0], ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$",
    "CREATE OR REPLACE FUNCTION golmok_mix(poll integer) RETURNS void LANGUAGE plpgsql SECURITY DEFINER "
    "SET search_path = public, pg_temp AS $$ BEGIN PERFORM set_config('golmok.mixing', 'on', true); WITH "
    "taken AS (DELETE FROM ballot WHERE poll_id = poll RETURNING poll_id, nonce_hash, marks) INSERT INTO "
    "ballot (poll_id, nonce_hash, marks) SELECT poll_id, nonce_hash, marks FROM taken ORDER BY "
    "gen_random_uuid(); WITH taken AS (DELETE FROM roll WHERE poll_id = poll RETURNING poll_id, "
    "person_key, alley, channel) INSERT INTO roll (poll_id, person_key, alley, channel) SELECT poll_id, "
    "person_key, alley, channel FROM taken ORDER BY gen_random_uuid(); PERFORM "
    "set_config('golmok.mixing', 'off', true); END $$",
    "CREATE OR REPLACE FUNCTION golmok_seal(which text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER "
    "SET search_path = public, pg_temp SET lock_timeout = '1s' AS $$ BEGIN IF which = 'roll' THEN CLUSTER"
    " roll USING pk_roll; ELSE CLUSTER ballot USING pk_ballot; END IF; END $$",
    "CREATE TRIGGER poll_update_refused BEFORE UPDATE ON \"poll\" FOR EACH ROW WHEN (OLD.state <> 'draft' "
    "AND (NEW.state = 'draft' OR (NEW.state = 'open' AND OLD.state <> 'open') OR OLD.id IS DISTINCT FROM "
    "NEW.id OR OLD.council_id IS DISTINCT FROM NEW.council_id OR OLD.question IS DISTINCT FROM "
    "NEW.question OR OLD.explanation IS DISTINCT FROM NEW.explanation OR OLD.method IS DISTINCT FROM "
    "NEW.method OR OLD.votes_per_voter IS DISTINCT FROM NEW.votes_per_voter OR OLD.seats IS DISTINCT FROM"
    " NEW.seats OR OLD.announced_at IS DISTINCT FROM NEW.announced_at OR OLD.opens_at IS DISTINCT FROM "
    "NEW.opens_at OR OLD.closes_at IS DISTINCT FROM NEW.closes_at OR OLD.rules_hash IS DISTINCT FROM "
    "NEW.rules_hash OR OLD.roll_count IS DISTINCT FROM NEW.roll_count OR OLD.is_replay IS DISTINCT FROM "
    "NEW.is_replay OR OLD.made_by_id IS DISTINCT FROM NEW.made_by_id OR OLD.replaces_id IS DISTINCT FROM "
    "NEW.replaces_id OR OLD.takes_paper IS DISTINCT FROM NEW.takes_paper OR OLD.rules::text <> "
    "NEW.rules::text)) EXECUTE FUNCTION golmok_refuse('the rules of an opened poll are frozen')",
    'CREATE TRIGGER roll_insert_refused BEFORE INSERT ON "roll" FOR EACH ROW WHEN '
    "(current_setting('golmok.mixing', true) IS DISTINCT FROM 'on' OR NOT "
    "has_table_privilege('roll'::regclass, 'DELETE')) EXECUTE FUNCTION golmok_roll('the roll is frozen, "
    "and a mark on it is final')",
    'CREATE TRIGGER roll_delete_refused BEFORE DELETE ON "roll" FOR EACH ROW WHEN '
    "(current_setting('golmok.mixing', true) IS DISTINCT FROM 'on' OR NOT "
    "has_table_privilege('roll'::regclass, 'DELETE')) EXECUTE FUNCTION golmok_refuse('the roll is frozen,"
    " and a mark on it is final')",
    'CREATE TRIGGER ballot_insert_refused BEFORE INSERT ON "ballot" FOR EACH ROW WHEN '
    "(current_setting('golmok.mixing', true) IS DISTINCT FROM 'on' OR NOT "
    "has_table_privilege('ballot'::regclass, 'DELETE')) EXECUTE FUNCTION golmok_while('open', 'a ballot "
    "is final, and only an open box takes one')",
    'CREATE TRIGGER ballot_delete_refused BEFORE DELETE ON "ballot" FOR EACH ROW WHEN '
    "(current_setting('golmok.mixing', true) IS DISTINCT FROM 'on' OR NOT "
    "has_table_privilege('ballot'::regclass, 'DELETE')) EXECUTE FUNCTION golmok_refuse('a ballot is "
    "final, and only an open box takes one')",
)
MADE_BEFORE = (
    "CREATE OR REPLACE FUNCTION golmok_while() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS "
    "(SELECT FROM poll WHERE id IN (OLD.poll_id, NEW.poll_id) AND state <> TG_ARGV[0]) THEN RAISE "
    "EXCEPTION USING MESSAGE = TG_ARGV[1], ERRCODE = 'check_violation'; END IF; IF TG_OP = 'DELETE' THEN "
    "RETURN OLD; END IF; RETURN NEW; END $$",
    "CREATE OR REPLACE FUNCTION golmok_roll() RETURNS trigger LANGUAGE plpgsql AS $$ DECLARE held text; "
    "BEGIN SELECT state INTO held FROM poll WHERE id = NEW.poll_id; IF held = 'draft' OR (held = 'open' "
    "AND NEW.channel IS NULL AND (SELECT count(*) FROM roll WHERE poll_id = NEW.poll_id) < (SELECT "
    "roll_count FROM poll WHERE id = NEW.poll_id) + (SELECT count(*) FROM roll_addition WHERE poll_id = "
    "NEW.poll_id)) THEN RETURN NEW; END IF; RAISE EXCEPTION USING MESSAGE = TG_ARGV[0], ERRCODE = "
    "'check_violation'; END $$",
    "CREATE OR REPLACE FUNCTION golmok_into_batch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF "
    "(SELECT is_accepted FROM paper_batch WHERE poll_id = NEW.poll_id AND number = NEW.batch) THEN RAISE "
    "EXCEPTION USING MESSAGE = TG_ARGV[0], ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$",
    "CREATE TRIGGER poll_update_refused BEFORE UPDATE ON \"poll\" FOR EACH ROW WHEN (OLD.state <> 'draft' "
    "AND (NEW.state = 'draft' OR OLD.id IS DISTINCT FROM NEW.id OR OLD.council_id IS DISTINCT FROM "
    "NEW.council_id OR OLD.question IS DISTINCT FROM NEW.question OR OLD.explanation IS DISTINCT FROM "
    "NEW.explanation OR OLD.method IS DISTINCT FROM NEW.method OR OLD.votes_per_voter IS DISTINCT FROM "
    "NEW.votes_per_voter OR OLD.seats IS DISTINCT FROM NEW.seats OR OLD.announced_at IS DISTINCT FROM "
    "NEW.announced_at OR OLD.opens_at IS DISTINCT FROM NEW.opens_at OR OLD.closes_at IS DISTINCT FROM "
    "NEW.closes_at OR OLD.rules_hash IS DISTINCT FROM NEW.rules_hash OR OLD.roll_count IS DISTINCT FROM "
    "NEW.roll_count OR OLD.is_replay IS DISTINCT FROM NEW.is_replay OR OLD.made_by_id IS DISTINCT FROM "
    "NEW.made_by_id OR OLD.replaces_id IS DISTINCT FROM NEW.replaces_id OR OLD.takes_paper IS DISTINCT "
    "FROM NEW.takes_paper OR OLD.rules::text <> NEW.rules::text)) EXECUTE FUNCTION golmok_refuse('the "
    "rules of an opened poll are frozen')",
    'CREATE TRIGGER roll_insert_refused BEFORE INSERT ON "roll" FOR EACH ROW WHEN '
    "(current_setting('golmok.mixing', true) IS DISTINCT FROM 'on') EXECUTE FUNCTION golmok_roll('the "
    "roll is frozen, and a mark on it is final')",
    'CREATE TRIGGER roll_delete_refused BEFORE DELETE ON "roll" FOR EACH ROW WHEN '
    "(current_setting('golmok.mixing', true) IS DISTINCT FROM 'on') EXECUTE FUNCTION golmok_refuse('the "
    "roll is frozen, and a mark on it is final')",
    'CREATE TRIGGER ballot_insert_refused BEFORE INSERT ON "ballot" FOR EACH ROW WHEN '
    "(current_setting('golmok.mixing', true) IS DISTINCT FROM 'on') EXECUTE FUNCTION golmok_while('open',"
    " 'a ballot is final, and only an open box takes one')",
    'CREATE TRIGGER ballot_delete_refused BEFORE DELETE ON "ballot" FOR EACH ROW WHEN '
    "(current_setting('golmok.mixing', true) IS DISTINCT FROM 'on') EXECUTE FUNCTION golmok_refuse('a "
    "ballot is final, and only an open box takes one')",
)
ON_SQLITE = (
    "CREATE TRIGGER poll_update_refused BEFORE UPDATE ON \"poll\" WHEN OLD.state <> 'draft' AND (NEW.state "
    "= 'draft' OR (NEW.state = 'open' AND OLD.state <> 'open') OR OLD.id IS NOT NEW.id OR OLD.council_id "
    "IS NOT NEW.council_id OR OLD.question IS NOT NEW.question OR OLD.explanation IS NOT NEW.explanation "
    "OR OLD.method IS NOT NEW.method OR OLD.votes_per_voter IS NOT NEW.votes_per_voter OR OLD.seats IS "
    "NOT NEW.seats OR OLD.announced_at IS NOT NEW.announced_at OR OLD.opens_at IS NOT NEW.opens_at OR "
    "OLD.closes_at IS NOT NEW.closes_at OR OLD.rules_hash IS NOT NEW.rules_hash OR OLD.roll_count IS NOT "
    "NEW.roll_count OR OLD.is_replay IS NOT NEW.is_replay OR OLD.made_by_id IS NOT NEW.made_by_id OR "
    "OLD.replaces_id IS NOT NEW.replaces_id OR OLD.takes_paper IS NOT NEW.takes_paper OR OLD.rules IS NOT"
    " NEW.rules) BEGIN SELECT RAISE(ABORT, 'the rules of an opened poll are frozen'); END",
)
ON_SQLITE_BEFORE = (
    "CREATE TRIGGER poll_update_refused BEFORE UPDATE ON \"poll\" WHEN OLD.state <> 'draft' AND (NEW.state "
    "= 'draft' OR OLD.id IS NOT NEW.id OR OLD.council_id IS NOT NEW.council_id OR OLD.question IS NOT "
    "NEW.question OR OLD.explanation IS NOT NEW.explanation OR OLD.method IS NOT NEW.method OR "
    "OLD.votes_per_voter IS NOT NEW.votes_per_voter OR OLD.seats IS NOT NEW.seats OR OLD.announced_at IS "
    "NOT NEW.announced_at OR OLD.opens_at IS NOT NEW.opens_at OR OLD.closes_at IS NOT NEW.closes_at OR "
    "OLD.rules_hash IS NOT NEW.rules_hash OR OLD.roll_count IS NOT NEW.roll_count OR OLD.is_replay IS NOT"
    " NEW.is_replay OR OLD.made_by_id IS NOT NEW.made_by_id OR OLD.replaces_id IS NOT NEW.replaces_id OR "
    "OLD.takes_paper IS NOT NEW.takes_paper OR OLD.rules IS NOT NEW.rules) BEGIN SELECT RAISE(ABORT, 'the"
    " rules of an opened poll are frozen'); END",
)


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "sealing",
        sa.Column("poll_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sealed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["poll_id"], ["poll.id"], name=op.f("fk_sealing_poll_id_poll")),
        sa.PrimaryKeyConstraint("poll_id", name=op.f("pk_sealing")),
    )
    _run("postgresql", *DROPPED, *MADE)
    _run("sqlite", "DROP TRIGGER poll_update_refused", *ON_SQLITE)


def downgrade() -> None:
    """Go back."""
    _run("sqlite", "DROP TRIGGER poll_update_refused", *ON_SQLITE_BEFORE)
    _run("postgresql", *DROPPED, *MADE_BEFORE, "DROP FUNCTION golmok_mix(integer), golmok_seal(text)")
    op.drop_table("sealing")


def _run(dialect: str, *statements: str) -> None:
    if op.get_bind().dialect.name == dialect:
        for statement in statements:
            op.get_bind().exec_driver_sql(statement)
