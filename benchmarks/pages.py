"""How fast the pages are: in milliseconds, in statements, and beside a bare route with the same template."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median
from typing import Any

from flask import Flask
from sqlalchemy import event
from sqlalchemy.engine import Engine

from benchmarks import load
from benchmarks.servers import server

PATHS = {
    "첫 화면 · home": "/",
    "골목회의 · council": "/councils/3",
    "제안 목록 · proposals": "/councils/3/proposals",
    "제안과 의견 50개 · proposal with 50 comments": "/proposals/2",
    "투표 · poll": "/polls/163",
    "결과 · result": "/polls/3/result",
}
REQUESTS = 400
ROUNDS = 8
CONNECTIONS = 1


@dataclass(frozen=True)
class Row:
    """One page: median milliseconds of server time, statements, answers a second, and the bare route's."""

    name: str
    milliseconds: float
    statements: int
    rate: float
    bare_rate: float

    @property
    def share(self) -> float:
        """Of the bare route's rate."""
        return self.rate / self.bare_rate


@contextmanager
def _statements() -> Iterator[list[str]]:
    seen: list[str] = []

    def remember(*given: Any) -> None:
        seen.append(given[2])

    event.listen(Engine, "before_cursor_execute", remember)
    try:
        yield seen
    finally:
        event.remove(Engine, "before_cursor_execute", remember)


def alone(app: Flask, path: str, cookie: str, times: int = 30) -> tuple[float, int]:
    """Median milliseconds and statements of the page in this process, without a server around it."""
    client, taken = app.test_client(use_cookies=False), []
    for _ in range(times):
        start = time.perf_counter()
        answer = client.get(path, headers={"Cookie": cookie})
        taken.append(time.perf_counter() - start)
        assert answer.status_code == 200, f"{path} answered {answer.status_code}"
    with _statements() as seen:
        client.get(path, headers={"Cookie": cookie})
    return sorted(taken)[times // 2] * 1000, len(seen)


def measure(app: Flask, cookie: str, workers: int) -> list[Row]:
    """All pages, each beside its bare route, on the production server with the same workers."""
    found = {name: alone(app, path, cookie) for name, path in PATHS.items()}
    settings = {"GOLMOK_BENCHMARK_PATHS": " ".join(PATHS.values()), "GOLMOK_BENCHMARK_COOKIE": cookie}
    with (
        server("app:create_app()", workers) as ours,
        server("benchmarks.bare:pages()", workers, **settings) as bare,
    ):
        return [Row(name, *found[name], *_rates((ours, bare), path, cookie)) for name, path in PATHS.items()]


def _rates(ports: tuple[int, int], path: str, cookie: str) -> list[float]:
    """Answers a second of both servers, asked in turns: a machine that slows down slows both."""
    message = load.request(path, cookie=cookie)
    for port in ports:
        load.run(port, [message] * 40, CONNECTIONS)
    rounds = [[_rate(port, message) for port in ports] for _round in range(ROUNDS)]
    return [median(side) for side in zip(*rounds, strict=True)]


def _rate(port: int, message: bytes) -> float:
    found = load.run(port, [message] * (REQUESTS // ROUNDS), CONNECTIONS)
    assert set(found.statuses) == {200}, f"{message!r} was answered {found.statuses}"
    return found.rate
