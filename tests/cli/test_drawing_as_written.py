"""docs/how-to/draw-lots.md: its files and commands work as they stand there."""

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "how-to" / "draw-lots.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^\.venv/bin/flask --app app (lot .*)$", TEXT, flags=re.MULTILINE)


@pytest.fixture
def flask(app, tmp_path, monkeypatch):
    """flask(words) -> what it says, in a folder with the files of the how-to."""
    monkeypatch.chdir(tmp_path)
    for name, text in re.findall(r"```csv (\S+)\n(.*?)```", TEXT, flags=re.DOTALL):
        (tmp_path / name).write_text(text, encoding="utf-8")

    def run(*words):
        answer = app.test_cli_runner().invoke(args=words)
        assert answer.exit_code == 0, answer.output
        return answer.output

    return run


def test_the_commands_of_the_how_to_run_as_they_stand_there(flask):
    said = [flask(*shlex.split(command)) for command in COMMANDS]
    assert [command.split()[1] for command in COMMANDS] == ["prepare", "draw", "verify"] + ["prepare"] * 4
    assert said[2].splitlines()[-1] == "VERIFIED"


def test_the_program_of_the_how_to_draws_the_same_order(flask, tmp_path):
    program = re.search(r"```python\n(.*?)```", TEXT, flags=re.DOTALL)[1]
    (tmp_path / "again.py").write_text(program, encoding="utf-8")
    flask("lot", "prepare", "pool.csv", "order.json", "--about", "차례", "--secret", "secret")
    flask("lot", "draw", "order.json", "--secret", "secret", "--source", "주사위 3 1 6", "--before", "참관인")
    again = subprocess.run([sys.executable, "-I", "again.py", "order.json"], capture_output=True, text=True, check=True)
    assert again.stdout.split() == json.loads((tmp_path / "order.json").read_text(encoding="utf-8"))["result"]


def test_a_drawn_order_breaks_the_tie_of_a_count(flask, tmp_path):
    (tmp_path / "box.blt").write_text('3 1\n1 1 0\n1 2 0\n1 3 0\n0\n"가"\n"나"\n"다"\n', encoding="utf-8")
    flask("lot", "prepare", "options.csv", "order.json", "--about", "동점", "--secret", "secret")
    flask("lot", "draw", "order.json", "--secret", "secret", "--source", "주사위 2 2", "--before", "참관인")
    order = json.loads((tmp_path / "order.json").read_text(encoding="utf-8"))["result"]
    counted = json.loads(flask("count", "irv", "box.blt", "--order", ",".join(order), "--json"))
    assert counted["elected"] == [int(order[0])]
