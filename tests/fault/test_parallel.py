"""Many submissions of one voter at the same moment, at several processes: one ballot, one receipt."""

import random
import threading

import pytest

from tests import factories
from tests.factories import polls
from tests.fault.boxes import Told, compare
from tests.fault.servers import Server
from tests.fault.sizes import size
from tests.fault.voters import Answer, Line, Voter, at_once, crowd
from tests.processes import seconds_worked

pytestmark = pytest.mark.fault
PROCESSES = 4
VOTERS = 100
SUBMISSIONS = size(8, 64)  # of each voter at the same moment


Sent = list[list[tuple[str, int]]]  # of each voter: papers, and what is marked on each


def storm(port: int, poll_id: int, voters: list[Voter], sent: Sent) -> dict[tuple[int, int], Answer]:
    """Send all papers of a voter at the same moment, then those of the next; the answers by voter and paper."""
    answers: dict[tuple[int, int], Answer] = {}
    together = threading.Barrier(len(sent[0]))

    def submit(number: int) -> None:
        line = Line(port)
        for position, voter in enumerate(voters):
            paper, mark = sent[position][number]
            together.wait()
            answers[position, number] = line.send(voter, f"/polls/{poll_id}/ballots", voter.ballot(paper, mark))

    at_once(len(sent[0]), submit, lambda _clients: None)
    return answers


def test_a_hundred_voters_who_each_send_many_papers_at_once_leave_a_hundred_ballots(app, url, tmp_path, figure):
    council = factories.a_council()
    voters = crowd(app, council, VOTERS)
    poll = polls.an_open_poll(council, choices=3)
    sent = [[(voter.paper(poll), random.randint(1, 3)) for _ in range(SUBMISSIONS)] for voter in voters]
    with Server(url, tmp_path, processes=PROCESSES) as server:
        before = {pid: seconds_worked(pid) for pid in server.web_processes()}
        answers = storm(server.port, poll.id, voters, sent)
        worked = [seconds_worked(pid) - seconds for pid, seconds in before.items()]
        receipts = [place for place, answer in answers.items() if answer.is_receipt]
        told = {
            position: Told(sent[position][number][1], Line(server.port).receipt(voters[position], poll.id))
            for position, number in receipts
        }
    refused = [answer.status for answer in answers.values() if not answer.is_receipt]
    locked = server.words().count("database is locked") + sum("locked" in one.text for one in answers.values())
    failed = sum(status >= 500 for status in refused)
    found = compare(poll, told)
    figure(
        "parallel",
        f"{VOTERS} voters x {SUBMISSIONS} submissions, {PROCESSES} processes: {found.ballots} ballots, "
        f"{found.marks_on_roll} marks, {len(receipts)} receipts, {failed} 5xx, {locked} locked",
    )
    assert len(answers) == VOTERS * SUBMISSIONS
    assert (len(receipts), len(told), found.ballots, found.marks_on_roll) == (VOTERS,) * 4
    assert (found.lost, found.untold, failed, locked) == (0, 0, 0, 0)
    assert set(refused) == {409}
    assert server.complaints() == []
    assert min(worked) > max(worked) / 10, f"not every process had its share: {worked}"
