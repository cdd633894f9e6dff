"""Scenario 7c of the field research on open screens: refused, asked again, answered by another, tried, kept."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from app.decisions.jobs import put_on_agendas
from app.decisions.models import Request
from app.deeds.jobs import close_checks, open_checks
from app.kernel import clock
from app.meetings.models import Meeting
from app.notices.jobs import deliver_events
from tests.browser.askings import (
    ASKED,
    DISSENT,
    FIRST,
    LEADER,
    RESIDENT,
    SECOND,
    Answer,
    sent,
    seventeen_have_met,
    working_hours,
)
from tests.browser.evenings import WallClock

WANTED = "세 면을 쓰는 이웃 가운데 몇 분이 찬성하는지 알려 주십시오."
TWO_OF_THREE = "세 분 가운데 두 분이 찬성합니다."
ONE_BAY, MOVABLE = "넓은 끝자리 1면만 쉼터로 바꾸어 주십시오", "옮길 수 있는 벤치 둘을 쓰고 밤에는 치웁니다."
QUESTION = "모퉁이 벤치를 계속 둘까요?"
NO = Answer(
    mark="Not accepted",
    summary="3면을 모두 없애면 소방차가 지나지 못해 받아들이지 못합니다.",
    kind="Against law or ordinance, or not the gu's task",
    reason="주차면을 옮기면 소방차가 지날 폭이 모자라고, 옆 골목의 주차장 사업과도 겹칩니다.",
    found="줄자로 재 보니 가장 좁은 곳의 폭이 3.4미터입니다.",
    ground="소방기본법 제21조의2, 주차장법 시행규칙 제6조",
    possible="넓은 끝자리의 한 면이라면 다시 살펴볼 수 있습니다.",
    section="교통행정과",
)


def partly(by: date) -> Answer:
    return Answer(
        mark="Partly accepted",
        summary="주차면은 그대로 두고, 모퉁이 땅에 벤치를 8주 동안 놓아 봅니다.",
        kind="Not feasible at this place or with these means",
        reason="주차면을 줄이지 않고 구의 땅인 모퉁이에 둘 수 있습니다.",
        found="이웃과 함께 가 보니 모퉁이 땅은 구의 것이고 폭이 넉넉합니다.",
        ground="공유재산 및 물품 관리법 제20조",
        possible="8주 뒤에 시끄럽다는 말이 적으면 그대로 둡니다.",
        section="마을자치팀",
        done_by=by,
    )


@pytest.fixture
def wall(town) -> Iterator[WallClock]:
    """It is Monday morning, and days can pass."""
    told = WallClock()
    with clock.told_by(told.now):
        working_hours(told)
        yield told


def due_on(town, request: int) -> date | None:
    return town.ask(select(Request.due_on).where(Request.id == request))[0]


def passed_on(desk) -> None:
    """To the section that looks after parking, which does not work here."""
    desk.field("Where does it go?").select_option(label="Another office or section that does not work here")
    desk.write("Name of the office and section", "동작구청 교통행정과").write("Its phone number", "02-820-1114")
    desk.write("Why", "주차면은 교통행정과가 맡습니다.")
    desk.tick("I have checked with them that it belongs there").press("Pass it on")


def asked_and_supplied(town, wall, phone, desk) -> int:
    """D2 to D16: sent with the minority's view; the clock stands from the question to the answer."""
    request = sent(phone(LEADER), seventeen_have_met(town))
    assert DISSENT in phone().open(f"/requests/{request}").text
    first = due_on(town, request)
    wall.passes(hours=3)
    passed_on(desk(FIRST).open(f"/requests/{request}").press("Pass on"))
    assert "지금 맡은 곳: 동작구청 교통행정과, 전화 02-820-1114" in phone().open(f"/requests/{request}").text
    assert due_on(town, request) == first, "passing on takes no time"
    wall.passes(days=4)
    desk(FIRST).open(f"/requests/{request}").press("Ask for a supplement").write(
        "What is missing, and why is it needed?", WANTED
    ).press("Ask for it")
    wall.passes(days=5)
    leader = phone(LEADER).open(f"/requests/{request}")
    assert WANTED in leader.text
    assert "보완을 기다리는 동안 답변 기한이 멈춰 있습니다." in leader.text
    assert due_on(town, request) is None
    wall.passes(days=5)
    leader.open(f"/requests/{request}").press("보완해서 답하기").write("보완한 내용", TWO_OF_THREE).press(
        "보완해서 보내기"
    )
    assert "멈춰 있습니다" not in leader.text
    assert due_on(town, request) >= first + timedelta(days=10), "the days of waiting do not count"
    return request


def refused(town, wall, phone, desk, request: int) -> None:
    """D33: the reason, the ground, what is possible, the remedy and whom to call; everybody hears of it."""
    wall.passes(days=17)
    NO.write(desk(FIRST).open(f"/requests/{request}/answer"))
    town.run(deliver_events)
    resident = phone(RESIDENT).open("/notices")
    resident.page.locator("main button", has_text="열어 보기").first.click()
    resident.look()
    for said in (*NO.said, "불수용", DISSENT, "찬성 14, 반대 3", FIRST):
        assert said in resident.text, said
    last = clock.today() + timedelta(days=15)
    assert "15일 안에 재심사를 요청" in resident.text
    assert f"다시 물을 수 있는 마지막 날: {last.year}년 {last.month}월 {last.day}일" in resident.text
    assert resident.control("전화하기").get_attribute("href").startswith("tel:02")


