"""Power cuts under SQLite: a disk that loses whatever was not synced loses no ballot that was acknowledged.

PostgreSQL is not asked here: its own settings, which the program checks at its start, make the same promise.
"""

import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from app.kernel.db import db
from tests import factories
from tests.factories import polls
from tests.fault.boxes import Told, beside
from tests.fault.compiled import shim
from tests.fault.servers import ROOT, Server
from tests.fault.sizes import size
from tests.fault.voters import Line, Lost, Voter, at_once, crowd

pytestmark = [pytest.mark.fault, pytest.mark.sqlite_only]
CUTS = size(2, 10)
VOTERS = size(600, 6000)
CLIENTS = 8
SOONEST, LATEST = 0.2, size(1.0, 4.0)  # seconds of voting before the power goes
WRITTEN_BACK = ("0", "3")  # never by itself, or one block in three: in turns
ROWS = size(300, 3000)


@pytest.fixture(autouse=True)
def _sqlite_alone(database: str) -> None:
    if database != "sqlite":
        pytest.skip("SQLite only")


class Disk:
    """A folder of files as a process sees them, and what is on the disk under it."""

    def __init__(self, folder: Path, start: Path) -> None:
        """With a copy of one database that is whole on the disk."""
        self.live, self.disk, self.name = folder / "live", folder / "disk", start.name
        for place in (self.live, self.disk):
            place.mkdir()
            shutil.copy(start, place / start.name)
        self.library = shim("disk", folder)

    def under(self, turn: int) -> dict[str, str]:
        """The environment of a process that works on it."""
        places = {"LOSING_FOLDER": str(self.live), "LOSING_DISK": str(self.disk)}
        return {**self.library, **places, "WRITTEN_BACK": WRITTEN_BACK[turn % len(WRITTEN_BACK)]}

    def cut(self) -> Path:
        """What a process finds when the power is back: the disk, and nothing else. The file that is left."""
        shutil.rmtree(self.live)
        shutil.copytree(self.disk, self.live)
        return self.live / self.name

    def read(self, statement: str) -> list[tuple]:
        """Ask a copy of what is on the disk, so that asking changes nothing."""
        copy = self.disk.with_name("copy")
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(self.disk, copy)
        with closing(sqlite3.connect(copy / self.name)) as connection:
            return connection.execute(statement).fetchall()


def vote_until_dark(server: Server, poll_id: int, waiting: list[tuple[Voter, str, int]], told: dict[int, Told]) -> None:
    """Let voters cast until the power goes; whoever was not answered waits for the next time."""

    def cast(_number: int) -> None:
        line = Line(server.port)
        while len(waiting) > CLIENTS:  # the last ones stay, so that no client finds nobody
            voter, paper, mark = waiting.pop()
            try:
                answer = line.send(voter, f"/polls/{poll_id}/ballots", voter.ballot(paper, mark))
            except Lost:
                waiting.append((voter, paper, mark))
                return
            assert answer.is_receipt, f"{answer.status}: {server.words()[-2000:]}"
            told[voter.person.id] = Told(mark, voter.number_kept(poll_id))

    def meanwhile(_clients) -> None:
        time.sleep(random.uniform(SOONEST, LATEST))
        server.kill()

    at_once(CLIENTS, cast, meanwhile)


def test_a_power_cut_loses_no_acknowledged_ballot_and_leaves_the_database_whole(app, url, tmp_path, figure):
    council = factories.a_council()
    voters = crowd(app, council, VOTERS)
    poll = polls.an_open_poll(council, choices=3)
    waiting = [(voter, voter.paper(poll), random.randint(1, 3)) for voter in voters]
    told: dict[int, Told] = {}
    lost = unsound = 0
    db.session.remove()
    db.engine.dispose()
    disk = Disk(tmp_path, Path(url.removeprefix("sqlite:///")))
    for turn in range(CUTS):
        address = f"sqlite:///{disk.live / disk.name}"
        with Server(address, tmp_path, processes=1, **disk.under(turn)) as server:
            vote_until_dark(server, poll.id, waiting, told)
        disk.cut()
        unsound += disk.read("PRAGMA integrity_check") != [("ok",)]
        rows = disk.read(f"SELECT nonce_hash, marks FROM ballot WHERE poll_id = {poll.id}")
        marked = disk.read(f"SELECT count(*) FROM roll WHERE poll_id = {poll.id} AND channel IS NOT NULL")[0][0]
        found = beside(poll.id, told, {key: json.loads(marks) for key, marks in rows}, marked)
        lost += found.lost
        assert found.ballots == found.marks_on_roll
        assert found.untold <= CLIENTS, "more was kept than could have been on its way"
    figure("power cut", f"{CUTS} cuts, {len(told)} ballots acknowledged: {lost} lost, {unsound} databases unsound")
    assert (lost, unsound) == (0, 0)
    assert len(told) > CUTS * 10


def rows_lost(folder: Path, synchronous: str, turn: int) -> int:
    """How many of ROWS acknowledged rows are gone after a power cut."""
    folder.mkdir()
    with closing(sqlite3.connect(folder / "plain.db")) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("CREATE TABLE kept (number INTEGER PRIMARY KEY, words TEXT)")
    disk = Disk(folder, folder / "plain.db")
    command = [sys.executable, "-m", "tests.fault.writing", str(disk.live / disk.name), synchronous]
    process = subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, **disk.under(turn)}, stdout=subprocess.PIPE, text=True
    )
    acknowledged = {int(process.stdout.readline()) for _ in range(ROWS)}
    process.kill()
    process.wait(30)
    try:
        return len(acknowledged - {number for (number,) in disk.read("SELECT number FROM kept")})
    except sqlite3.DatabaseError:  # what is left is no database at all
        return ROWS


def test_the_same_disk_does_lose_rows_that_were_not_synced(tmp_path, figure):
    lost = {
        (synchronous, turn): rows_lost(tmp_path / f"{synchronous}-{turn}", synchronous, turn)
        for synchronous in ("OFF", "NORMAL", "FULL")
        for turn in range(len(WRITTEN_BACK))
    }
    words = ", ".join(
        f"synchronous={name} {' and '.join(str(lost[name, turn]) for turn in range(len(WRITTEN_BACK)))}"
        for name in ("OFF", "NORMAL", "FULL")
    )
    figure("power cut", f"of {ROWS} rows of a plain table, without and with writing back, lost: {words}")
    assert all(lost["OFF", turn] > 0 for turn in range(len(WRITTEN_BACK)))
    assert all(lost["NORMAL", turn] > 0 for turn in range(len(WRITTEN_BACK)))
    assert all(lost["FULL", turn] == 0 for turn in range(len(WRITTEN_BACK)))
