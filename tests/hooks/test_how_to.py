"""docs/how-to/receive-webhooks.md: its receiver runs as it stands there, and takes what is real and nothing else."""

import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from flask import Flask

from app.hooks import service
from app.hooks.service.signing import headers
from app.hooks.service.wire import Wire
from app.kernel import clock
from app.kernel.db import transaction
from tests import factories
from tests.factories import proposals, webhooks
from tests.hooks.test_news import happened

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "how-to" / "receive-webhooks.md").read_text(encoding="utf-8")
[PROGRAM] = re.findall(r"```python\n(.*?)```", TEXT, flags=re.DOTALL)
[EXAMPLE] = re.findall(r"```json\n(.*?)```", TEXT, flags=re.DOTALL)


@contextmanager
def running(secret: str, folder: Path, port: int) -> Iterator[Path]:
    """The program of the page as a process of its own; gives the file it prints to."""
    program, said = folder / "receiver.py", folder / "said.txt"
    program.write_text(PROGRAM, encoding="utf-8")
    with said.open("w") as out:
        process = subprocess.Popen(
            [sys.executable, str(program), str(port)],
            env={**os.environ, "WEBHOOK_SECRET": secret}, stdout=out, stderr=subprocess.DEVNULL,
        )  # fmt: skip
    try:
        for _ in range(200):
            with closing(socket.socket()) as knock:
                if knock.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield said
    finally:
        process.kill()
        process.wait()


def a_port() -> int:
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def answer_to(port: int, body: bytes, sent: dict[str, str]) -> int:
    try:
        return urllib.request.urlopen(urllib.request.Request(f"http://127.0.0.1:{port}/", body, sent)).status
    except urllib.error.HTTPError as error:
        return error.code


def test_the_receiver_takes_what_golmok_sends_once_and_nothing_else(app: Flask, tmp_path: Path) -> None:
    port = a_port()
    usual, app.extensions["webhook_wire"] = app.extensions["webhook_wire"], Wire(loopback=True)
    try:
        webhook, secret = webhooks.an_operators_webhook(address=f"http://localhost:{port}/golmok")
        proposal = proposals.a_proposal(factories.a_council())
        with running(secret, tmp_path, port) as said:
            happened("proposal.published", proposal)
            assert webhooks.delivered() == 1
            number = webhooks.the_delivery().id
            with transaction():
                service.redeliver(webhook, number, at=clock.now())
            assert webhooks.delivered() == 1
            body, moment = b'{"type": "x", "link": "y"}', clock.now()
            forged = dict(headers(["whsec_" + "A" * 43 + "="], "msg_1", moment, body))
            assert answer_to(port, body, forged) == 401
            old = dict(headers([secret], "msg_1", moment.replace(year=2020), body))
            assert answer_to(port, body, old) == 401
            assert answer_to(port, body, dict(headers([secret], "msg_1", moment, body))) == 204
            lines = said.read_text(encoding="utf-8").splitlines()
    finally:
        app.extensions["webhook_wire"] = usual
    assert lines == [f"proposal.published http://golmok.test/proposals/{proposal.id}", "x y"]


def test_the_example_has_the_members_of_what_is_sent(app: Flask) -> None:
    assert set(json.loads(EXAMPLE)) == {"id", "type", "timestamp", "link", "data"}
    assert len(PROGRAM.strip().splitlines()) <= 35
