"""The live process: `gunicorn --config live/gunicorn.py "live.server:create()"`. PostgreSQL only.

GET /live/meetings/<number>?token=…   the stream of a screen (text/event-stream); `seen` or Last-Event-ID names
                                      what it shows already
GET /live/health                      200 and the number of open screens, 503 while PostgreSQL tells us nothing
"""

import asyncio
import re
import time
from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import suppress
from typing import Any
from urllib.parse import parse_qs

from config import Config
from live.changes import follow
from live.passes import Pass, of_screen
from live.topics import MOST_SCREENS, Hub
from live.web import Web

HEARTBEAT = 15.0  # seconds; a proxy hangs up on who says nothing for a minute
BEAT = b":\n\n"
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
_STREAM = (
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
)
_WORDS = ((b"content-type", b"text/plain"), (b"cache-control", b"no-store"), (b"x-content-type-options", b"nosniff"))


class Live:
    """The ASGI application."""

    def __init__(self, hub: Hub, database: str, secret: str, prefix: str) -> None:
        """`database` is listened to, `secret` signs the passes, `prefix` begins every address."""
        self.hub, self.database, self.secret = hub, database, secret
        self.of_meeting = re.compile(re.escape(prefix) + r"/meetings/([0-9]{1,9})")
        self.health = f"{prefix}/health"
        self.ear: asyncio.Task[None] | None = None

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """One request, or the life of the process."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "http":
            await self._answer(scope, receive, send)

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        if not self.database.startswith("postgresql"):
            await send({"type": "lifespan.startup.failed", "message": "live screens need PostgreSQL"})
            return
        self.ear = asyncio.create_task(follow(self.database, self.hub))
        self.ear.add_done_callback(lambda _: self.hub.hear(False))
        await send({"type": "lifespan.startup.complete"})
        await receive()
        self.ear.cancel()
        await send({"type": "lifespan.shutdown.complete"})

    async def _answer(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["path"] == self.health:
            await _say(send, 200 if self.hub.hears else 503, f"{self.hub.screens} screens\n")
            return
        found, query = self.of_meeting.fullmatch(scope["path"]), _query(scope)
        what = of_screen(self.secret, query.get("token", ""), time.time())
        if not found or what is None or what.meeting != int(found[1]):
            await _say(send, 404, "nothing here\n")
        elif scope["method"] != "GET":
            await _say(send, 405, "GET only\n")
        elif not self.hub.hears or self.hub.screens >= MOST_SCREENS:
            await _say(send, 503, "ask for yourself\n")
        else:
            await self._stream(what, query.get("seen", ""), receive, send)

    async def _stream(self, what: Pass, seen: str, receive: Receive, send: Send) -> None:
        """Tell what is new, and that we are here, until the screen goes, its pass ends or we hear nothing more."""
        topic, woken = self.hub.join(what)
        gone = asyncio.create_task(_gone(receive))
        gone.add_done_callback(lambda _: woken.set())
        clock = asyncio.get_running_loop().time
        try:
            await send({"type": "http.response.start", "status": 200, "headers": _STREAM})
            await _write(send, BEAT)
            while not gone.done() and self.hub.hears and time.time() < what.until:
                woken.clear()
                event, seen = topic.news(seen, clock())
                if event:
                    await _write(send, event)
                if not await _within(HEARTBEAT, woken):
                    await _write(send, BEAT)
            await send({"type": "http.response.body", "body": b""})
        finally:
            gone.cancel()
            self.hub.leave(topic, woken)


async def _within(seconds: float, woken: asyncio.Event) -> bool:
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            return await woken.wait()
    return False


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _write(send: Send, body: bytes) -> None:
    await send({"type": "http.response.body", "body": body, "more_body": True})


async def _say(send: Send, status: int, words: str) -> None:
    await send({"type": "http.response.start", "status": status, "headers": _WORDS})
    await send({"type": "http.response.body", "body": words.encode()})


def _query(scope: Message) -> dict[str, str]:
    """What the address says, and, stronger, what a browser that comes back has seen last."""
    found = {name: values[0] for name, values in parse_qs(scope["query_string"].decode("latin-1")).items()}
    last = dict(scope["headers"]).get(b"last-event-id")
    return {**found, "seen": last.decode("latin-1")} if last else found


def create() -> Live:
    """The application with the settings of this machine."""
    settings = Config()
    web = Web(settings.WEB_URL, settings.SECRET_KEY)
    prefix = settings.LIVE_URL or "/live"
    return Live(Hub(web.part), settings.SQLALCHEMY_DATABASE_URI, settings.SECRET_KEY, prefix)
