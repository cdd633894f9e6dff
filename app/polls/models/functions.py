"""The functions that PostgreSQL's triggers call, and the mixer and the sealer, which run with their owner's rights.

Tables are named with their schema: a temporary table of the caller must stand for none of them.
"""

from app.kernel.db.growing import REFUSE

_REFUSAL = "RAISE EXCEPTION USING MESSAGE = TG_ARGV[{0}], ERRCODE = 'check_violation'"


def has_place(schema: str = "") -> str:
    """Whether an unmarked line may be put on the roll of an open poll: the log counts one more than there are lines."""
    return (
        f"NEW.channel IS NULL AND (SELECT count(*) FROM {schema}roll WHERE poll_id = NEW.poll_id) < "  # noqa: S608 - words of this file
        f"(SELECT roll_count FROM {schema}poll WHERE id = NEW.poll_id) + "
        f"(SELECT count(*) FROM {schema}roll_addition WHERE poll_id = NEW.poll_id)"
    )


def accepted(schema: str = "") -> str:
    """Whether the batch that a new sheet belongs to is final."""
    return f"(SELECT is_accepted FROM {schema}paper_batch WHERE poll_id = NEW.poll_id AND number = NEW.batch)"  # noqa: S608 - words of this file


REFUSING = (
    REFUSE,
    "CREATE OR REPLACE FUNCTION golmok_while() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    "IF EXISTS (SELECT FROM public.poll WHERE id IN (OLD.poll_id, NEW.poll_id) AND state <> TG_ARGV[0]) THEN "
    f"{_REFUSAL.format(1)}; END IF; "
    "IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$",
    "CREATE OR REPLACE FUNCTION golmok_roll() RETURNS trigger LANGUAGE plpgsql AS $$ DECLARE held text; BEGIN "  # noqa: S608 - words of this file
    "SELECT state INTO held FROM public.poll WHERE id = NEW.poll_id; "
    f"IF held = 'draft' OR (held = 'open' AND {has_place('public.')}) THEN RETURN NEW; END IF; "
    f"{_REFUSAL.format(0)}; END $$",
)
OF_BATCHES = (
    "CREATE OR REPLACE FUNCTION golmok_into_batch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    f"IF {accepted('public.')} THEN {_REFUSAL.format(0)}; END IF; RETURN NEW; END $$"
)
_AS_OWNER = "LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp"
# The sort reads every deleted row before the first is inserted; the order is of cryptographic chance.
_REWRITTEN = (
    "WITH taken AS (DELETE FROM {0} WHERE poll_id = poll RETURNING {1}) "
    "INSERT INTO {0} ({1}) SELECT {1} FROM taken ORDER BY gen_random_uuid(); "
)
MIXER = (
    f"CREATE OR REPLACE FUNCTION golmok_mix(poll integer) RETURNS void {_AS_OWNER} AS $$ BEGIN "
    "PERFORM set_config('golmok.mixing', 'on', true); "  # as a clause of the function it would need a superuser
    + _REWRITTEN.format("ballot", "poll_id, nonce_hash, marks")
    + _REWRITTEN.format("roll", "poll_id, person_key, alley, channel")
    + "PERFORM set_config('golmok.mixing', 'off', true); END $$"
)
# One table a call, so that it never waits for one while it holds the other.
SEALER = (
    f"CREATE OR REPLACE FUNCTION golmok_seal(which text) RETURNS void {_AS_OWNER} "
    "SET lock_timeout = '1s' AS $$ BEGIN "
    "IF which = 'roll' THEN CLUSTER roll USING pk_roll; ELSE CLUSTER ballot USING pk_ballot; END IF; END $$"
)
