"""Personal data in one text: what stands there, where it begins and ends, and how it is told without being told."""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator
from functools import cache
from typing import NamedTuple

from personal_data import numbers, places
from personal_data.kinds import Kind

_ODD = re.compile(r"[^\x00-\x7f　-〿ㄱ-ㆎ一-鿿가-힣]")
_ANY = re.compile(r"\d\D{0,6}\d|@|\(at\)|\[at\]|골뱅이")  # what every find has; most texts have none of it
_STRETCHED = re.compile(r"(?<!\S)\d(?: [\d\-]){8,}(?!\S)")  # 0 1 0 - 1 2 …: letters set wide apart


class Found(NamedTuple):
    """One find. `masked` shows its first two signs, and of the rest the form alone."""

    kind: Kind
    start: int
    end: int
    masked: str


class Text(NamedTuple):
    """A text with digits as 0 to 9, what stands beside it (the heading of its column, its row), and the offices'
    phone numbers."""

    words: str
    near: str
    offices: Collection[str]


Finder = Callable[[Text], Iterator[tuple[Kind, int, int]]]
_FINDERS: tuple[Finder, ...] = (
    numbers.registration, numbers.cards, numbers.licences, numbers.phones, numbers.accounts, numbers.passports,
    numbers.plates, places.emails, places.homes,
)  # fmt: skip


def find(text: str, *, near: str = "", offices: Collection[str] = (), is_row: bool = False) -> list[Found]:
    """What personal data stands in the text, in its order; what two kinds claim belongs to the first of them.

    `near` is what stands beside a cell of a table; `offices` are phone numbers, as digits, that belong to nobody at
    home; `is_row` says that registration numbers in two cells are all that is looked for.
    """
    words = plain(text)
    if not _ANY.search(words):
        return []
    whole = Text(words, plain(near), offices)
    taken: list[Found] = []
    for finder in _FINDERS[:1] if is_row else _FINDERS:
        for kind, start, end in finder(whole):
            if all(end <= one.start or one.end <= start for one in taken):
                taken.append(Found(kind, start, end, mask(whole.words[start:end])))
    return sorted(taken, key=lambda one: one.start)


def plain(text: str) -> str:
    """The text as a search sees it: digits as 0 to 9, full-width signs as narrow ones, no signs without a body, and
    figures that were set wide apart moved together."""
    narrow = text if text.isascii() else _ODD.sub(lambda sign: _plain(sign[0]), text)
    return _STRETCHED.sub(lambda found: found[0].replace(" ", ""), narrow)


@cache
def _plain(sign: str) -> str:
    kind = unicodedata.category(sign)
    if kind == "Nd":
        return str(unicodedata.decimal(sign))
    if kind == "Zs":
        return " "
    return "" if kind == "Cf" else unicodedata.normalize("NFKC", sign) if "\uff01" <= sign <= "\uffee" else sign


def mask(value: str) -> str:
    """The first two letters or digits; every later one as a dot. Hangul stays: it says what the numbers were."""
    shown, masked = 0, ""
    for sign in value[:60].replace("\t", " "):
        is_secret = sign.isascii() and sign.isalnum()
        shown += is_secret
        masked += "•" if is_secret and shown > 2 else sign
    return masked
