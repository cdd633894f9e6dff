"""One line of a file whose cells stand between separators (RFC 4180)."""

import csv
from collections.abc import Iterable
from typing import Any, cast


class _Line:
    """A file whose `write` gives back what was written."""

    def write(self, text: str) -> str:
        """The text itself."""
        return text


_WRITERS: dict[tuple[str, str], Any] = {}


def line(cells: Iterable[Any], separator: str = ",", end: str = "\r\n") -> str:
    """The cells in a line with its end, in quotes where they need them; nothing for None."""
    how = (separator, end)
    if how not in _WRITERS:
        _WRITERS[how] = csv.writer(_Line(), delimiter=separator, lineterminator=end)
    return cast("str", _WRITERS[how].writerow(cells))
