"""How soon a press on the console is on every open screen of a meeting: screens that ask, and screens that are told."""

import asyncio
import random
import re
import resource
import statistics
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import urlencode

from flask import Flask
from flask import session as cookie
from flask_wtf.csrf import generate_csrf

from app.kernel import chance, clock
from app.kernel.db import session, transaction
from app.meetings.floor import Kind
from app.meetings.models import AgendaItem, Meeting
from app.meetings.states import MeetingState
from app.people.models import User
from app.people.service import devices
from benchmarks import load
from benchmarks.servers import LiveProcess, server
from live.passes import FLOOR, Pass, for_screen

COUNCIL, FACILITATOR, MEMBER = 3, 1_001, 1_005  # of benchmarks/fill.py
ASKING, LISTENING = 200, 1_000
PRESSES, EVERY = 15, 4.0  # presses, seconds from one to the next
ASKS_EVERY = 1.2  # seconds, as js/live.js
OPENED_AT_ONCE = 50
_TAG = re.compile(rb"^id: (.+)$", re.MULTILINE)
_ETAG = re.compile(r'^etag: "([^"]+)"', re.IGNORECASE | re.MULTILINE)


@dataclass
class Row:
    """What was found with so many screens of a kind. Times are seconds."""

    name: str
    screens: int
    answers: list[float] = field(default_factory=list)  # from a press to its answer
    spreads: list[float] = field(default_factory=list)  # from a press to the last screen that shows it
    requests: float = 0.0  # of the screens, a second
    mebibytes: float = 0.0  # resident, of the live process

    @property
    def answer(self) -> float:
        """The median, in milliseconds."""
        return statistics.median(self.answers) * 1000


@dataclass(frozen=True)
class Console:
    """What presses: the port of the web server, an address and a browser."""

    port: int
    meeting: int
    cookie: str
    csrf: str

    async def press(self) -> float:
        """Write something down; seconds to the answer. A connection a press, as a phone that slept."""
        filled = {"csrf_token": self.csrf, "once": chance.token(), "text": "주차장 불빛", "speaker": ""}
        path = f"/meetings/{self.meeting}/entries/{Kind.PARKING.value}"
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        start = time.perf_counter()
        writer.write(load.request(path, cookie=self.cookie, body=urlencode(filled)))
        status, _head, _body = await load.answer(reader)
        writer.close()
        if status != 303:
            raise SystemExit(f"a press was answered with {status}")
        return time.perf_counter() - start


class Wall:
    """When each screen has last shown something new."""

    def __init__(self, screens: int) -> None:
        """Nobody shows anything yet."""
        self.tags, self.at = [""] * screens, [0.0] * screens
        self.requests = 0

    def show(self, screen: int, tag: str) -> None:
        """A screen shows this now."""
        if tag != self.tags[screen]:
            self.tags[screen], self.at[screen] = tag, time.perf_counter()


