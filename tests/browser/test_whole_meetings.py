"""Two whole evenings on three open screens: thirteen in a car park, and forty, of whom fifteen joined from afar."""

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect
from sqlalchemy import update

from app.councils.models import Bylaws, Council
from app.kernel import clock
from app.kernel.db import session, transaction
from app.meetings import queries, service
from tests.browser.evenings import FOLLOWS_WITHIN, Evening, WallClock
from tests.browser.towns import fetched
from tests.factories import a_member

BENCH, SNOW = "주차 한 면을 쉼터로", "눈 오는 날 골목길"
WASTE, GLASS, PATROL, TOOLS = "쓰레기 내놓는 때와 곳", "깨진 유리", "늦은 저녁 순찰", "빗자루와 집게"


@pytest.fixture
def evening_with(town, phone, desk) -> Iterator[Callable[[str], Evening]]:
    """The facilitator's phone, the projector and a neighbour's phone; the clock of the server can be put forward."""
    wall = WallClock()
    with clock.told_by(wall.now):
        yield lambda who: Evening(town, wall, phone("골목 활동가"), desk("골목 활동가"), phone(who))


def words_of(pdf: bytes, folder: Path) -> str:
    """The text of a PDF by another program, in one line."""
    (folder / "minutes.pdf").write_bytes(pdf)
    told = subprocess.run(["pdftotext", str(folder / "minutes.pdf"), "-"], capture_output=True, check=True)
    return " ".join(told.stdout.decode().split())


def test_thirteen_neighbours_meet_for_ninety_minutes_in_a_car_park(evening_with, tmp_path):
    evening = evening_with("초록대문 집")
    evening.call("국사봉길 쓰레기 이야기", {WASTE: 30, GLASS: 15, PATROL: 30, TOOLS: 10}, minutes=90)
    evening.comes()
    evening.check_in("골목 활동가", "초록대문 집", "박씨 할머니", "반지하 청년", newcomers=9)
    assert "지금 13명 있습니다" in evening.console.text
    evening.open()

    evening.go_to("첫 안건 시작", shown=WASTE)
    evening.room.press("말하기")
    evening.raise_hand(3, "질문하기")
    evening.raise_hand(5, "말하기")
    assert [who.split("번")[0] for who in evening.queue()] == ["3", "2", "5"], "a question first, then as they came"
    assert evening.speak(2).startswith("3번")
    assert evening.speak(4).startswith("2번")
    evening.raise_hand(2, "말하기")
    assert [who.split("번")[0] for who in evening.queue()] == ["5", "2"], "who has not spoken today comes first"
    evening.speak(3)
    evening.speak(2)
    evening.note(WASTE, "밤 9시 뒤에 내놓으면 고양이가 덜 뜯습니다.", "82번지 앞은 차가 서 있어 못 둡니다.")
    evening.wall.passes(minutes=18)
    evening.console.open(evening.path("console"))
    evening.give_more_time(5, yes=9, no=3)
    evening.wall.passes(minutes=4)
    decided = evening.decide(WASTE, "내놓는 때를 적은 안내장을 만들어 집집이 돌립니다.", 찬성=13, 반대=0, 기권=0)
    assert "찬성 13 · 반대 0 · 기권 0 (참석 13)" in decided.text
    expect(evening.projector.page.locator(".screen-decision")).to_contain_text(
        "안내장을 만들어", timeout=FOLLOWS_WITHIN
    )

    evening.go_to("다음 안건으로", shown=GLASS)
    evening.note(GLASS, "유리를 그냥 내놓아 수거하는 분이 다쳤습니다.")
    evening.park("놀이터 그네가 삐걱거립니다", 6)
    evening.wall.passes(minutes=12)
    told = evening.decide(GLASS, "유리 봉투를 나누어 준다고 알려 주세요.", asks=True, 찬성=12, 반대=0, 기권=2)
    assert "14" in told.page.get_by_role("alert").inner_text(), "fourteen hands of thirteen people"
    told.write("기권", "1").press("정한 것 적기")

    evening.go_to("다음 안건으로", shown=PATROL)
    evening.take_temperature(1, 3, 4, 3, 2)
    shown = evening.projector.page.locator(".screen-next")
    expect(shown).to_contain_text("2", timeout=FOLLOWS_WITHIN)
    evening.wall.passes(minutes=24)
    evening.decide(
        PATROL, "두 주 동안 저녁에 순찰해 주세요.", asks=True, 찬성=9, 반대=3, 기권=1,
        **{"반대하거나 걱정하는 까닭": "가게 손님이 불편해할 수 있습니다."},
    )  # fmt: skip

    evening.go_to("다음 안건으로", shown=TOOLS)
    evening.tell_the_planner("위층 어르신이 며칠째 식사를 거르시는 듯합니다.")
    evening.wall.passes(minutes=8)
    evening.decide(TOOLS, "빗자루 한 벌을 빌려 주세요.", asks=True, 찬성=11, 반대=1, 기권=1)
    evening.console.open(evening.path("console")).press("다음 회의 안건으로 놀이터 그네가 삐걱거립니다")
    spent = evening.console.page.locator("main .outlook").inner_text()
    assert "넘김" not in spent.replace("0:00 넘김", ""), f"more time was given, and taken: {spent}"
    evening.adjourn()
    evening.publish_minutes()

    reader = evening.room.open(evening.path("minutes"))
    text = words_of(fetched(reader, f"{evening.path('minutes')}.pdf").body(), tmp_path)
    for said in ("안내장을 만들어", "찬성 12", "찬성 9", "가게 손님이 불편해할", "빗자루 한 벌", "놀이터 그네"):
        assert said in reader.text, said
        assert said.replace(" ", "") in text.replace(" ", ""), said
    for unsaid in ("이사 온 이웃", "위층 어르신"):
        assert unsaid not in reader.text + text, unsaid


