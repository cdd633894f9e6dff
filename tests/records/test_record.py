"""The public record of a poll: what it holds, what it leaves out, and who gets it."""

import json
import subprocess
import sys

import pytest

from app.kernel import clock, ledger
from app.kernel.db import transaction
from app.polls import queries, service
from app.polls.service import commitments
from tests import factories
from tests.conftest import counted_statements, rows
from tests.factories import polls
from tests.records.records import VERIFY, record_of

FEW, SOME, MANY = [[1], [2], [1]], [[1], [2], [1]] * 4, [[1], [2], [1]] * 7


def lines_of(poll):
    return [json.loads(line) for line in record_of(poll).decode().splitlines()]


def kinds_of(poll):
    kinds = [line["line"] for line in lines_of(poll)]
    return [kind for at, kind in enumerate(kinds) if kinds[at - 1] != kind or at == 0]


@pytest.mark.parametrize(
    ("ballots", "numbers"),
    [(FEW, []), (SOME, ["count"]), (MANY, ["ballots", "count"])],
    ids=["fewer than five", "fewer than twenty", "twenty or more"],
)
def test_numbers_are_told_only_where_they_point_at_nobody(app, ballots, numbers):
    poll = polls.a_counted_poll(ballots)
    assert kinds_of(poll) == ["head", "rules", "receipt", *numbers, "reconciliation", "verdict", "entry", "end"]


@pytest.mark.parametrize(
    ("ballots", "draft"),
    [
        ([[1, 2, 0], [0, 2, 1]] * 15, {"method": "irv", "choices": 3}),
        ([[4, 0], [1, 1]] * 14, {"method": "cumulative", "choices": 2, "votes_per_voter": 4}),
    ],
    ids=["fifteen rankings are possible", "fourteen ways to give points are possible"],
)
def test_points_and_ranks_are_told_only_among_twice_as_many_ballots_as_are_possible(app, ballots, draft):
    enough, too_few = (polls.a_counted_poll(some, **draft) for some in (ballots, ballots[1:]))
    assert "ballots" in kinds_of(enough)
    assert "ballots" not in kinds_of(too_few)
    assert "count" in kinds_of(too_few)


def test_many_ballots_are_too_few_to_tell_scores_that_may_point_at_somebody(app):
    poll = polls.a_counted_poll([[5, 0, 3], [4, 4, 0]] * 15, method="score", choices=3)
    assert kinds_of(poll) == ["head", "rules", "receipt", "count", "reconciliation", "verdict", "entry", "end"]


def test_the_record_of_few_holds_no_votes_anywhere(app):
    words = {"votes", "groups", "salt", "blank", "chosen"}
    told = record_of(polls.a_counted_poll(FEW)).decode()
    sheet = ledger.canonical(lines_of(queries.poll(1))[1]) if "sheet" in told else ""
    assert not [word for word in words if f'"{word}":' in told.replace(sheet, "")]


def test_receipts_and_marks_are_not_paired(app):
    poll = polls.a_counted_poll(MANY)
    lines = lines_of(poll)
    receipts = [line["hash"] for line in lines if line["line"] == "receipt"]
    assert receipts == sorted(row.nonce_hash for row in rows("ballot"))
    (ballots,) = [line for line in lines if line["line"] == "ballots"]
    assert ballots["groups"] == [[[1], 14], [[2], 7]]


def test_no_name_and_no_key_of_a_voter_is_in_the_record(app):
    poll = polls.a_counted_poll(MANY)
    told = record_of(poll).decode()
    assert not [row for row in rows("roll") if row.person_key in told]
    assert not [row for row in rows("user") if row.name and row.name in told]


def test_the_record_of_a_poll_is_the_same_each_time(app):
    poll = polls.a_counted_poll(MANY)
    assert record_of(poll) == record_of(poll)


def test_what_happened_later_in_the_council_is_not_in_an_older_record(app):
    council = factories.a_council()
    first = polls.a_counted_poll(FEW, council)
    before = record_of(first)
    polls.a_counted_poll(FEW, council)
    assert record_of(first) == before


