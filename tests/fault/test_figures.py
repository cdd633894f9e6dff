"""The proofs tell what they measured."""

import io

import pytest

from tests.fault.sizes import FULL
from tests.figures import Figures


def test_figures_are_told_at_full_size_and_only_then(pytestconfig: pytest.Config) -> None:
    is_told_elsewhere = hasattr(pytestconfig, "workerinput")  # a process of xdist hands its figures to the first one
    assert pytestconfig.pluginmanager.hasplugin("figures") is (FULL and not is_told_elsewhere)


def a_report(outcome: str, *told: tuple[str, object]) -> pytest.TestReport:
    return pytest.TestReport("a", ("a.py", 1, "a"), {}, outcome, None, "call", user_properties=told)  # type: ignore[arg-type]


def test_of_a_test_with_many_parameters_one_line_tells_how_many_passed(pytestconfig: pytest.Config) -> None:
    written = io.StringIO()
    figures = Figures(pytest.TerminalReporter(pytestconfig, written))
    for outcome in ("passed", "failed", "passed"):
        figures.pytest_runtest_logreport(a_report(outcome, ("tried", "lies found")))
    figures.pytest_runtest_logreport(a_report("passed", ("figure", "20 cuts"), ("another", "thing")))
    figures.pytest_terminal_summary()
    assert written.getvalue().splitlines() == ["20 cuts", "lies found: 2 of 3"]
