"""Where somebody can be reached or lives: e-mail, and the address of a home down to its door."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from personal_data.kinds import Kind

if TYPE_CHECKING:
    from personal_data.search import Text

Finds = Iterator[tuple[Kind, int, int]]
_EMAIL = re.compile(
    r"(?<![A-Za-z0-9._%+\-])[A-Za-z0-9._%+\-]{1,64}\s?(?:@|\(at\)|\[at\]|골뱅이)\s?"
    r"((?:[A-Za-z0-9\-]{1,63}\.){1,5}[A-Za-z]{2,18})(?![A-Za-z0-9])"
)
_OFFICIAL = re.compile(r"(?:\A|\.)(?:go\.kr|korea\.kr)\Z", re.IGNORECASE)
_DOOR = r"(?:지하|지층|반지하|옥탑|B)?\s?(?:\d{1,2}층\s?)?(?:제\s?)?(?:[BbＢ]\s?)?\d{1,4}호"
_NO_DOOR = r"(?!선|기|점|차|관|봉|분|에\s*따|의\s*규정)"
_NUMBER = r"\d{1,4}(?:-\d{1,4})?"
_HOMES = (
    # 101동 1203호, and 가동 302호; not 상도1동 2호, a dong and something numbered in it
    re.compile(
        rf"(?:(?<![가-힣\d])\d{{1,4}}|(?<=[가-힣])\d{{3,4}})동\s?(?:제\s?)?(?:\d{{1,2}}층\s?)?\d{{1,4}}호{_NO_DOOR}"
    ),
    re.compile(rf"(?<![가-힣A-Za-z])[가나다라마바사A-Fa-f]동\s?(?:\d{{1,2}}층\s?)?\d{{1,4}}호{_NO_DOOR}"),
    # ○○아파트 101-1203
    re.compile(
        r"(?:아파트|빌라|연립|맨션|맨숀|오피스텔|주공|하이츠|빌리지|캐슬|자이|래미안|푸르지오|APT)[^\S\n]?\(?(?:\d차)?[^\S\n]?"
        r"\d{1,4}[^\S\n]?[-–][^\S\n]?\d{3,4}(?!\d|[-.]\d|[^\S\n]?(?:층|세대|개|년|월|명|번지|단지|동|㎡))",
        re.IGNORECASE,
    ),
    # 사당로 12길 34, 302호 and 상도동 123-4 지층 1호
    re.compile(
        rf"(?:로|길)\s?{_NUMBER}(?:\s?번?길\s?{_NUMBER})?[,\s]{{0,3}}(?:\([^)\n]{{0,30}}\))?[,\s]{{0,3}}"
        rf"(?:[가-힣A-Za-z]{{1,10}}[,\s]{{1,2}})?{_DOOR}{_NO_DOOR}"
    ),
    re.compile(rf"[가-힣]\d?동\s{_NUMBER}(?:번지)?[,\s]{{1,3}}(?:[가-힣A-Za-z]{{1,10}}[,\s]{{1,2}})?{_DOOR}{_NO_DOOR}"),
)
_PUBLIC = re.compile(
    r"청사|구청|시청|주민센터|센터|보건소|경찰서|소방서|도서관|복지관|회관|회의실|사무실|사무소|빌딩|타워|상가|점포|학교|교실"
    r"|강의실|경로당|어린이집|본관|별관|신관"
)


def emails(text: "Text") -> Finds:
    """Addresses of e-mail; those of the government are published by themselves."""
    for found in _EMAIL.finditer(text.words):
        if not _OFFICIAL.search(found[1]):
            yield Kind.EMAIL, found.start(), found.end()


def homes(text: "Text") -> Finds:
    """Addresses down to the door of a flat; rooms of public houses are named as such on the same line."""
    for pattern in _HOMES:
        for found in pattern.finditer(text.words):
            beside = text.words[max(0, found.start() - 15) : found.end() + 12].replace("\n", " ")
            if not _PUBLIC.search(beside):
                yield Kind.ADDRESS, found.start(), found.end()
