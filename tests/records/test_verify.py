"""verify.py: it takes what is right, finds every change, and agrees with the program on every rule."""

import hashlib
import json
import random
from itertools import pairwise

import pytest

from app.kernel import ledger
from app.kernel.security import sign
from app.polls import queries
from app.polls.states import Invalidity
from tests import factories
from tests.factories import polls
from tests.records.records import VERIFY, record_of, the_verifier

verify = the_verifier()
MUTATIONS = 1000


@pytest.fixture
def counted(app):
    return polls.a_counted_poll([[1], [2], [1]] * 8, factories.a_council(), choices=3)


def resigned(lines):
    """What an insider with the key makes of changed lines: all hashes and signatures fit again."""
    previous = ledger.FIRST
    for line in lines:
        if line["line"] == "entry":
            line["entry"]["previous"] = previous
            previous = line["hash"] = hashlib.sha256(ledger.canonical(line["entry"]).encode()).hexdigest()
            line["signature"] = sign(previous)
    whole = "".join(ledger.canonical(line) + "\n" for line in lines[:-1])
    digest = hashlib.sha256(whole.encode()).hexdigest()
    end = {"line": "end", "lines": len(lines) - 1, "digest": digest, "signature": sign(digest)}
    return (whole + ledger.canonical(end) + "\n").encode()


def parts(record):
    return [json.loads(line) for line in record.splitlines()]


def random_poll(chance):
    """A poll of any method under any bylaws, with ballots that often tie."""
    bylaws = {
        "tie_rule": chance.choice(["lot", "fail", "all"]),
        "quorum_basis": chance.choice(["none", "count", "roll", "population"]),
        "quorum_value": chance.choice([1, 5, 100, 3_000, 5_000]),
        "passing_basis": chance.choice(["valid", "cast", "roll"]),
        "passing_numerator": chance.choice([1, 2]),
        "passing_denominator": 3,
        "passing_strict": chance.random() < 0.5,
        "abstentions_counted": chance.random() < 0.5,
    }
    council = factories.a_council(bylaws=bylaws)
    method = chance.choice(["motion", "choose_one", "choose_up_to_k"])
    choices = 0 if method == "motion" else chance.randint(2, 5)
    votes = chance.randint(1, choices) if method == "choose_up_to_k" else 1
    given = {"method": method, "choices": choices} | ({"votes_per_voter": votes} if choices else {})
    if choices:
        given["seats"] = chance.randint(1, choices)
    return polls.a_counted_poll(random_ballots(chance, choices, votes), council, **given)


def random_ballots(chance, choices, votes):
    for _ in range(chance.choice([0, 3, 6, 9, 21, 24])):
        if not choices:
            yield [chance.randint(1, 3)]
        elif chance.random() < 0.1:
            yield [0]
        else:
            yield sorted(chance.sample(range(1, choices + 1), chance.randint(1, votes)))


@pytest.mark.parametrize("seed", range(40))
def test_it_comes_to_the_same_result_as_the_program(app, seed):
    record = record_of(random_poll(random.Random(seed)))
    assert verify.faults(record) == []


def test_a_record_with_an_honest_chain_of_several_polls_is_right(app):
    council = factories.a_council()
    for _ in range(3):
        record = record_of(polls.a_counted_poll([[1]] * 6, council))
    assert verify.faults(record) == []
    assert len(verify.Record(record).entries) == 6


def mutated(record, other, chance):
    """One change: a byte, a line left out, put in, doubled, swapped, taken from another record, or a cut tail."""
    lines = record.splitlines(keepends=True)
    at, to = (chance.randrange(len(lines)) for _ in range(2))
    kind = chance.randrange(7)
    if kind == 0:
        place = chance.randrange(len(record))
        return record[:place] + bytes([record[place] ^ 1 << chance.randrange(8)]) + record[place + 1 :]
    if kind == 1:
        del lines[at]
    elif kind == 2:
        lines.insert(at, chance.choice(other.splitlines(keepends=True)))
    elif kind == 3:
        lines.insert(at, lines[at])
    elif kind == 4:
        lines[at], lines[to] = lines[to], lines[at]
    elif kind == 5:
        lines[at] = chance.choice(other.splitlines(keepends=True))
    else:
        return record[: chance.randrange(len(record))]
    return b"".join(lines)


