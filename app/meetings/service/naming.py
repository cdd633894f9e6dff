"""What should be looked at before everybody reads it: names of neighbours, and numbers that belong to somebody."""

import re
from collections.abc import Collection

from app.discussion.service.hints import hint_of
from app.kernel.i18n import _
from app.kernel.markup import private_numbers

SHORTEST_NAME = 2


def doubts(text: str, names: Collection[str]) -> list[str]:
    """Why somebody should read the sentence again, each in words: it names one of `names`, or holds a number.

    A name counts where no other Hangul stands before it: 이순신 is found in 이순신이, 순신 is not. It is only a hint.
    """
    found = [_("이웃의 이름 ‘%(name)s’", name=name) for name in sorted(names) if _is_named(name, text)]
    numbers = [str(kind) for kind in private_numbers(text)]
    hint = hint_of(text, ())
    return found + numbers + ([str(hint.label)] if hint else [])


def _is_named(name: str, text: str) -> bool:
    if len(name) < SHORTEST_NAME:
        return False
    return re.search(rf"(?<![가-힣\w]){re.escape(name)}", text) is not None
