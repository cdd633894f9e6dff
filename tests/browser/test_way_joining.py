"""Steps one and two of the way of one matter: who belongs, and which alley meets. Without a line of JavaScript."""

import re

from playwright.sync_api import expect
from sqlalchemy import select

from app.councils.models import Council
from app.kernel.outbox import Channel, Message
from app.people.models import User
from tests.browser import pictures
from tests.browser.towns import ALLEY, fetched

OFFICER = "우리동네주무관"


def code_in_the_outbox(town, channel: Channel = Channel.SMS, to: str = "01055501234") -> str:
    letter = town.ask(select(Message).where(Message.channel == channel).order_by(Message.id.desc()))[0]
    assert letter.recipient == to
    return re.search(r"\d{6}", letter.body)[0]


def register(window, town, name: str) -> None:
    window.open("/").page.locator("summary").filter(has_text="메뉴").click()
    window.press("주민 등록", within=window.page.locator("header"))
    window.write("이웃에게 보일 이름", name).write("전화번호 또는 전자우편", "010-5550-1234")
    window.tick("만 14세 이상이고").press("인증번호 받기")
    assert window.heading == "인증번호 넣기"
    window.write("인증번호 여섯 자리", code_in_the_outbox(town)).press("들어가기")
    assert f"{name}님, 반갑습니다" in window.text


def test_a_newcomer_registers_with_a_code_asks_to_join_and_the_officer_confirms(town, without_javascript, phone):
    newcomer = without_javascript()
    register(newcomer, town, "담쟁이 집")
    newcomer.open("/").press("다른 골목 찾기")
    newcomer.press(ALLEY).press("이 골목회의에 참여하기")
    newcomer.press("참여 신청하기")
    expect(newcomer.page.get_by_role("alert")).to_contain_text("아직 저장되지 않았습니다")
    newcomer.tick("삽니다").write("신분증의 이름", "박순례").write("태어난 해", "1955").write("길 이름", "국사봉길 84")
    newcomer.tick("위 안내를 읽었고 동의합니다").press("참여 신청하기")
    assert "확인을 기다" in newcomer.text
    assert town.ask(select(User.phone).where(User.name == "담쟁이 집")) == ["01055501234"]

    officer = without_javascript(OFFICER)
    officer.open("/mine").press("상도3동 참여 확인")
    officer.press("참여 확인하기 담쟁이 집")
    assert "담쟁이 집님의 참여를 확인했습니다" in officer.text

    newcomer.open(f"/councils/{town.council}")
    assert newcomer.control("제안하기").is_visible()


def test_a_newcomer_with_a_phone_gets_letters_once_an_address_is_confirmed(town, without_javascript):
    newcomer = without_javascript()
    register(newcomer, town, "담쟁이 집")
    newcomer.open("/account").press("전자우편 주소 더하기").look()
    newcomer.write("새 전자우편 주소", "ivy@example.org").press("인증번호 받기")
    code = code_in_the_outbox(town, Channel.EMAIL, "ivy@example.org")
    newcomer.write("인증번호 여섯 자리", code).look().press("이 주소로 정하기")
    assert "ivy@example.org" in newcomer.text
    wanted = town.ask(select(User.letters_wanted).where(User.email == "ivy@example.org"))
    assert wanted == [True], "nobody had to ask for them"


def test_three_neighbours_call_an_alley_council(town, without_javascript):
    caller = without_javascript("고양이 밥 주는 집")
    caller.open("/").press("다른 골목 찾기").press("골목회의 부르기")
    caller.field("동").select_option("상도3동")
    caller.press("다음").write("무엇을 함께 의논할까요", "밥그릇 둘 자리")
    caller.field("골목").select_option("목록에 없음 – 아래에 적기")
    caller.unfold("골목이 목록에 없으면").write("목록에 없는 골목이면 길 이름과 번호", "상도로37길 5~21")
    caller.write("함께 부르는 이웃 이름 1", "세탁소 사장").write("함께 부르는 이웃 이름 2", "감나무 집")
    caller.tick("삽니다").write("신분증의 이름", "고보기").write("태어난 해", "1979").press("골목회의 부르기")
    assert "골목회의가 열렸습니다. 접수번호는" in caller.text
    assert "밥그릇 둘 자리" in caller.heading
    caller.press("운영세칙: 누가, 어떻게 정하나")
    assert caller.heading == "회의 규칙"


def test_the_third_neighbour_who_signs_opens_a_council_that_waits(town, without_javascript, desk):
    waiting = f"/councils/{town.number(Council.name, '밤길 밝히기 골목회의')}"
    visitor = desk()
    visitor.open(waiting)
    assert "Collecting" in visitor.text or "gather" in visitor.text.lower()
    signer = without_javascript("철물점 사장")
    signer.open(waiting).press("나도 이름을 올립니다")
    assert "골목회의가 열렸습니다" in signer.text


def test_an_officer_writes_down_what_a_resident_says_and_prints_the_form(town, without_javascript):
    officer = without_javascript(OFFICER)
    officer.open("/mine").press("상도3동").press("말씀을 대신 적기(대신 접수)")
    officer.write("말씀하신 주민의 이름", "김씨 할아버지").write("무엇을 함께 의논할까요", "눈길에 모래 뿌리기")
    officer.field("골목").select_option("목록에 없음 – 아래에 적기")
    officer.unfold("골목이 목록에 없으면").write("목록에 없는 골목이면 길 이름과 번호", "상도로41길 2~30")
    officer.press("접수하기")
    link = officer.control("서명 받을 종이 인쇄하기")
    sheet = fetched(officer, link.get_attribute("href"))
    assert sheet.body().startswith(b"%PDF-")
    assert "대신 접수" in officer.page.locator("aside").inner_text()


def test_the_first_page_and_a_council_say_what_a_neighbour_can_do(town, phone):
    visitor = phone()
    visitor.open("/")
    assert visitor.heading == "우리 골목의 일, 이웃이 정합니다"
    pictures.keep(visitor, "home", languages=("ko", "en"))
    visitor.open(f"/councils/{town.council}")
    assert visitor.heading == ALLEY
    pictures.keep(visitor, "council")
