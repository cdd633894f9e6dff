"""Voting with help on a lent device: what the screen shows, and what Back, "load again" and the browser's memory do."""

from collections.abc import Iterator
from contextlib import suppress

import pytest
from playwright.sync_api import Error
from sqlalchemy import select

from app.polls.models import Ballot, Poll, RollEntry
from app.polls.states import Channel
from tests.browser.windows import Window

OPEN = "매달 첫 토요일을 골목 청소의 날로 할까요?"
FACILITATOR, OFFICER, VOTER, OTHER = "골목 활동가", "우리동네주무관", "초록대문 집", "박씨 할머니"
FOUND_BY_MARK = "main :is(.marked-list, input:checked, [name=marks]:is([type=hidden], :checked))"


def lend(window, poll: int, name: str):
    window.open(f"/polls/{poll}/booth").write("이름", name).press("명부에서 찾기")
    with window.page.expect_navigation():
        window.page.get_by_role("button", name=f"이 기기로 투표하기 {name}").click()
    return window.look()


def mark(window, answer: str):
    window.press("받았습니다. 투표를 시작합니다").tick(answer).press("다음: 확인하기")
    assert window.heading == "이렇게 투표할까요?"
    return window


def marks(town, poll: int) -> list[Channel]:
    used = select(RollEntry.channel).where(RollEntry.poll_id == poll, RollEntry.channel == Channel.ASSISTED)
    return list(town.ask(used))


def look_for_a_mark(window) -> list[str]:
    """Whatever on the page, hidden or shown, says what was marked."""
    return [one.evaluate("one => one.outerHTML") for one in window.page.locator(FOUND_BY_MARK).all()]


def insist(window, times: int, deed) -> Iterator[str]:
    """Go back, or load again, and again; what is met each time. Chromium without a face shows an error for a POST."""
    for _time in range(times):
        with suppress(Error):
            deed(wait_until="load", timeout=2_000)
        window.page.wait_for_timeout(200)
        assert look_for_a_mark(window) == []
        yield window.page.locator("h1").inner_text() if window.page.locator("h1").count() else ""


def test_a_resident_votes_on_a_lent_phone_and_the_screen_is_cleared(town, without_javascript):
    poll = town.number(Poll.question, OPEN)
    window = lend(without_javascript(FACILITATOR), poll, VOTER)
    assert window.heading == f"기기를 {VOTER} 님께 건네 주세요"
    assert window.page.locator("header :is(a, summary), footer a").count() == 0, "a way that leads elsewhere"
    mark(window, "반대").press("투표하기")
    assert window.heading == "투표하셨습니다"
    assert window.page.locator(".receipt-qr").evaluate("one => one.naturalWidth") > 0
    assert marks(town, poll) == [Channel.ASSISTED]
    window.press("화면 지우기")
    assert "화면을 지웠습니다" in window.text
    assert window.path == f"/polls/{poll}/booth", "the helper is signed in, and ready for the next"
    mark(lend(window, poll, OTHER), "찬성").press("투표하기").press("화면 지우기")
    assert marks(town, poll) == [Channel.ASSISTED] * 2


def test_going_back_and_loading_again_never_show_a_mark(town, without_javascript):
    poll = town.number(Poll.question, OPEN)
    window = mark(lend(without_javascript(OFFICER), poll, VOTER), "반대").press("투표하기")
    words = window.page.locator(".receipt-words").inner_text()
    met = list(insist(window, 2, window.page.reload))
    assert set(met) <= {"투표하셨습니다", "이미 투표하셨습니다"}
    for _step in range(5):
        met += [*insist(window, 1, window.page.go_back), *insist(window, 1, window.page.reload)]
    assert "이미 투표하셨습니다" in met
    window.page.goto(f"{town.base}/polls/{poll}/assisted")
    window.press("화면 지우기")
    for _step in range(5):
        list(insist(window, 1, window.page.go_back))
        list(insist(window, 1, window.page.reload))
        assert words not in window.page.content()
    assert len(town.ask(select(Ballot.nonce_hash).where(Ballot.poll_id == poll))) == len(marks(town, poll)) + 5


def keeps_pages(window) -> bool:
    """Whether Back brings the very page that was left: its script's memory is still there."""
    window.open("/about")
    window.page.evaluate("window.wasHere = true")
    window.open("/help")
    list(insist(window, 1, window.page.go_back))
    return window.page.evaluate("window.wasHere === true")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_a_browser_that_keeps_pages_in_memory_shows_no_mark_either(town, with_memory, scripts):
    poll = town.number(Poll.question, OPEN)
    window = Window(with_memory, town.base, is_phone=True, language="ko", scripts=scripts)
    assert keeps_pages(window), "nothing is tried: this browser keeps no pages"
    town.sign_in(window, FACILITATOR)
    mark(lend(window, poll, VOTER), "반대").press("투표하기")
    met = list(insist(window, 5, window.page.go_back))
    assert "이미 투표하셨습니다" in met
    met = list(insist(window, 5, window.page.go_forward))
    assert "투표하셨습니다" not in met, "the receipt came back"
    window.close()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_whoever_gives_up_leaves_no_mark_in_the_memory_of_the_browser(town, with_memory, scripts):
    poll = town.number(Poll.question, OPEN)
    window = Window(with_memory, town.base, is_phone=True, language="ko", scripts=scripts)
    town.sign_in(window, FACILITATOR)
    mark(lend(window, poll, VOTER), "반대").press("그만두기")
    list(insist(window, 5, window.page.go_back))
    list(insist(window, 5, window.page.go_forward))
    assert marks(town, poll) == []
    window.close()