def forty_neighbours(town) -> tuple[list[int], list[int]]:
    """Thirty are a quorum, from afar too; 23 more members who come, and 14 who join from afar. Their numbers."""
    number = town.council
    council = session().get_one(Council, number)
    with transaction() as kept:
        rules = {"remote_presence": "quorum", "quorum_basis": "count", "quorum_value": 30}
        kept.execute(update(Bylaws).where(Bylaws.council_id == council.id).values(**rules))
    come = [a_member(council, name=f"골목 사람 {number}").id for number in range(1, 24)]
    join = [a_member(council, name=f"먼 이웃 {number}").id for number in range(1, 15)]
    return come, join


def test_forty_neighbours_meet_and_fifteen_of_them_from_afar(town, evening_with, tmp_path):
    come, join = forty_neighbours(town)
    evening = evening_with("반지하 청년")
    evening.call("쉼터와 눈 치우기", {BENCH: 50, SNOW: 30}, minutes=90)
    evening.comes()
    evening.check_in("골목 활동가", "초록대문 집")
    with transaction():
        for one in come:
            service.check_in(queries.meeting(evening.meeting), one, at=clock.now())
        for one in join:
            service.join_remotely(queries.meeting(evening.meeting), one, at=clock.now())
    evening.room.open(f"/meetings/{evening.meeting}").press("화상·전화로 함께합니다")
    evening.open()
    assert "방 25명 + 화상·전화 15명 = 40명" in evening.console.text

    evening.go_to("첫 안건 시작", shown=BENCH)
    evening.raise_hand(4, "말하기")
    evening.raise_hand(5, "말하기")
    evening.room.press("질문하기")
    queue = evening.console.page.locator("[data-live] .queue")
    expect(queue).to_contain_text("반지하 청년", timeout=FOLLOWS_WITHIN)
    assert [who.split("번")[0] for who in evening.queue()] == ["40", "4", "5"], "one queue for the room and from afar"
    assert evening.speak(1).startswith("40번")
    evening.speak(5)
    evening.speak(6)
    evening.note(BENCH, "차 세 대가 설 곳을 잃습니다.", "의자 둘이면 넓은 쪽 한 면으로 됩니다.")
    evening.step_out(BENCH, "골목 사람 3 (5)", "본인의 재산이나 장사에 관한 일")
    round_one = evening.ask_for_consent(
        BENCH,
        "주차 세 면을 쉼터로 바꾼다.",
        동의=30,
        비켜섬=4,
        반대=5,
        반대하거나_걱정하는_까닭="차 댈 곳이 모자랍니다.",
    )
    assert "반대 5" in round_one.text
    evening.wall.passes(minutes=20)
    evening.console.open(evening.path("console"))
    evening.give_more_time(10, yes=12, no=20)
    told = evening.decide(
        BENCH, "넓은 쪽 한 면에 의자 둘을 여덟 주 동안 놓아 본다.", asks=True, 찬성=30, 반대=6, 기권=4
    )
    assert "39" in told.page.get_by_role("alert").inner_text(), "who stepped out is no hand"
    told.write("기권", "3").press("정한 것 적기")
    assert "찬성 30 · 반대 6 · 기권 3" in told.text

    evening.go_to("다음 안건으로", shown=SNOW)
    evening.console.press("쉬기")
    expect(evening.now).to_contain_text("남음", timeout=FOLLOWS_WITHIN)
    evening.wall.passes(minutes=10)
    evening.console.press("다시 하기")
    with transaction():
        for one in join[:11]:
            service.leave_remotely(queries.meeting(evening.meeting), one, at=clock.now())
    evening.console.open(evening.path("console"))
    assert "정족수까지 1명이 더 와야 합니다" in evening.console.text
    late = evening.decide(SNOW, "눈이 오면 집 앞을 함께 쓴다.", 찬성=29, 반대=0, 기권=0)
    assert "정족수 미달" in late.text
    evening.adjourn()
    evening.publish_minutes()

    reader = evening.room.open(evening.path("minutes"))
    text = words_of(fetched(reader, f"{evening.path('minutes')}.pdf").body(), tmp_path)
    for said in ("여덟 주 동안", "찬성 30", "차 댈 곳이 모자랍니다", "정족수 미달", "집 앞을 함께 쓴다"):
        assert said in reader.text, said
        assert said.replace(" ", "") in text.replace(" ", ""), said
    for unsaid in ("먼 이웃", "골목 사람"):
        assert unsaid not in reader.text + text, unsaid
