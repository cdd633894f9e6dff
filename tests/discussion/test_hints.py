"""What makes the program hold a comment: phone and car numbers, words of a list; and what only looks like them."""

import pytest

from app.discussion.models.talk import STARTER_WORDS
from app.discussion.service.hints import hint_of
from app.discussion.states import Hint

WORDS = STARTER_WORDS.split("\n")


@pytest.mark.parametrize(
    "text",
    [
        "02-123-4567로 전화하세요", "가게는 031-1234-5678입니다", "02)123-4567", "(02) 123-4567", "02 123 4567",
        "070-1234-5678", "0505-123-4567", "０２-１２３-４５６７", "02\u200b-123-4567", "전화02.1234.5678",
    ],
)  # fmt: skip
def test_a_phone_number_is_found(text):
    assert hint_of(text, []) is Hint.PHONE


@pytest.mark.parametrize(
    "text",
    [
        "1588-1234",
        "120에 물어보세요",
        "2026-11-28 10:00",
        "100-200-3000원",
        "02호 1층",
        "1,002,123,4567",
        "국사봉길 82-9",
    ],
)
def test_other_numbers_are_no_phone_number(text):
    assert hint_of(text, []) is None


@pytest.mark.parametrize(
    "text", ["12가 3456 차가 늘 막습니다", "123가4567", "그 차는 34 허 1234", "１２가３４５６", "12가\u200b3456"]
)
def test_a_car_number_is_found(text):
    assert hint_of(text, []) is Hint.PLATE


@pytest.mark.parametrize(
    "text",
    [
        "12월 2026년",
        "10시 3000원",
        "20조 1000억",
        "15호 2000원",
        "30주 1234명",
        "101동 1203호",
        "2가 3456",
        "12가 34567",
    ],
)
def test_amounts_and_dates_are_no_car_number(text):
    assert hint_of(text, []) is None


@pytest.mark.parametrize(
    "text",
    [
        "시발 뭐야", "시 발 진짜", "시\u200b발", "시.발", "시*발", "병신 같은", "병 신", "이 미친놈아",
        "저개새끼가", "ㅅㅂ", "ㅅ ㅂ",
        "지 랄", "ＳＨＩＴ",
    ],
)  # fmt: skip
def test_a_word_of_the_list_is_found_however_it_is_spaced(text):
    assert hint_of(text, [*WORDS, "shit"]) is Hint.WORD


@pytest.mark.parametrize(
    "text",
    [
        "시발점이 되었으면 합니다", "시발역에서 만나요", "다시 발표합니다", "다시발급 받으세요", "즉시 발급",
        "서울시 발표",
        "시 발표에 따르면", "역시 발이 편해야", "병신년 2016년", "날씨 발표", "아저씨 발", "병원 신청",
        "신시발전소", "미친 듯이",
        "동시발매",
    ],
)  # fmt: skip
def test_words_that_only_look_like_one_are_left_alone(text):
    assert hint_of(text, WORDS) is None


def test_an_empty_list_and_blank_lines_find_nothing():
    assert hint_of("시발 병신", []) is None
    assert hint_of("무슨 말이든", ["", "  ", "\u200b", "!!"]) is None
