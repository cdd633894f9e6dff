"""The public ledger: a chain a council, signed, which only grows."""

import hashlib
import json
from threading import Barrier, Thread

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from app.councils.models import Council
from app.kernel import clock, ledger
from app.kernel.db import db, session, transaction
from app.kernel.security import public_key, sign
from tests import factories
from tests.conftest import rows

AT = clock.now()


@pytest.fixture
def council(app):
    return factories.a_council()


def written(council, kind="lamp.lit", body=None, chain=None):
    with transaction():
        return ledger.append(chain or council.id, kind, council, body or {"lamps": 3}, at=AT)


def test_an_entry_names_the_hash_of_the_one_before_it(council):
    first, second = written(council), written(council)
    lines = [json.loads(entry.line) for entry in (first, second)]
    assert [line["seq"] for line in lines] == [1, 2]
    assert lines[0]["previous"] == ledger.FIRST
    assert lines[1]["previous"] == first.hash == hashlib.sha256(first.line.encode()).hexdigest()


def test_a_line_says_what_when_and_about_what(council):
    line = json.loads(written(council, body={"이름": "등불", "lamps": 3}).line)
    assert line["body"] == {"이름": "등불", "lamps": 3}
    assert (line["kind"], line["chain"], line["subject"]) == ("lamp.lit", council.id, f"council/{council.id}")
    assert line["at"] == AT.isoformat()
    assert line["key"] == public_key()


def test_anybody_can_check_the_signature_of_an_entry(council):
    entry = written(council)
    key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key()))
    key.verify(bytes.fromhex(entry.signature), entry.hash.encode())
    with pytest.raises(InvalidSignature):
        key.verify(bytes.fromhex(entry.signature), b"another hash")


def test_each_council_has_a_chain_of_its_own(council):
    other = factories.a_council()
    written(council)
    written(other)
    written(council)
    assert [entry.seq for entry in ledger.entries_of(council.id)] == [1, 2]
    assert [entry.seq for entry in ledger.entries_of(other.id)] == [1]
    assert ledger.head(other.id).seq == 1
    assert ledger.head(404) is None


def test_what_the_ledger_holds_of_a_thing_is_found_by_the_thing(council):
    other = factories.a_council()
    written(council, "lamp.lit")
    written(other, "lamp.lit", chain=council.id)
    written(council, "lamp.dimmed")
    assert [entry.kind for entry in ledger.entries_about("council", council.id)] == ["lamp.lit", "lamp.dimmed"]


def test_two_who_write_at_once_take_turns(app, council):
    gate, number = Barrier(8), council.id

    def write():
        with app.app_context():
            gate.wait()
            written(Council(id=number))
            db.session.remove()

    threads = [Thread(target=write) for _ in range(8)]
    session().rollback()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    entries = ledger.entries_of(number)
    assert [entry.seq for entry in entries] == list(range(1, 9))
    before = [json.loads(entry.line)["previous"] for entry in entries]
    assert before == [ledger.FIRST, *(entry.hash for entry in entries[:-1])]


def test_what_was_rolled_back_leaves_no_gap(council):
    with transaction() as current:
        ledger.append(council.id, "lamp.lit", council, {}, at=AT)
        current.rollback()
    assert written(council).seq == 1


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger SET line = '{}'",
        "UPDATE ledger SET seq = seq + 1",
        "DELETE FROM ledger",
        "INSERT INTO ledger SELECT * FROM ledger",
    ],
)
def test_the_database_refuses_to_change_the_ledger(council, statement):
    written(council)
    before = rows("ledger")
    with pytest.raises(IntegrityError), transaction():
        session().execute(text(statement))
    assert rows("ledger") == before


@pytest.mark.postgresql_only
def test_the_ledger_cannot_be_emptied_at_once(council):
    if session().connection().dialect.name != "postgresql":
        pytest.skip("TRUNCATE exists on PostgreSQL only")
    written(council)
    with pytest.raises(IntegrityError), transaction():
        session().execute(text("TRUNCATE ledger"))


def test_the_signature_of_the_same_text_is_always_the_same(app):
    assert sign("등불") == sign("등불") != sign("등불 ")
    assert len(sign("")) == 128
