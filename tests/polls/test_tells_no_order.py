"""The database is asked whether it could tell the order or the owner of a ballot, and every way to is named."""

import re

import pytest
from sqlalchemy import text

from app.kernel.db import db, session, transaction
from app.polls.service import secrecy

SQLITE = [
    ("ALTER TABLE ballot ADD COLUMN cast_at TIMESTAMP", "cast_at"),
    ("ALTER TABLE roll ADD COLUMN browser VARCHAR(80)", "browser"),
    ("ALTER TABLE ballot ADD COLUMN place INTEGER DEFAULT 1", "place"),
    ("CREATE INDEX by_marks ON ballot (marks)", "by_marks"),
    ("CREATE UNIQUE INDEX by_person ON roll (person_key)", "by_person"),
    ("CREATE TABLE copies (id INTEGER PRIMARY KEY, nonce_hash VARCHAR(64))", "copies"),
    (
        "CREATE TABLE seen (id INTEGER PRIMARY KEY, poll_id INTEGER, nonce VARCHAR(64), "
        "FOREIGN KEY (poll_id, nonce) REFERENCES ballot (poll_id, nonce_hash))",
        "seen",
    ),
    (
        "CREATE TRIGGER told AFTER INSERT ON ballot BEGIN INSERT INTO event (action) VALUES (NEW.nonce_hash); END",
        "told",
    ),
    ("DROP TRIGGER ballot_delete_refused", "ballot_delete_refused"),
    (
        "DROP TRIGGER roll_update_refused; "
        "CREATE TRIGGER roll_update_refused BEFORE UPDATE ON roll BEGIN SELECT 1; END",
        "roll_update_refused",
    ),
    (
        "CREATE TABLE other (poll_id INTEGER NOT NULL REFERENCES poll (id), nonce_hash VARCHAR(64) NOT NULL, "
        "marks VARCHAR(1000) NOT NULL, PRIMARY KEY (poll_id, nonce_hash)); DROP TABLE ballot; "
        "ALTER TABLE other RENAME TO ballot",
        "rowid",
    ),
    (
        "CREATE TABLE other (poll_id INTEGER NOT NULL REFERENCES poll (id), person_key VARCHAR(64) NOT NULL, "
        "alley VARCHAR(80) NOT NULL, channel VARCHAR(32), PRIMARY KEY (person_key, poll_id)) WITHOUT ROWID; "
        "DROP TABLE roll; ALTER TABLE other RENAME TO roll",
        "열쇠가 정해진",
    ),
]
POSTGRESQL = [
    ("ALTER TABLE ballot ADD COLUMN cast_at timestamptz", "cast_at"),
    ("ALTER TABLE roll ADD COLUMN browser varchar(80)", "browser"),
    ("ALTER TABLE ballot ADD COLUMN place serial", "place"),
    ("ALTER TABLE ballot ADD COLUMN place integer GENERATED ALWAYS AS IDENTITY", "place"),
    ("ALTER TABLE ballot ALTER COLUMN marks SET DEFAULT pg_backend_pid()::text", "marks"),
    ("ALTER TABLE ballot DROP CONSTRAINT pk_ballot; ALTER TABLE ballot ADD PRIMARY KEY (nonce_hash)", "열쇠가 정해진"),
    ("CREATE INDEX by_marks ON ballot (marks)", "by_marks"),
    ("ALTER TABLE roll ADD CONSTRAINT by_person UNIQUE (person_key)", "by_person"),
    ("CREATE TABLE copies (id serial, nonce_hash varchar(64))", "copies"),
    ("CREATE TABLE seen (poll_id int, nonce varchar(64), FOREIGN KEY (poll_id, nonce) REFERENCES ballot)", "seen"),
    ("CREATE TRIGGER told AFTER INSERT ON ballot FOR EACH ROW EXECUTE FUNCTION golmok_refuse('x')", "told"),
    ("DROP TRIGGER ballot_delete_refused ON ballot", "ballot_delete_refused"),
    ("ALTER TABLE roll DISABLE TRIGGER roll_delete_refused", "roll_delete_refused"),
    (
        "CREATE OR REPLACE FUNCTION golmok_refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
        "ballot_update_refused",
    ),
    ("CREATE RULE away AS ON INSERT TO ballot DO ALSO INSERT INTO gu (code) VALUES (NEW.nonce_hash)", "away"),
    ("CREATE MATERIALIZED VIEW kept AS SELECT * FROM ballot", "kept"),
    ("CREATE PUBLICATION sent FOR ALL TABLES", "sent"),
    ("CREATE TABLE child () INHERITS (ballot)", "child"),
    ("SET LOCAL log_statement = 'mod'", "log_statement"),
    ("SET LOCAL log_min_duration_statement = '1s'", "log_min_duration_statement"),
    ("SET LOCAL log_min_duration_sample = 0", "log_min_duration_sample"),
    ("SET LOCAL log_transaction_sample_rate = 0.01", "log_transaction_sample_rate"),
    ("LOAD 'auto_explain'; SET LOCAL auto_explain.log_min_duration = 0", "auto_explain"),
]
# how each logs no values: PostgreSQL leaves out what says more (DETAIL), or every parameter
WITHOUT_VALUES = ("log_error_verbosity = 'terse'", "log_parameter_max_length = 0")
CASES = [("sqlite", *case) for case in SQLITE] + [("postgresql", *case) for case in POSTGRESQL]


