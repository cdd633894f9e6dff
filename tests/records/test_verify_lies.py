"""verify.py against whoever has the key: a lie that contradicts the rest is found, a consistent one by a checkpoint."""

import hashlib
import random

import pytest

from app.kernel import ledger
from app.polls import queries
from app.polls.states import Invalidity
from tests import factories
from tests.factories import polls
from tests.records.records import parts, record_of, resigned, the_verifier

verify = the_verifier()


@pytest.fixture
def counted(app):
    return polls.a_counted_poll([[1], [2], [1]] * 8, factories.a_council(), choices=3)


def a_poll_with_paper(seed):
    """Ballots online and on paper that tie, an invalid sheet, and a sheet that two people say was lost."""
    council = factories.a_council(bylaws={"tie_rule": "lot"})
    voters = polls.voters_of(council, 24)
    poll = polls.an_open_poll(council, choices=3, takes_paper=True)
    for number, voter in enumerate(voters[:12]):
        polls.cast(poll, voter, [1 + (number + seed) % 2])
    for voter in voters[12:]:
        polls.handed(poll, voter)
    poll = polls.closed(poll)
    polls.a_batch(poll, *[[1], [2]] * 5, Invalidity.UNREADABLE)
    polls.reconciled(poll, printed=12, box="한 장이 돌아오지 않았습니다")
    return polls.counted(poll)


@pytest.mark.parametrize("seed", range(3))
def test_paper_is_counted_again_with_the_ballots_online(app, seed):
    poll = a_poll_with_paper(seed)
    assert poll.tally.result["tied"] == [1, 2]
    record = record_of(poll)
    assert verify.faults(record) == []
    kinds = [line["entry"]["kind"] for line in verify.Record(record).entries]
    assert kinds == ["poll.opened", "poll.box_closed", "poll.closed"]


def sheet_of(lines):
    return line_of(lines, "reconciliation")["sheet"]


def resealed(lines):
    """The reconciliation sheet under its new hash."""
    body = line_of(lines, "entry", "poll.closed")["entry"]["body"]
    body["reconciliation"] = hashlib.sha256(ledger.canonical(sheet_of(lines)).encode()).hexdigest()


LIES_ON_PAPER = {
    "a sheet handed out without a mark": lambda sheet: sheet["paper"].update(handed_out=13),
    "a sheet more in the box": lambda sheet: sheet["paper"].update(in_box=12),
    "a difference that is not told": lambda sheet: sheet.update(differences=[]),
    "a reason of one person": lambda sheet: sheet["differences"][0].update(confirmed_by=1),
    "no reason": lambda sheet: sheet["differences"][0].update(reason=""),
    "a sheet that says it balances": lambda sheet: sheet.update(balances=True),
    "fewer printed": lambda sheet: sheet["paper"].update(printed=11),
    "another roll": lambda sheet: sheet.update(on_roll=24),
}


@pytest.mark.parametrize("what", LIES_ON_PAPER)
def test_a_reconciliation_sheet_that_does_not_add_up_is_found_though_signed_again(app, what):
    lines = parts(record_of(a_poll_with_paper(0)))
    LIES_ON_PAPER[what](sheet_of(lines))
    resealed(lines)
    assert verify.faults(resigned(lines))


def line_of(lines, kind, entry=None):
    return next(line for line in lines if line["line"] == kind and entry in (None, line.get("entry", {}).get("kind")))


def fewer_ballots(lines):
    line_of(lines, "ballots")["groups"][0][1] -= 1


def other_votes(lines):
    votes = line_of(lines, "count")["count"]["result"]["votes"]
    votes["1"], votes["2"] = votes["2"], votes["1"]


def another_winner(lines):
    line_of(lines, "count")["count"]["result"]["chosen"] = [2]


def another_verdict(lines):
    line_of(lines, "verdict")["verdict"] = "not_carried"


def another_rule(lines):
    line_of(lines, "rules")["sheet"]["seats"] = 2


def a_receipt_less(lines):
    lines.remove(line_of(lines, "receipt"))


def a_receipt_more(lines):
    lines.insert(2, {"line": "receipt", "hash": "0" * 64})


def more_on_the_roll(lines):
    line_of(lines, "entry", "poll.opened")["entry"]["body"]["roll"] = 2


def no_opening(lines):
    lines.remove(line_of(lines, "entry", "poll.opened"))


def no_marks(lines):
    line_of(lines, "entry", "poll.closed")["entry"]["body"]["channels"] = {}


LIES = [
    fewer_ballots, other_votes, another_winner, another_verdict, another_rule, a_receipt_less, a_receipt_more,
    more_on_the_roll, no_opening, no_marks,
]  # fmt: skip


@pytest.mark.parametrize("lie", LIES)
def test_signing_again_does_not_hide_a_lie_that_contradicts_the_rest(counted, lie):
    lines = parts(record_of(counted))
    assert verify.faults(resigned(lines)) == []
    lie(lines)
    assert verify.faults(resigned(lines))


@pytest.mark.proof
@pytest.mark.parametrize("seed", range(20))
def test_an_insider_who_rewrites_everything_is_found_by_a_checkpoint_that_had_left(app, tmp_path, capsys, tried, seed):
    """They turn votes around in the database, count again and sign again with the program's own code."""
    tried("insider", "rewrites of votes, count and ledger, all signed again, found by a fingerprint that had left")
    chance = random.Random(seed)
    council = factories.a_council()
    voters = polls.voters_of(council, 24)
    poll = polls.an_open_poll(council, choices=3)
    for voter in voters:
        polls.cast(poll, voter, [chance.randint(1, 2)])
    poll = polls.closed(poll)
    closing = ledger.entries_about("poll", poll.id)[-1]
    kept = f"{closing.seq}:{closing.hash}"
    rewrite(poll)
    file = tmp_path / "record.jsonl"
    file.write_bytes(record_of(poll))
    assert verify.main([str(file)]) == 0, capsys.readouterr().out
    assert verify.main([str(file), "--checkpoint", kept]) == 1
    assert "the past was changed" in capsys.readouterr().out


def rewrite(poll):
    """Swap the votes for 1 and 2, forget the count and its entry, and close again."""
    swapped = "CASE marks WHEN '[1]' THEN '[2]' WHEN '[2]' THEN '[1]' ELSE marks END"
    polls.tamper(f"UPDATE ballot SET marks = {swapped}", "ballot_update_refused")
    polls.tamper("DELETE FROM tally", "tally_delete_refused")
    polls.tamper("DELETE FROM ledger WHERE kind = 'poll.closed'", "ledger_delete_refused")
    polls.tamper("UPDATE poll SET state = 'open'", "poll_update_refused")
    polls.closed(queries.poll(poll.id))
