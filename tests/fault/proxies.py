"""A line that cannot be trusted: it brings every request to the server and cuts some of the answers."""

import random
import socket

from tests.listening import Listening


class Proxy(Listening):
    """Forwards to a port; `with Proxy(...) as proxy:`. a share of the answers to ballots end before their status."""

    def __init__(self, target: int, share: float) -> None:
        """Listen on a port of its own."""
        super().__init__()
        self.target, self.share = target, share
        self.cuts = 0

    def carry(self, voter: socket.socket) -> None:
        with voter, socket.create_connection(("127.0.0.1", self.target)) as server:
            request = _whole_request(voter)
            server.sendall(request)
            answer = _everything(server)
            if _is_ballot(request) and random.random() < self.share:
                self.cuts += 1
                answer = answer[: random.randrange(len(b"HTTP/1.1 303"))]
            voter.sendall(answer)


def _is_ballot(request: bytes) -> bool:
    return request.startswith(b"POST") and request.split(b" ", 2)[1].endswith(b"/ballots")


def _whole_request(voter: socket.socket) -> bytes:
    request = b""
    while b"\r\n\r\n" not in request:
        request += voter.recv(65536)
    head, _, body = request.partition(b"\r\n\r\n")
    lengths = [line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
    missing = (int(lengths[0].split(b":")[1]) if lengths else 0) - len(body)
    while missing > 0:
        part = voter.recv(65536)
        request, missing = request + part, missing - len(part)
    return request


def _everything(server: socket.socket) -> bytes:
    answer = b""
    while part := server.recv(65536):
        answer += part
    return answer
