"""docs/explanation/methods.md: every way of deciding is explained, and its elections end as they do there."""

import re
import shlex
from pathlib import Path

import pytest

from app.polls.methods import METHODS
from app.polls.methods.counters import COUNTERS

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs" / "explanation" / "methods.md").read_text(encoding="utf-8")
SECTIONS = [part for part in re.split(r"^#{2,3} ", TEXT, flags=re.MULTILINE)[1:] if "**규칙**" in part]
KEYS = [key for section in SECTIONS for key in re.findall(r"`(\w+)`", section.splitlines()[0])]
EXAMPLES = [
    (command, [line for line in lines.splitlines() if line.strip()])
    for block in re.findall(r"```console\n(.*?)```", TEXT, flags=re.DOTALL)
    for command, lines in re.findall(r"^\$ flask (.*)\n((?:[^$].*\n)*)", block, flags=re.MULTILINE)
]


def test_every_way_of_deciding_is_explained_once_and_none_that_is_gone():
    assert sorted(KEYS) == sorted({*METHODS, *COUNTERS, "lot"})


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.splitlines()[0])
def test_each_says_rule_use_warning_and_source(section):
    told = re.findall(r"^- \*\*([^*]+)\*\*: \S", section, flags=re.MULTILINE)
    assert told == ["규칙", "맞는 곳", "조심", "Rule, use, warning", "출처 · source"]
    assert re.search(r"`app/(?:polls/methods|meetings/service)/\w+\.py`", section)


@pytest.mark.parametrize(("command", "lines"), EXAMPLES, ids=[command for command, _lines in EXAMPLES])
def test_an_election_ends_as_it_is_told(app, monkeypatch, command, lines):
    monkeypatch.chdir(ROOT)
    answer = app.test_cli_runner().invoke(args=shlex.split(command))
    assert answer.exit_code == 0, answer.output
    assert len(lines) > 1
    told = answer.output.splitlines()
    elected = told[: next(place for place, line in enumerate(told[1:], 1) if not line.startswith("  "))]
    assert lines == elected


def test_no_election_lies_there_that_is_not_told_of():
    files = {path.name for path in (ROOT / "docs" / "explanation" / "elections").iterdir()}
    assert files == {shlex.split(command)[2].rpartition("/")[2] for command, _lines in EXAMPLES}
