"""Lists in pages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from flask import request, url_for
from sqlalchemy import Integer, Select, bindparam

from app.kernel.db import session

T = TypeVar("T")
MOST_PAGES = 500
_ROWS, _START = bindparam("page_rows", type_=Integer), bindparam("page_start", type_=Integer)


@dataclass(frozen=True)
class Page(Generic[T]):
    """One page of a list; pages are numbered from 1."""

    items: Sequence[T]
    number: int
    has_next: bool

    @property
    def has_previous(self) -> bool:
        """Whether a page comes before this one."""
        return self.number > 1

    def url(self, number: int) -> str:
        """The address of another page of the list that is shown now."""
        values: dict[str, Any] = {**(request.view_args or {}), **request.args.to_dict(), "page": number}
        return url_for(request.endpoint or "", **values)


def page_number(given: str | None) -> int:
    """The page asked for in the address; anything that is no page is page 1."""
    number = int(given) if given and given.isascii() and given.isdigit() and len(given) < 6 else 1
    return min(max(number, 1), MOST_PAGES)


def page_of(query: Select[T], number: int, per_page: int = 20) -> Page[T]:
    """One page of the query in one statement: it asks for one row more than it shows instead of counting."""
    return page_asked(paged(query), number, {}, per_page)


def paged(query: Select[T]) -> Select[T]:
    """The query, which leaves open which page of it is wanted: for a statement that is built once."""
    return query.limit(_ROWS).offset(_START)


def page_asked(query: Select[T], number: int, values: Mapping[str, Any], per_page: int = 20) -> Page[T]:
    """One page of what `paged` has made, with the values of its parameters; as `page_of`."""
    page = {_ROWS.key: per_page + 1, _START.key: (number - 1) * per_page}
    rows = session().scalars(query, {**values, **page}).unique().all()
    return Page(rows[:per_page], number, len(rows) > per_page)
