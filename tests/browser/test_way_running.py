"""A meeting that runs on three open screens: the console, the projector, and the phone of a neighbour."""

from playwright.sync_api import expect
from sqlalchemy import select

from app.kernel import chance, clock
from app.kernel.db import db, transaction
from app.meetings import queries, service
from app.meetings.floor import Kind
from app.meetings.models import Meeting, MeetingEntry
from app.people.models import User
from tests.browser import pictures
from tests.browser.test_way_meeting import begin_now

SNOW = "눈 치우기, 미리 정하기"
FOLLOWS_WITHIN = 8_000  # milliseconds, on a machine that does much else; it asks every second and a half


def user_named(town, name: str) -> User:
    return town.ask(select(User).where(User.name == name))[0]


def open_meeting(town) -> int:
    """Five neighbours are there, and the facilitator has opened the meeting; two matters more are on the agenda."""
    number = town.number(Meeting.title, SNOW)
    begin_now(number)
    facilitator, now = user_named(town, "골목 활동가"), clock.now()
    names = ("골목 활동가", "초록대문 집", "박씨 할머니", "반지하 청년")
    people = [user_named(town, name).id for name in names]
    with transaction():
        meeting = queries.meeting(number)
        for topic in ("쓰레기 내놓는 때", "어두운 모퉁이"):
            service.add_item(meeting, topic, minutes=10, by=facilitator, at=now)
        for person in people:
            service.check_in(meeting, person, at=now)
        service.admit(meeting, "처음 온 이웃", at=now)
        service.open_meeting(meeting, by=facilitator, at=now)
    db.session.remove()
    return number


def test_three_screens_follow_a_meeting_by_themselves(town, phone, desk):
    meeting = open_meeting(town)
    console = phone("골목 활동가").open(f"/meetings/{meeting}/console")
    projector = desk("골목 활동가").open(f"/meetings/{meeting}/screen").page.locator(".screen")
    neighbour = phone("초록대문 집").open(f"/meetings/{meeting}/room")

    console.press("첫 안건 시작")
    expect(projector).to_contain_text("Item 1 of 3", timeout=FOLLOWS_WITHIN)
    expect(neighbour.page.locator("[data-live]")).to_contain_text("남음", timeout=FOLLOWS_WITHIN)

    neighbour.press("질문하기")
    assert "내 차례는 1번째입니다" in neighbour.text
    queue = console.page.locator("[data-live] .queue")
    expect(queue).to_contain_text("초록대문 집", timeout=FOLLOWS_WITHIN)
    expect(queue).to_contain_text("질문이 의견보다 먼저입니다")
    console.press("부르기 2번 초록대문 집")
    expect(projector).to_contain_text("초록대문 집", timeout=FOLLOWS_WITHIN)
    expect(neighbour.page.locator("[data-live]")).to_contain_text("지금 내 차례입니다", timeout=FOLLOWS_WITHIN)
    console.press("발언 끝")
    expect(neighbour.page.get_by_role("button", name="말하기")).to_be_visible(timeout=FOLLOWS_WITHIN)
    pictures.keep_wide(console.open(f"/meetings/{meeting}/screen"), "meeting-screen")


def test_a_clock_ticks_by_itself_whatever_the_phone_believes_the_time_is(town, phone):
    meeting = open_meeting(town)
    console = phone("골목 활동가").open(f"/meetings/{meeting}/console")
    console.page.add_init_script("Date.now = () => 0; performance.timeOrigin && 0;")
    console.press("첫 안건 시작")
    clock_on_it = console.page.locator(".countdown b").first
    shown = clock_on_it.inner_text()
    expect(clock_on_it).not_to_have_text(shown, timeout=FOLLOWS_WITHIN)
    assert clock_on_it.inner_text() < shown


def raise_hand(town, meeting: int, speaker: int, wish: str) -> None:
    by, facts = user_named(town, "골목 활동가"), {"speaker": speaker, "wish": wish}
    with transaction():
        service.enter(queries.meeting(meeting), Kind.WISH, facts, key=chance.token(), by=by, at=clock.now())
    db.session.remove()


def test_what_somebody_is_typing_is_not_taken_away_by_a_change(town, phone):
    meeting = open_meeting(town)
    raise_hand(town, meeting, 2, "opinion")
    raise_hand(town, meeting, 3, "opinion")
    console = phone("골목 활동가").open(f"/meetings/{meeting}/console")
    console.unfold("맨 앞으로").write("앞당기는 까닭", "아이를 데리러")
    raise_hand(town, meeting, 4, "order")
    console.page.wait_for_timeout(2_500)
    assert console.field("앞당기는 까닭").input_value() == "아이를 데리러"
    console.press("맨 앞으로")
    assert "퍼실리테이터가 앞당김: 아이를 데리러" in console.text


def test_the_same_meeting_runs_without_javascript(town, without_javascript):
    meeting = open_meeting(town)
    console = without_javascript("골목 활동가").open(f"/meetings/{meeting}/console")
    neighbour = without_javascript("초록대문 집").open(f"/meetings/{meeting}/room").press("말하기")
    console.open(f"/meetings/{meeting}/console").press("첫 안건 시작").press("부르기 2번 초록대문 집")
    assert "지금 내 차례입니다" in neighbour.open(f"/meetings/{meeting}/room").text
    console.unfold("나중에 다룰 것 적기").write("나중에 다룰 것", "놀이터 그네").press("적어 두기")
    assert "놀이터 그네" in console.text
    console.press("쉬기").press("다시 하기").press("다음 안건으로")
    kinds = [entry.kind for entry in town.ask(select(MeetingEntry).order_by(MeetingEntry.id))]
    assert kinds == [
        Kind.WISH, Kind.ITEM, Kind.CALL, Kind.PARKING, Kind.PAUSE, Kind.RESUMPTION, Kind.ITEM,
    ]  # fmt: skip


def test_a_helper_is_given_time_and_keeps_it_from_another_phone(town, phone):
    meeting = open_meeting(town)
    facilitator = phone("골목 활동가").open(f"/meetings/{meeting}/roles")
    facilitator.page.get_by_label("누가").select_option(label="박씨 할머니")
    facilitator.page.get_by_label("맡을 일").select_option(label="시간지기")
    facilitator.press("맡기기")
    helper = phone("박씨 할머니").open(f"/meetings/{meeting}").press("진행 화면으로").press("첫 안건 시작")
    assert "회의 마치기" not in helper.text