def test_every_one_of_a_thousand_random_changes_is_found(app, counted):
    chance, record = random.Random(1), record_of(counted)
    other = record_of(polls.a_counted_poll([[1], [2], [2]] * 8, counted.council, choices=3))
    changed = found = 0
    while changed < MUTATIONS:
        mutation = mutated(record, other, chance)
        if mutation != record:
            changed += 1
            found += bool(verify.faults(mutation))
    print(f"\ntampering  {MUTATIONS} random changes of a record: {found} found")
    assert found == MUTATIONS


def test_the_signature_of_the_whole_has_one_written_form(counted):
    *before, end = record_of(counted).splitlines(keepends=True)
    told = json.loads(end)
    told["signature"] = told["signature"].upper()
    assert verify.faults(b"".join(before) + ledger.canonical(told).encode() + b"\n")


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


@pytest.mark.parametrize("seed", range(20))
def test_an_insider_who_rewrites_everything_is_found_by_a_checkpoint_that_had_left(app, tmp_path, capsys, seed):
    """They turn votes around in the database, count again and sign again with the program's own code."""
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


def run(tmp_path, capsys, record, *arguments):
    file = tmp_path / "record.jsonl"
    file.write_bytes(record)
    return verify.main([str(file), *arguments]), capsys.readouterr().out


def test_it_answers_for_a_receipt(app, tmp_path, capsys):
    council = factories.a_council()
    voters = polls.voters_of(council, 6)
    poll = polls.an_open_poll(council)
    codes = [polls.cast(poll, voter, [1]).code for voter in voters]
    record = record_of(polls.closed(poll))
    answers = ["--receipt", codes[0].lower(), "--receipt", "ABCD-EFGH"]
    assert run(tmp_path, capsys, record, *answers)[1].count("in the box") == 2
    assert f"receipt {codes[0].lower()}: in the box" in run(tmp_path, capsys, record, *answers)[1]
    assert "receipt ABCD-EFGH: NOT in the box" in run(tmp_path, capsys, record, *answers)[1]


def test_it_knows_the_key_that_it_is_told_of(counted, tmp_path, capsys):
    record = record_of(counted)
    key = verify.Record(record).head["key"]
    assert run(tmp_path, capsys, record, "--key", key)[0] == 0
    assert run(tmp_path, capsys, record, "--key", "0" * 64)[0] == 1


def test_a_record_that_ends_before_a_kept_checkpoint_is_behind(counted, tmp_path, capsys):
    code, said = run(tmp_path, capsys, record_of(counted), "--checkpoint", f"9:{'0' * 64}")
    assert code == 1
    assert "ends before the checkpoint 9" in said


@pytest.mark.parametrize("part", ["receipt", "marks"])
def test_a_pairing_that_was_changed_is_found(counted, tmp_path, capsys, app, part):
    pairing = json.loads(app.test_cli_runner().invoke(args=["record", "pairing", str(counted.id), "-"]).stdout)
    one, other = next(two for two in pairwise(pairing["ballots"]) if two[0][1] != two[1][1])
    one[1], other[1] = other[1], one[1]
    if part == "receipt":
        pairing["ballots"].pop()
    file = tmp_path / "pairing.json"
    file.write_text(json.dumps(pairing), encoding="utf-8")
    assert run(tmp_path, capsys, record_of(counted), "--pairing", str(file))[0] == 1


NO_RECORDS = [
    b"",
    b"\n",
    b"{}\n",
    b"[]\n",
    b"null\n",
    b"\xff\n",
    b'{"line":"head"}\n',
    b"[" * 5000 + b"\n",
    b'{"line":1}\n',
]


@pytest.mark.parametrize("content", NO_RECORDS, ids=repr)
def test_what_is_no_record_is_said_to_be_none(content):
    assert len(verify.faults(content)) == 1


def test_strange_values_are_found_or_at_least_break_nothing(counted):
    chance = random.Random(2)
    lines = parts(record_of(counted))
    for _ in range(300):
        strange = json.loads(json.dumps(lines))
        place = strange[chance.randrange(len(strange))]
        place = place.get("entry", place)
        name = chance.choice(sorted(place))
        place[name] = chance.choice([None, [], {}, "", "x", -1, 2**70, 1.5, True, [[]], {"a": []}])
        assert verify.faults("".join(ledger.canonical(line) + "\n" for line in strange).encode())
        assert isinstance(verify.faults(resigned(strange)), list)


def test_it_imports_nothing_of_the_program():
    source = VERIFY.read_text(encoding="utf-8")
    assert not [line for line in source.splitlines() if line.startswith(("from app", "import app"))]
