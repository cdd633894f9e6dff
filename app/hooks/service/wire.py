"""One POST over the network: the name is looked up once, each address is checked, and that address is spoken to.

No redirect is followed, no proxy is asked, and of what comes back only the status and Retry-After are read.
"""

import http.client
import io
import socket
import ssl
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import Event, Timer
from typing import Any

from app.hooks.service.addresses import Target, is_loopback, is_open, target_of
from app.hooks.states import Trouble
from app.kernel.errors import Invalid

CONNECT_WITHIN, DONE_WITHIN = 4.0, 10.0  # seconds
MOST_READ = 8 * 1024  # bytes of an answer
MOST_ADDRESSES = 3  # of a name that are tried in turn
Resolver = Callable[[str, int], Sequence[str]]


@dataclass(frozen=True)
class Outcome:
    """What came of it: a status, or the trouble that there was. `retry_after` is the header as it stands."""

    status: int | None = None
    trouble: Trouble | None = None
    retry_after: str = ""

    @property
    def is_taken(self) -> bool:
        """Whether the receiver said that it has it."""
        return self.trouble is None


def addresses_of(name: str, port: int) -> Sequence[str]:
    """What the system's resolver says; raises OSError for a name that is none."""
    found = socket.getaddrinfo(name, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    return list(dict.fromkeys(str(one[4][0]) for one in found))


class _Few(io.RawIOBase):
    """The first bytes of an answer, and then its end."""

    def __init__(self, line: Any, most: int) -> None:
        self.line, self.left = line, most

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if self.left <= 0:
            return 0
        count: int = self.line.readinto(memoryview(buffer)[: self.left])
        self.left -= count
        return count

    def close(self) -> None:
        self.line.close()
        super().close()


class _ShortResponse(http.client.HTTPResponse):
    def __init__(self, sock: socket.socket, *args: Any, **given: Any) -> None:
        super().__init__(sock, *args, **given)
        self.fp.close()
        self.fp = io.BufferedReader(_Few(sock.makefile("rb", buffering=0), MOST_READ))


class _Line(http.client.HTTPConnection):
    """A connection that is open already, and never opens another."""

    response_class = _ShortResponse
    auto_open = 0


@dataclass(frozen=True)
class Wire:
    """The way out. Everything that a test must replace comes in here; what comes of itself is closed."""

    ports: Collection[int] = frozenset({443})
    loopback: bool = False
    resolve: Resolver = addresses_of
    may_speak_to: Callable[[str], bool] = is_open
    context: ssl.SSLContext = field(default_factory=ssl.create_default_context)
    within: float = DONE_WITHIN

    def target(self, address: str) -> Target:
        """The parts of an address that news may go to. Raises Invalid with a sentence."""
        return target_of(address, ports=self.ports, loopback=self.loopback)

    def post(self, address: str, body: bytes, headers: Mapping[str, str]) -> Outcome:
        """Send the body, in ten seconds or not at all; never raises."""
        try:
            target = self.target(address)
            found = self.resolve(target.name, target.port)
        except (OSError, UnicodeError, Invalid):
            return Outcome(trouble=Trouble.NO_NAME)
        speaks_to = self.may_speak_to if target.is_secure else is_loopback
        if not found:
            return Outcome(trouble=Trouble.NO_NAME)
        if not all(speaks_to(one) for one in found):
            return Outcome(trouble=Trouble.NOT_OPEN)
        return self._spoken(target, found, body, headers)

    def _spoken(self, target: Target, found: Sequence[str], body: bytes, headers: Mapping[str, str]) -> Outcome:
        for address in found[:MOST_ADDRESSES]:
            try:
                line = socket.create_connection((address, target.port), CONNECT_WITHIN)
            except OSError:
                continue
            with line:
                return self._said(target, line, body, headers)
        return Outcome(trouble=Trouble.NO_ANSWER)

    def _said(self, target: Target, line: socket.socket, body: bytes, headers: Mapping[str, str]) -> Outcome:
        line.settimeout(self.within)
        try:
            with self._wrapped(target, line) as open_line, _cut_after(self.within, open_line) as was_cut:
                if isinstance(open_line, ssl.SSLSocket):
                    open_line.do_handshake()
                answer = _answer(target, open_line, body, headers)
                return Outcome(trouble=Trouble.NO_ANSWER) if was_cut.is_set() else answer
        except ssl.SSLCertVerificationError:
            return Outcome(trouble=Trouble.NOT_SECURE)
        except (OSError, ValueError, http.client.HTTPException):
            return Outcome(trouble=Trouble.NO_ANSWER)

    def _wrapped(self, target: Target, line: socket.socket) -> socket.socket:
        if not target.is_secure:
            return line
        return self.context.wrap_socket(line, server_hostname=target.name, do_handshake_on_connect=False)


@contextmanager
def _cut_after(seconds: float, line: socket.socket) -> Iterator[Event]:
    """Each byte of an answer may come in time, and the last one never: yields whether it was cut off."""
    was_cut = Event()
    end = Timer(seconds, _cut, [line, was_cut])
    end.daemon = True
    end.start()
    try:
        yield was_cut
    finally:
        end.cancel()


def _cut(line: socket.socket, was_cut: Event) -> None:
    was_cut.set()
    with suppress(OSError):
        socket.socket.shutdown(line, socket.SHUT_RDWR)  # the line itself; ssl's own would wait for the other side


def _answer(target: Target, line: socket.socket, body: bytes, headers: Mapping[str, str]) -> Outcome:
    asked = _Line(target.name, target.port)
    asked.sock = line
    asked.request("POST", target.path, body, {"Host": target.host, "Connection": "close", **headers})
    answer = asked.getresponse()
    is_taken = 200 <= answer.status < 300
    after = answer.getheader("Retry-After", "") or ""
    return Outcome(answer.status, None if is_taken else Trouble.NOT_TAKEN, after)
