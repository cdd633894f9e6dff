"""The database: tables, keys, transactions, prepared statements."""

from contextlib import suppress
from pathlib import Path

from flask import Flask
from sqlalchemy.exc import DBAPIError

from app.kernel.db.keys import LARGEST_KEY, Key, key_of
from app.kernel.db.prepared import Askable, Prepared
from app.kernel.db.rows import PreparedRows
from app.kernel.db.straight import Found
from app.kernel.db.tables import Base, Model, UTCDateTime, Versioned, db, migrate
from app.kernel.db.transactions import (
    PRAGMAS,
    begin_long_read,
    insert_if_new,
    kept_once,
    session,
    short_transaction,
    transaction,
)

__all__ = [
    "LARGEST_KEY",
    "PRAGMAS",
    "Askable",
    "Base",
    "Found",
    "Key",
    "Model",
    "Prepared",
    "PreparedRows",
    "UTCDateTime",
    "Versioned",
    "begin_long_read",
    "db",
    "init_app",
    "insert_if_new",
    "kept_once",
    "key_of",
    "migrate",
    "session",
    "short_transaction",
    "transaction",
]


def init_app(app: Flask) -> None:
    """Bind the application to its database and its migrations."""
    uri = app.config["SQLALCHEMY_DATABASE_URI"]
    if uri.startswith("sqlite:///"):
        Path(uri.removeprefix("sqlite:///")).parent.mkdir(parents=True, exist_ok=True)
    db.init_app(app)
    app.teardown_appcontext(_let_go)
    app.url_map.converters["int"] = Key  # before any rule is made
    # Alembic's batch mode copies tables on SQLite and loses their triggers and WITHOUT ROWID without a word
    migrate.init_app(
        app, db, directory=str(Path(app.root_path).parent / "migrations"), render_as_batch=False, compare_type=True
    )


def _let_go(_error: BaseException | None) -> None:
    """End what a request has read. A connection that died since must not turn its answer into an error."""
    with suppress(DBAPIError):
        db.session.remove()
