"""The coverage gate: it reads real coverage data and refuses what is under the bar."""

import subprocess
import sys

import pytest

from scripts import coverage_gate

SOURCE = "def sign(n):\n    if n > 0:\n        return 1\n    return 0\n"


@pytest.fixture
def measure(tmp_path, monkeypatch):
    """Run a policy of a small checkout under coverage with these calls."""

    def run(calls: str, file: str = "app/polls/policy.py") -> int:
        path = tmp_path / file
        path.parent.mkdir(parents=True)
        path.write_text(f"{SOURCE}{calls}\n")
        command = [sys.executable, "-m", "coverage", "run", "--branch", "--source=.", file]
        subprocess.run(command, cwd=tmp_path, check=True)
        monkeypatch.chdir(tmp_path)
        return coverage_gate.main()

    return run


def test_a_policy_whose_branches_are_all_taken_passes(measure):
    assert measure("sign(1), sign(-1)") == 0


def test_a_policy_with_an_untaken_branch_is_refused_and_named(measure, capsys):
    assert measure("sign(1)") == 1
    assert "app/polls/policy.py: lines 4; branches 2→4" in capsys.readouterr().out


def test_a_run_that_measured_nothing_of_weight_is_refused(measure, capsys):
    assert measure("sign(1)", "app/polls/views.py") == 1
    assert "coverage gate:" in capsys.readouterr().out
