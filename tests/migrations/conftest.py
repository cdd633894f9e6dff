"""A database of its own for each test of the migrations."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from app import create_app
from app.kernel.db import db
from config import TestConfig
from tests import postgres


def _address(database: str, folder: Path) -> str:
    if database == "sqlite":
        return f"sqlite:///{folder / 'migrated.db'}"
    cluster, name = postgres.ensure_cluster(), f"migrated_{folder.name.replace('-', '_')}"
    cluster.create_database(name)
    return cluster.url(name).replace("postgresql://", "postgresql+psycopg://", 1)


@pytest.fixture
def empty_app(database: str, tmp_path: Path) -> Iterator[Flask]:
    """The application on a database without a single table."""

    class Settings(TestConfig):
        SQLALCHEMY_DATABASE_URI = _address(database, tmp_path)

    app = create_app(Settings)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()
