"""Whose name is whose: the same person under two accounts is found without keeping the name."""

import re
import unicodedata

from app.kernel.errors import Invalid
from app.kernel.i18n import lazy
from app.kernel.security import keyed_hash

# whole syllables of Hangul, or Latin letters without their marks, and what stands between the parts of a name
_NAME = re.compile(r"[가-힣a-z .'’·・-]+")
_UNREADABLE = lazy("신분증에 적힌 이름을 한글이나 로마자로 적어 주세요. 예: 김영희")
LEAST_LETTERS = 2


def letters_of(legal_name: str) -> str:
    """The letters of a name, however it was typed: no blanks, marks, cases or widths (Unicode NFKC).

    A Latin name is its letters in alphabetical order: whether the family name stands first is a habit. Raises
    Invalid for Chinese characters, single jamo, digits and names of one letter.
    """
    folded = unicodedata.normalize("NFKC", _without_invisible(legal_name)).casefold()
    parts = unicodedata.normalize("NFKD", folded)
    composed = unicodedata.normalize("NFC", "".join(one for one in parts if unicodedata.category(one) != "Mn"))
    letters = "".join(one for one in composed if one.isalpha())
    if len(letters) < LEAST_LETTERS or not _NAME.fullmatch(composed):
        raise Invalid(_UNREADABLE)
    return "".join(sorted(letters)) if letters.isascii() else letters


def identity_key(legal_name: str, birth_year: int) -> str:
    """What is kept of name and year of birth: HMAC-SHA-256 under the pepper, hex. Raises Invalid as `letters_of`."""
    return keyed_hash("identity", letters_of(legal_name), str(birth_year))


def _without_invisible(text: str) -> str:
    return "".join(one for one in text if unicodedata.category(one) not in ("Cf", "Cc"))