def test_the_database_as_it_is_made_tells_nothing(app):
    assert secrecy.weaknesses() == []


@pytest.mark.parametrize(("dialect", "change", "named"), CASES, ids=[case[1][:60] for case in CASES])
def test_each_way_to_tell_is_named(app, dialect, change, named):
    if db.engine.dialect.name != dialect:
        pytest.skip(f"the statement is of {dialect}")
    session().rollback()
    with transaction() as current:
        for statement in re.split(r"; (?=ALTER|CREATE|DROP|SET)", change):
            current.execute(text(statement))
        found = secrecy.weaknesses()
        current.rollback()  # no other test may see the change
    assert any(named in sentence for sentence in found), found
    assert secrecy.weaknesses() == []


@pytest.mark.parametrize(
    "write",
    [
        "DELETE FROM sqlite_schema WHERE name = 'ballot_delete_refused'",
        "UPDATE sqlite_schema SET sql = replace(sql, 'ABORT', 'IGNORE') WHERE name = 'ballot_delete_refused'",
    ],
)
def test_a_trigger_that_was_taken_out_of_the_schema_table_itself_is_named(app, write):
    if db.engine.dialect.name != "sqlite":
        pytest.skip("only SQLite's table of the schema can be written")
    session().rollback()
    with transaction() as current:
        current.execute(text("PRAGMA writable_schema = ON"))
        current.execute(text(write))
        found = secrecy.weaknesses()
        current.rollback()
        current.execute(text("PRAGMA writable_schema = RESET"))
    assert [sentence for sentence in found if "ballot_delete_refused" in sentence]
    assert secrecy.weaknesses() == []


@pytest.mark.parametrize("setting", WITHOUT_VALUES)
def test_a_log_of_slow_statements_without_their_values_tells_nothing(app, setting):
    if db.engine.dialect.name != "postgresql":
        pytest.skip("SQLite logs no statements")
    session().rollback()
    with transaction() as current:
        current.execute(text("SET LOCAL log_min_duration_statement = 100"))
        current.execute(text(f"SET LOCAL {setting}"))
        found = secrecy.weaknesses()
        current.rollback()
    assert found == []


def test_plans_that_are_logged_hold_values_however_short_the_log_is(app):
    if db.engine.dialect.name != "postgresql":
        pytest.skip("SQLite logs no plans")
    session().rollback()
    with transaction() as current:
        current.execute(text("LOAD 'auto_explain'"))
        current.execute(text("SET LOCAL auto_explain.log_min_duration = 0"))
        current.execute(text("SET LOCAL log_error_verbosity = 'terse'"))
        found = secrecy.weaknesses()
        current.rollback()
    assert any("auto_explain" in sentence for sentence in found), found
