"""What every proof needs: the address of its database, and a line for its figure."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask

from app.kernel.db import db


@pytest.fixture
def url(app: Flask) -> Iterator[str]:
    """The address of the test's database; nothing of this process holds on to it meanwhile or after."""
    db.session.remove()
    yield db.engine.url.render_as_string(hide_password=False)
    db.session.remove()
    db.engine.dispose()


@pytest.fixture
def figure(request: pytest.FixtureRequest, database: str) -> Callable[[str, str], None]:
    """figure(noun, words): one line with what was measured, as soon as it is known; processes of xdist say nothing."""
    reporter = request.config.pluginmanager.get_plugin("terminalreporter")
    capture = request.config.pluginmanager.get_plugin("capturemanager")

    def say(noun: str, words: str) -> None:
        if reporter is not None:
            with capture.global_and_fixture_disabled():
                reporter.ensure_newline()
                reporter.write_line(f"{noun:<12} {database}: {words}")

    return say
