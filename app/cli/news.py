"""The page of news for `flask docs`: every kind that a webhook is told, and what it says."""

from collections.abc import Iterator

from flask import Flask

from app.hooks.queries import PAGES, TABLE_OF
from app.hooks.states import NEWS_OF, OFFERED
from app.kernel.i18n import LazyString, force_locale


def lines(app: Flask) -> Iterator[str]:
    """The page in Markdown."""
    yield "`type`에 적히는 말과, `data`에 들어 있는 것. 어떻게 받는지는 [웹훅 받기](../how-to/receive-webhooks.md)에."
    yield "The words of `type`, and what `data` holds; [how to receive them](../how-to/receive-webhooks.md)."
    yield ""
    yield "| `type` | 한국어 | English | `data` | `link` |"
    yield "|---|---|---|---|---|"
    for news in OFFERED:
        korean, english = _both(news.label)
        told = f"`/api/v1/{TABLE_OF[news].key}/…`"
        endpoint, variable = PAGES[news]
        page = app.url_map.bind("").build(endpoint, {variable: 0}).replace("/0", "/…", 1)
        yield f"| `{news.value}` | {korean} | {english} | {told} | `{page}` |"
    yield "| `test` | 시험 | Test | `{}` | |"
    yield ""
    yield "`/api/v1/…`는 그때 그 주소가 답하는 것과 같습니다(`/api/v1/openapi.json`)."
    yield "`/api/v1/…` is what that address answers at that moment (`/api/v1/openapi.json`)."
    yield from ("", "## 무엇에서 · Recorded as", "", "| `type` | 일어난 일 · event |", "|---|---|")
    for news in OFFERED:
        yield f"| `{news.value}` | {', '.join(f'`{action}`' for action, told in NEWS_OF.items() if told is news)} |"


def _both(label: LazyString) -> tuple[str, str]:
    with force_locale("ko"):
        korean = str(label)
    with force_locale("en"):
        return korean, str(label)
