"""Nobody who reads the database, a dump of it or the logs can tell who cast which ballot, or in what order."""

import io
import logging
import sqlite3

import pytest
from sqlalchemy import DateTime, event, inspect
from sqlalchemy.exc import IntegrityError

from app.kernel import chance, clock
from app.kernel.db import UTCDateTime, db, session, transaction
from app.kernel.events import Event
from app.polls import queries, service
from app.polls.models import Ballot, RollEntry
from app.polls.models.ddl import TRIGGERS
from app.polls.service.ballots import _PUT_IN_BOX
from app.polls.service.receipts import nonce_hash
from tests import factories
from tests.conftest import rows
from tests.factories import polls
from tests.orders import BY_CHANCE, kendall_z

VOTERS = 200


def dump(table):
    """The rows of the table as a plain dump writes them, first to last."""
    connection = session().connection()
    if connection.dialect.name == "sqlite":
        path = connection.engine.url.database
        with sqlite3.connect(path) as copy:
            return [line for line in copy.iterdump() if line.startswith(f'INSERT INTO "{table}"')]
    written = io.StringIO()
    with connection.connection.driver_connection.cursor().copy(f"COPY {table} TO STDOUT") as copy:
        for block in copy:
            written.write(bytes(block).decode())
    return written.getvalue().splitlines()


def places(names, lines):
    """For each line of the dump that holds one of the names, the place of that name in the secret order."""
    return [place for line in lines for place, name in enumerate(names) if name in line]


@pytest.fixture
def voted(app):
    """200 neighbours have voted in an order known only here: (poll, nonce hashes, person keys).

    All over one connection: PostgreSQL gives each connection a page of its own to fill, which hides the order a little.
    """
    db.session.remove()
    db.engine.dispose()
    council = factories.a_council()
    people = polls.voters_of(council, VOTERS)
    poll, voters = polls.an_open_poll(council), chance.shuffled(people)
    codes = [polls.cast(poll, voter, [1]).code.replace("-", "") for voter in voters]
    hashes = [nonce_hash(poll.id, code) for code in codes]
    return poll, hashes, [service.person_key(voter, poll) for voter in voters]


def test_a_dump_says_nothing_about_the_order_of_voting(voted):
    poll, hashes, keys = voted
    with transaction():
        service.mix(poll.id, at=clock.now())
    assert len(places(hashes, dump("ballot"))) == len(places(keys, dump("roll"))) == VOTERS
    assert abs(kendall_z(places(hashes, dump("ballot")))) < BY_CHANCE
    assert abs(kendall_z(places(keys, dump("roll")))) < BY_CHANCE


def test_a_dump_does_not_pair_the_roll_with_the_box(voted):
    poll, hashes, keys = voted
    with transaction():
        service.mix(poll.id, at=clock.now())
    ballots, people = places(hashes, dump("ballot")), places(keys, dump("roll"))
    assert sum(1 for one, other in zip(ballots, people, strict=True) if one == other) <= 8  # 1 by chance


def test_closing_leaves_a_dump_that_says_nothing(voted):
    poll, hashes, keys = voted
    polls.closed(poll)
    assert abs(kendall_z(places(hashes, dump("ballot")))) < BY_CHANCE
    assert abs(kendall_z(places(keys, dump("roll")))) < BY_CHANCE


@pytest.mark.postgresql_only
def test_the_measure_finds_an_order_where_there_is_one(voted):
    """Without mixing PostgreSQL keeps rows as they were written, and the measure sees it."""
    _poll, hashes, _keys = voted
    if session().connection().dialect.name == "sqlite":
        pytest.skip("SQLite keeps rows in the order of their keys")
    assert kendall_z(places(hashes, dump("ballot"))) > 20


def test_mixing_keeps_every_row(voted):
    poll, _hashes, _keys = voted
    before = set(rows("ballot")), set(rows("roll"))
    with transaction():
        service.mix(poll.id, at=clock.now())
    assert (set(rows("ballot")), set(rows("roll"))) == before


