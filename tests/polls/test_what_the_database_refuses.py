"""Roll, ballots and tally are final: every way around the program is refused by the database."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError, IntegrityError

from app.kernel.db import db, session, transaction
from app.polls.models import ddl
from tests.conftest import rows
from tests.factories import polls

TABLES = ("poll", "option", "roll", "ballot", "tally")
REFUSED = [
    "UPDATE ballot SET marks = '[2]'",
    "UPDATE ballot SET nonce_hash = 'other'",
    "DELETE FROM ballot",
    "INSERT INTO ballot (poll_id, nonce_hash, marks) VALUES (1, 'late', '[1]')",
    "DELETE FROM roll",
    "INSERT INTO roll (poll_id, person_key, alley) VALUES (1, 'more', '')",
    "INSERT INTO roll_addition (poll_id, number, reason, by_id, at) SELECT 1, 9, 'late', 1, opens_at FROM poll",
    "UPDATE roll SET channel = NULL",
    "UPDATE roll SET channel = 'paper' WHERE channel = 'online'",
    "UPDATE roll SET person_key = 'other' WHERE channel IS NULL",
    "UPDATE roll SET alley = 'other', channel = 'paper' WHERE channel IS NULL",
    "UPDATE tally SET verdict = 'not_carried'",
    "DELETE FROM tally",
    "UPDATE poll SET state = 'open'",
]


def is_sqlite():
    return session().connection().dialect.name == "sqlite"


def everything():
    return [sorted(map(str, rows(table))) for table in (*TABLES, "roll_addition")]


@pytest.mark.parametrize("statement", REFUSED)
def test_what_is_final_stays(app, statement):
    polls.a_counted_poll([[1], [2], [1]])
    before = everything()
    with pytest.raises(IntegrityError, match=r"final|frozen"), transaction():
        session().execute(text(statement))
    assert everything() == before


def test_a_mark_may_be_set_once_where_there_is_none(app):
    polls.a_counted_poll([[1]])
    with transaction():
        session().execute(text("UPDATE roll SET channel = 'paper' WHERE channel IS NULL"))
    assert sorted(row.channel for row in rows("roll")) == ["online", "paper"]


@pytest.mark.sqlite_only
def test_replacing_a_ballot_on_sqlite_is_refused_too(app):
    if not is_sqlite():
        pytest.skip("SQLite only")
    poll = polls.an_open_poll(voters=1)
    session().rollback()
    with transaction():
        session().execute(text(f"INSERT INTO ballot VALUES ({poll.id}, 'first', '[1]')"))
    with pytest.raises(IntegrityError, match="final"), transaction():
        session().execute(text(f"INSERT OR REPLACE INTO ballot VALUES ({poll.id}, 'first', '[2]')"))
    assert rows("ballot")[0].marks == "[1]"


@pytest.mark.parametrize("table", TABLES)
def test_emptying_a_table_at_once_is_refused(app, table):
    polls.a_counted_poll([[1], [2]])
    before = everything()
    command = f'DELETE FROM "{table}"' if is_sqlite() else f'TRUNCATE "{table}" CASCADE'
    with pytest.raises(DatabaseError, match=r"final|frozen"), transaction():
        session().execute(text(command))
    assert everything() == before


@pytest.mark.postgresql_only
def test_even_the_mixer_may_not_change_a_ballot_in_place(app):
    polls.a_counted_poll([[1], [2]])
    if is_sqlite():
        pytest.skip("PostgreSQL only")
    allowed = "WITH leave AS MATERIALIZED (SELECT set_config('golmok.mixing', 'on', true)) "
    with pytest.raises(IntegrityError, match="final"), transaction():
        session().execute(text(allowed + "UPDATE ballot SET marks = '[2]' FROM leave"))


@pytest.mark.postgresql_only
def test_the_leave_of_the_mixer_ends_with_its_transaction(app):
    polls.a_counted_poll([[1], [2]])
    if is_sqlite():
        pytest.skip("PostgreSQL only")
    with transaction():
        session().execute(text("SELECT set_config('golmok.mixing', 'on', true)"))
    with pytest.raises(IntegrityError, match="final"), transaction():
        session().execute(text("DELETE FROM ballot"))


def test_a_draft_is_free(app):
    poll = polls.a_draft(choices=3)
    with transaction():
        session().execute(text("UPDATE poll SET question = 'neu'"))
        session().execute(text('DELETE FROM "option"'))
        session().execute(text("DELETE FROM poll"))
    assert rows("poll") == rows("option") == []
    assert poll.id


def test_every_trigger_that_is_listed_is_in_the_database(app):
    names = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if is_sqlite()
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
    )
    there = set(session().scalars(text(names)))
    assert ddl.trigger_names(db.engine.dialect.name) <= there


@pytest.mark.parametrize("dialect", ["sqlite", "postgresql"])
def test_a_migration_gets_the_same_statements(dialect):
    statements = list(ddl.statements(dialect))
    assert len(statements) == sum(len(of_table) for of_table in ddl.TRIGGERS[dialect].values())
    assert all(statement.startswith("CREATE ") for statement in statements)
    assert len(ddl.trigger_names(dialect)) >= 12
