"""A restore says which keys are not those of the backup, and the manual what comes of a key that is lost."""

import base64
import json
import tarfile

import pytest

from app import create_app
from app.cli.starting import OTHER_KEY, why_not_now
from app.councils.models import Council
from app.kernel import clock, ledger
from app.kernel.db import db, session, transaction
from app.kernel.errors import Conflict
from app.kernel.security import public_key
from app.polls import queries
from app.polls.service.additions import add_to_roll
from app.polls.service.ballots import person_key
from app.polls.service.commitments import receipts_root
from app.polls.service.invariants import Breached
from app.records.service import reconcile_poll
from config import TestConfig
from tests import factories
from tests.cli.conftest import rewritten
from tests.factories import polls
from tests.records.records import record_of, the_verifier

OTHER_PEPPER = {"PEPPER": "another pepper"}
OTHER_SIGNING_KEY = {"SIGNING_KEY": base64.urlsafe_b64encode(b"another signing key of 32 bytes.").decode()}
VERIFY = the_verifier()


def said_of(place, file):
    code, said = place.run("restore", file)
    assert code == 0, said
    return {name: f"the {name} here is not that of the backup" in said for name in ("pepper", "signing_key")}


@pytest.mark.parametrize(
    ("keys", "unfit"),
    [
        ({}, set()),
        (OTHER_PEPPER, {"pepper"}),
        (OTHER_SIGNING_KEY, {"signing_key"}),
    ],
    ids=["both fit", "another pepper", "another signing key"],
)
def test_each_key_that_is_not_that_of_the_backup_is_named(kept, a_place, keys, unfit):
    told = said_of(a_place(**keys), kept)
    assert {name for name, is_told in told.items() if is_told} == unfit


def test_a_backup_of_before_there_was_a_mark_is_restored_and_its_ledger_tells_the_key(file, a_place):
    rewritten(file, lambda manifest, parts: manifest.pop("signing_mark"))
    assert said_of(a_place(), file) == {"pepper": False, "signing_key": False}
    assert said_of(a_place(**OTHER_SIGNING_KEY), file) == {"pepper": False, "signing_key": True}


def test_the_manifest_gives_no_key_away(kept, filled):
    with tarfile.open(kept) as tar:
        manifest = tar.extractfile("manifest.json").read().decode()
    with filled.app.app_context():
        secret = TestConfig.SIGNING_KEY, base64.urlsafe_b64decode(TestConfig.SIGNING_KEY + "=").hex(), public_key()
    assert not [word for word in (TestConfig.PEPPER, *secret) if word in manifest]
    marks = [json.loads(manifest)[name] for name in ("pepper_mark", "signing_mark")]
    assert [len(mark) for mark in marks] == [64, 64]
    assert marks[0] != marks[1]


@pytest.fixture
def without(app):
    """without(OTHER_PEPPER) -> a program on the same database that was started with another key."""
    address = db.engine.url.render_as_string(hide_password=False)
    db.session.remove()

    def started(keys):
        return create_app(type("Settings", (TestConfig,), {"SQLALCHEMY_DATABASE_URI": address, **keys})).app_context()

    return started


def a_poll_that_a_lot_decided():
    return polls.a_counted_poll([[1], [2]] * 3, factories.a_council(), choices=2)


def faults_of(poll):
    return VERIFY.faults(record_of(poll))


def test_without_the_signing_key_every_record_fails_from_the_restore_on_and_no_result_is_made_final(without):
    poll = a_poll_that_a_lot_decided()
    assert faults_of(poll) == []
    with without(OTHER_SIGNING_KEY):
        assert "names another key" in " ".join(faults_of(poll))
        assert [breach[:3] for breach in reconcile_poll(poll.id, at=clock.now())] == ["(9)"]
        assert ledger.first_broken(poll.council_id) is None
    assert faults_of(poll) == []


ON_ANY_DATABASE = {"MAY_LOSE_BALLOTS": True}


@pytest.mark.parametrize(
    ("keys", "sentence"),
    [
        ({}, None),
        (OTHER_PEPPER, None),
        (OTHER_SIGNING_KEY, OTHER_KEY),
        ({**OTHER_SIGNING_KEY, "SIGNING_KEY_IS_NEW": True}, None),
    ],
    ids=["its own", "another pepper", "another signing key", "the old one is lost"],
)
def test_a_server_starts_with_the_key_that_signed_its_ledgers_or_when_it_is_said_to_be_lost(without, keys, sentence):
    a_poll_that_a_lot_decided()
    with without({**ON_ANY_DATABASE, **keys}):
        assert why_not_now([].append) == sentence


def test_a_line_that_was_changed_is_left_to_reconciliation_and_stops_no_start(without):
    a_poll_that_a_lot_decided()
    polls.tamper("UPDATE ledger SET line = '{}'", "ledger_update_refused")
    with without(ON_ANY_DATABASE):
        assert why_not_now([].append) is None


def test_what_was_written_meanwhile_under_another_signing_key_is_not_mended_by_the_right_one(without):
    poll = a_poll_that_a_lot_decided()
    with without(OTHER_SIGNING_KEY):
        polls.a_counted_poll([[1]], session().get(Council, poll.council_id))
    later = polls.a_counted_poll([[1]], session().get(Council, poll.council_id))
    assert faults_of(poll) == []  # its record ends before
    assert "names another key" in " ".join(faults_of(later))


def test_without_the_pepper_a_closed_poll_proves_marks_and_count_no_more_and_both_are_breaches(without):
    poll = a_poll_that_a_lot_decided()
    with without(OTHER_PEPPER):
        assert any("count" in fault for fault in faults_of(poll))
        assert {breach[:3] for breach in reconcile_poll(poll.id, at=clock.now())} == {"(3)", "(6)", "(8)"}
    assert faults_of(poll) == []
    assert reconcile_poll(poll.id, at=clock.now()) == []


def test_without_the_pepper_nobody_is_on_the_roll_of_an_open_poll_and_a_closed_box_keeps_its_receipts(without):
    council = factories.a_council()
    voter = polls.voters_of(council, 1)[0]
    counted = polls.a_counted_poll([[1]], council)
    poll = polls.an_open_poll(council)
    receipts = receipts_root(counted.id)
    assert person_key(voter, poll) in queries.keys_on_roll(poll.id)
    with without(OTHER_PEPPER):
        assert person_key(voter, poll) not in queries.keys_on_roll(poll.id)
        assert receipts_root(counted.id) == receipts


def test_without_the_pepper_an_open_poll_is_in_breach_has_no_result_and_nobody_is_added_to_its_roll(without):
    council = factories.a_council()
    voter = polls.voters_of(council, 1)[0]
    officer = factories.an_officer(council.dong)
    poll = polls.an_open_poll(council)
    polls.cast(poll, voter, [1])
    with without(OTHER_PEPPER):
        assert "pepper" in " ".join(reconcile_poll(poll.id, at=clock.now()))
        with pytest.raises(Conflict, match="pepper"), transaction():
            add_to_roll(queries.poll(poll.id), voter.id, reason="빠졌습니다.", by=officer, at=clock.now())
        with pytest.raises(Breached, match="pepper"):
            polls.closed(poll)
    assert polls.closed(poll).tally is not None


def test_a_ledger_that_ended_under_the_lost_key_stops_no_start_once_another_goes_on_with_the_new_one(without):
    a_poll_that_a_lot_decided()
    with without({**ON_ANY_DATABASE, **OTHER_SIGNING_KEY}):
        assert why_not_now([].append) == OTHER_KEY
        polls.a_counted_poll([[1]])
        assert why_not_now([].append) is None
