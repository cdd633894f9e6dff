"""What every proof needs: the address of its database, and a line for its figure."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask

from app.kernel.db import db
from tests.fault.sizes import FULL


@pytest.fixture
def url(app: Flask) -> Iterator[str]:
    """The address of the test's database; nothing of this process holds on to it meanwhile or after."""
    db.session.remove()
    yield db.engine.url.render_as_string(hide_password=False)
    db.session.remove()
    db.engine.dispose()


@pytest.fixture
def figure(record_property: Callable[[str, object], None], database: str) -> Callable[[str, str], None]:
    """figure(noun, words): one line with what was measured, told when the test has ended."""
    return lambda noun, words: record_property("figure", f"{noun:<12} {database}: {words}")


class Figures:
    """Tells the figures of every test, whichever process of xdist has measured them."""

    def __init__(self, reporter: pytest.TerminalReporter) -> None:
        self.reporter = reporter

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when != "call":
            return
        for name, line in report.user_properties:
            if name == "figure":
                self.reporter.ensure_newline()
                self.reporter.write_line(str(line))


@pytest.hookimpl(trylast=True)  # the reporter comes last itself
def pytest_configure(config: pytest.Config) -> None:
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    if FULL and reporter is not None:
        config.pluginmanager.register(Figures(reporter), "figures")
