"""Every check but the tests, two at a time; prints what failed, how long each took, and the house in figures."""

import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

BIN = Path(sys.executable).parent
PYTHON = sys.executable
CHECKS: dict[str, Sequence[str | Path]] = {
    "types (mypy)": (PYTHON, "-m", "mypy", "--no-error-summary"),
    "house rules (tests/test_architecture.py)": (
        PYTHON, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/test_architecture.py",
    ),
    "imports (import-linter)": (BIN / "lint-imports", "--no-logo"),
    "translations": (PYTHON, "scripts/catalogues.py", "check"),
    "security (bandit)": (
        PYTHON, "-m", "bandit", "-q", "-r", "app", "live", "personal_data", "config.py", "-ll", "-c", "pyproject.toml",
    ),
    "lint (ruff check)": (PYTHON, "-m", "ruff", "check", "."),
    "format (ruff format)": (PYTHON, "-m", "ruff", "format", "--check", "."),
}  # fmt: skip


class Outcome(NamedTuple):
    """What one check said."""

    name: str
    passed: bool
    seconds: float
    output: str


def run(name: str) -> Outcome:
    """Run one check to its end and keep what it printed."""
    start = time.monotonic()
    done = subprocess.run(CHECKS[name], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    return Outcome(name, done.returncode == 0, time.monotonic() - start, done.stdout)


def main() -> int:
    """Run them all, whatever fails; 0 when nothing did."""
    with ThreadPoolExecutor(2) as two:
        outcomes = list(two.map(run, CHECKS))
    for outcome in outcomes:
        if not outcome.passed:
            print(f"── {outcome.name}\n{outcome.output.rstrip()}\n")
    for outcome in outcomes:
        print(f"{'ok  ' if outcome.passed else 'FAIL'} {outcome.seconds:5.1f} s  {outcome.name}")
    subprocess.run((PYTHON, "-m", "tests.architecture.measures"), check=False)
    return 0 if all(outcome.passed for outcome in outcomes) else 1


if __name__ == "__main__":
    sys.exit(main())
