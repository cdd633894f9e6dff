"""What the live process asks of the web server and tells its screens, without either."""

import asyncio
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from app.meetings.models import CHANNEL
from live import changes
from live.passes import CONSOLE, SCREEN, Pass, for_errand, for_screen, of_errand, of_screen
from live.server import Live
from live.topics import PAUSE, Hub
from live.web import Part, Unanswered, Web

SECRET = "a key"
WHAT = Pass(7, SCREEN, "ko", 1_000)


class Source:
    """A web server that counts its questions."""

    def __init__(self) -> None:
        self.asked: list[tuple[int, str, str, str]] = []
        self.version, self.fails = 1, 0
        self._lock = threading.Lock()

    def __call__(self, meeting: int, kind: str, language: str, known: str) -> Part | None:
        with self._lock:
            self.asked.append((meeting, kind, language, known))
            if self.fails:
                self.fails -= 1
                raise Unanswered("away")
            return None if known == str(self.version) else Part(str(self.version), f"<p>{self.version}</p>")


def run_to_its_end(coroutine):
    """In a thread of its own: a browser that other tests hold open keeps a loop running in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, coroutine).result()


async def until(true):
    end = time.monotonic() + 10
    while not true():
        assert time.monotonic() < end
        await asyncio.sleep(0.01)


def test_many_screens_of_a_topic_ask_once_and_a_burst_of_changes_asks_twice():
    async def run():
        source = Source()
        hub = Hub(source)
        joined = [hub.join(WHAT) for _ in range(50)]
        topic = joined[0][0]
        await until(lambda: topic.shown)
        assert len(source.asked) == 1
        await asyncio.sleep(PAUSE * 2)
        source.version = 2
        for _ in range(30):
            hub.touch(7)
            await asyncio.sleep(PAUSE / 100)
        await asyncio.sleep(PAUSE * 3)
        assert topic.shown.part.tag == "2"
        assert len(source.asked) == 3
        assert all(screen.is_set() for _topic, screen in joined)

    run_to_its_end(run())


def test_a_change_of_another_meeting_asks_nothing_and_a_change_of_any_asks():
    async def run():
        source = Source()
        hub = Hub(source)
        topic, _screen = hub.join(WHAT)
        await until(lambda: topic.shown)
        hub.touch(8)
        await asyncio.sleep(PAUSE * 2)
        assert len(source.asked) == 1
        hub.hear(True)
        await until(lambda: len(source.asked) == 2)

    run_to_its_end(run())


def test_a_topic_at_which_nobody_looks_is_forgotten_and_asks_no_more():
    async def run():
        source = Source()
        hub = Hub(source)
        one, other = hub.join(WHAT), hub.join(WHAT)
        await until(lambda: one[0].shown)
        hub.leave(*one)
        assert hub.screens == 1
        hub.leave(*other)
        hub.touch(7)
        await asyncio.sleep(PAUSE * 2)
        assert (hub.screens, hub.topics, len(source.asked)) == (0, {}, 1)

    run_to_its_end(run())


def test_a_web_server_that_does_not_answer_is_asked_until_it_does():
    async def run():
        source = Source()
        source.fails = 1
        topic, _screen = Hub(source).join(WHAT)
        await until(lambda: topic.shown)
        assert len(source.asked) == 2

    run_to_its_end(run())


def test_the_console_asks_the_web_server_for_nothing():
    async def run():
        source = Source()
        hub = Hub(source)
        topic, _screen = hub.join(Pass(7, CONSOLE, "ko", 1_000))
        await until(lambda: topic.times)
        event, seen = topic.news("", 0)
        assert event.startswith(b"event: changed\n")
        assert topic.news(seen, 0) == (b"", seen)
        assert source.asked == []

    run_to_its_end(run())


def test_a_web_server_that_is_not_there_is_unanswered():
    with pytest.raises(Unanswered):
        Web("http://127.0.0.1:9", SECRET).part(7, SCREEN, "ko", "")


@pytest.mark.parametrize(("write", "read", "other"), [(for_screen, of_screen, of_errand)])
def test_a_pass_says_what_was_signed_until_it_ends_and_for_one_purpose(write, read, other):
    words = write(SECRET, WHAT)
    assert read(SECRET, words, 999) == WHAT
    assert read(SECRET, words, 1_000) is None
    assert read("another key", words, 0) is None
    assert read(SECRET, words[:-1], 0) is None
    assert other(SECRET, words, 0) is None
    assert other(SECRET, for_errand(SECRET, WHAT), 0) == WHAT


def test_on_sqlite_the_live_process_says_why_it_does_not_start():
    said = []

    async def receive():
        return {"type": "lifespan.startup"}

    async def send(message):
        said.append(message)

    run_to_its_end(Live(Hub(Source()), "sqlite:///golmok.db", SECRET, "/live")({"type": "lifespan"}, receive, send))
    assert said == [{"type": "lifespan.startup.failed", "message": "live screens need PostgreSQL"}]


def test_while_postgresql_tells_nothing_screens_are_sent_away():
    said = []

    async def send(message):
        said.append(message)

    async def receive():
        return {"type": "http.disconnect"}

    words = for_screen(SECRET, Pass(7, SCREEN, "ko", int(time.time()) + 60))
    scope = {"type": "http", "method": "GET", "path": "/live/meetings/7", "headers": []}
    scope["query_string"] = f"token={words}".encode()
    live = Live(Hub(Source()), "postgresql://", SECRET, "/live")
    run_to_its_end(live(scope, receive, send))
    assert said[0]["status"] == 503


def test_the_process_listens_where_the_triggers_announce():
    assert changes.CHANNEL == CHANNEL
