"""What news says: the row of the API, read with the eyes of a visitor, or nothing.

Everything that leaves goes through `row_of`, and so through the conditions under which the API shows it.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from app.hooks.states import OFFERED, News
from app.records import queries as records
from app.records.queries.tables import TABLES, Table

_BY_FIRST_WORD: Mapping[str, Table] = {
    "council": TABLES["councils"],
    "proposal": TABLES["proposals"],
    "meeting": TABLES["meetings"],
    "minutes": TABLES["meetings"],
    "poll": TABLES["polls"],
    "answer": TABLES["requests"],
    "request": TABLES["requests"],
    "deed": TABLES["commitments"],
    "plan": TABLES["plans"],
}
TABLE_OF: Mapping[News, Table] = {news: _BY_FIRST_WORD[news.value.partition(".")[0]] for news in OFFERED}
# Where people read it: the minutes and the result of a poll have pages of their own.
PAGES: Mapping[News, tuple[str, str]] = {
    **{news: table.page for news, table in TABLE_OF.items()},
    News.MINUTES_PUBLISHED: ("meetings.minutes", "meeting_id"),
    News.POLL_CLOSED: ("polls.result", "poll_id"),
    News.POLL_CERTIFIED: ("polls.result", "poll_id"),
}


def row_of(news: News, number: int) -> Sequence[Any] | None:
    """The row as everybody may read it at this moment; None where nobody may."""
    table = TABLE_OF[news]
    found = records.page(table, after=number - 1, limit=1)
    return found[0] if found and found[0][0] == number else None
