"""How long it takes to mix the box of a large poll while it is open."""

import time
from dataclasses import dataclass
from statistics import median

from flask import Flask

from app.kernel import clock
from app.kernel.db import transaction
from app.polls import service
from benchmarks import fill_polls

ROUNDS = 20


@dataclass(frozen=True)
class Row:
    """Milliseconds of the rounds over a box of so many ballots."""

    ballots: int
    milliseconds: list[float]

    @property
    def median(self) -> float:
        """Of all rounds."""
        return median(self.milliseconds)

    @property
    def slowest(self) -> float:
        """Of all rounds."""
        return max(self.milliseconds)


def measure(app: Flask, ballots: int = 3_000) -> Row:
    """Mix an open box of so many ballots again and again, each time in a transaction of its own."""
    with app.app_context():
        poll = fill_polls.draft(1, 1, clock.now())
        fill_polls.write_roll([poll], ballots)
        fill_polls.open_poll(poll, ballots)
        fill_polls.write_ballots([poll], ballots)
        return Row(ballots, [_mixed(int(poll.id)) for _ in range(ROUNDS)])


def _mixed(poll_id: int) -> float:
    start = time.perf_counter()
    with transaction():
        service.mix(poll_id, at=clock.now())
    return (time.perf_counter() - start) * 1000
