"""Paper ballots: polls that take paper, batches that two people enter, and the sheet that must balance."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

# As they stood at this revision; later ones are migrations of their own.
POLL_BEFORE = {
    "sqlite": (
        "CREATE TRIGGER poll_update_refused BEFORE UPDATE ON \"poll\" WHEN OLD.state <> 'draft' AND (NEW.state = "
        "'draft' OR OLD.id IS NOT NEW.id OR OLD.council_id IS NOT NEW.council_id OR OLD.question IS NOT NEW.question "
        "OR OLD.explanation IS NOT NEW.explanation OR OLD.method IS NOT NEW.method OR OLD.votes_per_voter IS NOT "
        "NEW.votes_per_voter OR OLD.seats IS NOT NEW.seats OR OLD.announced_at IS NOT NEW.announced_at OR "
        "OLD.opens_at IS NOT NEW.opens_at OR OLD.closes_at IS NOT NEW.closes_at OR OLD.rules_hash IS NOT "
        "NEW.rules_hash OR OLD.roll_count IS NOT NEW.roll_count OR OLD.is_replay IS NOT NEW.is_replay OR "
        "OLD.made_by_id IS NOT NEW.made_by_id OR OLD.replaces_id IS NOT NEW.replaces_id OR OLD.rules IS NOT "
        "NEW.rules) BEGIN SELECT RAISE(ABORT, 'the rules of an opened poll are frozen'); END",
    ),
    "postgresql": (
        "CREATE TRIGGER poll_update_refused BEFORE UPDATE ON \"poll\" FOR EACH ROW WHEN (OLD.state <> 'draft' AND "
        "(NEW.state = 'draft' OR OLD.id IS DISTINCT FROM NEW.id OR OLD.council_id IS DISTINCT FROM NEW.council_id OR "
        "OLD.question IS DISTINCT FROM NEW.question OR OLD.explanation IS DISTINCT FROM NEW.explanation OR OLD.method"
        " IS DISTINCT FROM NEW.method OR OLD.votes_per_voter IS DISTINCT FROM NEW.votes_per_voter OR OLD.seats IS "
        "DISTINCT FROM NEW.seats OR OLD.announced_at IS DISTINCT FROM NEW.announced_at OR OLD.opens_at IS DISTINCT "
        "FROM NEW.opens_at OR OLD.closes_at IS DISTINCT FROM NEW.closes_at OR OLD.rules_hash IS DISTINCT FROM "
        "NEW.rules_hash OR OLD.roll_count IS DISTINCT FROM NEW.roll_count OR OLD.is_replay IS DISTINCT FROM "
        "NEW.is_replay OR OLD.made_by_id IS DISTINCT FROM NEW.made_by_id OR OLD.replaces_id IS DISTINCT FROM "
        "NEW.replaces_id OR OLD.rules::text <> NEW.rules::text)) EXECUTE FUNCTION golmok_refuse('the rules of an "
        "opened poll are frozen')",
    ),
}
POLL_NOW = {
    "sqlite": (
        "CREATE TRIGGER poll_update_refused BEFORE UPDATE ON \"poll\" WHEN OLD.state <> 'draft' AND (NEW.state = "
        "'draft' OR OLD.id IS NOT NEW.id OR OLD.council_id IS NOT NEW.council_id OR OLD.question IS NOT NEW.question "
        "OR OLD.explanation IS NOT NEW.explanation OR OLD.method IS NOT NEW.method OR OLD.votes_per_voter IS NOT "
        "NEW.votes_per_voter OR OLD.seats IS NOT NEW.seats OR OLD.announced_at IS NOT NEW.announced_at OR "
        "OLD.opens_at IS NOT NEW.opens_at OR OLD.closes_at IS NOT NEW.closes_at OR OLD.rules_hash IS NOT "
        "NEW.rules_hash OR OLD.roll_count IS NOT NEW.roll_count OR OLD.is_replay IS NOT NEW.is_replay OR "
        "OLD.made_by_id IS NOT NEW.made_by_id OR OLD.replaces_id IS NOT NEW.replaces_id OR OLD.takes_paper IS NOT "
        "NEW.takes_paper OR OLD.rules IS NOT NEW.rules) BEGIN SELECT RAISE(ABORT, 'the rules of an opened poll are "
        "frozen'); END",
    ),
    "postgresql": (
        "CREATE TRIGGER poll_update_refused BEFORE UPDATE ON \"poll\" FOR EACH ROW WHEN (OLD.state <> 'draft' AND "
        "(NEW.state = 'draft' OR OLD.id IS DISTINCT FROM NEW.id OR OLD.council_id IS DISTINCT FROM NEW.council_id OR "
        "OLD.question IS DISTINCT FROM NEW.question OR OLD.explanation IS DISTINCT FROM NEW.explanation OR OLD.method"
        " IS DISTINCT FROM NEW.method OR OLD.votes_per_voter IS DISTINCT FROM NEW.votes_per_voter OR OLD.seats IS "
        "DISTINCT FROM NEW.seats OR OLD.announced_at IS DISTINCT FROM NEW.announced_at OR OLD.opens_at IS DISTINCT "
        "FROM NEW.opens_at OR OLD.closes_at IS DISTINCT FROM NEW.closes_at OR OLD.rules_hash IS DISTINCT FROM "
        "NEW.rules_hash OR OLD.roll_count IS DISTINCT FROM NEW.roll_count OR OLD.is_replay IS DISTINCT FROM "
        "NEW.is_replay OR OLD.made_by_id IS DISTINCT FROM NEW.made_by_id OR OLD.replaces_id IS DISTINCT FROM "
        "NEW.replaces_id OR OLD.takes_paper IS DISTINCT FROM NEW.takes_paper OR OLD.rules::text <> NEW.rules::text)) "
        "EXECUTE FUNCTION golmok_refuse('the rules of an opened poll are frozen')",
    ),
}
TRIGGERS = {
    "sqlite": (
        'CREATE TRIGGER paper_batch_insert_refused BEFORE INSERT ON "paper_batch" WHEN (SELECT state '
        "FROM poll WHERE id = NEW.poll_id) <> 'counting' BEGIN SELECT RAISE(ABORT, 'an accepted batch is "
        "final, and batches are made while a poll is counted'); END",
        'CREATE TRIGGER paper_batch_update_refused BEFORE UPDATE ON "paper_batch" WHEN OLD.is_accepted '
        "OR OLD.poll_id <> NEW.poll_id OR (SELECT state FROM poll WHERE id = OLD.poll_id) <> 'counting' "
        "BEGIN SELECT RAISE(ABORT, 'an accepted batch is final, and batches are made while a poll is "
        "counted'); END",
        'CREATE TRIGGER paper_batch_delete_refused BEFORE DELETE ON "paper_batch" WHEN OLD.is_accepted '
        "OR (SELECT state FROM poll WHERE id = OLD.poll_id) <> 'counting' BEGIN SELECT RAISE(ABORT, 'an "
        "accepted batch is final, and batches are made while a poll is counted'); END",
        'CREATE TRIGGER paper_ballot_insert_refused BEFORE INSERT ON "paper_ballot" WHEN (SELECT state '
        "FROM poll WHERE id = NEW.poll_id) <> 'counting' OR (SELECT is_accepted FROM paper_batch WHERE "
        "poll_id = NEW.poll_id AND number = NEW.batch) BEGIN SELECT RAISE(ABORT, 'paper ballots are "
        "final, and only a batch not yet accepted takes them'); END",
        'CREATE TRIGGER paper_ballot_update_refused BEFORE UPDATE ON "paper_ballot" WHEN 1 BEGIN SELECT '
        "RAISE(ABORT, 'paper ballots are final, and only a batch not yet accepted takes them'); END",
        'CREATE TRIGGER paper_ballot_delete_refused BEFORE DELETE ON "paper_ballot" WHEN 1 BEGIN SELECT '
        "RAISE(ABORT, 'paper ballots are final, and only a batch not yet accepted takes them'); END",
        'CREATE TRIGGER reconciliation_insert_refused BEFORE INSERT ON "reconciliation" WHEN (SELECT '
        "state FROM poll WHERE id = NEW.poll_id) <> 'counting' BEGIN SELECT RAISE(ABORT, 'a "
        "reconciliation sheet is final once the poll is counted'); END",
        'CREATE TRIGGER reconciliation_update_refused BEFORE UPDATE ON "reconciliation" WHEN (SELECT '
        "state FROM poll WHERE id = OLD.poll_id) <> 'counting' OR (SELECT state FROM poll WHERE id = "
        "NEW.poll_id) <> 'counting' BEGIN SELECT RAISE(ABORT, 'a reconciliation sheet is final once the "
        "poll is counted'); END",
        'CREATE TRIGGER reconciliation_delete_refused BEFORE DELETE ON "reconciliation" WHEN (SELECT '
        "state FROM poll WHERE id = OLD.poll_id) <> 'counting' BEGIN SELECT RAISE(ABORT, 'a "
        "reconciliation sheet is final once the poll is counted'); END",
    ),
    "postgresql": (
        'CREATE TRIGGER paper_batch_insert_refused BEFORE INSERT OR UPDATE OR DELETE ON "paper_batch" '
        "FOR EACH ROW EXECUTE FUNCTION golmok_while('counting', 'an accepted batch is final, and batches "
        "are made while a poll is counted')",
        'CREATE TRIGGER paper_batch_update_refused BEFORE UPDATE ON "paper_batch" FOR EACH ROW WHEN '
        "(OLD.is_accepted) EXECUTE FUNCTION golmok_refuse('an accepted batch is final, and batches are "
        "made while a poll is counted')",
        'CREATE TRIGGER paper_batch_delete_refused BEFORE DELETE ON "paper_batch" FOR EACH ROW WHEN '
        "(OLD.is_accepted) EXECUTE FUNCTION golmok_refuse('an accepted batch is final, and batches are "
        "made while a poll is counted')",
        'CREATE TRIGGER paper_batch_truncate_refused BEFORE TRUNCATE ON "paper_batch" FOR EACH STATEMENT '
        "EXECUTE FUNCTION golmok_refuse('an accepted batch is final, and batches are made while a poll "
        "is counted')",
        "CREATE OR REPLACE FUNCTION golmok_into_batch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF "
        "(SELECT is_accepted FROM paper_batch WHERE poll_id = NEW.poll_id AND number = NEW.batch) THEN "
        "RAISE EXCEPTION USING MESSAGE = TG_ARGV[0], ERRCODE = 'check_violation'; END IF; RETURN NEW; "
        "END $$",
        'CREATE TRIGGER paper_ballot_insert_refused BEFORE INSERT ON "paper_ballot" FOR EACH ROW EXECUTE '
        "FUNCTION golmok_while('counting', 'paper ballots are final, and only a batch not yet accepted "
        "takes them')",
        'CREATE TRIGGER paper_ballot_late_refused BEFORE INSERT ON "paper_ballot" FOR EACH ROW EXECUTE '
        "FUNCTION golmok_into_batch('paper ballots are final, and only a batch not yet accepted takes "
        "them')",
        'CREATE TRIGGER paper_ballot_update_refused BEFORE UPDATE ON "paper_ballot" FOR EACH ROW EXECUTE '
        "FUNCTION golmok_refuse('paper ballots are final, and only a batch not yet accepted takes them')",
        'CREATE TRIGGER paper_ballot_delete_refused BEFORE DELETE ON "paper_ballot" FOR EACH ROW EXECUTE '
        "FUNCTION golmok_refuse('paper ballots are final, and only a batch not yet accepted takes them')",
        'CREATE TRIGGER paper_ballot_truncate_refused BEFORE TRUNCATE ON "paper_ballot" FOR EACH '
        "STATEMENT EXECUTE FUNCTION golmok_refuse('paper ballots are final, and only a batch not yet "
        "accepted takes them')",
        "CREATE TRIGGER reconciliation_insert_refused BEFORE INSERT OR UPDATE OR DELETE ON "
        "\"reconciliation\" FOR EACH ROW EXECUTE FUNCTION golmok_while('counting', 'a reconciliation sheet "
        "is final once the poll is counted')",
        'CREATE TRIGGER reconciliation_truncate_refused BEFORE TRUNCATE ON "reconciliation" FOR EACH '
        "STATEMENT EXECUTE FUNCTION golmok_refuse('a reconciliation sheet is final once the poll is "
        "counted')",
    ),
}


def upgrade() -> None:
    """Go forward."""
    op.add_column("poll", sa.Column("takes_paper", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.create_table(
        "refused_duplicates",
        sa.Column("poll_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["poll_id"], ["poll.id"], name=op.f("fk_refused_duplicates_poll_id_poll")),
        sa.PrimaryKeyConstraint("poll_id", name=op.f("pk_refused_duplicates")),
    )
    _create_paper_batch()
    _create_paper_entry()
    _create_paper_ballot()
    _create_reconciliation()
    _replace_poll_trigger(POLL_NOW)
    for statement in TRIGGERS[op.get_bind().dialect.name]:
        op.get_bind().exec_driver_sql(statement)


def downgrade() -> None:
    """Go back."""
    for table in ("reconciliation", "paper_ballot", "paper_entry", "paper_batch", "refused_duplicates"):
        op.drop_table(table)
    _replace_poll_trigger(POLL_BEFORE)
    op.drop_column("poll", "takes_paper")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION golmok_into_batch()")


def _create_paper_batch() -> None:
    op.create_table(
        "paper_batch",
        sa.Column("poll_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sheets", sa.Integer(), nullable=False),
        sa.Column("is_accepted", sa.Boolean(), nullable=False),
        sa.Column("first_by_id", sa.Integer(), nullable=True),
        sa.Column("second_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("sheets BETWEEN 1 AND 25", name=op.f("ck_paper_batch_sheets")),
        sa.CheckConstraint("first_by_id <> second_by_id", name=op.f("ck_paper_batch_two_people")),
        sa.CheckConstraint(
            "NOT is_accepted OR (first_by_id IS NOT NULL AND second_by_id IS NOT NULL)",
            name=op.f("ck_paper_batch_accepted_by_two"),
        ),
        sa.ForeignKeyConstraint(["first_by_id"], ["user.id"], name=op.f("fk_paper_batch_first_by_id_user")),
        sa.ForeignKeyConstraint(["poll_id"], ["poll.id"], name=op.f("fk_paper_batch_poll_id_poll")),
        sa.ForeignKeyConstraint(["second_by_id"], ["user.id"], name=op.f("fk_paper_batch_second_by_id_user")),
        sa.PrimaryKeyConstraint("poll_id", "number", name=op.f("pk_paper_batch")),
    )


def _create_paper_entry() -> None:
    op.create_table(
        "paper_entry",
        sa.Column("poll_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("batch", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("by_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("marks", sa.JSON(), nullable=False),
        sa.CheckConstraint("place IN (1, 2)", name=op.f("ck_paper_entry_place")),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_paper_entry_by_id_user")),
        sa.ForeignKeyConstraint(
            ["poll_id", "batch"],
            ["paper_batch.poll_id", "paper_batch.number"],
            name=op.f("fk_paper_entry_poll_id_batch_paper_batch"),
        ),
        sa.PrimaryKeyConstraint("poll_id", "batch", "by_id", name=op.f("pk_paper_entry")),
        sa.UniqueConstraint("poll_id", "batch", "place", name=op.f("uq_paper_entry_poll_id_batch_place")),
    )


def _create_paper_ballot() -> None:
    op.create_table(
        "paper_ballot",
        sa.Column("poll_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("batch", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("marks", sa.String(length=1000), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.CheckConstraint("count > 0", name=op.f("ck_paper_ballot_count")),
        sa.ForeignKeyConstraint(
            ["poll_id", "batch"],
            ["paper_batch.poll_id", "paper_batch.number"],
            name=op.f("fk_paper_ballot_poll_id_batch_paper_batch"),
        ),
        sa.PrimaryKeyConstraint("poll_id", "batch", "marks", name=op.f("pk_paper_ballot")),
        sqlite_with_rowid=False,
    )


def _create_reconciliation() -> None:
    op.create_table(
        "reconciliation",
        sa.Column("poll_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("printed", sa.Integer(), nullable=False),
        sa.Column("unused", sa.Integer(), nullable=False),
        sa.Column("spoilt", sa.Integer(), nullable=False),
        sa.Column("differences", sa.JSON(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("written_by_id", sa.Integer(), nullable=False),
        sa.Column("confirmed_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("printed >= 0 AND unused >= 0 AND spoilt >= 0", name=op.f("ck_reconciliation_figures")),
        sa.CheckConstraint("written_by_id <> confirmed_by_id", name=op.f("ck_reconciliation_two_people")),
        sa.ForeignKeyConstraint(["confirmed_by_id"], ["user.id"], name=op.f("fk_reconciliation_confirmed_by_id_user")),
        sa.ForeignKeyConstraint(["poll_id"], ["poll.id"], name=op.f("fk_reconciliation_poll_id_poll")),
        sa.ForeignKeyConstraint(["written_by_id"], ["user.id"], name=op.f("fk_reconciliation_written_by_id_user")),
        sa.PrimaryKeyConstraint("poll_id", name=op.f("pk_reconciliation")),
    )


def _replace_poll_trigger(triggers: dict[str, tuple[str, ...]]) -> None:
    bind = op.get_bind()
    bind.exec_driver_sql("DROP TRIGGER poll_update_refused" + (" ON poll" if bind.dialect.name == "postgresql" else ""))
    for statement in triggers[bind.dialect.name]:
        bind.exec_driver_sql(statement)
