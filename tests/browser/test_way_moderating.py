"""A flag from the report to the appeal: a named facilitator, a reason, another judge. Without JavaScript."""

from sqlalchemy import select

from app.discussion.models import Comment
from app.proposals.models import Proposal

BENCH = "주차 한 면을 쉼터로 바꿔 볼까요"
WORDS = "세 집 이야기는 아무도 안 듣습니다."


def newest(town) -> int:
    return town.ask(select(Comment.id).order_by(Comment.id.desc()).limit(1))[0]


def at(window, number: int):
    return window.page.locator(f"#comment-{number}")


def test_a_flag_goes_from_the_report_over_the_hiding_to_an_appeal_that_another_person_grants(town, without_javascript):
    place = f"/proposals/{town.number(Proposal.title, BENCH)}"
    writer = without_javascript("감나무 집")
    writer.open(place).tick("반대").write("하고 싶은 말", WORDS).press("의견 남기기")
    number = newest(town)

    other = without_javascript("3통 통장")
    other.open(place).press("신고", within=at(other, number))
    other.write("무엇이 문제인가요?", "이웃을 나무라는 말입니다.").press("신고하기")
    assert "골목 활동가 님이" in other.text, "who looks is said by name, with a moment"

    facilitator = without_javascript("골목 활동가")
    facilitator.open(f"/councils/{town.council}").press("살펴볼 글")
    assert "시간이 있음" in at(facilitator, number).inner_text()
    facilitator.press("가리기", within=at(facilitator, number))
    facilitator.tick("욕설, 비방이나 위협").write("글쓴이에게 하는 설명", "나무라는 말을 빼 주세요.").press("가리기")
    assert WORDS not in other.open(place).text

    writer.open(place).press("가린 것에 이의 신청", within=at(writer, number))
    writer.write("왜 다시 보여야 하나요?", "나무란 것이 아니라 사실입니다.").press("이의 보내기")
    assert "다른 분이 살펴보는 중입니다" in at(writer, number).inner_text()

    facilitator.open(f"/councils/{town.council}/flagged-comments")
    assert "이의는 다른 분이 살펴봐야" in at(facilitator, number).inner_text()
    officer = without_javascript("우리동네주무관")
    officer.open(f"/councils/{town.council}/flagged-comments")
    officer.press("살펴보고 답하기", within=at(officer, number))
    assert "나무란 것이 아니라 사실입니다." in officer.text
    officer.tick("다시 보이게 함").write("그렇게 정한 까닭", "사실을 말한 글입니다.").press("답하기")

    assert WORDS in other.open(place).text
    other.open(f"/councils/{town.council}/moderation-log")
    for said in ("다시 보임", "사실을 말한 글입니다.", "나무라는 말을 빼 주세요."):
        assert said in other.text
    for kept_back in ("감나무 집", WORDS):
        assert kept_back not in other.page.locator("main").inner_text()


def test_a_held_comment_is_shown_once_a_facilitator_has_read_it(town, without_javascript):
    place = f"/proposals/{town.number(Proposal.title, BENCH)}"
    writer = without_javascript("감나무 집")
    writer.open(place).tick("질문").write("하고 싶은 말", "02-123-4567로 물으면 되나요?").press("의견 남기기")
    number = newest(town)
    assert "전화번호처럼 보이는 숫자" in at(writer, number).inner_text()
    other = without_javascript("3통 통장")
    assert "02-123-4567" not in other.open(place).text
    facilitator = without_javascript("골목 활동가")
    facilitator.open(f"/councils/{town.council}/flagged-comments").press("보이기", within=at(facilitator, number))
    assert "02-123-4567" in other.open(place).text
    other.press("도움이 됐어요", within=at(other, number))
    assert "도움이 됐어요 1" in at(other, number).inner_text()


def test_both_sides_and_a_word_without_end_fit_a_phone(town, phone):
    writer = phone("감나무 집")
    place = f"/proposals/{town.number(Proposal.title, BENCH)}"
    writer.open(place).tick("찬성").write("하고 싶은 말", "가" * 2990).press("의견 남기기")
    for order in ("oldest", "sides"):
        writer.open(f"{place}?order={order}")
        assert "가" * 2990 in writer.text
