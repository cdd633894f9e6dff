"""Clocks that are wrong: where the database has a clock of its own, it alone decides when a box is closed."""

import random
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http.client import HTTPConnection

import pytest

from app.kernel import clock
from app.kernel.db import db
from app.polls import queries
from app.polls.jobs import close_due_polls
from tests import factories
from tests.browsing import forms
from tests.factories import polls
from tests.fault.boxes import Told, compare
from tests.fault.compiled import WrongClock
from tests.fault.servers import Server
from tests.fault.sizes import size
from tests.fault.voters import Answer, Line, Voter, at_once, crowd

pytestmark = pytest.mark.fault
TEN_MINUTES, AN_HOUR = 600, 3600
# seconds that the clock is wrong before voting, and from one second before closing on
ERRORS = size(
    [(-TEN_MINUTES, -TEN_MINUTES), (0, AN_HOUR)],
    [(TEN_MINUTES, TEN_MINUTES), (-TEN_MINUTES, -TEN_MINUTES), (0, AN_HOUR), (0, -AN_HOUR)] * 3,
)
CLIENTS = 8
VOTERS = 400
SLOWEST = 0.2  # seconds from one voter of a client to the next
BEFORE, AFTER = 2.5, 1.5  # seconds around closing in which clients send


@dataclass(frozen=True)
class Way:
    """One voter's way to the box: when the first page was asked for and the last answer was there, and what came."""

    voter: Voter
    mark: int
    began: float
    ended: float
    answer: Answer


def way_of(voter: Voter, poll_id: int, ports: list[int]) -> Way:
    """Paper, read-back, box: each page from a server of chance."""
    mark, began, fields, answer = random.randint(1, 3), time.time(), {}, Answer(0, "", "")
    for page in ("", "/readback", "/ballots"):
        address = f"/polls/{poll_id}{page}"
        answer = Line(random.choice(ports)).send(voter, address, {**fields, "marks": str(mark)} if page else None)
        if answer.status != 200:
            break
        found = [form for form in forms(answer.text) if form.action.endswith(("/readback", "/ballots"))]
        if not found:
            break
        fields = {name: found[0].values[name] for name in ("csrf_token", "paper")}
    return Way(voter, mark, began, time.time(), answer)


def vote_around_closing(poll, voters: list[Voter], ports: list[int], jump) -> list[Way]:
    """Send voters through the closing time; `jump` is called a second before it."""
    closing, waiting, ways = poll.closes_at.timestamp(), list(voters), []
    poll_id = poll.id

    def go(_number: int) -> None:
        time.sleep(max(0.0, closing - BEFORE - time.time()))
        while time.time() < closing + AFTER:
            ways.append(way_of(waiting.pop(), poll_id, ports))
            time.sleep(random.uniform(0, SLOWEST))

    def meanwhile(_clients) -> None:
        time.sleep(max(0.0, closing - 1 - time.time()))
        jump()

    at_once(CLIENTS, go, meanwhile)
    return ways


def error_shown_by(port: int) -> float:
    """How many seconds the server's clock is fast, by the Date of its answers."""
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", "/")
    shown = parsedate_to_datetime(connection.getresponse().headers["Date"])
    connection.close()
    return (shown - datetime.now(UTC)).total_seconds()


@pytest.mark.postgresql_only
def test_a_server_with_a_wrong_clock_takes_nothing_after_closing_and_refuses_nothing_before(
    app, url, tmp_path, figure, database
):
    if database != "postgresql":
        pytest.skip("PostgreSQL only")
    council, wrong = factories.a_council(), WrongClock(tmp_path, 0)
    voters = crowd(app, council, VOTERS)
    late = early = taken = refused = 0
    with (
        Server(url, tmp_path, processes=1) as right,
        Server(url, tmp_path, processes=1, worker=True, **wrong.environment) as server,
    ):
        for before, after in ERRORS:
            wrong.jump(before)
            poll = polls.an_open_poll(council, choices=3, closes_at=clock.now() + timedelta(seconds=BEFORE + 1))
            closing = poll.closes_at.timestamp()
            ways = vote_around_closing(poll, voters, [right.port, server.port], lambda after=after: wrong.jump(after))
            assert abs(error_shown_by(server.port) - after) < 5, "the wrong clock is not wrong"
            told = {
                way.voter.person.id: Told(way.mark, way.voter.number_kept(poll.id)) for way in ways if taken_of(way)
            }
            close_due_polls(clock.now())
            found, tally = compare(poll, told), queries.poll(poll.id).tally
            assert (found.ballots, found.marks_on_roll, found.lost, found.untold) == (len(told), len(told), 0, 0)
            assert tally.ballot_count == len(told)
            late += sum(taken_of(way) and way.began > closing for way in ways)
            early += sum(not taken_of(way) and way.ended < closing for way in ways)
            taken, refused = taken + len(told), refused + len(ways) - len(told)
            db.session.remove()
    figure(
        "clock",
        f"{len(ERRORS)} closings, a server 10 minutes or an hour wrong: {taken} taken, {refused} refused, "
        f"{late} taken after closing, {early} refused before",
    )
    assert (late, early) == (0, 0)
    assert min(taken, refused) > len(ERRORS)


def taken_of(way: Way) -> bool:
    """Whether the voter was led to a receipt."""
    return way.answer.is_receipt


@pytest.mark.sqlite_only
def test_on_sqlite_the_clock_of_the_process_is_the_database_s_and_a_wrong_one_moves_the_deadline(
    app, url, tmp_path, figure, database
):
    """SQLite has no clock of its own: who runs it must keep the machine's clock right."""
    if database != "sqlite":
        pytest.skip("SQLite only")
    council, wrong = factories.a_council(), WrongClock(tmp_path, 0)
    voter, poll = crowd(app, council, 1)[0], polls.an_open_poll(council)
    ballot = voter.ballot(voter.paper(poll), 1)
    with Server(url, tmp_path, processes=1, **wrong.environment) as server:
        line, address = Line(server.port), f"/polls/{poll.id}/ballots"
        wrong.jump(AN_HOUR + TEN_MINUTES)
        assert line.send(voter, address, ballot).status == 409, "closed, by the clock of this process"
        assert compare(poll, {}).ballots == 0
        wrong.jump(0)
        assert line.send(voter, address, ballot).is_receipt
    figure("clock", "its clock is the process's clock: one that is an hour fast closes the box an hour early")
