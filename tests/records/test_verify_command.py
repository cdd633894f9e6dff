"""verify.py as a command: receipts, keys, checkpoints, pairings, and files that are no records."""

import json
import random
from itertools import pairwise

import pytest

from app.kernel import ledger
from tests import factories
from tests.factories import polls
from tests.records import kinds
from tests.records.records import VERIFY, parts, record_of, resigned, the_verifier

verify = the_verifier()


@pytest.fixture
def counted(app):
    return polls.a_counted_poll([[1], [2], [1]] * 8, factories.a_council(), choices=3)


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


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("counted_by_another_program", "the program changed between opening and counting: opened by Golmok 0.1.0 ("),
        ("motion_carried", "opened and counted by a program not named"),
    ],
    ids=["a new version meanwhile", "a record of before programs were named"],
)
def test_it_says_whether_the_program_changed_and_finds_nothing_wrong_with_that(tmp_path, capsys, name, said):
    code, told = run(tmp_path, capsys, kinds.vectors()[name])
    assert code == 0
    assert said in told
