"""What a read is asked for in its address, and lists that go on from page to page."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Response, request

from app.api.views.blueprint import told
from app.kernel.db import key_of
from app.kernel.errors import Invalid
from app.kernel.i18n import lazy
from app.kernel.outbox import address_of
from app.kernel.paging import MOST_PAGES, Page
from app.kernel.states import Labelled

T = TypeVar("T")
Word = TypeVar("Word", bound=Labelled)


def number_asked(name: str) -> int | None:
    """The number that the query names; None where it names none. Raises Invalid for what is none."""
    given = request.args.get(name)
    if given is None:
        return None
    number = key_of(given)
    if number is None:
        raise Invalid(lazy("%(name)s에는 1부터 시작하는 정수를 적어 주세요.", name=name))
    return number


def word_asked(name: str, words: type[Word], usual: Word) -> Word:
    """The word that the query names, `usual` where it names none. Raises Invalid for any other."""
    given = request.args.get(name, usual.value)
    if given not in {word.value for word in words}:
        offered = ", ".join(word.value for word in words)
        raise Invalid(lazy("%(name)s에는 다음 가운데 하나를 적어 주세요: %(offered)s", name=name, offered=offered))
    return words(given)


def page_asked() -> int:
    """The page of the list that the query names, the first where it names none. Raises Invalid."""
    return min(number_asked("page") or 1, MOST_PAGES)


def paged(page: Page[T], tell: Callable[[T], dict[str, Any]], **more: Any) -> Response:
    """The page as JSON; `next` and the header Link lead on."""
    onward = address_of(page.url(page.number + 1)) if page.has_next and page.number < MOST_PAGES else None
    links = {"Link": f'<{onward}>; rel="next"'} if onward else {}
    return told({**more, "items": [tell(one) for one in page.items], "next": onward}, **links)
