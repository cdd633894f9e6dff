"""Keys of rows as they come in from outside."""

from typing import Any

from werkzeug.routing import IntegerConverter, Map

LARGEST_KEY = 2**31 - 1  # an INTEGER of PostgreSQL


class Key(IntegerConverter):
    """<int:...> of every rule: up to ten ASCII digits and no larger than a key can be; all else is a missing page."""

    regex = r"[0-9]{1,10}"

    def __init__(self, map: Map, *args: Any, **kwargs: Any) -> None:  # noqa: A002 - Werkzeug's name
        """As Werkzeug's, with a largest number."""
        super().__init__(map, *args, **{"max": LARGEST_KEY, **kwargs})


def key_of(given: object) -> int | None:
    """The key that a query or a hidden field names; None for what no table could hold."""
    text = str(given or "")
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= 10 else 0
    return number if 0 < number <= LARGEST_KEY else None
