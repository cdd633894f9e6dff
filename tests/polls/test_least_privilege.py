"""The role of the web server on PostgreSQL: it can do its work, and change nothing that is final."""

import os
import re
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from flask_migrate import upgrade
from sqlalchemy import text

from app import create_app
from app.cli.demo import seed
from app.kernel import clock
from app.kernel.db import Model, db, session, transaction
from app.polls import jobs, queries, service
from app.polls.service import secrecy
from app.polls.states import PollState
from app.records import jobs as records
from config import TestConfig
from tests import factories, postgres
from tests.conftest import rows
from tests.factories import polls

pytestmark = pytest.mark.postgresql_only
ROOT = Path(__file__).resolve().parents[2]
HOW_TO = (ROOT / "docs" / "how-to" / "postgresql-roles.md").read_text(encoding="utf-8")
RIGHTS = (ROOT / "scripts" / "postgresql-rights.sql").read_text(encoding="utf-8")
FINAL = ("poll", "option", "roll", "ballot", "tally", "event")
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")


def renamed(sql: str) -> str:
    """The SQL of the documents with names that no other process of the tests has: roles belong to the whole server."""
    return re.sub(r"\bgolmok(_owner|_app)?\b(?!\.|_)", rf"golmok\1_{WORKER}", sql)


def an_app(role: str):
    url = postgres.ensure_cluster().url(renamed("golmok")).replace(f"{postgres.SUPERUSER}@", f"{renamed(role)}@")
    return create_app(type("Settings", (TestConfig,), {"SQLALCHEMY_DATABASE_URI": url}))


@pytest.fixture(scope="module")
def restricted(database):
    """Golmok as the how-to sets it up, filled with the demo town by the restricted role itself."""
    if database == "sqlite":
        pytest.skip("PostgreSQL only")
    cluster = postgres.ensure_cluster()
    superuser = cluster.url("postgres").replace("+psycopg", "")
    (once,) = re.findall(r"```sql\n(.*?)```", HOW_TO, re.DOTALL)
    with psycopg.connect(superuser, autocommit=True) as connection:
        for statement in renamed(once).split(";\n"):
            connection.execute(statement)
    owner = an_app("golmok_owner")
    with owner.app_context():
        upgrade()
        with psycopg.connect(owner.config["SQLALCHEMY_DATABASE_URI"].replace("+psycopg", ""), autocommit=True) as its:
            its.execute(renamed(RIGHTS))
            its.execute(renamed(RIGHTS))
        db.engine.dispose()
    app = an_app("golmok_app")
    with app.app_context():
        assert seed()
        db.session.remove()  # a reader that stays holds sealing off
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture(autouse=True)
def context(restricted):
    with restricted.app_context():
        yield
        db.session.remove()


def test_the_restricted_role_is_who_works_here():
    assert session().scalar(text("SELECT current_user")) == renamed("golmok_app")
    assert session().scalar(text("SELECT count(*) FROM pg_tables WHERE tableowner = current_user")) == 0


def test_a_poll_goes_its_whole_way():
    council = factories.a_council()
    voters = polls.voters_of(council, 25)
    draft = polls.a_draft(council, choices=3)
    with transaction():
        service.announce(queries.poll(draft.id), by=factories.a_user(), at=clock.now())
    poll = polls.opened(draft)
    for voter in voters:
        polls.cast(poll, voter, [1])
    assert jobs.mix_open_polls(clock.now() + timedelta(seconds=61)) >= 1
    polls.closed(poll)
    with transaction():
        service.certify(queries.poll(poll.id), by=factories.a_user(), at=clock.now())
    certified = queries.poll(poll.id)
    assert certified.state is PollState.CERTIFIED
    assert queries.result(certified).turnout == 25
    assert polls.sealed() >= 1
    assert poll.id in {row.poll_id for row in rows("sealing")}


def test_a_poll_with_paper_and_help_goes_its_whole_way():
    council = factories.a_council()
    online, helped, on_paper, changed = polls.voters_of(council, 4)
    poll = polls.an_open_poll(council, choices=3, takes_assisted=True, takes_paper=True)
    polls.cast(poll, online, [1])
    polls.cast_with_help(poll, helped, [2], factories.a_facilitator(council))
    for voter in (on_paper, changed):
        assert polls.handed(poll, voter) is None
    assert polls.handed(poll, online) is not None
    poll = polls.closed(poll)
    assert poll.state is PollState.COUNTING
    with transaction():
        wrong = service.begin_batch(poll.id, sheets=1).number
    with transaction():
        service.enter(poll.id, wrong, [[2]], by=factories.a_user(), at=clock.now())
    with transaction():
        service.remove_batch(poll.id, wrong)
    polls.a_batch(poll, [3])
    polls.reconciled(poll, printed=3, unused=1, box="한 분이 종이를 가지고 가셨습니다")
    polls.counted(poll)
    with transaction():
        service.certify(queries.poll(poll.id), by=factories.a_user(), at=clock.now())
    certified = queries.poll(poll.id)
    assert certified.state is PollState.CERTIFIED
    assert certified.tally.ballot_count == 3


def test_a_poll_whose_paper_is_being_counted_can_be_taken_back():
    council = factories.a_council()
    (voter,) = polls.voters_of(council, 1)
    poll = polls.an_open_poll(council, takes_paper=True)
    polls.handed(poll, voter)
    polls.closed(poll)
    polls.a_batch(poll, [1])
    with transaction():
        service.void(queries.poll(poll.id), reason="종이를 잃어버렸습니다.", by=factories.a_user(), at=clock.now())
    assert queries.poll(poll.id).state is PollState.VOID


