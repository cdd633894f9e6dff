"""What a table of open data is made of. Exports, data dictionary and its page are all made from this."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from sqlalchemy import ColumnElement, FromClause, SQLColumnExpression

from app.kernel.i18n import LazyString
from app.kernel.states import Labelled
from app.polls.models import Poll


class Kind(Enum):
    """What the cells of a column are."""

    TEXT = "text"
    NUMBER = "number"
    DAY = "day"  # of the calendar in Seoul
    MOMENT = "moment"  # written in Seoul time
    FLAG = "flag"
    WORD = "word"  # of a list: Korean in CSV, the word that is stored in JSON
    ADDRESS = "address"


@dataclass(frozen=True)
class Column:
    """One column: its identifier (JSON), its Korean name (CSV), what it says, and where its values come from.

    `source` is an SQL expression, or the dotted name of a value where each row is told of a poll.
    """

    key: str
    name: LazyString
    about: LazyString
    kind: Kind = Kind.TEXT
    source: Any = None
    words: type[Labelled] | Mapping[str, LazyString] | None = None
    is_needed: bool = False
    is_unique: bool = False


@dataclass(frozen=True)
class Table:
    """A table: its file name, its Korean name, what a row is, its columns, and the page that an address leads to.

    Rows come from a statement (`start`, `public`, `order`), or are told of each poll (`told`). `raw` are expressions
    selected behind the columns that have a source; `finished` turns such a row into the cells of all columns. `page`
    is an endpoint with the name of its variable, `page_key` the column that fills it.
    """

    key: str
    name: LazyString
    about: LazyString
    columns: tuple[Column, ...]
    page: tuple[str, str]
    page_key: str
    start: FromClause | None = None
    public: ColumnElement[bool] | None = None
    order: tuple[SQLColumnExpression[Any], ...] = ()
    raw: tuple[SQLColumnExpression[Any], ...] = ()
    finished: Callable[[Sequence[Any]], Sequence[Any]] | None = None
    told: Callable[[Poll], Iterable[tuple[Any, ...]]] | None = None

    @property
    def number_key(self) -> str:
        """The column that numbers its rows: the first."""
        return self.columns[0].key
