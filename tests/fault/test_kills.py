"""Processes killed while ballots are cast: what was acknowledged is there, what is sent again is there once."""

import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from flask import Flask

from app import create_app
from app.kernel.db import db
from config import TestConfig
from tests import factories, postgres
from tests.factories import polls
from tests.fault.boxes import Told, compare
from tests.fault.servers import Server
from tests.fault.sizes import size
from tests.fault.voters import Line, Voter, at_once, crowd

pytestmark = pytest.mark.fault
VOTERS = size(300, 500)  # of each round
CLIENTS = 20
SOONEST, LATEST = 0.1, size(0.4, 1.5)  # seconds from one kill, when all is up again, to the next
SUCCESSOR = 2.5  # seconds that a new web process needs to start
MOST_KILLS = size(1, 2)  # in a round
ROUNDS = size(1, 10)  # of each kind of kill
Kill = Callable[[], None]


@dataclass
class Found:
    """What all rounds found."""

    casts: int = 0
    kills: int = 0
    lost: int = 0
    double: int = 0
    marked_without_ballot: int = 0
    heard: Counter[int] = field(default_factory=Counter)

    def __str__(self) -> str:
        unanswered = self.heard[0] + sum(count for status, count in self.heard.items() if status >= 500)
        return (
            f"{self.casts} casts, {self.kills} kills, {unanswered} requests without an answer or refused: "
            f"{self.lost} lost, {self.double} double, {self.marked_without_ballot} marked without a ballot"
        )


def a_round(found: Found, poll, voters: list[Voter], port: int, kill: Kill) -> None:
    """Let every voter cast, sending the same paper until answered, while the killer goes round."""
    poll_id = poll.id
    papers = {voter.person.id: (voter.paper(poll), random.randint(1, 3)) for voter in voters}
    told: dict[int, Told] = {}
    lines = [Line(port) for _ in range(CLIENTS)]

    def cast(number: int) -> None:
        for voter in voters[number::CLIENTS]:
            paper, mark = papers[voter.person.id]
            answer = lines[number].insist(voter, f"/polls/{poll_id}/ballots", voter.ballot(paper, mark))
            assert answer.is_receipt, f"{answer.status} {answer.location} {answer.text}"
            told[voter.person.id] = Told(mark, lines[number].told(voter, poll_id))

    def go_round(clients) -> None:
        kills = 0
        while kills < MOST_KILLS or not refused(lines):  # a process may die while it is still starting
            time.sleep(random.uniform(SOONEST, LATEST))
            if all(client.done() for client in clients):
                return
            kill()
            kills += 1
            found.kills += 1

    at_once(CLIENTS, cast, go_round)
    db.engine.dispose()
    count = compare(poll, told)
    assert len(told) == len(voters)
    found.casts += len(told)
    found.lost += count.lost
    found.double += count.untold
    found.marked_without_ballot += count.marks_on_roll - count.ballots
    found.heard += sum((line.heard for line in lines), Counter())


def refused(lines: list[Line]) -> int:
    """How many requests of a round got no answer, or none but "later"."""
    return sum(line.heard[0] + line.heard[503] for line in lines)


def rounds(app: Flask, server: Server, kill: Kill, count: int) -> Found:
    """So many polls, each with all voters."""
    council, found = factories.a_council(), Found()
    voters = crowd(app, council, VOTERS)
    for _round in range(count):
        poll = polls.an_open_poll(council, choices=3)
        a_round(found, poll, voters, server.port, kill)
    return found


def prove(found: Found, server: Server) -> None:
    """Nothing but refusals while something was down."""
    assert (found.lost, found.double, found.marked_without_ballot) == (0, 0, 0)
    assert found.heard.keys() <= {0, 200, 303, 503}, f"answered {found.heard}: {server.complaints()[-40:]}"
    assert "database is locked" not in server.words()
    assert found.heard[0] + found.heard[503], "nothing was ever refused: the kills came too late"


def test_killing_web_processes_loses_no_ballot_and_makes_none_twice(app, url, tmp_path, figure):
    with Server(url, tmp_path, processes=size(2, 4), worker=True) as server:

        def kill() -> None:
            server.kill_one()
            time.sleep(SUCCESSOR)

        found = rounds(app, server, kill, ROUNDS)
    figure("kill process", str(found))
    prove(found, server)


def test_killing_the_whole_server_loses_no_ballot_and_makes_none_twice(app, url, tmp_path, figure):
    with Server(url, tmp_path, processes=size(2, 4), worker=True) as server:

        def kill() -> None:
            server.kill()
            server.start()

        found = rounds(app, server, kill, ROUNDS)
    figure("kill server", str(found))
    prove(found, server)


@contextmanager
def a_cluster_to_kill() -> Iterator[postgres.Cluster]:
    cluster = postgres.Cluster.start(durable=True)
    try:
        yield cluster
    finally:
        cluster.stop()


@contextmanager
def an_app_on(address: str, folder: Path) -> Iterator[Flask]:
    class Settings(TestConfig):
        SQLALCHEMY_DATABASE_URI = address
        UPLOADS = folder / "uploads"

    app = create_app(Settings)
    with app.app_context():
        db.create_all()
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.mark.postgresql_only
def test_killing_postgresql_loses_no_ballot_and_makes_none_twice(database, tmp_path, figure):
    if database != "postgresql":
        pytest.skip("PostgreSQL only")
    with a_cluster_to_kill() as cluster, an_app_on(cluster.create_database("killed"), tmp_path) as app:
        url = db.engine.url.render_as_string(hide_password=False)
        db.session.remove()

        def kill() -> None:
            cluster.kill()
            cluster.start_again()

        with Server(url, tmp_path, processes=size(2, 4), worker=True) as server:
            found = rounds(app, server, kill, ROUNDS)
    figure("kill database", str(found))
    prove(found, server)
