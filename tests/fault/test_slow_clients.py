"""Somebody who takes none of a file: cut off in time, and the threads of pages are never theirs."""

import socket
import time
from contextlib import ExitStack, suppress
from http.client import HTTPConnection

import pytest

from app.kernel.db import db, transaction
from app.proposals.models import Proposal
from app.records.views.sending import AT_ONCE
from tests import factories
from tests.factories import proposals
from tests.fault.servers import Server

pytestmark = pytest.mark.fault
STALLS = 3.0  # seconds
LARGE = 3_000  # rows of 2,000 letters: more than the buffers of both sides of a socket hold


@pytest.fixture
def path(app) -> str:
    council = factories.a_council()
    first = proposals.a_proposal(council)
    common = {"council_id": council.id, "author_id": first.author_id, "version": 1, "state": first.state}
    words = {"title": "가로등", "problem": "어둡습니다. " * 300, "published_at": first.published_at}
    rows = [{**common, **words, "drafted_at": first.drafted_at} for _ in range(LARGE)]
    with transaction() as kept:
        kept.execute(db.insert(Proposal), rows)
    return f"/councils/{council.id}/data/proposals.csv"


def asks_and_reads_nothing(port: int, path: str, hold: ExitStack) -> socket.socket:
    """A client with a small buffer that has read the first bytes of the answer and no more."""
    line = hold.enter_context(socket.socket())
    line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
    line.settimeout(60)
    line.connect(("127.0.0.1", port))
    line.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
    assert line.recv(12) == b"HTTP/1.1 200"
    return line


def status(port: int, path: str) -> int:
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        return answer.status
    finally:
        connection.close()


def test_clients_that_take_nothing_are_cut_off_and_block_no_page(url, path, tmp_path, figure):
    with Server(url, tmp_path, processes=1, GOLMOK_EXPORT_STALLS=str(STALLS)) as server, ExitStack() as hold:
        start = time.monotonic()
        lines = [asks_and_reads_nothing(server.port, path, hold) for _ in range(AT_ONCE)]
        assert status(server.port, path) == 503
        assert status(server.port, "/about") == 200
        while status(server.port, path) == 503:
            assert time.monotonic() - start < 60, "nobody was cut off"
            time.sleep(0.2)
        figure("slow client", f"a place was free again {time.monotonic() - start:.1f} s after {AT_ONCE} had stalled")
        for line in lines:
            assert len(_rest(line)) < LARGE * 2_000


def _rest(line: socket.socket) -> bytes:
    """What was on its way when the server let go."""
    found = b""
    with suppress(ConnectionResetError, TimeoutError):
        line.settimeout(10)
        while piece := line.recv(65_536):
            found += piece
    return found
