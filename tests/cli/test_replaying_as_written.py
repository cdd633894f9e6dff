"""docs/how-to/hold-published-votes-again.md: its file and command say what stands there."""

import re
from pathlib import Path

TEXT = (Path(__file__).resolve().parents[2] / "docs/how-to/hold-published-votes-again.md").read_text(encoding="utf-8")


def block(kind: str) -> str:
    """The first block of this kind."""
    found = re.search(rf"```{kind}\n(.*?)```", TEXT, flags=re.DOTALL)
    assert found
    return found[1]


def test_the_example_is_counted_and_refused_as_it_is_written_there(app, tmp_path):
    file = tmp_path / "published.json"
    file.write_text(block("json published.json"), encoding="utf-8")
    said = app.test_cli_runner().invoke(args=["replay", str(file)])
    assert said.exit_code == 0, said.output
    printed = [line.strip() for line in said.output.splitlines()]
    expected = [line.strip() for line in block("text").splitlines()]
    assert [line for line in printed if line in expected] == expected
