"""The words of receipts: two lists of 256 in which every word can be told from every other, and which never change."""

import hashlib
import itertools
import unicodedata

import pytest

from app.polls.service.words import ADJECTIVES, NOUNS

HEADS, VOWELS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ", "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
TAILS = ["", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"]
SAME_VOWELS = str.maketrans("ㅐㅒㅙㅚㅢ", "ㅔㅖㅞㅞㅣ")
SEVEN_TAILS = str.maketrans("ㄲㄳㄺㅋㄵㄶㄼㄽㄾㅀㄻㅄㄿㅍㅅㅆㅈㅊㅌㅎ", "ㄱㄱㄱㄱㄴㄴㄹㄹㄹㄹㅁㅂㅂㅂㄷㄷㄷㄷㄷㄷ")
lists = pytest.mark.parametrize("words", [ADJECTIVES, NOUNS], ids=["adjectives", "nouns"])


def syllables(word: str) -> list[list[str]]:
    places = [ord(sign) - ord("가") for sign in word]
    return [[HEADS[place // 588], VOWELS[place // 28 % 21], TAILS[place % 28]] for place in places]


def letters(word: str) -> str:
    return "".join(itertools.chain(*syllables(word)))


def sound(word: str) -> str:
    """As the docstring of the lists says; what else happens to sounds in Korean does not count."""
    parts = syllables(word)
    for one, following in itertools.pairwise(parts):
        if following[0] == "ㅇ" and one[2] not in ("", "ㅇ"):
            following[0], one[2] = one[2][-1], ""
    return "".join(head + vowel.translate(SAME_VOWELS) + tail.translate(SEVEN_TAILS) for head, vowel, tail in parts)


def one_apart(one: str, other: str) -> bool:
    """Whether one letter changed, added or left out makes the one the other, or they are the same."""
    short, long = sorted((one, other), key=len)
    if len(short) == len(long):
        return sum(a != b for a, b in zip(short, long, strict=True)) <= 1
    return len(long) - len(short) == 1 and any(long[:at] + long[at + 1 :] == short for at in range(len(long)))


def test_the_measure_of_likeness_finds_what_a_person_would_confuse():
    assert one_apart(letters("고운"), letters("구운"))
    assert one_apart(letters("소라"), letters("솔라"))
    assert sound("얼음") == sound("어름")
    assert sound("찻집") == sound("찯집")
    assert sound("모래") == sound("모레")
    assert one_apart(sound("너른"), sound("넓은"))
    assert not one_apart(letters("너른"), letters("넓은"))
    assert not one_apart(letters("소나무"), letters("감나무"))


@lists
def test_a_list_has_256_different_words_in_composed_letters_and_in_order(words):
    assert len(set(words)) == len(words) == 256
    assert all(unicodedata.is_normalized("NFC", word) for word in words)
    assert all(2 <= len(word) <= 4 and all("가" <= sign <= "힣" for sign in word) for word in words)
    assert list(words) == sorted(words)


@lists
def test_no_word_begins_with_another_of_its_list(words):
    assert [pair for pair in itertools.pairwise(words) if pair[1].startswith(pair[0])] == []


@lists
def test_no_two_words_of_a_list_are_one_letter_apart_in_writing_or_in_sound(words):
    for spelled in (letters, sound):
        forms = {word: spelled(word) for word in words}
        assert [two for two in itertools.combinations(words, 2) if one_apart(forms[two[0]], forms[two[1]])] == []


def test_the_lists_are_those_under_which_receipts_were_given():
    digest = hashlib.sha256("\n".join((*ADJECTIVES, *NOUNS)).encode()).hexdigest()
    assert digest == "86b162357c7d23e5f2ac13ddf5c553a978218a05bc37276b6594588caf0a6937", (
        "another word makes receipts on paper read wrong"
    )
