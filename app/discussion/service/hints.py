"""Hints that somebody should read a comment before the neighbours do. A hint holds it back and judges nothing."""

import re
import unicodedata
from collections.abc import Sequence

from app.discussion.states import Hint
from app.kernel.markup import plain_signs

_GAP = r"[\s.\-)]{0,3}"
# Area codes of Korea (02, 031 to 064), 070 and 050x; mobile numbers are refused by the form itself.
_PHONE = re.compile(rf"(?<!\d)(?<!\d[.,\-])\(?0(?:2|[3-6][1-5]|70|50\d){_GAP}\d{{3,4}}{_GAP}\d{{4}}(?!\d)")
# 12가 3456 or 123가 3456: the letters of the plates of cars for private, rented and delivery use and of taxis
# (자동차 등록번호판 등의 기준에 관한 고시); an amount or a date is none.
_PLATE = re.compile(
    r"(?<!\d)\d{2,3}\s?[가나다라마거너더러머버서어저고노도로모보소오조구누두루무부수우주아바사자하허호배]\s?\d{4}"
    r"(?!\d|[.,]\d|\s?(?:원|만|천|억|년|명|개|번|세대|가구))"
)
# Words that begin like one of the list and say nothing bad: 시발점 is where something starts, 병신년 is a year.
_HARMLESS = ("시발점", "시발역", "시발지", "시발자동차", "시발택시", "병신년", "지랄탄")


def hint_of(text: str, words: Sequence[str]) -> Hint | None:
    """Why a person should read the text first, None where nothing says so.

    `words` are those of the council. A word counts where a written word begins with it, or where its letters stand
    alone one by one, with blanks, dots or signs without a body between them: 시 발 counts, 다시 발표 does not.
    A word of three letters or more counts anywhere.
    """
    plain = plain_signs(text)
    if _PHONE.search(plain):
        return Hint.PHONE
    if _PLATE.search(plain):
        return Hint.PLATE
    tokens = _tokens(plain)
    return Hint.WORD if any(_stands_in(_letters(word), tokens) for word in words if _letters(word)) else None


def _letters(text: str) -> str:
    folded = unicodedata.normalize("NFC", plain_signs(text)).lower()
    return "".join(sign for sign in folded if sign.isalpha())


def _tokens(plain: str) -> list[str]:
    """The written words, of letters alone, without those that are known to be harmless."""
    found = [_letters(token) for token in plain.split()]
    return [token for token in found if token and not token.startswith(_HARMLESS)]


def _stands_in(word: str, tokens: Sequence[str]) -> bool:
    if any(token.startswith(word) or (len(word) > 2 and word in token) for token in tokens):
        return True
    return any(_spelled_out(word, tokens[start:]) for start in range(len(tokens)))


def _spelled_out(word: str, tokens: Sequence[str]) -> bool:
    """Whether the first tokens are the letters of the word, one by one."""
    return len(word) > 1 and tuple(tokens[: len(word)]) == tuple(word)
