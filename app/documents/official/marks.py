"""The marks of items as Korean offices write them: 1. 가. 1) 가) (1) (가).

행정업무의 운영 및 혁신에 관한 규정 시행규칙 제2조: after 하. come 거., 너., … ; where there is only one item of a kind,
it has no mark.
"""

from collections import defaultdict
from collections.abc import Sequence

_INITIALS = (0, 2, 3, 5, 6, 7, 9, 11, 12, 14, 15, 16, 17, 18)  # ㄱ to ㅎ without the double ones (Unicode, 3.12)
_VOWELS = (0, 4, 8, 13, 18, 20)  # ㅏ ㅓ ㅗ ㅜ ㅡ ㅣ
_AROUND = ("{}.", "{}.", "{})", "{})", "({})", "({})")
LEVELS = len(_AROUND)


def mark(level: int, place: int) -> str:
    """The mark of the item at this place from 1 of its level from 1; numbers where the syllables are used up."""
    return _AROUND[level - 1].format(place if level % 2 else _syllable(place))


def _syllable(place: int) -> str:
    vowel, initial = divmod(place - 1, len(_INITIALS))
    if vowel >= len(_VOWELS):
        return str(place)
    return chr(0xAC00 + (_INITIALS[initial] * 21 + _VOWELS[vowel]) * 28)


def marks(items: Sequence[tuple[int, str | None] | None]) -> list[str]:
    """The marks of items given as (level, own mark or None); None is no item and gets "".

    Items are counted under the one above them; one that is alone there gets no mark, unless it is of the first level.
    """
    families: dict[tuple[int, int], list[int]] = defaultdict(list)
    above = {0: -1}
    found = [""] * len(items)
    for place, item in enumerate(items):
        if item is None:
            continue
        level, own = item
        found[place] = own or ""
        if own is None:
            families[max(at for height, at in above.items() if height < level), level].append(place)
        above = {height: at for height, at in above.items() if height < level} | {level: place}
    for (_parent, level), places in families.items():
        if len(places) > 1 or level == 1:
            for count, place in enumerate(places, 1):
                found[place] = mark(level, count)
    return found
