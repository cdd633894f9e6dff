"""What pages tell their screens about the live process, and what that process may ask of the web server."""

from datetime import timedelta

import pytest

from app.kernel import clock
from app.kernel.db import transaction
from app.meetings import queries, service
from app.meetings.floor import Kind
from config import TestConfig
from live.passes import CONSOLE, FLOOR, SCREEN, Pass, for_errand, for_screen, of_screen
from tests.conftest import counted_statements
from tests.meetings.running import enter, ids, page

SECRET = TestConfig.SECRET_KEY


@pytest.fixture
def with_live_process(app):
    """Its settings name a live process, as in production behind a proxy."""
    app.config["LIVE_URL"] = "/live"
    yield
    app.config["LIVE_URL"] = ""


def until(seconds=60):
    return int((clock.now() + timedelta(seconds=seconds)).timestamp())


def asked(client, meeting, kind, words, language="ko", **headers):
    given = {"Authorization": f"Bearer {words}", "Accept-Language": language, **headers}
    return client.get(f"/meetings/{meeting.id}/parts/{kind}", headers=given)


def errand(meeting, kind, language="ko", seconds=60):
    return for_errand(SECRET, Pass(meeting.id, kind, language, until(seconds)))


def test_without_a_live_process_a_page_names_no_stream(meeting, sign_in, leader):
    browser = sign_in(leader)
    for name in ("console", "screen", "room"):
        assert 'data-stream=""' in browser.get(page(meeting, name)).text


@pytest.mark.parametrize(("name", "kind"), [("console", CONSOLE), ("screen", SCREEN), ("room", FLOOR)])
def test_a_page_carries_a_pass_for_its_own_meeting_and_kind_of_half_a_day(
    meeting, sign_in, leader, with_live_process, name, kind
):
    text = sign_in(leader).get(page(meeting, name)).text
    address, _, words = text.partition('data-stream="')[2].partition('"')[0].partition("?token=")
    assert address == f"/live/meetings/{meeting.id}"
    found = of_screen(SECRET, words, clock.now().timestamp())
    assert (found.meeting, found.kind, found.language) == (meeting.id, kind, "ko")
    assert found.until <= until(12 * 3600)
    assert of_screen(SECRET, words, until(12 * 3600 + 5)) is None


def test_the_parts_are_for_the_live_process_alone(meeting, client, sign_in, leader):
    assert asked(client, meeting, SCREEN, errand(meeting, SCREEN)).status_code == 200
    for words in (
        "",
        "forged",
        errand(meeting, FLOOR),
        errand(meeting, SCREEN, language="en"),
        errand(meeting, SCREEN, seconds=-1),
        for_screen(SECRET, Pass(meeting.id, SCREEN, "ko", until())),
    ):
        for browser in (client, sign_in(leader)):
            assert asked(browser, meeting, SCREEN, words).status_code == 404


def test_a_part_that_is_known_is_not_made_again(meeting, client):
    first = asked(client, meeting, FLOOR, errand(meeting, FLOOR))
    known = {"If-None-Match": first.headers["ETag"]}
    assert asked(client, meeting, FLOOR, errand(meeting, FLOOR), **known).status_code == 304
    enter(meeting, Kind.ITEM, item=ids(meeting)[0], after=None)
    assert asked(client, meeting, FLOOR, errand(meeting, FLOOR), **known).status_code == 200


def test_what_phones_share_names_nobody_and_holds_no_form(meeting, client):
    enter(meeting, Kind.ITEM, item=ids(meeting)[0], after=None)
    enter(meeting, Kind.WISH, key="turn", speaker=1, wish="opinion")
    enter(meeting, Kind.CALL, turn="turn", after=None)
    enter(meeting, Kind.WISH, speaker=2, wish="opinion")
    answer = asked(client, meeting, FLOOR, errand(meeting, FLOOR))
    assert 'data-speaks="1"' in answer.text
    assert 'data-waits="2"' in answer.text
    assert not [name for name in ("초록대문 집", "박씨 할머니", "<form", "csrf") if name in answer.text]
    assert "Set-Cookie" not in answer.headers


def test_ones_own_part_says_the_number_and_where_one_stands(meeting, sign_in):
    mine, other = (sign_in(one) for one in sorted(queries.who_can_help(meeting), key=lambda one: one.id))
    enter(meeting, Kind.WISH, speaker=2, wish="opinion")
    assert "내 차례는 1번째입니다" in other.get(page(meeting, "room/mine")).text
    text = mine.get(page(meeting, "room/mine")).text
    assert 'data-number="1"' in text
    assert "말하기" in text


def test_agenda_items_that_change_places_change_the_screens(meeting, leader):
    first, second = queries.meeting(meeting.id).items
    first.minutes = second.minutes
    before = queries.fingerprint(meeting.id)
    first.position, second.position = second.position, first.position
    assert queries.fingerprint(meeting.id) != before


def test_somebody_who_came_instead_of_another_changes_the_screens(meeting):
    before = queries.fingerprint(meeting.id)
    with transaction():
        service.undo_check_in(meeting, queries.those_here(meeting.id)[-1].id)
        service.admit(meeting, "처음 온 이웃", at=clock.now())
    assert len(queries.those_here(meeting.id)) == 2
    assert queries.fingerprint(meeting.id) != before


def is_of_the_tag(statement):
    return "max(resolution.corrected_at)" in statement


@pytest.mark.parametrize("name", ["console/live", "screen/live", "room/live", "screen", "room"])
def test_what_a_screen_shows_is_read_after_its_tag_so_that_no_change_in_between_is_missed(
    meeting, sign_in, leader, name
):
    browser = sign_in(leader)
    with counted_statements() as statements:
        browser.get(page(meeting, name))
    tag = next(place for place, asked in enumerate(statements) if is_of_the_tag(asked))
    read = next(place for place, asked in enumerate(statements) if asked.startswith("SELECT meeting.id,"))
    assert tag < read


def test_a_phone_that_asks_for_what_is_new_has_the_roles_of_its_meeting_read_once(meeting, sign_in, leader):
    browser = sign_in(leader)
    with counted_statements() as statements:
        browser.get(page(meeting, "room/live"))
    assert sum("FROM meeting_role" in asked for asked in statements if not is_of_the_tag(asked)) == 1
