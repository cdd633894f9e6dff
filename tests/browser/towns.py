"""The demo town behind a real server: seeded once for each worker, put back before each test."""

import os
import shutil
import socket
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from playwright.sync_api import APIResponse
from sqlalchemy import Select, select
from sqlalchemy.orm import InstrumentedAttribute
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from app import create_app
from app.cli.demo import seed
from app.councils.models import Council
from app.kernel import clock
from app.kernel.db import db, transaction
from app.people.models import User
from app.people.service import devices
from config import TestConfig
from tests.browser.windows import Window

ALLEY = "국사봉길 쓰레기 골목회의"


class _Quiet(WSGIRequestHandler):
    """Says nothing of each request: a test that fails has better things to show."""

    def log_request(self, *args: Any, **kwargs: Any) -> None:
        """Nothing."""


class Town:
    """The server's address, and what a test asks of its database."""

    def __init__(self, folder: Path) -> None:
        """Seed the demo town into a database of its own and serve it on a free port."""
        self.folder, self.path, self.template = folder, folder / "town.db", folder / "template.db"
        self.base = f"http://localhost:{_port()}"
        self.app = self._made()
        self.server = self._served()

    def _made(self) -> Flask:
        class Settings(TestConfig):
            SQLALCHEMY_DATABASE_URI = f"sqlite:///{self.path}"
            UPLOADS = self.folder / "uploads"
            BASE_URL = self.base
            DEMO = True

        app = create_app(Settings)
        with app.app_context():
            db.create_all()
            seed()
            db.session.remove()
            with db.engine.connect() as connection:
                connection.exec_driver_sql("COMMIT")
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
                connection.exec_driver_sql("BEGIN")
            db.engine.dispose()
        shutil.copy(self.path, self.template)
        return app

    def _served(self) -> BaseWSGIServer:
        server = make_server(
            "localhost", int(self.base.rpartition(":")[2]), self.app, threaded=True, request_handler=_Quiet
        )
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return server

    def put_back(self) -> None:
        """As it was when it had just been seeded.

        A page that still asks finds a whole database at every moment, and no connection to an older one is kept.
        """
        db.session.remove()
        fresh = self.folder / "fresh.db"
        shutil.copy(self.template, fresh)
        for end in ("-wal", "-shm"):
            Path(f"{self.path}{end}").unlink(missing_ok=True)
        fresh.replace(self.path)
        db.engine.dispose()

    def ask(self, what: Select[Any]) -> Sequence[Any]:
        """What the database says now, whatever the server has written since."""
        db.session.remove()
        found = db.session.scalars(what).all()
        db.session.expunge_all()
        db.session.rollback()
        return found

    def number(self, column: InstrumentedAttribute[Any], words: str) -> int:
        """The number of the newest thing that has these words in the column."""
        model = column.class_
        return int(self.ask(select(model.id).where(column == words).order_by(model.id.desc()))[0])

    @property
    def council(self) -> int:
        """The alley council with most of what there is to see."""
        return self.number(Council.name, ALLEY)

    def sign_in(self, window: Window, name: str) -> Window:
        """Let the person of this name have signed in on this window before."""
        person = self.ask(select(User).where(User.name == name))[0]
        with transaction():
            token = devices.sign_in(db.session.merge(person), at=clock.now())
        signer = SecureCookieSessionInterface().get_signing_serializer(self.app)
        assert signer is not None
        cookie = signer.dumps({"_user_id": token, "_fresh": True, "_permanent": True})
        window.context.add_cookies([{"name": "golmok", "value": cookie, "url": self.base}])
        return window

    def run(self, *jobs: Any) -> None:
        """What the worker would do each second."""
        for job in jobs:
            job(clock.now())
            db.session.remove()


def fetched(window: Window, path: str) -> APIResponse:
    """A file that the person of this window downloads."""
    answer = window.context.request.get(window.base + path)
    assert answer.ok, f"{path} answered {answer.status}"
    return answer


def _port() -> int:
    """A free port; for pictures that of `make run`, so that an address in a picture is the reader's own."""
    for wished in (8000, 0) if os.environ.get("GOLMOK_PICTURES") == "1" else (0,):
        with socket.socket() as probe, suppress(OSError):
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as servers do: a port left just now is free
            probe.bind(("localhost", wished))
            return int(probe.getsockname()[1])
    raise OSError("no free port")
