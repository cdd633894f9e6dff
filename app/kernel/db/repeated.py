"""JSON that a joined read repeats: the long columns of one row stand beside each of the rows that belong to it."""

from typing import Any

from psycopg.types.json import JsonLoader

LONG = 64  # bytes; short ones, such as [], are not shared
MOST = 16  # texts remembered; a file of open data reads a million rows with one loader


class RepeatedJson(JsonLoader):
    """Reads a long text once, wherever in a result it stands; what was read is never changed in place.

    psycopg makes a loader for each result, so nothing outlives it.
    """

    def __init__(self, *given: Any) -> None:
        """As psycopg's own."""
        super().__init__(*given)
        self._read: dict[bytes, Any] = {}

    def load(self, data: Any) -> Any:
        """What the text says; of a long one the same object as before."""
        text = bytes(data)
        if len(text) < LONG:
            return super().load(text)
        if text not in self._read:
            if len(self._read) == MOST:
                self._read.clear()
            self._read[text] = super().load(text)
        return self._read[text]
