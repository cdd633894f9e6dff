"""Numbers of persons: registration, cards, licences, phones, accounts, passports, number plates."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from personal_data.kinds import Kind, born, is_checked, is_luhn
from personal_data.offices import is_of_office

if TYPE_CHECKING:
    from personal_data.search import Text

Finds = Iterator[tuple[Kind, int, int]]
# Blanks, dots and dashes that people put between the parts of a number; ㅡ is a letter that looks like a dash.
BETWEEN = r"[^\S\n]*[.,·/_~()\-‐-―−ㅡー]?[^\S\n]*"
_REGISTRATION = re.compile(
    rf"(?<!\d)(?<!\d[.,])(\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))({BETWEEN})([1-8]\d{{6}})(?!\d)"
)
_OF_PERSONS = re.compile(r"주민|등록\s*번호|외국인|생년|주번")
_CARD = re.compile(
    r"(?<!\d)(?<!\d[-.])(?:[3-69]\d{3}([- ]?)\d{4}\1\d{4}\1\d{4}|3[47]\d\d([- ]?)\d{6}\2\d{5})(?!\d)(?!-\d)"
)
_OF_CARDS = re.compile("카드|card", re.IGNORECASE)
_LICENCE = re.compile(
    r"(?<!\d)(?<!\d-)(?:1[1-9]|2[0-8])-\d\d-\d{6}-\d\d(?!\d)(?!-\d)"
    r"|(?:서울|부산|경기|강원|충북|충남|전북|전남|경북|경남|제주|대구|인천|광주|대전|울산)\s?\d\d-\d{6}-\d\d(?!\d)"
)
_BARE_LICENCE = re.compile(r"(?<!\d)(?:1[1-9]|2[0-8])[- ]?\d\d[- ]?\d{6}[- ]?\d\d(?!\d)")
_MOBILE = re.compile(
    rf"(?<!\d)(?<!\d[.,])(?:\+?82{BETWEEN}(?:\(?0\)?)?|\(?0)1[016789]\)?{BETWEEN}\d{{3,4}}{BETWEEN}\d{{4}}(?!\d)"
)
_LANDLINE = re.compile(
    rf"(?<!\d)(?<!\d[.,-])(?:\+?82{BETWEEN}(?:\(?0\)?)?|\(?0)"
    rf"(?:2|3[1-3]|4[1-4]|5[1-5]|6[1-4]|70|50\d)\)?{BETWEEN}\d{{3,4}}{BETWEEN}\d{{4}}(?!\d)(?!-\d)"
)
_OF_PHONES = re.compile(r"전화|연락|휴대|핸드폰|폰|TEL|H\.?P|phone|mobile|팩스", re.IGNORECASE)
_ACCOUNT = re.compile(r"(?<!\d)(?<!\d[-.,])(?:\d{2,6}(?:[- ]\d{1,8}){1,4}|\d{10,16})(?!\d)(?![-.,]\d)")
_OF_ACCOUNTS = re.compile(
    r"계좌|입금|예금주|송금|환급받|은행|뱅크|농협|축협|수협|새마을금고|신협|우체국\s*(?:예금|\d)|account", re.IGNORECASE
)
_BANK_BEFORE = re.compile(
    r"(?:국민|신한|우리|하나|기업|산업|제일|씨티|대구|부산|경남|광주|전북|제주|카카오|케이|토스|KB|NH|IBK|SC|KDB|iM)"
    r"[^\S\n]?[:(]?[^\S\n]?\Z"
)
_BUSINESS = re.compile(r"\d{3}-\d\d-\d{5}\Z")  # 사업자등록번호: of a firm, and public
_DAY = re.compile(r"(?:19|20)\d\d[- ]\d{1,2}[- ]\d{1,2}")
_PASSPORT = re.compile(r"(?<![A-Za-z0-9])(?:[MSROGD]\d{3}[A-Z]\d{4}|[MSROGD]\d{8})(?![A-Za-z0-9])")
_OF_PASSPORTS = re.compile(r"여권|passport", re.IGNORECASE)
_PLATE = re.compile(
    r"(?<![\d제])(?<!제 )(?<!\d[.,])\d{2,3}[^\S\n]?"
    r"[가나다라마거너더러머버서어저고노도로모보소오조구누두루무부수우주아바사자배하허호][^\S\n]?-?\d{4}"
    r"(?!\d|[^\S\n]*[년원명개건회장표점억만천백㎡m세]|[.\-]\s?\d)"
)


def registration(text: "Text") -> Finds:
    """Numbers of residents and foreigners. The date and the digit of the sex are what those of after 2020-10 have.

    Parts that stand further apart than a dash or a blank puts them must have a check digit, or a word beside them.
    """
    for found in _REGISTRATION.finditer(text.words):
        digits, between = found[1] + found[3], found[2]
        if born(digits) is None:
            continue
        is_apart = "\t" in between or any(sign in between for sign in ".,/_~()")
        if is_apart and not (is_checked(digits) or _OF_PERSONS.search(_around(text, found, 20))):
            continue
        yield (Kind.RESIDENT if digits[6] < "5" else Kind.FOREIGNER), found.start(), found.end()


def cards(text: "Text") -> Finds:
    """Card numbers; four figures apart by blanks alone could be a row of a table, so they need a word or a cell."""
    for found in _CARD.finditer(text.words):
        if not is_luhn(re.sub(r"\D", "", found[0])):
            continue
        if " " in found[0] and found[0] != text.words.strip() and not _OF_CARDS.search(_around(text, found, 30)):
            continue
        yield Kind.CARD, found.start(), found.end()


def licences(text: "Text") -> Finds:
    """Numbers of driving licences: region, year, serial number, check."""
    for found in _LICENCE.finditer(text.words):
        yield Kind.LICENCE, found.start(), found.end()
    for found in _BARE_LICENCE.finditer(text.words):
        if "면허" in _around(text, found, 25):
            yield Kind.LICENCE, found.start(), found.end()


def phones(text: "Text") -> Finds:
    """Mobile phones, and landlines that are no office's."""
    for kind, pattern in ((Kind.MOBILE, _MOBILE), (Kind.LANDLINE, _LANDLINE)):
        for found in pattern.finditer(text.words):
            if _digits(found[0]) in text.offices:
                continue
            if kind is Kind.LANDLINE and _is_no_home(text, found):
                continue
            yield kind, found.start(), found.end()


