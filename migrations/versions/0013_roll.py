"""A poll that puts a void one right names it; neighbours object to their line of a roll, and additions are logged."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

# As they stood at this revision; later ones are migrations of their own.
FROZEN = (
    "id", "council_id", "question", "explanation", "method", "votes_per_voter", "seats", "announced_at", "opens_at",
    "closes_at", "rules_hash", "roll_count", "is_replay", "made_by_id",
)  # fmt: skip
RULES = {"sqlite": "OLD.rules IS NOT NEW.rules", "postgresql": "OLD.rules::text <> NEW.rules::text"}
DIFFERS = {"sqlite": "OLD.{0} IS NOT NEW.{0}", "postgresql": "OLD.{0} IS DISTINCT FROM NEW.{0}"}
MESSAGE = "the rules of an opened poll are frozen"

ROLL = "the roll is frozen, and a mark on it is final"
ADDITION = "an addition to the roll is logged while the box is open, and its log is final"
HAS_PLACE = (
    "NEW.channel IS NULL AND (SELECT count(*) FROM roll WHERE poll_id = NEW.poll_id) < "
    "(SELECT roll_count FROM poll WHERE id = NEW.poll_id) + "
    "(SELECT count(*) FROM roll_addition WHERE poll_id = NEW.poll_id)"
)
# the trigger on roll as revision 0008 made it, and what guards the log of additions
ROLL_BEFORE = {
    "sqlite": (
        'CREATE TRIGGER roll_insert_refused BEFORE INSERT ON "roll" WHEN (SELECT state FROM poll WHERE id'
        f" = NEW.poll_id) <> 'draft' BEGIN SELECT RAISE(ABORT, '{ROLL}'); END",
    ),
    "postgresql": (
        'CREATE TRIGGER roll_insert_refused BEFORE INSERT ON "roll" FOR EACH ROW WHEN '
        "(current_setting('golmok.mixing', true) IS DISTINCT FROM 'on') EXECUTE FUNCTION "
        f"golmok_while('draft', '{ROLL}')",
    ),
}
ROLL_NOW = {
    "sqlite": (
        'CREATE TRIGGER roll_insert_refused BEFORE INSERT ON "roll" WHEN NOT ((SELECT state FROM poll WHERE id = '
        "NEW.poll_id) = 'draft' OR (SELECT state FROM poll WHERE id = NEW.poll_id) = 'open' AND "
        f"{HAS_PLACE}) BEGIN SELECT RAISE(ABORT, '{ROLL}'); END",
        'CREATE TRIGGER roll_addition_insert_refused BEFORE INSERT ON "roll_addition" WHEN (SELECT state FROM poll '
        f"WHERE id = NEW.poll_id) <> 'open' BEGIN SELECT RAISE(ABORT, '{ADDITION}'); END",
        'CREATE TRIGGER roll_addition_update_refused BEFORE UPDATE ON "roll_addition" WHEN 1 BEGIN SELECT '
        f"RAISE(ABORT, '{ADDITION}'); END",
        'CREATE TRIGGER roll_addition_delete_refused BEFORE DELETE ON "roll_addition" WHEN 1 BEGIN SELECT '
        f"RAISE(ABORT, '{ADDITION}'); END",
    ),
    "postgresql": (
        "CREATE OR REPLACE FUNCTION golmok_roll() RETURNS trigger LANGUAGE plpgsql AS $$ DECLARE held text; BEGIN "
        "SELECT state INTO held FROM poll WHERE id = NEW.poll_id; "
        f"IF held = 'draft' OR (held = 'open' AND {HAS_PLACE}) THEN RETURN NEW; END IF; "
        "RAISE EXCEPTION USING MESSAGE = TG_ARGV[0], ERRCODE = 'check_violation'; END $$",
        'CREATE TRIGGER roll_insert_refused BEFORE INSERT ON "roll" FOR EACH ROW WHEN '
        "(current_setting('golmok.mixing', true) IS DISTINCT FROM 'on') EXECUTE FUNCTION "
        f"golmok_roll('{ROLL}')",
        'CREATE TRIGGER roll_addition_insert_refused BEFORE INSERT ON "roll_addition" FOR EACH ROW EXECUTE FUNCTION '
        f"golmok_while('open', '{ADDITION}')",
        'CREATE TRIGGER roll_addition_update_refused BEFORE UPDATE ON "roll_addition" FOR EACH ROW EXECUTE FUNCTION '
        f"golmok_refuse('{ADDITION}')",
        'CREATE TRIGGER roll_addition_delete_refused BEFORE DELETE ON "roll_addition" FOR EACH ROW EXECUTE FUNCTION '
        f"golmok_refuse('{ADDITION}')",
        'CREATE TRIGGER roll_addition_truncate_refused BEFORE TRUNCATE ON "roll_addition" FOR EACH STATEMENT EXECUTE '
        f"FUNCTION golmok_refuse('{ADDITION}')",
    ),
}


def upgrade() -> None:
    """Go forward."""
    op.execute(
        "ALTER TABLE poll ADD COLUMN replaces_id INTEGER CONSTRAINT fk_poll_replaces_id_poll REFERENCES poll (id)"
    )
    op.create_index("uq_poll_replaces_id", "poll", ["replaces_id"], unique=True)
    _freeze(*FROZEN, "replaces_id")
    op.create_table(
        "objection",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("poll_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=300), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("answer", sa.String(length=300), nullable=False),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["answered_by_id"], ["user.id"], name=op.f("fk_objection_answered_by_id_user")),
        sa.ForeignKeyConstraint(["poll_id"], ["poll.id"], name=op.f("fk_objection_poll_id_poll")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_objection_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_objection")),
    )
    op.create_index("ix_objection_poll_id_user_id", "objection", ["poll_id", "user_id"])
    op.create_index("ix_objection_user_id", "objection", ["user_id"])
    op.execute("CREATE UNIQUE INDEX uq_objection_waiting ON objection (poll_id, user_id) WHERE state = 'waiting'")
    op.create_table(
        "roll_addition",
        sa.Column("poll_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_roll_addition_by_id_user")),
        sa.ForeignKeyConstraint(["poll_id"], ["poll.id"], name=op.f("fk_roll_addition_poll_id_poll")),
        sa.PrimaryKeyConstraint("poll_id", "number", name=op.f("pk_roll_addition")),
    )
    _drop_trigger("roll_insert_refused", "roll")
    for statement in ROLL_NOW[op.get_bind().dialect.name]:
        _run(statement)


def downgrade() -> None:
    """Go back."""
    _drop_trigger("roll_insert_refused", "roll")
    for statement in ROLL_BEFORE[op.get_bind().dialect.name]:
        _run(statement)
    op.drop_table("roll_addition")
    if op.get_bind().dialect.name == "postgresql":
        _run("DROP FUNCTION golmok_roll()")
    op.drop_table("objection")
    _freeze(*FROZEN)
    op.drop_index("uq_poll_replaces_id", "poll")
    op.execute("ALTER TABLE poll DROP COLUMN replaces_id")


def _freeze(*names: str) -> None:
    """What of an opened poll no statement changes."""
    dialect = op.get_bind().dialect.name
    changed = " OR ".join([*(DIFFERS[dialect].format(name) for name in names), RULES[dialect]])
    condition = f"OLD.state <> 'draft' AND (NEW.state = 'draft' OR {changed})"
    _drop_trigger("poll_update_refused", "poll")
    if dialect == "sqlite":
        _run(
            f'CREATE TRIGGER poll_update_refused BEFORE UPDATE ON "poll" WHEN {condition} '
            f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
        )
        return
    _run(
        f'CREATE TRIGGER poll_update_refused BEFORE UPDATE ON "poll" FOR EACH ROW WHEN ({condition}) '
        f"EXECUTE FUNCTION golmok_refuse('{MESSAGE}')"
    )


def _drop_trigger(name: str, table: str) -> None:
    _run(f"DROP TRIGGER {name}" + (f" ON {table}" if op.get_bind().dialect.name == "postgresql" else ""))


def _run(statement: str) -> None:
    op.get_bind().exec_driver_sql(statement)