def asked_again(wall, phone, request: int) -> int:
    """D40: with a new idea, beside the old reasons."""
    wall.passes(days=7)
    leader = phone(LEADER).open(f"/requests/{request}").press("다시 묻기")
    assert NO.reason in leader.text
    assert leader.field("이번에 바라는 일").input_value() == ASKED
    leader.write("이번에 바라는 일", ONE_BAY).write("새로 알게 된 사실이나 다른 방법", MOVABLE).press("다시 묻기")
    return int(leader.path.rpartition("/")[2])


def answered_by_another(town, wall, phone, desk, request: int, again: int) -> None:
    """D41 and D58: not by the first officer; the chief accepts a part, and both answers stand side by side."""
    wall.passes(days=1)
    first = desk(FIRST).open(f"/requests/{again}")
    assert "answered by another officer than the first" in first.text
    assert first.page.goto(f"{town.base}/requests/{again}/answer").status == 403
    assert "answered by another officer than the first" in first.text
    wall.passes(days=17)
    chief = desk(SECOND).open(f"/requests/{again}/answer")
    assert NO.reason in chief.text
    assert MOVABLE in chief.text
    by = clock.today() + timedelta(weeks=10)
    partly(by).write(chief)
    town.run(deliver_events)
    resident = phone(RESIDENT).open(f"/requests/{again}")
    for said in (*partly(by).said, NO.reason, ASKED, ONE_BAY, "불수용", "부분수용", SECOND):
        assert said in resident.text, said
    cards = resident.page.locator("main .cards .card")
    expect(cards.nth(0)).to_contain_text(NO.reason)
    expect(cards.nth(1)).to_contain_text(partly(by).reason)
    resident.open(f"/requests/{request}")
    assert NO.reason in resident.text, "the old answer stays"
    resident.press("다시 물은 것과 답 보기")
    assert resident.path == f"/requests/{again}"


def tried(town, wall, phone, desk, again: int) -> str:
    """D58 to D116: eight weeks, of which the page tells; the address of the promise."""
    chief = desk(SECOND).open(f"/requests/{again}").press("How what was promised is going")
    promise = chief.path
    first, last = clock.today(), clock.today() + timedelta(weeks=8)
    chief.press("Try it out").write("First day", first.isoformat()).write("Last day", last.isoformat())
    chief.write("What neighbours are asked at the end", QUESTION).press("Set the trial")
    wall.passes(days=20)
    desk(SECOND).open(promise).press("Tell the news").write(
        "What was done?", "벤치를 놓았고, 시끄럽다는 말은 두 번 있었습니다."
    ).press("Started")
    page = phone().open(promise)
    for said in (QUESTION, f"{last.year}년 {last.month}월 {last.day}일 (", "시끄럽다는 말은 두 번"):
        assert said in page.text, said
    wall.passes(days=36)
    town.run(open_checks)
    assert "답하기" not in phone().open(promise).text, "nobody is asked before the trial has ended"
    wall.passes(days=1)
    town.run(open_checks, deliver_events)
    return promise


def test_a_refusal_is_asked_again_answered_by_another_tried_for_eight_weeks_and_kept(town, wall, phone, desk):
    request = asked_and_supplied(town, wall, phone, desk)
    refused(town, wall, phone, desk, request)
    again = asked_again(wall, phone, request)
    answered_by_another(town, wall, phone, desk, request, again)
    promise = tried(town, wall, phone, desk, again)

    for who, mark in ((RESIDENT, "계속해요"), ("감나무 집", "계속해요"), ("박씨 할머니", "그만해요")):
        phone(who).open(promise).press("답하기").press(mark)
    leader = phone(LEADER).open(promise).press("종이나 말로 받은 답 적기")
    leader.write("계속해요", "10").write("그만해요", "2").press("저장")
    assert "명의 답" not in phone().open(promise).text, "no sums while it is asked"
    wall.passes(days=15)
    town.run(close_checks)
    chief = desk(SECOND).open(promise).press("Decide on the trial")
    assert "Answers of 15 neighbours who took part" in chief.text
    chief.tick("We keep it").write("Why", "열다섯 가운데 열두 분이 계속하자고 하셨습니다.").press("Decide and tell")
    page = phone().open(promise)
    for said in ("계속합니다", "열두 분이 계속하자고", "함께한 이웃 15명의 답"):
        assert said in page.text, said
    rows = page.page.locator("#answers tr")
    expect(rows.filter(has_text="계속해요")).to_contain_text("12")
    expect(rows.filter(has_text="그만해요")).to_contain_text("3")
    assert NO.reason in phone().open(f"/requests/{request}").text, "the old answer stays to the end"


def test_days_without_an_answer_are_counted_for_everybody_and_the_next_agenda_asks_why(town, wall, phone, desk):
    request = sent(phone(LEADER), seventeen_have_met(town))
    due = due_on(town, request)
    wall.passes(days=(due - clock.today()).days)
    assert "오늘까지 답변해야 합니다" in phone().open(f"/requests/{request}").text
    wall.passes(days=5)
    assert "답변 기한이 지났습니다. 5일째 답이 없습니다." in phone().open(f"/requests/{request}").text
    assert "5 days without an answer" in desk(FIRST).open(f"/requests/{request}").text
    leader = phone(LEADER).open(f"/councils/{town.council}").press("회의 잡기")
    leader.write("회의 이름", "답을 기다리며").write("날짜", (clock.today() + timedelta(days=8)).isoformat())
    leader.write("시작 시각", "19:00").write("장소", "국사봉길 82 주차장").write("예정 시간(분)", "60")
    leader.write("그 밖에 이야기할 것", "쉼터 이야기").press("회의 만들기").press("이웃에게 알리기")
    town.run(put_on_agendas, put_on_agendas)
    agenda = phone(RESIDENT).open(f"/meetings/{town.number(Meeting.title, '답을 기다리며')}").text
    assert agenda.count(f"답을 기다리는 요청: {ASKED[:20]}") == 1
