"""Lists in pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from flask import request, url_for
from sqlalchemy import Select

from app.kernel.db import session

T = TypeVar("T")
MOST_PAGES = 500


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
    rows = session().scalars(query.limit(per_page + 1).offset((number - 1) * per_page)).unique().all()
    return Page(rows[:per_page], number, len(rows) > per_page)
