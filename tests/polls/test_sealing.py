"""After sealing not even the files tell the order of casting; sealing never disturbs closing or other boxes."""

import re
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from app.cli import running
from app.kernel import chance, clock
from app.kernel.db import db, session, transaction
from app.polls import jobs, queries, service
from app.polls.service.receipts import nonce_hash
from app.polls.service.sealing import unsealed
from tests import factories
from tests.conftest import rows
from tests.factories import polls
from tests.orders import BY_CHANCE, kendall_z

pytestmark = pytest.mark.new_pages
VOTERS = 120
PAGE = 8192
HASH = re.compile(rb"[0-9a-f]{64}")
ROOT = Path(__file__).resolve().parents[2]


def is_sqlite():
    return db.engine.dialect.name == "sqlite"


def files_of(table):
    """What is on the disk of the table: the log and the file on SQLite, table and key on PostgreSQL; the table last."""
    session().rollback()
    if is_sqlite():
        path = str(db.engine.url.database)
        return [Path(name).read_bytes() for name in (f"{path}-wal", path) if Path(name).exists()]
    with create_engine(db.engine.url, isolation_level="AUTOCOMMIT").connect() as connection:
        connection.execute(text("CHECKPOINT"))
        folder = Path(connection.execute(text("SHOW data_directory")).scalar_one())
        path = text("SELECT pg_relation_filepath(to_regclass(:name))")
        names = [connection.scalar(path, {"name": f"public.{name}"}) for name in (f"pk_{table}", table)]
        return [_as_filled((folder / name).read_bytes()) for name in names]


def _as_filled(content):
    """The words of the pages in the order in which they were put there: PostgreSQL fills each from its end."""
    pages = [content[start : start + PAGE] for start in range(0, len(content), PAGE)]
    return b" ".join(word for page in pages for word in reversed(HASH.findall(page)))


def appearances(names, table):
    """For each file, the places in the secret order of the names as they stand in it, first byte to last."""
    place = {name.encode(): number for number, name in enumerate(names)}
    found = [[place.get(word) for word in HASH.findall(content)] for content in files_of(table)]
    return [[number for number in in_file if number is not None] for in_file in found]


def orders(names, table):
    return [kendall_z(list(dict.fromkeys(seen))) for seen in appearances(names, table) if len(seen) > 2]


@pytest.fixture
def voted(app):
    """Neighbours have voted in an order known only here, over one connection: (poll, nonce hashes, person keys)."""
    db.session.remove()
    db.engine.dispose()
    council = factories.a_council()
    people = polls.voters_of(council, VOTERS)
    poll, voters = polls.an_open_poll(council), chance.shuffled(people)
    codes = [polls.cast(poll, voter, [1]).code.replace("-", "") for voter in voters]
    hashes = [nonce_hash(poll.id, code) for code in codes]
    return poll, hashes, [service.person_key(voter, poll) for voter in voters]


def sealed():
    return [row.poll_id for row in rows("sealing")]


def test_before_sealing_the_files_tell_the_order_and_the_measure_sees_it(voted):
    _poll, hashes, _keys = voted
    assert max(map(abs, orders(hashes, "ballot"))) > 10


@pytest.mark.parametrize("end", ["closed", "voided"])
def test_after_sealing_no_file_tells_the_order_or_holds_a_row_twice(voted, end):
    poll, hashes, keys = voted
    if end == "closed":
        polls.closed(poll)
    else:
        with transaction():
            service.void(queries.poll(poll.id), reason="잘못 열었습니다.", by=factories.a_user(), at=clock.now())
    assert polls.sealed() == 1
    for names, table in ((hashes, "ballot"), (keys, "roll")):
        assert all(abs(z) < BY_CHANCE for z in orders(names, table))
        *others, in_table = appearances(names, table)
        assert len(in_table) == VOTERS == len(set(in_table))
        assert not any(others) or not is_sqlite()


@pytest.mark.postgresql_only
def test_after_sealing_all_rows_of_a_box_were_written_by_one_transaction(voted):
    if is_sqlite():
        pytest.skip("PostgreSQL only")
    poll, _hashes, _keys = voted
    polls.closed(poll)
    assert polls.sealed() == 1
    for table in ("ballot", "roll"):
        assert session().scalar(text(f"SELECT count(DISTINCT xmin::text) FROM {table}")) == 1


def test_sealing_keeps_every_row_and_is_remembered(app):
    poll = polls.a_counted_poll([[1], [2], [1]])
    before = [sorted(map(str, rows(table))) for table in ("ballot", "roll", "tally")]
    assert unsealed() == [poll.id]
    assert (polls.sealed(), jobs.seal_ended_boxes(clock.now())) == (1, 0)
    assert sealed() == [poll.id]
    assert [sorted(map(str, rows(table))) for table in ("ballot", "roll", "tally")] == before
    assert queries.result(queries.poll(poll.id)).turnout == 3