def test_a_record_takes_as_many_statements_for_many_ballots_as_for_few(app):
    few, many = (polls.a_counted_poll(ballots) for ballots in (SOME, MANY * 3))
    counts = []
    for poll in (few, many):
        with counted_statements() as statements:
            record_of(poll)
        counts.append(len([one for one in statements if one.startswith("SELECT")]))
    assert counts[1] <= counts[0] + 2  # the marks online and on paper, which the smaller does not tell


def test_everybody_downloads_the_record_after_closing(app, client):
    poll = polls.a_counted_poll(MANY)
    answer = client.get(f"/polls/{poll.id}/record.jsonl")
    assert (answer.status_code, answer.mimetype) == (200, "application/jsonl")
    assert answer.headers["Content-Disposition"] == f"attachment; filename=golmok-poll-{poll.id}.jsonl"
    assert answer.data == record_of(poll)


def test_nobody_downloads_a_record_before_closing(app, client, sign_in):
    council = factories.a_council()
    poll = polls.an_open_poll(council, voters=3)
    for browser in (client, sign_in(factories.a_facilitator(council))):
        assert browser.get(f"/polls/{poll.id}/record.jsonl").status_code in {302, 303, 403}


def test_the_page_shows_what_was_fixed_and_where_the_file_is(app, client):
    poll = polls.a_counted_poll(SOME)
    page = client.get(f"/polls/{poll.id}/record").text
    codes = [f"{entry.seq}:{entry.hash}" for entry in ledger.entries_about("poll", poll.id)]
    assert len(codes) == 2
    assert all(code in page for code in codes)
    assert f"/polls/{poll.id}/record.jsonl" in page
    assert "verify.py" in page


def test_the_page_of_an_open_poll_shows_what_opening_fixed_and_no_file(app, client):
    poll = polls.an_open_poll(voters=3)
    page = client.get(f"/polls/{poll.id}/record").text
    assert f"1:{ledger.entries_about('poll', poll.id)[0].hash}" in page
    assert "record.jsonl" not in page


def test_a_void_poll_has_no_file(app, client):
    poll = polls.an_open_poll()
    with transaction():
        service.void(queries.poll(poll.id), reason="잘못", by=factories.a_user(), at=clock.now())
    assert "무효가 된 투표는 세지 않으므로" in client.get(f"/polls/{poll.id}/record").text
    assert client.get(f"/polls/{poll.id}/record.jsonl").status_code != 200


def test_the_result_page_leads_to_the_record(app, client):
    poll = polls.a_counted_poll(SOME)
    assert f"/polls/{poll.id}/record" in client.get(f"/polls/{poll.id}/result").text


def test_anybody_downloads_the_verifier(client):
    assert client.get("/static/verify.py").data == VERIFY.read_bytes()


def test_the_commands_write_a_record_that_the_verifier_takes(app, tmp_path):
    poll = polls.a_counted_poll(MANY)
    file, pairs = tmp_path / "record.jsonl", tmp_path / "pairing.json"
    runner = app.test_cli_runner()
    assert runner.invoke(args=["record", "export", str(poll.id), str(file)]).exit_code == 0
    assert runner.invoke(args=["record", "pairing", str(poll.id), str(pairs)]).exit_code == 0
    assert file.read_bytes() == record_of(poll)
    done = subprocess.run(
        [sys.executable, "-I", str(VERIFY), str(file), "--pairing", str(pairs)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "VERIFIED")


def test_the_commands_say_why_an_open_poll_has_no_record(app, tmp_path):
    poll = polls.an_open_poll()
    for command in ("export", "pairing"):
        done = app.test_cli_runner().invoke(args=["record", command, str(poll.id), str(tmp_path / "file")])
        assert done.exit_code == 1
        assert "투표가 끝난 뒤에" in done.output
        assert not (tmp_path / "file").exists()


def test_the_pairing_is_in_no_public_file(app, client):
    poll = polls.a_counted_poll(MANY)
    salt = commitments.salt("pairing", poll.id)
    pages = [client.get(f"/polls/{poll.id}/{page}").text for page in ("record", "record.jsonl", "result")]
    assert not [page for page in pages if salt in page]
