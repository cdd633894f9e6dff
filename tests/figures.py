"""What proofs have measured: a line for each figure, told at full size whichever process of xdist measured it."""

from collections import Counter
from collections.abc import Callable

import pytest

from tests.fault.sizes import FULL

Telling = Callable[[str, str], None]


@pytest.fixture
def figure(request: pytest.FixtureRequest, record_property: Callable[[str, object], None]) -> Telling:
    """figure(noun, words): one line with what was measured, told when the test has ended."""
    return lambda noun, words: record_property("figure", _line(request, noun, words))


@pytest.fixture
def tried(request: pytest.FixtureRequest, record_property: Callable[[str, object], None]) -> Telling:
    """tried(noun, words) of a test with many parameters: one line at the end, with how many of them passed."""
    return lambda noun, words: record_property("tried", _line(request, noun, words))


def _line(request: pytest.FixtureRequest, noun: str, words: str) -> str:
    """With the name of the database, where the test asks one."""
    database = f"{request.config.getoption('--database')}: " if "database" in request.fixturenames else ""
    return f"{noun:<12} {database}{words}"


class Figures:
    """Tells the figures of every test."""

    def __init__(self, reporter: pytest.TerminalReporter) -> None:
        self.reporter = reporter
        self.tried, self.passed = Counter[str](), Counter[str]()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when != "call":
            return
        for name, line in report.user_properties:
            if name == "figure":
                self.reporter.ensure_newline()
                self.reporter.write_line(str(line))
            elif name == "tried":
                self.tried[str(line)] += 1
                self.passed[str(line)] += report.passed

    def pytest_terminal_summary(self) -> None:
        for line, times in self.tried.items():
            self.reporter.write_line(f"{line}: {self.passed[line]} of {times}")


def tell_at_full_size(config: pytest.Config) -> None:
    """Let this process tell them; those of xdist have no reporter and hand theirs to the one that has."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    if FULL and reporter is not None:
        config.pluginmanager.register(Figures(reporter), "figures")
