"""Korean text for searching: parts of words that survive particles and endings, and initials of syllables (초성)."""

import re
import unicodedata
from collections.abc import Iterator

_FIRST, _LAST, _PER_INITIAL = 0xAC00, 0xD7A3, 588  # 가, 힣, and the syllables under each initial (Unicode, 3.12)
_INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_RUN = re.compile(r"[가-힣]+|[^\W가-힣_]+")
_ONLY_INITIALS = re.compile(f"[{_INITIALS}]{{2,}}")


def plain(text: str) -> str:
    """Composed, in small letters, without what cannot be seen: zero-width signs part no word."""
    composed = unicodedata.normalize("NFC", text).casefold()
    return "".join(sign for sign in composed if unicodedata.category(sign) not in ("Cf", "Mn"))


def parts(text: str) -> list[str]:
    """Every two syllables beside each other, a syllable that stands alone, and other words whole; in their order.

    Pairs of syllables find 쓰레기를 by 쓰레기 without a dictionary: Lee and Ahn, Using n-grams for Korean text
    retrieval, SIGIR 1996.
    """
    return [part for run in _RUN.findall(plain(text)) for part in _of_run(run)]


def initials(text: str) -> str:
    """The initials of its syllables, run by run with a blank between: 쓰레기 봉투 is ㅆㄹㄱ ㅂㅌ."""
    return " ".join("".join(map(_initial, run)) for run in _RUN.findall(plain(text)) if _is_syllable(run[0]))


def initial_parts(text: str) -> list[str]:
    """Every two initials beside each other, marked so that they are no other parts."""
    return [f"~{run[at : at + 2]}" for run in initials(text).split() for at in range(len(run) - 1)]


def are_initials(words: str) -> bool:
    """Whether somebody typed initials alone, two or more, as in ㅆㄹㄱ."""
    typed = plain(words).replace(" ", "")
    return bool(_ONLY_INITIALS.fullmatch(typed))


def _of_run(run: str) -> Iterator[str]:
    if not _is_syllable(run[0]) or len(run) == 1:
        yield run
    else:
        yield from (run[at : at + 2] for at in range(len(run) - 1))


def _is_syllable(sign: str) -> bool:
    return _FIRST <= ord(sign) <= _LAST


def _initial(syllable: str) -> str:
    return _INITIALS[(ord(syllable) - _FIRST) // _PER_INITIAL]
