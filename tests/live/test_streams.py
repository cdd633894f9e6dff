"""The live process as it runs: PostgreSQL, the web server and the process that screens listen to."""

import time
from urllib.request import urlopen

import psycopg
import pytest
from sqlalchemy import func, select

from app.kernel import clock
from app.kernel.db import transaction
from app.meetings import service
from app.meetings.floor import Kind
from app.meetings.models import CHANNEL
from live.passes import CONSOLE, FLOOR
from tests.live.streams import Screen, token
from tests.meetings.running import enter, ids

pytestmark = pytest.mark.postgresql_only


def begin(meeting, which=0):
    enter(meeting, Kind.ITEM, item=ids(meeting)[which], after=None)


def until_quiet(screen):
    """What the test has made before may still be on its way."""
    events = 0
    while screen.told(within=1.5):
        events += 1
        assert events < 5


def test_a_screen_is_told_of_a_press_at_once(live, meeting):
    with Screen(live.port, meeting.id, token(meeting.id)) as screen:
        assert screen.status == 200
        assert screen.headers["content-type"].startswith("text/event-stream")
        assert screen.headers["x-accel-buffering"] == "no"
        assert screen.headers["cache-control"] == "no-store"
        first = screen.told()
        assert "곧 시작합니다" in first.html
        begin(meeting)
        pressed = time.monotonic()
        now = screen.told()
        assert time.monotonic() - pressed < 5
        assert "쓰레기 내놓는 때" in now.html
        assert now.tag != first.tag


def test_who_has_seen_the_latest_is_told_nothing_until_it_changes(live, meeting):
    with Screen(live.port, meeting.id, token(meeting.id)) as screen:
        tag = screen.told().tag
    for known in ({"seen": tag}, {"seen": "older", "last": tag}):
        with Screen(live.port, meeting.id, token(meeting.id), **known) as again:
            assert again.told(within=1.5) is None
    with Screen(live.port, meeting.id, token(meeting.id), seen=tag) as again:
        begin(meeting)
        assert "쓰레기 내놓는 때" in again.told().html


def test_who_comes_later_is_told_how_old_the_clocks_are(live, meeting):
    begin(meeting)
    with Screen(live.port, meeting.id, token(meeting.id)) as first:
        first.told()
        time.sleep(1.5)
        with Screen(live.port, meeting.id, token(meeting.id)) as later:
            assert 1 <= later.told().age < 15


def test_each_is_told_in_the_language_of_their_page(live, meeting):
    with (
        Screen(live.port, meeting.id, token(meeting.id)) as korean,
        Screen(live.port, meeting.id, token(meeting.id, language="en")) as english,
    ):
        assert "곧 시작합니다" in korean.told().html
        told = english.told().html
        assert "곧 시작합니다" not in told
        assert meeting.title.split()[0] in told


def test_phones_are_told_numbers_and_never_a_name(live, meeting):
    begin(meeting)
    enter(meeting, Kind.WISH, key="turn", speaker=2, wish="opinion")
    with Screen(live.port, meeting.id, token(meeting.id, FLOOR)) as phone:
        told = phone.told().html
    assert 'data-waits="2"' in told
    assert "박씨 할머니" not in told
    assert "csrf" not in told


def test_a_console_is_told_only_that_something_changed(live, meeting):
    with Screen(live.port, meeting.id, token(meeting.id, CONSOLE)) as console:
        until_quiet(console)
        begin(meeting)
        told = console.told()
        assert (told.name, told.tag, told.html) == ("changed", "", "")


def test_another_meeting_moves_nobody(live, meeting):
    with Screen(live.port, meeting.id, token(meeting.id, CONSOLE)) as console:
        until_quiet(console)
        with transaction():
            service.add_item(meeting, "더 이야기할 것", by=meeting.called_by, at=clock.now())
        assert console.told().name == "changed"
        until_quiet(console)
        with transaction() as session:
            session.execute(select(func.pg_notify(CHANNEL, str(meeting.id + 1))))
        assert console.told(within=1) is None


@pytest.mark.parametrize("words", ["", "forged", "old", "of another"])
def test_a_pass_that_is_forged_old_or_of_another_meeting_opens_nothing(live, meeting, words):
    given = {"old": token(meeting.id, until=time.time() - 1), "of another": token(meeting.id + 1)}.get(words, words)
    with Screen(live.port, meeting.id, given) as screen:
        assert screen.status == 404


def test_a_web_server_that_was_away_is_asked_again(live, web, meeting):
    with Screen(live.port, meeting.id, token(meeting.id)) as screen:
        screen.told()
        web.stop()
        begin(meeting)
        assert screen.told(within=2) is None
        web.start()
        assert "쓰레기 내놓는 때" in screen.told().html


def test_what_changed_while_the_line_to_postgresql_was_cut_is_told_after(live, meeting, settings):
    with Screen(live.port, meeting.id, token(meeting.id)) as screen:
        screen.told()
        address = settings["GOLMOK_DATABASE_URL"].replace("+psycopg", "")
        with psycopg.connect(address, autocommit=True) as other:
            cut = other.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE query LIKE 'LISTEN %' AND datname = current_database()"
            )
            assert len(cut.fetchall()) == 1
        begin(meeting)
        assert "쓰레기 내놓는 때" in screen.told().html


def test_a_screen_that_goes_is_forgotten(live, meeting):
    def open_screens() -> str:
        with urlopen(f"http://127.0.0.1:{live.port}/live/health") as answer:
            return answer.read().decode()

    with Screen(live.port, meeting.id, token(meeting.id)) as screen:
        screen.told()
        assert open_screens() == "1 screens\n"
    end = time.monotonic() + 10
    while open_screens() != "0 screens\n":
        assert time.monotonic() < end
        time.sleep(0.1)


def test_many_presses_in_a_moment_are_told_in_few_events_and_the_last_is_told(live, meeting):
    begin(meeting)
    with Screen(live.port, meeting.id, token(meeting.id, FLOOR)) as phone:
        phone.told()
        for number in range(12):
            enter(meeting, Kind.PARKING, text=f"이야기 {number}", speaker=None)
        enter(meeting, Kind.WISH, key="turn", speaker=1, wish="question")
        events = []
        while not events or 'data-waits="1"' not in events[-1].html:
            events.append(phone.told())
        assert len(events) < 13
