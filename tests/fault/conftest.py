"""What every proof needs: the address of its database."""

from collections.abc import Iterator

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
