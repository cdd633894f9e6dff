"""A bell at the end of an item: on the screen where it was switched on, and nowhere else."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from app.kernel import clock
from tests.browser.evenings import FOLLOWS_WITHIN, WallClock
from tests.browser.test_way_running import open_meeting

COUNTS_TONES = """
window.tones = 0;
const made = AudioContext.prototype.createOscillator;
AudioContext.prototype.createOscillator = function () { window.tones += 1; return made.call(this); };
"""


@pytest.fixture
def almost_over(town, phone) -> Iterator[int]:
    """A meeting whose first item, of fifteen minutes, ends in a few seconds."""
    wall = WallClock()
    with clock.told_by(wall.now):
        meeting = open_meeting(town)
        phone("골목 활동가").open(f"/meetings/{meeting}/console").press("첫 안건 시작")
        wall.passes(minutes=14, seconds=55)
        yield meeting


def test_the_projector_rings_when_the_time_is_over_where_it_was_switched_on(almost_over, desk):
    silent, loud = desk("골목 활동가"), desk("골목 활동가")
    for window in (silent, loud):
        window.page.add_init_script(COUNTS_TONES)
        window.open(f"/meetings/{almost_over}/screen")
    switch = loud.control("Ring a bell when the time is over")
    expect(switch).to_have_attribute("aria-pressed", "false")
    switch.click()
    expect(switch).to_have_attribute("aria-pressed", "true")
    tried = loud.page.evaluate("window.tones")
    assert tried > 0, "one hears it when switching it on"
    for window in (silent, loud):
        expect(window.page.locator(".screen-clock .is-over")).to_be_visible(timeout=FOLLOWS_WITHIN)
    assert loud.page.evaluate("window.tones") == 2 * tried
    assert silent.page.evaluate("window.tones") == 0


def test_the_switch_is_remembered_on_the_pages_that_follow_and_can_be_taken_back(almost_over, phone):
    console = phone("골목 활동가").open(f"/meetings/{almost_over}/console")
    console.control("시간이 다 되면 종 울리기").click()
    console.press("쉬기")
    switch = console.control("시간이 다 되면 종 울리기")
    expect(switch).to_have_attribute("aria-pressed", "true")
    switch.click()
    console.press("다시 하기")
    expect(console.control("시간이 다 되면 종 울리기")).to_have_attribute("aria-pressed", "false")


def test_without_scripts_there_is_no_switch_that_would_do_nothing(almost_over, without_javascript):
    console = without_javascript("골목 활동가").open(f"/meetings/{almost_over}/console")
    assert "종 울리기" not in console.text