def test_a_box_that_is_open_or_was_never_opened_is_not_sealed(app):
    polls.an_open_poll(voters=1)
    draft = polls.a_draft()
    with transaction():
        service.void(queries.poll(draft.id), reason="그만둡니다.", by=factories.a_user(), at=clock.now())
    assert jobs.seal_ended_boxes(clock.now()) == 0
    assert sealed() == []


def test_a_box_that_somebody_reads_is_sealed_at_the_next_round(app):
    """A long reader, a backup for example, has a view of the rows as they were."""
    poll = polls.a_counted_poll([[1], [2]])
    session().rollback()
    with create_engine(db.engine.url).connect() as reader:
        reader.execute(text("SELECT count(*) FROM ballot")).scalar_one()
        reader.execute(text("SELECT count(*) FROM roll")).scalar_one()
        assert jobs.seal_ended_boxes(clock.now()) == 0
        assert sealed() == []
    assert polls.sealed() == 1
    assert sealed() == [poll.id]


@pytest.mark.postgresql_only
def test_whoever_could_still_see_the_unmixed_rows_holds_sealing_off(app):
    if is_sqlite():
        pytest.skip("PostgreSQL only")
    poll = polls.an_open_poll(voters=1)
    with create_engine(db.engine.url, isolation_level="REPEATABLE READ").connect() as reader:
        reader.execute(text("SELECT count(*) FROM council")).scalar_one()
        polls.closed(poll)
        assert jobs.seal_ended_boxes(clock.now()) == 0
    assert polls.sealed() == 1


@pytest.mark.postgresql_only
def test_a_writer_in_another_database_of_the_server_holds_sealing_off(app):
    """CLUSTER keeps what its own snapshot could see, and a snapshot looks back to the oldest writer of the server."""
    if is_sqlite():
        pytest.skip("PostgreSQL only")
    poll = polls.an_open_poll(voters=1)
    with create_engine(db.engine.url.set(database="postgres")).connect() as writer:
        writer.execute(text("SELECT pg_current_xact_id()")).one()
        polls.closed(poll)
        assert jobs.seal_ended_boxes(clock.now()) == 0
    assert polls.sealed() == 1


@pytest.mark.postgresql_only
def test_whoever_could_still_see_the_unmixed_rows_of_the_younger_of_two_boxes_holds_sealing_off(app):
    if is_sqlite():
        pytest.skip("PostgreSQL only")
    older, younger = polls.an_open_poll(voters=1), polls.an_open_poll(voters=1)
    polls.closed(older)
    with create_engine(db.engine.url, isolation_level="REPEATABLE READ").connect() as reader:
        reader.execute(text("SELECT count(*) FROM council")).scalar_one()
        polls.closed(younger)
        assert jobs.seal_ended_boxes(clock.now()) == 0
    assert polls.sealed() == 2


@pytest.mark.sqlite_only
def test_a_writer_on_sqlite_is_not_disturbed_and_sealing_waits(app):
    if not is_sqlite():
        pytest.skip("SQLite only")
    polls.a_counted_poll([[1], [2]])
    session().rollback()
    with closing(sqlite3.connect(db.engine.url.database, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("UPDATE council SET purpose = 'other'")
        assert jobs.seal_ended_boxes(clock.now()) == 0
        writer.execute("COMMIT")
    assert polls.sealed() == 1


def test_the_worker_seals_after_it_has_closed(app, caplog):
    polls.a_counted_poll([[1]])
    until = time.monotonic() + 60
    while not sealed() and time.monotonic() < until:
        running.run_jobs(running.EACH_SECOND + running.EACH_MINUTE)
    assert len(sealed()) == 1
    assert "failed" not in caplog.text


SEALS = """
from app import create_app; from app.kernel import clock; from app.polls import jobs; from config import TestConfig
class Settings(TestConfig): SQLALCHEMY_DATABASE_URI = {url!r}
with create_app(Settings).app_context():
    jobs.seal_ended_boxes(clock.now())
"""


@pytest.mark.fault
def test_two_workers_seal_while_others_vote_and_no_ballot_is_refused(app):
    council = factories.a_council()
    voters = polls.voters_of(council, 150)
    polls.a_counted_poll([[1]] * 5, council)
    poll = polls.an_open_poll(council)
    url = db.engine.url.render_as_string(hide_password=False)
    workers = [subprocess.Popen([sys.executable, "-c", SEALS.format(url=url)], cwd=ROOT) for _ in range(2)]
    receipts = {polls.cast(poll, voter, [1]).code for voter in voters}
    for worker in workers:
        assert worker.wait(60) == 0
    polls.sealed()
    assert len(receipts) == 150
    assert {service.receipt_standing(poll.id, code) for code in receipts} == {"kept"}
    assert len(sealed()) == 1
