"""The last minutes of a poll: so many neighbours a second come, whether or not the server keeps up."""

import asyncio
import re
import statistics
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from flask import Flask
from flask import session as cookie
from flask_wtf.csrf import generate_csrf

from app.kernel.db import session
from app.people.models import User
from app.polls.models import Poll
from app.polls.service.reconciliation import sheet_before_count
from benchmarks import load
from benchmarks.casting import members, open_poll
from benchmarks.servers import server

A_SECOND = 30  # complete votes
WARM_UP = 5  # seconds, not counted
STEPS = ("form", "cast", "receipt")
_PAPER = re.compile(rb'name="paper" value="([^"]+)"')
_COOKIE = re.compile(r"^set-cookie: ([^;\r\n]+)", re.IGNORECASE | re.MULTILINE)


@dataclass
class Row:
    """What was found of so many seconds: milliseconds by step, and every answer that was not the expected one."""

    seconds: int
    milliseconds: dict[str, list[float]] = field(default_factory=lambda: {step: [] for step in STEPS})
    errors: Counter[str] = field(default_factory=Counter)

    @property
    def votes(self) -> int:
        """Complete votes."""
        return len(self.milliseconds["receipt"])

    def percentile(self, step: str, percent: int) -> float:
        """Of the step, in milliseconds: the time within which `percent` of the answers came."""
        return statistics.quantiles(self.milliseconds[step], n=100)[percent - 1]


@dataclass(frozen=True)
class Browser:
    """What one voter's browser holds: its cookie and the token of its forms."""

    cookie: str
    csrf: str


def measure(app: Flask, workers: int, seconds: int = 600) -> Row:
    """Let A_SECOND voters a second open the paper, cast and read their receipt, each once and on time.

    An open loop: a server that falls behind gets no rest, as at a closing.
    """
    with app.app_context():
        voters = members((seconds + WARM_UP) * A_SECOND)
        poll = open_poll(voters[0])
        browsers = _browsers(app, voters)
        poll_id = poll.id
        session().close()
    with server("app:create_app()", workers) as port:
        asyncio.run(_come(port, poll_id, browsers[: WARM_UP * A_SECOND], Row(WARM_UP)))
        row = Row(seconds)
        asyncio.run(_come(port, poll_id, browsers[WARM_UP * A_SECOND :], row))
    with app.app_context():
        kept = session().get_one(Poll, poll_id)
        row.errors.update(_missing(kept, (seconds + WARM_UP) * A_SECOND))
    return row


def _browsers(app: Flask, voters: Sequence[User]) -> list[Browser]:
    with app.test_request_context():
        token = generate_csrf()
        secret = str(cookie["csrf_token"])
    sign = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
    name = app.config["SESSION_COOKIE_NAME"]
    return [
        Browser(f"{name}={sign.dumps({'_user_id': f'token {one.id}', '_fresh': True, 'csrf_token': secret})}", token)
        for one in voters
    ]


async def _come(port: int, poll_id: int, browsers: Sequence[Browser], row: Row) -> None:
    start = time.perf_counter()
    coming = []
    for number, browser in enumerate(browsers):
        await asyncio.sleep(max(0.0, start + number / A_SECOND - time.perf_counter()))
        coming.append(asyncio.create_task(_vote(port, poll_id, browser, row)))
    await asyncio.gather(*coming)


async def _vote(port: int, poll_id: int, browser: Browser, row: Row) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)

    async def ask(step: str, message: bytes, expected: int) -> tuple[str, bytes]:
        start = time.perf_counter()
        writer.write(message)
        status, head, body = await load.answer(reader)
        row.milliseconds[step].append((time.perf_counter() - start) * 1000)
        if status != expected:
            row.errors[f"{step} {status}"] += 1
        return head, body

    path = f"/polls/{poll_id}"
    try:
        _head, page = await ask("form", load.request(path, cookie=browser.cookie), 200)
        found = _PAPER.search(page)
        filled = {"csrf_token": browser.csrf, "paper": found[1].decode() if found else "", "marks": 1}
        message = load.request(f"{path}/ballots", cookie=browser.cookie, body=urlencode(filled))
        head, _body = await ask("cast", message, 303)
        kept = _COOKIE.search(head)
        await ask("receipt", load.request(f"{path}/receipt", cookie=kept[1] if kept else browser.cookie), 200)
    except OSError as error:
        row.errors[type(error).__name__] += 1
    finally:
        writer.close()


def _missing(poll: Poll, votes: int) -> Counter[str]:
    """Votes whose ballot is not in the box."""
    return +Counter({"missing ballots": votes - sheet_before_count(poll)["online_ballots"]})
