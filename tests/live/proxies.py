"""What nginx does in production: one address for residents, /live passed on to the live process."""

import re
import socket
import threading
from contextlib import suppress

from tests.listening import Listening

_CONNECTION = re.compile(rb"\r\nconnection:[^\r]*", re.IGNORECASE)


class Proxy(Listening):
    """`with Proxy(web_port, live_port) as proxy:` serves both at `proxy.base`, one request a connection."""

    def __init__(self, web_port: int, live_port: int) -> None:
        """Listen on a port of its own."""
        super().__init__()
        self.web_port, self.live_port = web_port, live_port
        self.asked: list[str] = []  # the first line of every request
        self.base = f"http://localhost:{self.port}"

    def carry(self, browser: socket.socket) -> None:
        with browser, suppress(OSError):
            request = b""
            while b"\r\n\r\n" not in request:
                part = browser.recv(65536)
                if not part:
                    return
                request += part
            line = request.split(b"\r\n", 1)[0].decode()
            self.asked.append(line)
            try:
                port = self.live_port if line.split()[1].startswith("/live/") else self.web_port
                server = socket.create_connection(("127.0.0.1", port))
            except OSError:
                browser.sendall(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                return
            head, _, body = request.partition(b"\r\n\r\n")
            with server:
                server.sendall(_CONNECTION.sub(b"", head) + b"\r\nConnection: close\r\n\r\n" + body)
                threading.Thread(target=_copy, args=(browser, server), daemon=True).start()
                _copy(server, browser)


def _copy(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while part := source.recv(65536):
            target.sendall(part)
    with suppress(OSError):
        target.shutdown(socket.SHUT_RDWR)
