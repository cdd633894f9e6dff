"""Korean text for searching: particles and endings do not matter, and initials find what they stand for."""

import unicodedata

import pytest

from app.kernel.korean import are_initials, initial_parts, initials, parts, plain


@pytest.mark.parametrize("written", ["쓰레기를", "쓰레기가", "쓰레기봉투", "쓰레기 ", "음식물쓰레기도"])
def test_a_word_is_found_whatever_hangs_on_it(written):
    assert set(parts("쓰레기")) <= set(parts(written))


def test_words_of_other_letters_and_numbers_stay_whole_and_small():
    assert parts("CCTV 4대를 3-1번지에") == ["cctv", "4", "대를", "3", "1", "번지", "지에"]


def test_a_syllable_alone_is_a_part():
    assert parts("새 길 셋") == ["새", "길", "셋"]


def test_signs_nobody_sees_part_no_word():
    assert parts("쓰\u200b레\u2060기") == parts("쓰레기")
    assert plain("\ufeffABC\u202e") == "abc"


def test_decomposed_letters_are_the_same_as_composed_ones():
    assert parts(unicodedata.normalize("NFD", "가로등")) == parts("가로등")


def test_initials_of_every_syllable():
    assert initials("쓰레기 봉투, 값") == "ㅆㄹㄱ ㅂㅌ ㄱ"
    assert initials("힣가") == "ㅎㄱ"
    assert initials("CCTV 4대") == "ㄷ"
    assert initial_parts("쓰레기 봉투") == ["~ㅆㄹ", "~ㄹㄱ", "~ㅂㅌ"]


@pytest.mark.parametrize(
    ("typed", "yes"),
    [("ㅆㄹㄱ", True), (" ㄱㄹ ㄷ", True), ("ㅆ", False), ("ㅆ레기", False), ("", False), ("ㅏㅏ", False)],
)
def test_initials_alone_are_known(typed, yes):
    assert are_initials(typed) is yes


def test_nothing_has_no_parts():
    assert parts(" \n…!?🙂") == []
