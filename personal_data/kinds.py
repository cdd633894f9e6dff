"""What is looked for, and the arithmetic of numbers that carry a check digit."""

from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """A kind of personal data (개인정보 보호법 제24조·제24조의2, 표준 개인정보 보호지침)."""

    RESIDENT = "resident_number"  # 주민등록번호
    FOREIGNER = "foreigner_number"  # 외국인등록번호
    MOBILE = "mobile"
    LANDLINE = "landline"
    ACCOUNT = "account"
    EMAIL = "email"
    ADDRESS = "address"
    CARD = "card"
    PASSPORT = "passport"
    LICENCE = "licence"
    PLATE = "plate"
    PICTURE = "picture"  # a page that is a picture alone: nobody but a person can read it


NEVER_CLEARED = frozenset({Kind.RESIDENT, Kind.FOREIGNER})  # may be taken by no one without a law: PIPA §24-2
_WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
_CENTURIES = {"1": 1900, "2": 1900, "3": 2000, "4": 2000, "5": 1900, "6": 1900, "7": 2000, "8": 2000}
RANDOM_SINCE = date(2020, 10, 5)  # 주민등록법 시행규칙: the last six digits are drawn by lot, without a check digit


def born(digits: str) -> date | None:
    """The day of birth that 13 digits of a registration number begin with, None where there is no such day."""
    century = _CENTURIES.get(digits[6])
    if century is None:
        return None
    try:
        return date(century + int(digits[:2]), int(digits[2:4]), int(digits[4:6]))
    except ValueError:
        return None


def is_checked(digits: str) -> bool:
    """Whether the last of 13 digits is the check digit of a resident's or a foreigner's number of before 2020-10."""
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=False))
    plain = (11 - total % 11) % 10
    return int(digits[12]) in ({plain} if digits[6] < "5" else {plain, (plain + 2) % 10})


def is_luhn(digits: str) -> bool:
    """Whether the digits end with the check digit of a card (ISO/IEC 7812-1, annex B)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0
