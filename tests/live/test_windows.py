"""Two windows and a phone in a real browser, behind a proxy that passes /live on as nginx does."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from playwright.sync_api import Browser, expect

from app.kernel import clock
from app.kernel.db import db, transaction
from app.meetings import queries
from app.meetings.floor import Kind
from app.people.models import User
from app.people.service import devices
from tests.browser.windows import Window
from tests.live.proxies import Proxy
from tests.meetings.running import enter, ids, page

pytestmark = pytest.mark.postgresql_only
SOON = 10_000  # milliseconds; far more than a press takes, for a machine that is busy
Opening = Callable[..., Window]


@pytest.fixture
def proxy(web, live) -> Iterator[Proxy]:
    with Proxy(web.port, live.port) as between:
        yield between


@pytest.fixture
def opened(app: Flask, chromium: Browser, proxy: Proxy) -> Iterator[Opening]:
    """opened(user, path, is_phone=False) -> their window at this address, once its stream has begun."""
    windows: list[Window] = []

    def opening(user: User, path: str, *, is_phone: bool = False) -> Window:
        with transaction():
            token = devices.sign_in(db.session.merge(user), at=clock.now())
        signer = SecureCookieSessionInterface().get_signing_serializer(app)
        assert signer is not None
        window = Window(chromium, proxy.base, is_phone=is_phone, language="ko")
        windows.append(window)
        cookie = signer.dumps({"_user_id": token, "_fresh": True, "_permanent": True})
        window.context.add_cookies([{"name": "golmok", "value": cookie, "url": proxy.base}])
        with window.page.expect_response(lambda answer: "/live/meetings/" in answer.url):
            window.open(path)
        return window

    yield opening
    for window in windows:
        window.close()


def polls(proxy: Proxy, meeting, name: str) -> int:
    return sum(f"/meetings/{meeting.id}/{name}/live " in line for line in proxy.asked)


def shows(window: Window, words: str) -> None:
    expect(window.page.locator("[data-live]")).to_contain_text(words, timeout=SOON)


def test_a_press_on_the_console_shows_on_the_projector_also_after_the_server_was_away(opened, proxy, web, meeting):
    leader = meeting.called_by
    console, projector = opened(leader, page(meeting)), opened(leader, page(meeting, "screen"))
    shows(projector, "곧 시작합니다")
    console.page.get_by_role("button", name="첫 안건 시작").first.click()
    shows(projector, "쓰레기 내놓는 때")

    web.stop()
    web.start()
    enter(meeting, Kind.ITEM, item=ids(meeting)[1], after=ids(meeting)[0])
    shows(projector, "어두운 모퉁이")
    shows(console, "어두운 모퉁이")
    assert polls(proxy, meeting, "screen") == 0, "it was told and did not ask"


def test_without_the_live_process_a_screen_asks_and_listens_again_when_it_is_back(opened, proxy, live, meeting):
    projector = opened(meeting.called_by, page(meeting, "screen"))
    live.stop()
    try:
        enter(meeting, Kind.ITEM, item=ids(meeting)[0], after=None)
        shows(projector, "쓰레기 내놓는 때")
        assert polls(proxy, meeting, "screen") > 0
    finally:
        with projector.page.expect_response(
            lambda answer: "/live/meetings/" in answer.url and answer.status == 200, timeout=60_000
        ):
            live.start()
    projector.page.wait_for_timeout(500)
    asked = polls(proxy, meeting, "screen")
    enter(meeting, Kind.ITEM, item=ids(meeting)[1], after=ids(meeting)[0])
    shows(projector, "어두운 모퉁이")
    assert polls(proxy, meeting, "screen") == asked


def test_a_phone_fetches_its_own_part_only_when_where_it_stands_has_changed(opened, proxy, meeting):
    attendee = min(queries.who_can_help(meeting), key=lambda one: one.id)
    phone = opened(attendee, page(meeting, "room"), is_phone=True)
    enter(meeting, Kind.ITEM, item=ids(meeting)[0], after=None)
    shows(phone, "쓰레기 내놓는 때")
    enter(meeting, Kind.WISH, speaker=2, wish="opinion")
    shows(phone, "2번")
    assert not [line for line in proxy.asked if "/room/mine" in line]
    enter(meeting, Kind.WISH, key="mine", speaker=1, wish="question")
    shows(phone, "내 차례는 1번째입니다.")
    enter(meeting, Kind.CALL, turn="mine", after=None)
    shows(phone, "지금 내 차례입니다. 말씀해 주세요.")
    assert len([line for line in proxy.asked if "/room/mine" in line]) == 2
    phone.look()


def test_who_has_signed_out_is_sent_to_sign_in_when_their_own_part_changes(opened, meeting):
    attendee = min(queries.who_can_help(meeting), key=lambda one: one.id)
    phone = opened(attendee, page(meeting, "room"), is_phone=True)
    enter(meeting, Kind.ITEM, item=ids(meeting)[0], after=None)
    shows(phone, "쓰레기 내놓는 때")
    phone.context.clear_cookies()
    enter(meeting, Kind.WISH, key="mine", speaker=1, wish="question")
    phone.page.wait_for_url("**/sign-in**", timeout=SOON)
