"""The program as an operator runs it, gunicorn and its worker, on the tests' database, and what they say in a file."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from flask import Flask
from werkzeug.datastructures import MultiDict

from app.kernel.db import db
from benchmarks.servers import free_port
from tests.browsing import PageForm, form_of
from tests.postgres import MAY_LOSE

ROOT = Path(__file__).resolve().parents[2]
STARTS_WITHIN = 60  # seconds


class Served:
    """A running server: its port, its log, and browsers of people who are signed in."""

    def __init__(self, app: Flask, port: int, log: Path) -> None:
        """`app` signs the cookies: it has the keys of the server."""
        self.app, self.port, self.log = app, port, log

    def said(self) -> str:
        """What the server and its worker wrote so far, the access log too."""
        return self.log.read_text(encoding="utf-8", errors="replace")

    def browser(self, token: str) -> "Browser":
        """A browser that holds the token of a sign-in."""
        return Browser(self, {"_user_id": token, "_fresh": True})


class Browser:
    """A person's browser: one connection, and the cookie that the server gives."""

    def __init__(self, served: Served, session_of: dict[str, Any]) -> None:
        """Start with what a signed cookie would hold."""
        sign = served.app.session_interface.get_signing_serializer(served.app)  # type: ignore[attr-defined]
        self.line = HTTPConnection("127.0.0.1", served.port, timeout=60)
        self.cookie = f"golmok={sign.dumps(session_of)}"

    def get(self, path: str) -> tuple[int, str]:
        """Status and page."""
        return self._ask("GET", path)

    def send(self, form: PageForm) -> tuple[int, str]:
        """Status and page of a form that is sent as it stands."""
        return self._ask("POST", form.action, urlencode(list(form.values.items(multi=True))))

    def close(self) -> None:
        """Hang up."""
        self.line.close()

    def _ask(self, method: str, path: str, body: str | None = None) -> tuple[int, str]:
        headers = {"Cookie": self.cookie, "Accept-Language": "ko"}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.line.request(method, path, body, headers)
        answer = self.line.getresponse()
        page = answer.read().decode("utf-8", "replace")
        for kept in answer.headers.get_all("Set-Cookie") or []:
            self.cookie = kept.partition(";")[0]
        return answer.status, page


def vote(browser: Browser, poll_id: int, mark: int) -> str:
    """The whole way from the paper to the receipt; gives the nonce of the ballot."""
    read_back = reach_read_back(browser, poll_id, mark)
    status, _page = browser.send(read_back)
    assert status == 303, f"the cast answered {status}"
    return str(read_back.values["paper"]).partition(".")[0]


def vote_with_help(browser: Browser, poll_id: int, mark: int, person: int) -> str:
    """As `vote`, for somebody else who marks the paper on this device."""
    _status, page = browser.get(f"/polls/{poll_id}/booth")
    token = form_of(page, "/booth").values["csrf_token"]
    there = f"/polls/{poll_id}/assisted"
    assert browser.send(PageForm(there, "post", MultiDict({"csrf_token": token, "person": person})))[0] == 303
    read_back = reach_read_back(browser, poll_id, mark, there="/assisted/ballot")
    status, page = browser.send(read_back)
    assert status == 200, f"the cast answered {status}"
    assert browser.send(form_of(page, "/end"))[0] == 303
    return str(read_back.values["paper"]).partition(".")[0]


def reach_read_back(browser: Browser, poll_id: int, mark: int, there: str = "") -> PageForm:
    """As `vote`, up to the form that the read-back offers."""
    _status, page = browser.get(f"/polls/{poll_id}{there}")
    paper = form_of(page, "/readback")
    paper.values["marks"] = str(mark)
    status, page = browser.send(paper)
    assert status == 200, f"the read-back answered {status}"
    return form_of(page, "/ballots")


@contextmanager
def served(app: Flask, folder: Path, **settings: str) -> Iterator[Served]:
    """Start the server and its worker on the database of `app`, with an access log; stop both at the end."""
    port, log = free_port(), folder / "server.log"
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "--config", str(ROOT / "app" / "gunicorn.py"), "app:create_app()"],
        cwd=ROOT, env={**_environment(app, folder, port), **settings}, stdout=log.open("wb"), stderr=subprocess.STDOUT,
        start_new_session=True,
    )  # fmt: skip
    try:
        _wait(process, port, log)
        yield Served(app, port, log)
    finally:
        process.send_signal(signal.SIGQUIT)  # at once; gunicorn stops its own processes, and the worker
        process.wait(60)


def _environment(app: Flask, folder: Path, port: int) -> dict[str, str]:
    return {
        **os.environ,
        "GOLMOK_BIND": f"127.0.0.1:{port}",
        "GOLMOK_DATABASE_URL": db.engine.url.render_as_string(hide_password=False),
        "GOLMOK_DATA": str(folder / "data"),
        "GOLMOK_SECRET_KEY": app.config["SECRET_KEY"],
        "GOLMOK_PEPPER": app.config["PEPPER"],
        "GOLMOK_SIGNING_KEY": app.config["SIGNING_KEY"],
        "GOLMOK_ACCESS_LOG": "1",
        **MAY_LOSE,
        "PYTHONUNBUFFERED": "1",
    }


def _wait(process: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    end = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < end and process.poll() is None:
        line = HTTPConnection("127.0.0.1", port, timeout=STARTS_WITHIN)
        try:
            line.request("GET", "/")
            line.getresponse().read()
        except OSError:
            time.sleep(0.1)
        else:
            return
        finally:
            line.close()
    raise AssertionError(f"the server did not start: {log.read_text(errors='replace')[-2000:]}")
