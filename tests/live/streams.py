"""A screen without a browser: it opens a stream and reads what it is told."""

import json
import socket
import time
from dataclasses import dataclass
from types import TracebackType

from config import TestConfig
from live.passes import SCREEN, Pass, for_screen


@dataclass(frozen=True)
class Told:
    """One event of a stream."""

    name: str
    tag: str
    html: str
    age: float


def token(meeting: int, kind: str = SCREEN, *, language: str = "ko", until: float | None = None) -> str:
    """What a page carries for its screen."""
    end = int(time.time() + 600 if until is None else until)
    return for_screen(TestConfig.SECRET_KEY, Pass(meeting, kind, language, end))


class Screen:
    """`with Screen(port, meeting, words) as screen:` reads the stream at /live."""

    def __init__(self, port: int, meeting: int, words: str, *, seen: str = "", last: str = "") -> None:
        """`seen` is what the page shows, `last` what a browser that comes back has seen."""
        self.line = socket.create_connection(("127.0.0.1", port))
        self.come = b""
        head = [f"GET /live/meetings/{meeting}?token={words}&seen={seen} HTTP/1.0", "Host: localhost"]
        head += [f"Last-Event-ID: {last}"] if last else []
        self.line.sendall("".join(f"{one}\r\n" for one in (*head, "")).encode())
        status, *lines = self._until(b"\r\n\r\n", 20).decode().lower().split("\r\n")
        self.status = int(status.split()[1])
        self.headers = dict(one.split(": ", 1) for one in lines if one)

    def __enter__(self) -> "Screen":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.line.close()

    def _until(self, end: bytes, within: float) -> bytes:
        """What comes up to this end. Raises TimeoutError, or EOFError where the stream ends."""
        until = time.monotonic() + within
        while end not in self.come:
            self.line.settimeout(max(until - time.monotonic(), 0.001))
            part = self.line.recv(65536)
            if not part:
                raise EOFError
            self.come += part
        first, _, self.come = self.come.partition(end)
        return first

    def told(self, *, within: float = 20) -> Told | None:
        """The next event; None where none comes in that many seconds. Raises EOFError where the stream ends."""
        until = time.monotonic() + within
        try:
            while True:
                block = self._until(b"\n\n", until - time.monotonic()).decode()
                fields = dict(line.split(": ", 1) for line in block.split("\n") if not line.startswith(":"))
                if "data" in fields:
                    break
        except TimeoutError:
            return None
        data = {"html": "", "age": 0.0} if fields["data"] == "-" else json.loads(fields["data"])
        return Told(fields["event"], fields.get("id", ""), data["html"], data["age"])
