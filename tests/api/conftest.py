"""An application whose limits are on."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from app import create_app
from app.kernel.security import limiter
from config import TestConfig


@pytest.fixture
def limited(store: Any, app: Flask) -> Iterator[Flask]:
    """One limiter serves every application of the process: it is on for one test only."""

    class Limited(TestConfig):
        SQLALCHEMY_DATABASE_URI = store.url
        RATELIMIT_ENABLED = True

    yield create_app(Limited)
    limiter.reset()
    limiter.enabled = False
