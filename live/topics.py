"""What screens look at: one topic for a meeting, a kind of screen and a language, whoever many look."""

import asyncio
import json
import logging
from collections.abc import Callable
from dataclasses import dataclass

from live.passes import CONSOLE, Pass
from live.web import Part, Unanswered

MOST_SCREENS = 5000
PAUSE = 0.2  # seconds from one question about a topic to the next: at most five a second
RETRY = 1.0  # seconds until a web server that did not answer is asked again
log = logging.getLogger(__name__)

Ask = Callable[[int, str, str, str], Part | None]  # meeting, kind, language, known tag; blocks, raises Unanswered
Key = tuple[int, str, str]


@dataclass(frozen=True)
class Shown:
    """A part, and when it came, by the clock of the loop."""

    part: Part
    at: float

    def event(self, now: float) -> bytes:
        """As the stream says it; `age` lets the clocks in it go on."""
        data = json.dumps({"age": round(now - self.at, 1), "html": self.part.html}, ensure_ascii=False)
        return f"id: {self.part.tag}\nevent: shown\ndata: {data}\n\n".encode()


class Topic:
    """The latest of what is shown, and who waits for the next; nobody who is slow makes anything pile up."""

    def __init__(self, key: Key) -> None:
        """It is not known yet what is shown."""
        self.key = key
        self.screens: set[asyncio.Event] = set()
        self.changed = asyncio.Event()
        self.changed.set()
        self.shown: Shown | None = None
        self.fresh = b""  # the event of `shown` for those who are told at once
        self.times = 0  # that something changed, for the console
        self.keeper: asyncio.Task[None] | None = None

    def news(self, seen: str, now: float) -> tuple[bytes, str]:
        """What somebody who has seen this tag must be told, if anything, and the tag they have seen then."""
        if self.key[1] == CONSOLE:
            times = str(self.times) if self.times else seen
            return (b"event: changed\ndata: -\n\n" if times != seen else b""), times
        if self.shown is None or self.shown.part.tag == seen:
            return b"", seen
        is_fresh = now - self.shown.at < PAUSE
        return (self.fresh if is_fresh else self.shown.event(now)), self.shown.part.tag

    def show(self, part: Part | None, now: float) -> None:
        """Tell everybody; None where it is still the same."""
        if part is None:
            return
        self.shown = Shown(part, now)
        self.fresh = self.shown.event(now)
        self.wake()

    def wake(self) -> None:
        """Let every screen look."""
        for screen in self.screens:
            screen.set()


class Hub:
    """All topics that somebody looks at."""

    def __init__(self, ask: Ask) -> None:
        """`ask` gets a part from the web server."""
        self.ask, self.topics = ask, dict[Key, Topic]()
        self.hears = False  # whether PostgreSQL tells us of changes; without that, screens are sent away

    @property
    def screens(self) -> int:
        """How many are open."""
        return sum(len(topic.screens) for topic in self.topics.values())

    def join(self, what: Pass) -> tuple[Topic, asyncio.Event]:
        """Look at the topic: the event is set when there may be news."""
        key = what.meeting, what.kind, what.language
        topic = self.topics.setdefault(key, Topic(key))
        screen = asyncio.Event()
        topic.screens.add(screen)
        topic.keeper = topic.keeper or asyncio.create_task(self._keep(topic))
        return topic, screen

    def leave(self, topic: Topic, screen: asyncio.Event) -> None:
        """Look away; a topic at which nobody looks is forgotten."""
        topic.screens.discard(screen)
        if not topic.screens:
            self.topics.pop(topic.key, None)
            if topic.keeper:
                topic.keeper.cancel()

    def touch(self, meeting: int | None = None) -> None:
        """The meeting has changed; without a number, any may have."""
        for topic in self.topics.values():
            if meeting in (None, topic.key[0]):
                topic.changed.set()

    def hear(self, hears: bool) -> None:
        """Whether we are told of changes from now on; who was not told asks by itself."""
        self.hears = hears
        for topic in self.topics.values():
            topic.wake()
        if hears:
            self.touch()

    async def _keep(self, topic: Topic) -> None:
        pause = PAUSE
        while True:
            await topic.changed.wait()
            topic.changed.clear()
            try:
                await self._refresh(topic)
                pause = PAUSE
            except Unanswered as reason:
                if pause == PAUSE:
                    log.warning("the web server does not answer for meeting %s: %s", topic.key[0], reason)
                topic.changed.set()
                pause = RETRY
            await asyncio.sleep(pause)

    async def _refresh(self, topic: Topic) -> None:
        if topic.key[1] == CONSOLE:
            topic.times += 1
            topic.wake()
            return
        known = topic.shown.part.tag if topic.shown else ""
        part = await asyncio.to_thread(self.ask, *topic.key, known)
        topic.show(part, asyncio.get_running_loop().time())
