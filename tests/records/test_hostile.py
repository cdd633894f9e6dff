"""verify.py before hostile files: it says a sentence and ends, whatever it is handed."""

import random
import subprocess
import sys

import pytest

from tests.fault.sizes import size
from tests.records import hostile, kinds, tampering
from tests.records.records import VERIFY, the_verifier

verify = the_verifier()
FILES = size(400, 10_000)


@pytest.fixture
def cosigned(tmp_path):
    """The path of a right record with a cosignature."""
    file = tmp_path / "record.jsonl"
    file.write_bytes(kinds.vectors()["cosigned"])
    return str(file)


@pytest.mark.proof
def test_no_hostile_file_brings_it_down(tmp_path, capsys, figure):
    file, crashed, wrong = tmp_path / "file", [], 0
    made = hostile.files(random.Random(2), kinds.right())
    for number, content in zip(range(FILES), made, strict=False):
        file.write_bytes(content)
        try:
            code = verify.main([str(file)])
        except BaseException as error:  # noqa: BLE001 - whatever it is, a resident would see a traceback
            crashed.append((number, repr(error)))
            continue
        said = capsys.readouterr().out.splitlines()
        assert (code, said[-1]) in ((0, "VERIFIED"), (1, "NOT VERIFIED")), number
        assert code == 0 or said[-2].startswith("WRONG: "), number
        wrong += code
    figure(
        "hostile", f"{FILES} files for verify.py: {wrong} not verified, with a sentence each, {len(crashed)} crashes"
    )
    assert crashed == []
    assert 0.9 * FILES < wrong < FILES, "those that change nothing that is signed are right, and few"


def test_a_sheet_without_a_question_is_told_without_one(tmp_path, capsys):
    lines = tampering.lines_of(kinds.vectors()["motion_of_three"])
    del tampering.line(lines, "rules")["sheet"]["question"]
    file = tmp_path / "record.jsonl"
    file.write_bytes(tampering.sealed(lines))
    assert verify.main([str(file)]) == 0
    assert capsys.readouterr().out.startswith("poll 14: \n")


@pytest.mark.parametrize("votes", [2**31, 2**53 - 1])
def test_rules_that_would_take_all_memory_are_wrong_and_nothing_is_counted_by_them(votes):
    lines = tampering.lines_of(kinds.vectors()["points_given"])
    tampering.line(lines, "rules")["sheet"]["votes_per_voter"] = votes
    assert verify.faults(tampering.sealed(lines)) == ["a voter has more votes than the method knows"]


@pytest.mark.parametrize(
    "typed", ["²:0", "9" * 5_000 + ":0", "-1:0", "0:0", ":", "", "٣:0"], ids=lambda typed: typed[:9]
)
def test_a_checkpoint_that_is_none_is_said_not_to_be_in_the_record(cosigned, capsys, typed):
    assert verify.main([cosigned, f"--checkpoint={typed}"]) == 1
    assert "that you kept" in capsys.readouterr().out


@pytest.mark.parametrize("content", [b"", b"{}", b"[[", b"\xff", b"[" * 100_000, b'{"salt":1,"ballots":[1]}'], ids=len)
def test_a_pairing_that_is_none_is_not_the_one_of_closing(cosigned, tmp_path, capsys, content):
    (tmp_path / "pairing").write_bytes(content)
    assert verify.main([cosigned, "--pairing", str(tmp_path / "pairing")]) == 1
    assert "the pairing of receipts and marks is not the one that closing fixed" in capsys.readouterr().out


@pytest.mark.parametrize("option", [[], ["--pairing"]])
def test_a_file_that_is_not_there_is_called_so(cosigned, tmp_path, capsys, option):
    with pytest.raises(SystemExit) as ended:
        verify.main([*([cosigned] if option else []), *option, str(tmp_path / "none")])
    assert ended.value.code == 2
    assert "cannot be read" in capsys.readouterr().err


def test_a_terminal_without_korean_letters_is_told_all_the_same(cosigned):
    done = subprocess.run(
        [sys.executable, VERIFY, cosigned],
        env={"PYTHONIOENCODING": "ascii"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "\\uac" in done.stdout
    assert done.stdout.endswith("\nVERIFIED\n")
