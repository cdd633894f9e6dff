"""A meeting that runs, on PostgreSQL, with the web server and the live process beside it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from app.meetings.states import MeetingState
from benchmarks.servers import LiveProcess
from config import TestConfig
from tests.factories import a_council, a_facilitator, a_member
from tests.factories.meetings import a_meeting, an_attendance, an_item
from tests.fault.servers import Server


@pytest.fixture
def meeting(app: Flask):
    """It runs, with two items and two residents in the room."""
    council = a_council()
    held = a_meeting(council=council, called_by=a_facilitator(council), state=MeetingState.RUNNING)
    for title in ("쓰레기 내놓는 때", "어두운 모퉁이"):
        an_item(held, title=title, minutes=10)
    for number, name in ((1, "초록대문 집"), (2, "박씨 할머니")):
        an_attendance(held, user=a_member(council, name=name), number=number)
    return held


@pytest.fixture(scope="module")
def settings(request: pytest.FixtureRequest, database: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What both processes share."""
    if database != "postgresql":
        pytest.skip("PostgreSQL only: SQLite tells nobody of a change")
    request.getfixturevalue("the_app")  # makes the tables
    return {
        "GOLMOK_DATABASE_URL": request.getfixturevalue("store").url,
        "GOLMOK_DATA": str(tmp_path_factory.mktemp("served")),
        "GOLMOK_SECRET_KEY": TestConfig.SECRET_KEY,
        "GOLMOK_LIVE_URL": "/live",
    }


@pytest.fixture(scope="module")
def web(settings: dict[str, str]) -> Iterator[Server]:
    folder = Path(settings["GOLMOK_DATA"])
    with Server(settings["GOLMOK_DATABASE_URL"], folder, processes=1, GOLMOK_LIVE_URL="/live") as server:
        yield server


@pytest.fixture(scope="module")
def live(web: Server, settings: dict[str, str]) -> Iterator[LiveProcess]:
    """One for the tests of a file: what they ask of it starts from an empty database each."""
    with LiveProcess(web.port, **settings) as process:
        yield process