def test_roll_and_ballot_share_nothing_but_the_poll(app):
    shared = set(RollEntry.__table__.columns.keys()) & set(Ballot.__table__.columns.keys())
    assert shared == {"poll_id"}
    assert set(Ballot.__table__.columns.keys()) == {"poll_id", "nonce_hash", "marks"}
    assert set(RollEntry.__table__.columns.keys()) == {"poll_id", "person_key", "alley", "channel"}


def test_no_line_of_a_roll_says_in_which_alley_its_person_lives(app):
    council = factories.a_council()
    poll = polls.an_open_poll(council, voters=3)
    (late,) = polls.voters_of(council, 1)
    with transaction():
        service.add_to_roll(poll, late.id, reason="명부를 만들 때 빠졌습니다", by=factories.a_user(), at=clock.now())
    assert {(row.alley, row.channel) for row in rows("roll")} == {("", None)}


def test_no_table_of_the_database_refers_to_the_roll_or_the_box(app):
    inspector = inspect(db.engine)
    for table in inspector.get_table_names():
        assert not {key["referred_table"] for key in inspector.get_foreign_keys(table)} & {"roll", "ballot"}


@pytest.mark.parametrize("table", ["roll", "ballot"])
def test_neither_table_has_a_time_a_number_that_counts_up_or_a_further_index(app, table):
    inspector = inspect(db.engine)
    columns = inspector.get_columns(table)
    assert not [column for column in columns if isinstance(column["type"], DateTime | UTCDateTime)]
    assert not [column for column in columns if column.get("autoincrement") is True or column.get("default")]
    assert inspector.get_indexes(table) == []
    assert inspector.get_unique_constraints(table) == []


@pytest.mark.sqlite_only
@pytest.mark.parametrize("table", ["roll", "ballot"])
def test_on_sqlite_rows_lie_in_the_order_of_their_keys(app, table):
    if session().connection().dialect.name != "sqlite":
        pytest.skip("SQLite only")
    (row,) = [row for row in rows("sqlite_master") if row.name == table and row.type == "table"]
    assert "WITHOUT ROWID" in row.sql


def test_no_log_line_and_no_error_holds_what_a_ballot_holds(app, caplog):
    caplog.set_level(logging.DEBUG)
    poll = polls.an_open_poll(voters=1, choices=3)
    voter = factories.a_member(queries.poll(poll.id).council)
    paper = {"poll_id": poll.id, "nonce_hash": "twice", "marks": "[2,77]"}
    with transaction() as current:
        _PUT_IN_BOX(current.connection(), **paper)
    with pytest.raises(IntegrityError) as failure, transaction() as current:
        _PUT_IN_BOX(current.connection(), **paper)
    assert "77" not in str(failure.value)
    with pytest.raises(Exception, match="투표인명부"):
        polls.cast(poll, voter, [2])
    assert "77" not in caplog.text
    assert "marks" not in "".join(record.getMessage() for record in caplog.records if "app." in record.name)


def test_ballots_differ_in_nothing_that_the_database_is_asked(app):
    """Two voters with different choices: the same statements, and every difference is in the bound values."""
    poll = polls.an_open_poll(voters=2, choices=3)
    one, two = session().query(factories.User).all()[:2]
    said = {}
    for voter, mark in ((one, 1), (two, 3)):
        said[mark] = []

        def remember(conn, cursor, statement, *args, kept=said[mark]):
            kept.append(statement)

        event.listen(db.engine, "before_cursor_execute", remember)
        polls.cast(poll, voter, [mark])
        event.remove(db.engine, "before_cursor_execute", remember)
    assert said[1] == said[3]


def test_events_of_a_whole_poll_are_the_same_whatever_was_chosen(app):
    for marks in ([1], [2]):
        polls.a_counted_poll([marks] * 6, choices=2)
    told = [(event.action, sorted(event.facts)) for event in session().query(Event)]
    opened = ("poll.opened", ["fingerprint", "roll_count", "rules_hash"])
    assert told[:2] == told[2:] == [opened, ("poll.closed", ["fingerprint", "verdict"])]


def test_the_tables_with_triggers_are_those_that_matter():
    of_paper = {"paper_batch", "paper_ballot", "reconciliation"}
    of_all = {"poll", "option", "roll", "roll_addition", "ballot", "tally"} | of_paper
    assert set(TRIGGERS["sqlite"]) == set(TRIGGERS["postgresql"]) == of_all
