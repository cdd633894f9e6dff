"""Ballots that arrive while the box closes: each one acknowledged is counted, none comes after."""

import random
import time
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

import pytest

from app.kernel import clock
from app.kernel.db import db
from app.polls import queries, service
from app.polls.jobs import close_due_polls
from tests import factories
from tests.factories import polls
from tests.fault.boxes import Told, compare
from tests.fault.servers import Server
from tests.fault.sizes import size
from tests.fault.voters import Line, Voter, at_once, crowd

pytestmark = pytest.mark.fault
CLOSINGS = size(1, 20)
CLIENTS = 16
AROUND = size(1.0, 2.0)  # seconds before and after the closing time in which clients send
SLOWEST = 0.3  # seconds between the head of a request and its body
VOTERS = size(300, 800)


@dataclass(frozen=True)
class Sent:
    """A ballot: whose, for what, when its head left and its answer was there by the clock of this machine."""

    voter: Voter
    mark: int
    began: float
    ended: float
    status: int
    taken: bool


def rush(server: Server, poll, voters: list[Voter]) -> list[Sent]:
    """Send ballots through the closing time, while others close the poll as soon as its time has come."""
    closing, sent = poll.closes_at.timestamp(), []
    waiting = [(voter, voter.paper(poll), random.randint(1, 3)) for voter in voters]

    def send(_number: int) -> None:
        line = Line(server.port, delay=lambda: random.uniform(0, SLOWEST))
        time.sleep(max(0.0, closing - AROUND - time.time()))
        while time.time() < closing + AROUND:
            voter, paper, mark = waiting.pop()
            began = time.time()
            answer = line.send(voter, f"/polls/{poll.id}/ballots", voter.ballot(paper, mark))
            sent.append(Sent(voter, mark, began, time.time(), answer.status, answer.is_receipt))

    def close(clients) -> None:
        time.sleep(max(0.0, closing - 0.1 - time.time()))
        while not all(client.done() for client in clients):
            close_due_polls(clock.now())
            db.session.remove()
            time.sleep(0.005)

    at_once(CLIENTS, send, close)
    return sent


def test_every_ballot_acknowledged_around_closing_is_counted_and_none_comes_after(app, url, tmp_path, figure):
    council = factories.a_council()
    voters = crowd(app, council, VOTERS)
    told_in_all = counted_in_all = refused_in_all = 0
    with Server(url, tmp_path, processes=size(2, 4), worker=True) as server:
        for _closing in range(CLOSINGS):
            closes_at = clock.now() + timedelta(seconds=AROUND + 2)
            poll = polls.an_open_poll(council, choices=3, closes_at=closes_at)
            sent = rush(server, poll, voters)
            line, closing = Line(server.port), closes_at.timestamp()
            told = {one.voter.person.id: Told(one.mark, line.told(one.voter, poll.id)) for one in sent if one.taken}
            found, tally = compare(poll, told), queries.poll(poll.id).tally
            assert {one.status for one in sent} == {303, 409}
            assert len(told) == found.ballots == found.marks_on_roll == tally.ballot_count
            assert (found.lost, found.untold) == (0, 0)
            votes = Counter(str(one.mark) for one in sent if one.taken)
            assert tally.result["votes"] == {str(option): votes[str(option)] for option in (1, 2, 3)}
            assert {service.receipt_standing(poll.id, one.code) for one in told.values()} == {"in"}
            assert not [one for one in sent if one.taken and one.began > closing], "taken after closing"
            assert not [one for one in sent if not one.taken and one.ended < closing], "refused before closing"
            told_in_all, counted_in_all = told_in_all + len(told), counted_in_all + tally.ballot_count
            refused_in_all += len(sent) - len(told)
    assert server.complaints() == []
    figure(
        "closing",
        f"{CLOSINGS} closings, {CLIENTS} clients: {told_in_all} receipts told, {counted_in_all} ballots counted, "
        f"{refused_in_all} refused, 0 after",
    )
