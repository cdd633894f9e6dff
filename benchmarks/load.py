"""A client that keeps a number of connections busy and counts answers."""

import asyncio
import statistics
import time
from collections import Counter, deque
from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass
class Found:
    """What a run found: answers by status, seconds of each answer, and seconds of the whole run."""

    statuses: Counter[int] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    elapsed: float = 0.0

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.seconds) / self.elapsed

    @property
    def median(self) -> float:
        """The median time of an answer, in milliseconds."""
        return statistics.median(self.seconds) * 1000


def request(path: str, *, cookie: str = "", body: str | None = None) -> bytes:
    """An HTTP/1.1 request as it goes over the line."""
    lines = [f"{'GET' if body is None else 'POST'} {path} HTTP/1.1", "Host: localhost", "Accept-Language: ko"]
    if cookie:
        lines.append(f"Cookie: {cookie}")
    if body is not None:
        lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body.encode())}"]
    return ("\r\n".join(lines) + "\r\n\r\n" + (body or "")).encode()


def run(port: int, requests: Iterable[bytes], connections: int) -> Found:
    """Send every request once, over so many connections at a time."""
    return asyncio.run(_run(port, deque(requests), connections))


async def _run(port: int, waiting: deque[bytes], connections: int) -> Found:
    found = Found()
    start = time.perf_counter()
    await asyncio.gather(*(_keep_busy(port, waiting, found) for _ in range(connections)))
    found.elapsed = time.perf_counter() - start
    return found


async def _keep_busy(port: int, waiting: deque[bytes], found: Found) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    while waiting:
        message = waiting.popleft()
        start = time.perf_counter()
        writer.write(message)
        status, head, _body = await answer(reader)
        found.seconds.append(time.perf_counter() - start)
        found.statuses[status] += 1
        if "connection: close" in head.lower():
            writer.close()
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.close()


async def answer(reader: asyncio.StreamReader) -> tuple[int, str, bytes]:
    """The next answer: its status, its head and its body."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    status = int(head.split(" ", 2)[1])
    if status == 304:
        return status, head, b""
    lines = head.lower().split("\r\n")
    length = next((int(line.split(":")[1]) for line in lines if line.startswith("content-length:")), None)
    if length is None:
        raise SystemExit("the server answered without a length")
    return status, head, await reader.readexactly(length)
