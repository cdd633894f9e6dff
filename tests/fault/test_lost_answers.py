"""Lost answers: whoever sends the same paper again gets the same receipt, and one ballot is there."""

import random
from collections import Counter

import pytest

from tests import factories
from tests.factories import polls
from tests.fault.boxes import Told, compare
from tests.fault.proxies import Proxy
from tests.fault.servers import Server
from tests.fault.sizes import size
from tests.fault.voters import Line, Lost, Voter, crowd, each

pytestmark = pytest.mark.fault
CASTS = size(100, 5000)
A_POLL = size(100, 1000)  # voters of each
LOST = 0.3  # of the answers to ballots
TIMES = 1 + 5  # a paper is sent, and sent again at most five times
ONCE_MORE = 0.2  # of the voters send it again although they have their receipt
CLIENTS = 16


class Vote:
    """One voter's way through the bad line, and what they saw on it."""

    def __init__(self, port: int, poll, voter: Voter) -> None:
        self.line, self.poll, self.voter = Line(port), poll, voter
        self.mark, self.paper = random.randint(1, 3), voter.paper(poll)
        self.codes: list[str] = []
        self.never_answered = 0

    def go(self) -> None:
        """Read back, cast until answered, look at the receipt; some do it once more."""
        self.line.send(self.voter, f"/polls/{self.poll.id}/readback", self.voter.ballot(self.paper, self.mark))
        self.cast()
        if random.random() < ONCE_MORE:
            self.cast()

    def cast(self) -> None:
        """Send the paper; whoever hears nothing at all finds the receipt by the number that the browser keeps."""
        fields = self.voter.ballot(self.paper, self.mark)
        try:
            self.line.insist(self.voter, f"/polls/{self.poll.id}/ballots", fields, times=TIMES)
        except Lost:
            self.never_answered += 1
        self.codes.append(self.line.receipt(self.voter, self.poll.id))


def test_lost_answers_leave_one_ballot_each_the_same_receipt_and_no_error(app, url, tmp_path, figure):
    council = factories.a_council()
    voters = crowd(app, council, A_POLL)
    votes: list[Vote] = []
    ballots = marks = 0
    with Server(url, tmp_path, processes=size(2, 4), worker=True) as server, Proxy(server.port, LOST) as proxy:
        for _poll in range(CASTS // A_POLL):
            poll = polls.an_open_poll(council, choices=3)
            these = {voter.person.id: Vote(proxy.port, poll, voter) for voter in voters}
            each(voters, CLIENTS, lambda voter, these=these: these[voter.person.id].go())
            found = compare(poll, {number: Told(vote.mark, vote.codes[0]) for number, vote in these.items()})
            assert (found.ballots, found.marks_on_roll, found.lost, found.untold) == (A_POLL, A_POLL, 0, 0)
            votes += these.values()
            ballots, marks = ballots + found.ballots, marks + found.marks_on_roll
    heard = sum((vote.line.heard for vote in votes), Counter())
    errors = sum(count for status, count in heard.items() if status >= 400)
    other_receipts = sum(len(set(vote.codes)) - 1 for vote in votes)
    figure(
        "lost answers",
        f"{len(votes)} casts, {proxy.cuts} answers cut, {sum(vote.never_answered for vote in votes)} never answered: "
        f"{ballots} ballots, {marks} marks, {other_receipts} other receipts, {errors} error pages",
    )
    assert (ballots, marks, other_receipts, errors) == (CASTS, CASTS, 0, 0)
    assert heard[0] == proxy.cuts > CASTS * LOST * 0.8
    assert server.complaints() == []
