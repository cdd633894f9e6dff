"""Fails when the parts that decide over people's votes are not tested branch by branch.

Reads the coverage that `pytest --cov` left behind. Kernel, policies, state tables, services and
voting methods together must reach the bar, in lines with branches and in branches alone.
"""

import json
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import coverage
from coverage.exceptions import CoverageException

BAR = 95.0  # per cent
GATED = (
    "app/kernel/*",
    "app/*/policy.py",
    "app/*/policy/*",
    "app/*/states.py",
    "app/*/states/*",
    "app/*/service.py",
    "app/*/service/*",
    "app/polls/methods/*",
)


def measured(data_file: Path) -> dict[str, Any]:
    """The report of coverage.py over the gated files, in its own JSON shape (`files`, `totals`).

    Raises CoverageException where nothing was measured.
    """
    data = coverage.Coverage(data_file=str(data_file))
    data.load()
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "coverage.json"
        data.json_report(outfile=str(report), include=list(GATED))
        answer: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    return answer


def branches(summary: Mapping[str, Any]) -> float:
    """Per cent of the branches taken; code without branches has them all."""
    return 100 * summary["covered_branches"] / summary["num_branches"] if summary["num_branches"] else 100.0


def weak(report: Mapping[str, Any]) -> list[str]:
    """One line for each file under the bar, the weakest first, with the lines and branches not reached."""
    found = []
    for name, file in report["files"].items():
        summary = file["summary"]
        if min(summary["percent_covered"], branches(summary)) < BAR:
            jumps = ", ".join(f"{start}→{end}" for start, end in file.get("missing_branches", ()))
            lines = ", ".join(str(number) for number in file["missing_lines"])
            found.append((summary["percent_covered"], f"  {name}: lines {lines or '-'}; branches {jumps or '-'}"))
    return [f"{percent:6.1f} %{line}" for percent, line in sorted(found)]


def main(data_file: Path = Path(".coverage")) -> int:
    """Print the weakest files and both figures; 0 when the bar is reached."""
    try:
        report = measured(data_file)
    except CoverageException as fault:
        print(f"coverage gate: {fault}")
        return 1
    total = report["totals"]
    print(*weak(report), sep="\n")
    print(
        f"coverage gate: {total['percent_covered']:.1f} % of lines and branches, "
        f"{branches(total):.1f} % of branches in {len(report['files'])} files; the bar is {BAR:.0f} %"
    )
    return 0 if min(total["percent_covered"], branches(total)) >= BAR else 1


if __name__ == "__main__":
    sys.exit(main())
