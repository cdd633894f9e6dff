"""What nobody can read any more of one poll: it is told, and keeps no other from being asked, closed or counted."""

import hashlib
import time
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.kernel import clock, ledger
from app.kernel.db import session
from app.kernel.events import Event
from app.polls import jobs as worker
from app.polls import queries
from app.polls.models import Poll, ddl
from app.records import jobs
from tests import factories
from tests.factories import polls

ALL = sorted(ddl.trigger_names("sqlite"))
LEDGER = [f"ledger_{moment}_refused" for moment in ("update", "delete")]
UNREADABLE = {
    "a line that is no JSON": ("UPDATE ledger SET line = 'x' WHERE subject_id = {poll}", LEDGER),
    "a line that is another one": ("UPDATE ledger SET line = '{{}}' WHERE subject_id = {poll}", LEDGER),
    "marks that are no JSON": ("UPDATE ballot SET marks = 'x' WHERE poll_id = {poll}", ALL),
    "marks that are no list": ("UPDATE ballot SET marks = '1' WHERE poll_id = {poll}", ALL),
    "a sheet of another form": ("UPDATE poll SET rules = '[]' WHERE id = {poll}", ALL),
}


@pytest.mark.parametrize("what", UNREADABLE)
def test_what_cannot_be_read_of_one_poll_is_told_and_keeps_no_other_from_being_asked_or_closed(app, what):
    councils = [factories.a_council() for _ in range(2)]
    voters = [polls.voters_of(council, 1)[0] for council in councils]
    first, second = (polls.an_open_poll(one, closes_at=clock.now() + timedelta(seconds=1)) for one in councils)
    for poll, voter in zip((first, second), voters, strict=True):
        polls.cast(poll, voter, [1])
    statement, guards = UNREADABLE[what]
    polls.tamper(statement.format(poll=first.id), *guards)
    time.sleep(1.2)  # the database's clock alone closes a box
    worker.close_due_polls(clock.now())
    worker.close_due_polls(clock.now())
    jobs.reconcile(clock.now())
    session().expire_all()
    assert [session().get(Poll, one.id).state.value for one in (first, second)] == ["open", "closed"]
    told_of = {event.subject_id for event in session().query(Event) if event.action == "poll.breached"}
    assert told_of == {first.id}


def test_a_line_signed_with_another_key_that_says_nothing_is_told_and_keeps_no_other_from_being_asked(app):
    first, second = (polls.a_counted_poll([[1]]) for _ in range(2))
    other = Ed25519PrivateKey.generate()
    line = ledger.canonical({"key": other.public_key().public_bytes_raw().hex()})
    digest = hashlib.sha256(line.encode()).hexdigest()
    values = {"line": line, "hash": digest, "signature": other.sign(digest.encode()).hex(), "poll": first.id}
    anew = "UPDATE ledger SET line = :line, hash = :hash, signature = :signature WHERE subject_id = :poll"
    polls.tamper(anew, *LEDGER, **values)
    polls.tamper(f"UPDATE tally SET ballot_count = 7 WHERE poll_id = {second.id}", *ALL)
    jobs.reconcile(clock.now())
    told_of = {(event.action, event.subject_id) for event in session().query(Event) if "breached" in event.action}
    assert told_of == {
        ("poll.breached", first.id),
        ("poll.breached", second.id),
        ("council.breached", queries.poll(first.id).council_id),
    }
