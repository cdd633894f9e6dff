"""Several server processes at one box: one ballot each, and nothing acknowledged is ever lost."""

import json
import subprocess
import sys
import threading
from collections import Counter
from pathlib import Path

import pytest

from app.kernel.db import db, session
from app.polls import service
from tests import factories
from tests.conftest import rows
from tests.factories import polls

pytestmark = pytest.mark.fault
PROCESSES = 4
ROOT = Path(__file__).resolve().parents[2]


class Caster:
    """A running tests/fault/casting.py and where its answers are."""

    def __init__(self, url, papers, folder, number):
        self.answers = folder / f"answers-{number}"
        file = folder / f"papers-{number}.json"
        file.write_text(json.dumps(papers), encoding="utf-8")
        self.answers.touch()
        command = [sys.executable, "-m", "tests.fault.casting", url, str(file), str(self.answers)]
        self.process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def wait_until_ready(self):
        assert self.process.stdout.readline() == "ready\n"

    def start(self):
        self.process.stdin.write("go\n")
        self.process.stdin.flush()

    def told(self):
        return [line for line in self.answers.read_text(encoding="utf-8").splitlines() if line]


def running(parts, folder):
    session().rollback()
    url = db.engine.url.render_as_string(hide_password=False)
    casters = [Caster(url, papers, folder, number) for number, papers in enumerate(parts)]
    for caster in casters:
        caster.wait_until_ready()
    for caster in casters:
        caster.start()
    return casters


def finished(casters):
    for caster in casters:
        caster.process.wait(300)
    return [answer for caster in casters for answer in caster.told()]


@pytest.fixture
def crowd(app):
    council = factories.a_council()
    voters = polls.voters_of(council, 100)
    return polls.an_open_poll(council, choices=3), voters


def test_a_hundred_voters_at_four_processes_sixteen_times_each_leave_a_hundred_ballots(crowd, tmp_path):
    poll, voters = crowd
    parts = [
        [
            [poll.id, voter.id, [1 + (attempt + process) % 3], service.ballot_form(poll, voter)]
            for attempt in range(4)
            for voter in voters
        ]
        for process in range(PROCESSES)
    ]
    answers = finished(running(parts, tmp_path))
    receipts = [answer for answer in answers if answer != "conflict"]
    assert (len(answers), len(receipts), len(set(receipts))) == (1600, 100, 100)
    assert len(rows("ballot")) == 100
    assert Counter(row.channel for row in rows("roll")) == {"online": 100, None: 1}
    assert {service.receipt_standing(poll.id, code) for code in receipts} == {"kept"}


@pytest.mark.parametrize("after", [0.05, 0.15, 0.3, 0.6])
def test_what_was_acknowledged_before_a_kill_is_there_and_the_rest_can_be_sent_again(crowd, tmp_path, after):
    poll, voters = crowd
    papers = [[poll.id, voter.id, [1 + n % 3], service.ballot_form(poll, voter)] for n, voter in enumerate(voters)]
    parts = [papers[number::PROCESSES] for number in range(PROCESSES)]
    casters = running(parts, tmp_path)
    threading.Event().wait(after)
    for caster in casters:
        caster.process.kill()
        caster.process.wait(30)
    acknowledged = [line for caster in casters for line in caster.told() if len(line) == len("ABCD-" * 6 + "YZ")]
    db.engine.dispose()
    assert {service.receipt_standing(poll.id, code) for code in acknowledged} <= {"kept"}
    (tmp_path / "again").mkdir()
    answers = finished(running(parts, tmp_path / "again"))
    assert not [answer for answer in answers if answer == "conflict" or answer.startswith("error")]
    assert set(acknowledged) <= set(answers)
    marks = [row for row in rows("roll") if row.channel is not None]
    assert len(set(answers)) == len(rows("ballot")) == len(marks) == 100