def _is_no_home(text: "Text", found: re.Match[str]) -> bool:
    if found[0].isdigit() and not _OF_PHONES.search(_around(text, found, 20)):
        return True  # ten digits in a row that begin with 0 may be any number
    return is_of_office(text.words, found.start(), found.end(), text.near)


def _digits(number: str) -> str:
    return re.sub(r"^820?", "0", re.sub(r"\D", "", number))


def accounts(text: "Text") -> Finds:
    """Numbers of accounts, of 10 to 16 digits, where a bank or an account is named."""
    for found in _ACCOUNT.finditer(text.words):
        number = found[0]
        if not 10 <= len(re.sub(r"\D", "", number)) <= 16 or _BUSINESS.match(number) or _DAY.match(number):
            continue
        before = text.words[max(0, found.start() - 30) : found.start()].rpartition("\n")[2]
        if _OF_ACCOUNTS.search(f"{before} {text.words[found.end() : found.end() + 12]} {text.near}") or (
            _BANK_BEFORE.search(before)
        ):
            yield Kind.ACCOUNT, found.start(), found.end()


def passports(text: "Text") -> Finds:
    """Numbers of passports; the form of since 2021-12 with a letter inside stands for itself where it begins with M."""
    for found in _PASSPORT.finditer(text.words):
        is_new = found[0][0] == "M" and found[0][4].isalpha()
        if is_new or _OF_PASSPORTS.search(_around(text, found, 25)):
            yield Kind.PASSPORT, found.start(), found.end()


def plates(text: "Text") -> Finds:
    """Number plates (자동차등록번호판 등의 기준에 관한 고시): they lead to the person who has the car."""
    for found in _PLATE.finditer(text.words):
        yield Kind.PLATE, found.start(), found.end()


def _around(text: "Text", found: re.Match[str], reach: int) -> str:
    start, end = max(0, found.start() - reach), found.end() + reach
    return f"{text.words[start:end]} {text.near}"
