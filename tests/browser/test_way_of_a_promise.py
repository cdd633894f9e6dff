"""Whether it has become better: one press on a phone without JavaScript, and five residents open a promise again."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect
from sqlalchemy import func, select

from app.councils import queries as councils
from app.deeds.jobs import close_checks, open_checks
from app.deeds.models import CheckAnswer, DeedCheck
from app.kernel import clock
from app.notices.jobs import deliver_events
from tests.browser.askings import FIRST, LEADER, named, working_hours
from tests.browser.evenings import WallClock
from tests.browser.windows import Window
from tests.factories import a_member
from tests.factories.deeds import a_commitment

NEIGHBOURS = [f"함께한 이웃 {number}" for number in range(1, 7)]
BROOM = "골목을 쓸 빗자루를 주세요."


@pytest.fixture
def wall(town) -> Iterator[WallClock]:
    """It is Monday morning, and weeks can pass."""
    told = WallClock()
    with clock.told_by(told.now):
        working_hours(told)
        yield told


@pytest.fixture
def promise(town, wall, without_javascript) -> str:
    """The address of what an officer has said to be done, and of which six residents are asked two weeks later."""
    council = councils.council(town.council)
    came = [a_member(council, name=name) for name in NEIGHBOURS]
    made = a_commitment(council, by=named(FIRST), leader=named(LEADER), came=came, text=BROOM)
    address = f"/commitments/{made.id}"
    officer = without_javascript(FIRST).open(address).press("소식 알리기")
    officer.write("무엇을 했나요?", "빗자루 두 벌을 두었습니다.").press("다 했습니다")
    assert "했음" in whole(officer)
    town.run(open_checks, deliver_events)
    assert "답하기" not in without_javascript(NEIGHBOURS[0]).open(address).text, "nobody is asked before"
    wall.passes(days=14)
    town.run(open_checks, deliver_events)
    return address


def whole(window: Window) -> str:
    """The whole page with its head, where the state stands."""
    return str(window.page.locator("body").inner_text())


def of(promise: str) -> int:
    return int(promise.rpartition("/")[2])


def answers(town, promise: str) -> int:
    """How many personal answers are kept about it."""
    mine = select(DeedCheck.id).where(DeedCheck.commitment_id == of(promise))
    return town.ask(select(func.count()).select_from(CheckAnswer).where(CheckAnswer.check_id.in_(mine)))[0]


def asked(town, promise: str) -> str:
    """The address of its one round."""
    (number,) = town.ask(select(DeedCheck.id).where(DeedCheck.commitment_id == of(promise)))
    return f"/checks/{number}"


def press(town, promise: str, window: Window, mark: str) -> Window:
    """A resident presses once; nothing else is to be filled in."""
    window.open(asked(town, promise))
    assert window.page.locator("main :is(input:not([type=hidden]), textarea, select)").count() == 0
    return window.press(mark)


def over(town, wall) -> None:
    """The fourteen days are over."""
    wall.passes(days=14, hours=1)
    town.run(close_checks, deliver_events)


def test_one_press_is_an_answer_and_another_press_changes_it(town, promise, without_javascript):
    window = without_javascript(NEIGHBOURS[0]).open("/notices")
    window.page.locator("main article, main li").filter(has_text="지금 어떤지 여쭙니다").locator("button").first.click()
    window.look()
    assert window.path == asked(town, promise)
    for mark in ("좋아졌어요", "그대로예요", "나빠졌어요"):
        size = window.control(mark).bounding_box()
        assert size["height"] >= 44, mark
        window.press(mark)
        assert "답해 주셔서 고맙습니다" in window.text
        expect(window.page.locator(".deed-mark[aria-pressed=true]")).to_contain_text(mark)
    assert answers(town, promise) == 1, "one answer a person, the last one"


def test_a_resident_who_took_no_part_is_told_why_there_is_nothing_to_press(town, promise, without_javascript):
    stranger = without_javascript("감나무 집").open(asked(town, promise))
    assert "함께한 분께만 여쭙니다" in stranger.text
    assert stranger.page.locator(".deed-mark").count() == 0


def test_five_residents_who_see_nothing_better_reopen_it(town, wall, promise, without_javascript, desk):
    for who, mark in zip(
        NEIGHBOURS, ["그대로예요", "나빠졌어요", "그대로예요", "그대로예요", "나빠졌어요"], strict=False
    ):
        press(town, promise, without_javascript(who), mark)
    press(town, promise, without_javascript(NEIGHBOURS[5]), "좋아졌어요")
    assert "수는 끝난 뒤에" in without_javascript().open(promise).text, "no sums while it is asked"
    over(town, wall)
    page = without_javascript().open(promise)
    for said in ("다시 하기로 함", "함께한 이웃 6명의 답"):
        assert said in whole(page), said
    row = page.page.locator("#answers tr")
    for mark, count in (("좋아졌어요", "1"), ("그대로예요", "3"), ("나빠졌어요", "2")):
        expect(row.filter(has_text=mark)).to_contain_text(count)
    assert answers(town, promise) == 0, "who answered what is gone"
    officer = desk(FIRST).open(promise)
    assert "Reopened" in whole(officer)
    neighbour = without_javascript(NEIGHBOURS[5]).open("/notices")
    assert f"하기로 한 일을 다시 합니다: {BROOM[:8]}" in neighbour.text


def test_four_reopen_nothing_and_their_number_is_not_told(town, wall, promise, without_javascript):
    for who in NEIGHBOURS[:4]:
        press(town, promise, without_javascript(who), "그대로예요")
    over(town, wall)
    page = without_javascript().open(promise)
    assert "답한 이웃이 5명보다 적어 수를 밝히지 않습니다" in page.text
    assert "다시 하기로 함" not in whole(page)
