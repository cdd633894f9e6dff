"""flask serve and flask work: what the worker does, and that it ends with its server."""

import logging
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from datetime import timedelta
from pathlib import Path

import pytest

from app.cli import running
from app.kernel import clock
from app.kernel.db import session
from app.polls.states import PollState
from tests.factories import a_council
from tests.factories.polls import an_open_poll

ROOT = Path(__file__).resolve().parent.parent.parent
WITHIN = 90  # seconds for a process to start and end on a busy machine


def test_a_job_that_fails_does_not_stop_the_next(app, caplog):
    done = []

    def fails(at):
        raise ValueError("010-1234-5678 고른 것: 1")

    def works(at):
        done.append(at)

    with caplog.at_level(logging.ERROR):
        running.run_jobs((fails, works))
    assert len(done) == 1
    assert "fails failed: ValueError" in caplog.text
    assert "010-1234-5678" not in caplog.text


def test_the_jobs_of_each_second_close_a_poll_whose_time_has_passed(app):
    council = a_council()
    moment = clock.now() + timedelta(seconds=5)  # opening must come before it, on a busy machine too
    poll = an_open_poll(council, closes_at=moment)
    while clock.now() <= moment:
        time.sleep(0.1)
    running.run_jobs(running.EACH_SECOND)
    assert session().merge(poll, load=True).state is PollState.CLOSED


def test_jobs_may_run_twice_over_an_empty_database(app, caplog):
    for _time in range(2):
        running.run_jobs(running.EACH_SECOND + running.EACH_MINUTE)
    assert "failed" not in caplog.text


def a_process(tmp_path: Path, program: str, **more: str) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "GOLMOK_DATA": str(tmp_path), "PYTHONPATH": str(ROOT), **more}
    return subprocess.Popen([sys.executable, "-c", program], cwd=ROOT, env=environment)


WORK = 'from flask.cli import main; import sys; sys.argv = ["flask", "--app", "app", "work"]; main()'
SERVE = WORK.replace('"work"', '"serve", "--demo"')


HEARS = (
    "import app.cli.running; from app.kernel import events; "
    "print(sorted(heard.__name__ for heard in events._subscribers['account.left']))"
)


def test_the_worker_hears_of_an_account_that_was_left():
    """In a process that imports the commands and no test: what nobody imports hears nothing."""
    told = subprocess.run([sys.executable, "-c", HEARS], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert "end_memberships" in told
    assert "forget_objections" in told


@pytest.mark.fault
def test_a_worker_whose_server_is_gone_ends_by_itself(tmp_path):
    worker = a_process(tmp_path, WORK, GOLMOK_PARENT_PID="1")
    assert worker.wait(WITHIN) == 0


@pytest.mark.fault
def test_a_worker_that_is_told_to_stop_ends_well(tmp_path):
    worker = a_process(tmp_path, WORK, GOLMOK_PARENT_PID=str(os.getpid()))
    try:
        wait_until(lambda: catches(worker.pid, signal.SIGTERM))
        with pytest.raises(subprocess.TimeoutExpired):
            worker.wait(5)
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(WITHIN) == 0
    finally:
        worker.kill()


@pytest.mark.fault
def test_one_command_starts_the_demo_and_the_worker_dies_with_a_server_that_was_killed(tmp_path):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    server = a_process(tmp_path, SERVE, GOLMOK_BIND=address)
    try:
        wait_until(lambda: answers(f"http://{address}/help"))
        with urllib.request.urlopen(f"http://{address}/") as page:
            assert "여기는 보기 동네입니다" in page.read().decode()
        wait_until(lambda: workers_of(server.pid))
        (worker,) = workers_of(server.pid)
    finally:
        os.kill(server.pid, signal.SIGKILL)
    server.wait(WITHIN)
    wait_until(lambda: not is_running(worker))


@pytest.mark.fault
def test_the_demo_town_is_filled_where_there_was_no_database(tmp_path):
    filled = a_process(tmp_path, WORK.replace('"work"', '"seed"'))
    assert filled.wait(WITHIN) == 0
    with sqlite3.connect(tmp_path / "golmok.db") as kept:
        assert kept.execute("SELECT count(*) FROM council").fetchone()[0] == 6


def catches(pid: int, number: signal.Signals) -> bool:
    """Whether the process has a handler for the signal; before, the signal would simply kill it."""
    [caught] = [line for line in Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith("SigCgt:")]
    return bool(int(caught.split()[1], 16) >> (number - 1) & 1)


def answers(address: str) -> bool:
    """Whether the server is up."""
    try:
        with urllib.request.urlopen(address, timeout=30) as page:
            return page.status == 200
    except OSError:
        return False


def workers_of(server: int) -> list[int]:
    """The `flask work` processes that this server has started."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "cmdline").read_bytes().split(b"\0")
            parent = int((folder / "stat").read_text().rsplit(")", 1)[1].split()[1])
        except OSError:
            continue
        if parent == server and b"work" in words:
            found.append(int(folder.name))
    return found


def is_running(number: int) -> bool:
    """Whether the process is there and no zombie."""
    try:
        return Path(f"/proc/{number}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def wait_until(holds) -> None:
    for _second in range(WITHIN):
        if holds():
            return
        signal.sigtimedwait([], 1)
    raise AssertionError("it did not come to that")


@pytest.mark.parametrize(
    ("bind", "told"),
    [("127.0.0.1:8123", "http://localhost:8123"), ("unix:/run/golmok.sock", "http://localhost:8000")],
)
def test_the_address_that_is_told_has_the_port_that_is_listened_at(tmp_path, bind, told):
    told_by = "from config import Config; print(Config.BASE_URL)"
    given = {**os.environ, "GOLMOK_BIND": bind, "GOLMOK_DATA": str(tmp_path)}
    given.pop("GOLMOK_BASE_URL", None)
    said = subprocess.run([sys.executable, "-c", told_by], env=given, cwd=ROOT, capture_output=True, check=True)
    assert said.stdout.decode().strip() == told
