"""A server of plain sockets for tests that stand between a browser and Golmok: a thread for each connection."""

import socket
import threading
from contextlib import suppress
from typing import Self


class Listening:
    """`with Listening() as one:` lets `carry` have every connection to `port`, until the end."""

    def __init__(self) -> None:
        """Listen on a port of its own."""
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=128)
        self.port: int = self._listener.getsockname()[1]

    def __enter__(self) -> Self:
        threading.Thread(target=self._listen, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._listener.close()

    def carry(self, connection: socket.socket) -> None:
        """What is done with one connection."""
        raise NotImplementedError

    def _listen(self) -> None:
        with suppress(OSError):  # closed
            while True:
                connection, _address = self._listener.accept()
                threading.Thread(target=self.carry, args=(connection,), daemon=True).start()
