"""No process begins on a database that may lose ballots, however it is started."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from app import create_app
from app.cli import starting
from app.cli.starting import why_not, why_not_now
from app.kernel.db import db
from benchmarks.servers import free_port
from config import TestConfig
from tests import postgres

ROOT = Path(__file__).resolve().parents[2]
WITHIN = 120  # seconds for a process to start and end on a busy machine
GUNICORN = ("-m", "gunicorn", "--config", "app/gunicorn.py", "app:create_app()")
IN_MEMORY = {"SQLALCHEMY_DATABASE_URI": "sqlite://", "SQLALCHEMY_ENGINE_OPTIONS": {}}  # has no write-ahead log


@pytest.fixture
def weak(store, database):
    """Settings of a database that may lose what it acknowledged, and the setting that lets it.

    Without a program in whose context a command would run.
    """
    if database == "sqlite":
        return IN_MEMORY, "journal_mode = memory"
    if postgres.DURABLE:
        pytest.skip("the tests' PostgreSQL syncs in this run")
    return {"SQLALCHEMY_DATABASE_URI": store.url}, "fsync = off"


def program(settings):
    return create_app(type("Settings", (TestConfig,), settings))


@pytest.mark.fault
@pytest.mark.postgresql_only
def test_a_web_server_that_is_started_by_itself_refuses_before_it_serves(weak, database, tmp_path):
    """As an operator starts it, and nothing says that it is for a test. On SQLite the program sets all that it asks."""
    if database != "postgresql":
        pytest.skip("PostgreSQL only")
    settings, setting = weak
    environment = {name: value for name, value in os.environ.items() if name not in postgres.MAY_LOSE}
    environment |= {"GOLMOK_DATABASE_URL": settings["SQLALCHEMY_DATABASE_URI"], "GOLMOK_DATA": str(tmp_path)}
    environment |= {"GOLMOK_BIND": f"127.0.0.1:{free_port()}", "GOLMOK_WITH_WORKER": "0"}
    done = subprocess.run(
        [sys.executable, *GUNICORN], cwd=ROOT, env=environment, capture_output=True, timeout=WITHIN, check=False
    )
    said = done.stderr.decode()
    assert done.returncode == 3, said
    assert f"표를 안전하게 지킬 수 없어 켜지 않습니다: {setting}" in said
    assert "Traceback" not in said


@pytest.fixture
def _without_a_server(monkeypatch):
    """A worker whose server is gone ends after its first round; what it does to signals is undone."""
    monkeypatch.setenv("GOLMOK_PARENT_PID", "1")
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.usefixtures("_without_a_server")
def test_a_worker_that_is_started_by_itself_refuses(weak):
    settings, setting = weak
    answer = program(settings).test_cli_runner().invoke(args=["work"])
    assert answer.exit_code == 1
    assert f"표를 안전하게 지킬 수 없어 켜지 않습니다: {setting}" in answer.output


@pytest.mark.usefixtures("_without_a_server")
def test_with_the_switch_of_the_tests_it_works(weak):
    settings, _setting = weak
    answer = program({**settings, "MAY_LOSE_BALLOTS": True}).test_cli_runner().invoke(args=["work"])
    assert answer.exit_code == 0
    assert starting.FOR_TESTS in answer.output


@pytest.mark.once
def test_nothing_sets_the_switch_of_the_tests_by_itself():
    told_by = "from config import Config; print(Config.MAY_LOSE_BALLOTS)"
    given = {name: value for name, value in os.environ.items() if name not in postgres.MAY_LOSE}
    said = subprocess.run([sys.executable, "-c", told_by], env=given, cwd=ROOT, capture_output=True, check=True)
    assert said.stdout.strip() == b"False"


@pytest.mark.once
def test_a_database_that_cannot_be_reached_is_waited_for_and_then_asked(tmp_path):
    place, told, turns = tmp_path / "later", [], []

    def waits():
        turns.append(1)
        if len(turns) == 2:
            place.rmdir()  # what was in the way of the database
        return len(turns) < 5

    place.mkdir()
    with program({"SQLALCHEMY_DATABASE_URI": f"sqlite:///{place}"}).app_context():
        with pytest.raises(OperationalError):
            why_not_now(told.append)
        assert why_not(told.append, waits) is None
        db.engine.dispose()
    assert (len(turns), told) == (2, [starting.WAITS])
