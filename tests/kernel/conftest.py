"""An application with planted pages: mistakes on purpose that the kernel must catch."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

import pytest
from flask import Flask, redirect
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.orm.exc import StaleDataError

from app import create_app
from app.kernel import errors
from app.kernel.db import db
from app.kernel.policy import Policy, anyone, authorize, nobody, public, signed_in
from app.kernel.security import limiter
from config import TestConfig
from tests.conftest import Client, PostgresStore, SqliteStore


class Thing:
    """A subject with a policy."""

    __policy__: ClassVar[Policy] = {"read": anyone, "touch": signed_in, "break": nobody}


FAULTS: dict[str, Any] = {
    "forbidden": errors.Forbidden("퍼실리테이터만 할 수 있습니다."),
    "missing": errors.NotFound(),
    "conflict": errors.Conflict("이미 투표하셨습니다."),
    "invalid": errors.Invalid("값이 없습니다."),
    "unavailable": errors.Unavailable(),
    "stale": StaleDataError("secret of a row"),
    "database": OperationalError("SELECT secret", {}, Exception("secret")),
    "pool": PoolTimeoutError("secret"),
    "crash": RuntimeError("secret of the program"),
}


def _plant(app: Flask) -> None:
    @app.get("/planted/silent")
    def silent() -> str:
        return "a secret that nobody asked about"

    @app.get("/planted/silent-redirect")
    def silent_redirect() -> Any:
        return redirect("/secret")

    @app.get("/planted/asked/<string:action>")
    def asked(action: str) -> str:
        authorize(action, Thing())
        return "asked"

    @app.route("/planted/public", methods=["GET", "POST"])
    @public
    def open_to_all() -> str:
        return "open"

    @app.route("/planted/faults/<string:name>", methods=["GET", "POST"])
    @public
    def faulty(name: str) -> str:
        raise FAULTS[name]

    @app.get("/planted/limited")
    @limiter.limit("2 per minute")
    @public
    def limited() -> str:
        return "limited"

    @app.get("/planted/folder/")
    @public
    def folder() -> str:
        return "folder"


@pytest.fixture(scope="session")
def planted_app(store: SqliteStore | PostgresStore, the_app: Flask, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    class Settings(TestConfig):
        SQLALCHEMY_DATABASE_URI = store.url
        UPLOADS: Path = tmp_path_factory.mktemp("uploads")
        RATELIMIT_ENABLED = True

    application = create_app(Settings)
    limiter.enabled = False  # one limiter serves every application of the process: on only where a test asks
    application.test_client_class = Client
    _plant(application)
    return application


@pytest.fixture
def planted(app: Flask, planted_app: Flask) -> Iterator[Any]:
    """The browser of a visitor of the application with the planted pages."""
    yield planted_app.test_client()
    with planted_app.app_context():
        db.engine.dispose()  # the next test has another database of the same name
