"""Cosignatures in the record of a poll: which it carries, and that a past written anew does not bear them."""

import random

import pytest
from sqlalchemy import text

from app.kernel import clock, ledger
from app.kernel.db import transaction
from app.polls import queries as poll_queries
from app.records.service import reconcile_answers
from tests import factories
from tests.conftest import rows
from tests.factories import cosigners, polls
from tests.records.records import parts, record_of, the_verifier

verify = the_verifier()
BALLOTS = [[1], [2], [1]] * 8
GUARDS = ("cosignature_update_refused", "cosignature_delete_refused")


def cosignatures_in(record):
    return [line["seq"] for line in parts(record) if line["line"] == "cosignature"]


def entries_in(record):
    return len([line for line in parts(record) if line["line"] == "entry"])


def test_a_record_goes_on_to_where_each_party_first_cosigned_it_and_carries_what_they_signed(app):
    council = factories.a_council()
    centre, its_key = cosigners.a_centre(council)
    neighbour, other_key = cosigners.a_neighbour(council)
    poll = polls.a_counted_poll(BALLOTS, council)
    assert (entries_in(record_of(poll)), cosignatures_in(record_of(poll))) == (4, [])
    cosigners.cosigned(centre, its_key)
    polls.an_open_poll(council)
    cosigners.cosigned(centre, its_key)
    assert (entries_in(record_of(poll)), cosignatures_in(record_of(poll))) == (4, [4])
    polls.an_open_poll(council)
    cosigners.cosigned(neighbour, other_key)
    assert (entries_in(record_of(poll)), cosignatures_in(record_of(poll))) == (6, [4, 5, 6])
    polls.an_open_poll(council)
    cosigners.cosigned(neighbour, other_key)
    assert (entries_in(record_of(poll)), cosignatures_in(record_of(poll))) == (6, [4, 5, 6])
    assert verify.faults(record_of(poll)) == []


def test_what_was_cosigned_before_a_poll_is_not_in_its_record(app):
    council = factories.a_council()
    centre, key = cosigners.a_centre(council)
    cosigners.cosigned(centre, key)
    assert cosignatures_in(record_of(polls.a_counted_poll(BALLOTS, council))) == []


def test_a_key_that_was_exchanged_still_stands_for_what_it_signed(app):
    council = factories.a_council()
    centre, old = cosigners.a_centre(council)
    poll = polls.a_counted_poll(BALLOTS, council)
    cosigners.cosigned(centre, old)
    new = cosigners.exchanged(centre, cosigners.a_key(9))
    cosigners.cosigned(centre, new)
    assert cosignatures_in(record_of(poll)) == [3]
    later = polls.a_counted_poll(BALLOTS, council)
    cosigners.cosigned(centre, new)
    assert verify.faults(record_of(poll)) == verify.faults(record_of(later)) == []


def told(capsys, tmp_path, record, *arguments):
    file = tmp_path / "record.jsonl"
    file.write_bytes(record)
    return verify.main([str(file), *arguments]), capsys.readouterr().out


def test_the_verifier_says_who_has_cosigned_with_which_key_and_that_nobody_has(app, tmp_path, capsys):
    council = factories.a_council()
    centre, key = cosigners.a_centre(council)
    poll = polls.a_counted_poll(BALLOTS, council)
    code, said = told(capsys, tmp_path, record_of(poll))
    assert code == 0
    assert "nobody has cosigned" in said
    cosigners.cosigned(centre, key)
    code, said = told(capsys, tmp_path, record_of(poll))
    assert code == 0
    assert f"entry 3 is cosigned by {centre.name} with the key {centre.key.fingerprint}" in said


def test_whoever_knows_a_cosigner_asks_for_its_signature(app, tmp_path, capsys):
    council = factories.a_council()
    centre, key = cosigners.a_centre(council)
    poll = polls.a_counted_poll(BALLOTS, council)
    wanted = ("--cosigner", cosigners.public(key))
    assert told(capsys, tmp_path, record_of(poll), *wanted)[0] == 1
    cosigners.cosigned(centre, key)
    assert told(capsys, tmp_path, record_of(poll), *wanted)[0] == 0


def a_past_written_anew(seed):
    """An insider turns votes around, forgets the closing, and lets the program close and sign again."""
    chance = random.Random(seed)
    council = factories.a_council()
    centre, key = cosigners.a_centre(council, cosigners.a_key(seed + 1))
    voters = polls.voters_of(council, 24)
    poll = polls.an_open_poll(council, choices=3)
    for voter in voters:
        polls.cast(poll, voter, [chance.randint(1, 2)])
    poll = polls.closed(poll)
    cosigners.cosigned(centre, key)
    swapped = "CASE marks WHEN '[1]' THEN '[2]' WHEN '[2]' THEN '[1]' ELSE marks END"
    polls.tamper(f"UPDATE ballot SET marks = {swapped}", "ballot_update_refused")
    polls.tamper("DELETE FROM tally", "tally_delete_refused")
    polls.tamper("DELETE FROM ledger WHERE kind = 'poll.closed'", "ledger_delete_refused")
    polls.tamper("UPDATE poll SET state = 'open'", "poll_update_refused")
    return polls.closed(poll_queries.poll(poll.id)), key


def breaches_of(council_id):
    with transaction():
        return reconcile_answers(council_id, at=clock.now())


@pytest.mark.proof
@pytest.mark.parametrize("seed", range(20))
def test_an_insider_who_rewrites_everything_and_signs_again_is_found_because_the_cosignature_does_not_fit(
    app, tmp_path, capsys, tried, seed
):
    tried("cosigners", "the same rewrites found because a cosignature does not fit")
    poll, key = a_past_written_anew(seed)
    assert ledger.first_broken(poll.council_id) is None
    assert breaches_of(poll.council_id) == ["(9) 공개 장부의 3번째 줄이 함께 서명한 것과 다릅니다."]
    left = record_of(poll)
    assert [fault for fault in verify.faults(left) if "the past was changed" in fault] == verify.faults(left) != []
    newest = ledger.head(poll.council_id)
    statement = text("UPDATE cosignature SET hash = :hash")
    polls.tamper(statement, "cosignature_update_refused", hash=newest.hash)
    assert verify.faults(record_of(poll)) == verify.faults(left)
    polls.tamper("DELETE FROM cosignature", "cosignature_delete_refused")
    code, said = told(capsys, tmp_path, record_of(poll), "--cosigner", cosigners.public(key))
    assert code == 1
    assert "has not signed" in said
    assert rows("cosignature") == []


def test_the_ledger_of_a_council_is_checked_before_it_is_cosigned(app, client, tmp_path, capsys):
    council = factories.a_council()
    polls.a_counted_poll(BALLOTS, council)
    content = client.get(f"/councils/{council.id}/ledger.jsonl").data
    kept = ledger.head(council.id).code
    code, said = told(capsys, tmp_path, content, "--checkpoint", kept)
    assert code == 0
    assert f"checkpoint {kept}" in said
    assert told(capsys, tmp_path, content, "--checkpoint", f"3:{'0' * 64}")[0] == 1
    assert told(capsys, tmp_path, content.splitlines(keepends=True)[0], "--checkpoint", kept)[0] == 1
    for changed in (content.replace(b"poll.closed", b"poll.voided"), content[:-9], content.split(b"\n", 1)[1]):
        assert told(capsys, tmp_path, changed)[0] == 1
    with pytest.raises(SystemExit):
        told(capsys, tmp_path, content, "--cosigner", "0" * 64)