def test_the_roll_of_an_open_poll_grows_by_a_logged_addition():
    council = factories.a_council()
    poll = polls.an_open_poll(council, voters=1)
    late = factories.a_member(council)
    with transaction():
        at, why = clock.now(), "주소를 늦게 확인했습니다."
        service.add_to_roll(queries.poll(poll.id), late.id, reason=why, by=factories.a_user(), at=at)
    assert queries.added_to_roll(poll.id) == 1


def test_what_is_kept_is_held_against_what_was_fixed():
    assert records.reconcile(clock.now()) == 0


def test_an_open_poll_can_be_taken_back():
    poll = polls.an_open_poll(voters=1)
    with transaction():
        service.void(queries.poll(poll.id), reason="잘못 열었습니다.", by=factories.a_user(), at=clock.now())
    assert queries.poll(poll.id).state is PollState.VOID


def test_the_owner_has_made_a_database_that_tells_no_order():
    assert secrecy.weaknesses() == []


@pytest.mark.parametrize("area", ["people", "councils", "proposals", "discussion", "meetings", "decisions", "notices"])
def test_the_demo_town_was_lived_through_in_every_slice(area):
    """`seed` goes through the services: that it ended well means that their verbs are allowed."""
    table = {"people": "user", "councils": "membership", "proposals": "proposal", "discussion": "comment"}
    table |= {"meetings": "resolution", "decisions": "decision", "notices": "notification"}
    assert rows(table[area])


ATTEMPTS = [
    "UPDATE ballot SET marks = '[2]'",
    "DELETE FROM ballot",
    "TRUNCATE ballot",
    "ALTER TABLE ballot DISABLE TRIGGER ALL",
    "DROP TRIGGER ballot_delete_refused ON ballot",
    "SET session_replication_role = replica; DELETE FROM ballot",
    "SET golmok.mixing = 'on'; DELETE FROM ballot",
    "SET golmok.mixing = 'on'; INSERT INTO ballot SELECT poll_id, 'late', '[2]' FROM tally LIMIT 1",
    "SET golmok.mixing = 'on'; INSERT INTO roll SELECT poll_id, 'more', '', 'online' FROM tally LIMIT 1",
    "COPY ballot FROM STDIN",
    "CREATE TEMP TABLE poll AS SELECT id, 'open' AS state FROM tally t JOIN public.poll p ON p.id = t.poll_id; "
    "INSERT INTO public.ballot SELECT poll_id, 'late', '[2]' FROM tally LIMIT 1",
    "UPDATE poll SET state = 'open' WHERE state IN ('closed', 'certified')",
    "UPDATE poll SET rules = '{}' WHERE state <> 'draft'",
    "UPDATE \"option\" SET label = 'other' WHERE poll_id IN (SELECT poll_id FROM tally)",
    'DELETE FROM "option" WHERE poll_id IN (SELECT poll_id FROM tally)',
    "UPDATE roll SET channel = NULL WHERE channel IS NOT NULL",
    "UPDATE roll SET person_key = 'other'",
    "SET golmok.mixing = 'on'; DELETE FROM roll",
    "UPDATE tally SET verdict = 'not_carried'",
    "SET golmok.mixing = 'on'; DELETE FROM tally",
    "UPDATE event SET at = at",
    "DELETE FROM event",
    "CREATE OR REPLACE FUNCTION golmok_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$",
    "CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "ALTER FUNCTION golmok_mix(integer) OWNER TO CURRENT_USER",
    "CREATE RULE away AS ON INSERT TO ballot DO INSTEAD NOTHING",
    "ALTER TABLE ballot ADD COLUMN cast_at timestamptz DEFAULT clock_timestamp()",
    "CREATE INDEX by_marks ON ballot (marks)",
    "UPDATE pg_trigger SET tgenabled = 'D'",
    "DROP TABLE ballot CASCADE",
]


def everything():
    kept = {table: sorted(map(str, rows(table))) for table in FINAL}
    triggers = session().execute(text("SELECT tgname, tgenabled FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1"))
    kept["triggers"] = sorted(map(str, triggers))
    session().rollback()
    return kept


def tried(intruder, attempt):
    for statement in [attempt] if "$$" in attempt else attempt.split("; "):
        if statement.startswith("COPY"):
            with intruder.cursor().copy(statement) as copy:
                copy.write_row((session().scalar(text("SELECT min(poll_id) FROM tally")), "late", "[2]"))
        else:
            intruder.execute(statement)


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_the_restricted_role_changes_nothing_that_is_final(restricted, attempt):
    before = everything()
    url = restricted.config["SQLALCHEMY_DATABASE_URI"].replace("+psycopg", "")
    with psycopg.connect(url, autocommit=True) as intruder, pytest.raises(psycopg.Error) as refusal:
        tried(intruder, attempt)
    assert isinstance(refusal.value, psycopg.errors.InsufficientPrivilege | psycopg.errors.CheckViolation)
    assert everything() == before


def test_every_table_has_a_line_in_the_rights():
    """A new table is closed to the program until it has one."""
    granted = set(re.findall(r"\w+", " ".join(re.findall(r"GRANT[^;]*? ON\b(.*?)TO golmok_app", RIGHTS, re.DOTALL))))
    assert set(Model.metadata.tables) - granted == set()
