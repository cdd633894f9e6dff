"""What every proof needs: the address of its database, and a line for its figure."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask

from app.kernel.db import db

_FIGURES: list[str] = []


@pytest.fixture
def url(app: Flask) -> Iterator[str]:
    """The address of the test's database; nothing of this process holds on to it meanwhile or after."""
    db.session.remove()
    yield db.engine.url.render_as_string(hide_password=False)
    db.session.remove()
    db.engine.dispose()


@pytest.fixture
def database(request: pytest.FixtureRequest) -> str:
    return str(request.config.getoption("--database"))


@pytest.fixture
def figure(database: str) -> Callable[[str, str], None]:
    """figure(noun, words): one line at the end of the run, with what was measured."""

    def say(noun: str, words: str) -> None:
        _FIGURES.append(f"{noun:<12} {database}: {words}")

    return say


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The figures, one a line."""
    if _FIGURES:
        terminalreporter.section("figures")
        for line in _FIGURES:
            terminalreporter.write_line(line)