def measure(app: Flask, workers: int) -> Iterator[Row]:
    """Screens that ask; on PostgreSQL also as many that are told, and many more."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    with app.app_context():
        meeting = _meeting()
        with app.test_request_context():
            csrf, secret = generate_csrf(), str(cookie["csrf_token"])
        pressing, asking = (_browser(app, who, secret) for who in (FACILITATOR, MEMBER))
        address = session().get_bind().engine.url.render_as_string(hide_password=False)
        session().close()
    with server("app:create_app()", workers, GOLMOK_LIVE_URL="/live") as port:
        console = Console(port, meeting, pressing, csrf)
        yield asyncio.run(_asked(console, asking))
        if not address.startswith("postgresql"):
            return
        until = int(clock.now().timestamp()) + 3_600
        words = for_screen(app.config["SECRET_KEY"], Pass(meeting, FLOOR, "ko", until))
        for screens in (ASKING, LISTENING):
            with LiveProcess(port) as live:
                yield asyncio.run(_told(console, live, words, screens))


def _meeting() -> int:
    """One that runs, with two items."""
    now = clock.now()
    with transaction() as kept:
        facts = {"council_id": COUNCIL, "called_by_id": FACILITATOR, "title": "재는 회의", "place": "주차장"}
        moments = {"starts_at": now - timedelta(minutes=5), "announced_at": now, "opened_at": now}
        meeting = Meeting(**facts, **moments, state=MeetingState.RUNNING, opened_by_id=FACILITATOR)
        kept.add(meeting)
        kept.flush()
        for place in (1, 2):
            kept.add(AgendaItem(meeting_id=meeting.id, position=place, title=f"안건 {place}"))
        return meeting.id


def _browser(app: Flask, who: int, secret: str) -> str:
    """The cookie of somebody who has signed in, with what the tokens of their forms are made of."""
    with transaction():
        token = devices.sign_in(session().get_one(User, who), at=clock.now())
    sign = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
    kept = {"_user_id": token, "_fresh": True, "csrf_token": secret}
    return f"{app.config['SESSION_COOKIE_NAME']}={sign.dumps(kept)}"


async def _asked(console: Console, browser: str) -> Row:
    wall = Wall(ASKING)

    async def follow(screen: int) -> None:
        await asyncio.sleep(random.uniform(0, ASKS_EVERY))
        reader, writer = await asyncio.open_connection("127.0.0.1", console.port)
        while True:
            known = f'If-None-Match: "{wall.tags[screen]}"'
            path = f"/meetings/{console.meeting}/room/live"
            writer.write(load.request(path, cookie=browser).replace(b"\r\n\r\n", f"\r\n{known}\r\n\r\n".encode()))
            _status, head, _body = await load.answer(reader)
            wall.requests += 1
            if found := _ETAG.search(head):
                wall.show(screen, found[1])
            if "connection: close" in head.lower():
                writer.close()
                reader, writer = await asyncio.open_connection("127.0.0.1", console.port)
            await asyncio.sleep(ASKS_EVERY)

    return await _pressed(console, wall, Row("ask", ASKING), follow)


async def _told(console: Console, live: LiveProcess, words: str, screens: int) -> Row:
    wall, doors = Wall(screens), asyncio.Semaphore(OPENED_AT_ONCE)

    async def follow(screen: int) -> None:
        async with doors:
            reader, writer = await asyncio.open_connection("127.0.0.1", live.port)
            writer.write(load.request(f"/live/meetings/{console.meeting}?token={words}"))
            head = await reader.readuntil(b"\r\n\r\n")
        if not head.startswith(b"HTTP/1.1 200"):
            raise SystemExit(head.decode())
        while True:
            if found := _TAG.search(await reader.readuntil(b"\n\n")):
                wall.show(screen, found[1].decode())

    def at_the_end(row: Row) -> None:
        row.mebibytes = live.mebibytes()

    return await _pressed(console, wall, Row("are told", screens), follow, at_the_end)


async def _pressed(
    console: Console,
    wall: Wall,
    row: Row,
    follow: Callable[[int], Awaitable[None]],
    at_the_end: Callable[[Row], None] = lambda _row: None,
) -> Row:
    following = [asyncio.ensure_future(follow(screen)) for screen in range(row.screens)]
    await _all(following, lambda: all(wall.tags))
    begun, asked = time.perf_counter(), wall.requests
    for _ in range(PRESSES):
        await asyncio.sleep(random.uniform(0.5, 1.5) * EVERY)
        start = time.perf_counter()
        row.answers.append(await console.press())
        await _all(following, lambda start=start: min(wall.at) > start)
        row.spreads.append(max(wall.at) - start)
    row.requests = (wall.requests - asked) / (time.perf_counter() - begun)
    at_the_end(row)
    for one in following:
        one.cancel()
    await asyncio.gather(*following, return_exceptions=True)
    return row


async def _all(following: Sequence["asyncio.Future[None]"], shown: Callable[[], bool]) -> None:
    end = time.perf_counter() + 60
    while not shown():
        failed = next((one for one in following if one.done()), None)
        if failed or time.perf_counter() > end:
            raise SystemExit(f"a screen was left behind: {failed and failed.exception()}")
        await asyncio.sleep(0.01)
