"""An opinion map from the question to its result: answered by keyboard alone, and without JavaScript."""

import re

from sqlalchemy import select

from app.opinions.models import Answer, Question, Statement
from app.opinions.states import Side
from app.people.models import User

EVENING = "우리 골목의 저녁, 무엇을 지키면 좋을까요?"
STREETS = "마을길을 차와 사람이 어떻게 나누어 쓰면 좋을까요?"


def left_on(window) -> int:
    """How many are left, as the page says."""
    return int(re.search(r"(\d+)개 남았습니다", window.text)[1])


def sides_of(town, name: str) -> list[Side]:
    """What the person answered, as the database has it."""
    person = select(User.id).where(User.name == name)
    question = select(Statement.id).where(Statement.question_id == town.number(Question.title, EVENING))
    own = select(Answer.side).where(Answer.user_id.in_(person), Answer.statement_id.in_(question))
    return list(town.ask(own.order_by(Answer.at)))


def focus(window, name: str) -> None:
    """Go on with Tab until the control of this name has the focus."""
    for _step in range(60):
        window.page.keyboard.press("Tab")
        words = window.page.evaluate("document.activeElement.innerText") or ""
        if words.strip().startswith(name):
            return
    raise AssertionError(f"Tab never comes to {name!r}")


def press_key(window, key: str) -> None:
    with window.page.expect_navigation():
        window.page.keyboard.press(key)
    window.look()


def test_a_round_is_answered_by_keyboard_alone_changed_and_taken_back(town, windows):
    place = f"/questions/{town.number(Question.title, EVENING)}"
    reader = windows("초록대문 집", is_phone=False, language="ko")
    reader.open(place)
    focus(reader, "답하기")
    press_key(reader, "Enter")
    all_of_them = left_on(reader)

    press_key(reader, "1")
    press_key(reader, "2")
    assert sides_of(town, "초록대문 집") == [Side.AGREE, Side.DISAGREE]
    assert left_on(reader) == all_of_them - 2
    for name in ("1\n동의합니다", "2\n동의하지 않습니다", "3\n잘 모르겠습니다"):  # the natural order of the buttons
        focus(reader, name)
    press_key(reader, "Enter")
    assert sides_of(town, "초록대문 집")[-1] is Side.PASS

    focus(reader, "되돌리기")
    press_key(reader, "Enter")
    assert len(sides_of(town, "초록대문 집")) == 2
    press_key(reader, "1")
    while "모두 답하셨습니다" not in reader.heading:
        press_key(reader, "1")
    assert len(sides_of(town, "초록대문 집")) == all_of_them


def test_without_javascript_the_same_round_works_and_a_statement_is_written(town, without_javascript):
    place = f"/questions/{town.number(Question.title, EVENING)}"
    writer, facilitator = without_javascript("초록대문 집"), without_javascript("골목 활동가")
    writer.open(f"/councils/{town.council}").press(EVENING)
    writer.press(f"답하기 ({left_on(writer)}개 남았습니다)")
    first = writer.heading
    writer.page.locator("main").get_by_role("button", name="동의하지 않습니다").click()
    assert "방금 한 답: 동의 안 함" in writer.look().text
    assert first in writer.text

    writer.press("내 의견 쓰기").write("내 의견", "").press("의견 보내기")
    assert "이 칸을 채워 주세요" in writer.text
    writer.write("내 의견", "골목 게시판을 하나 세우자.").press("의견 보내기")
    assert "살펴보는 중" in writer.text

    number = town.number(Statement.text, "골목 게시판을 하나 세우자.")
    facilitator.open(place).press("의견 살펴보기")
    row = facilitator.page.locator(f"#statement-{number}")
    row.get_by_role("button", name="올리기").click()
    assert "쓴 분에게 알립니다" in facilitator.look().text
    assert "올라감" in writer.open(f"{place}/answers/mine").text


def test_the_result_shows_what_all_share_and_one_press_makes_a_proposal(town, phone, desk):
    place = f"/questions/{town.number(Question.title, STREETS)}/result"
    reader = phone()
    assert "이웃 대부분이 동의한 의견" in reader.open(place).text
    reader.press("생각이 갈린 것부터")
    assert "120 people" in desk().open(place).text
    facilitator = phone("골목 활동가")
    facilitator.open(place).page.get_by_role("button", name="이 의견으로 제안 쓰기").first.click()
    assert "이 의견으로 제안을 썼습니다" in facilitator.look().text
