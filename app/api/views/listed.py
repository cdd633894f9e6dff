"""What programs can do and what stays with people, in Markdown, for docs/reference: read from the tables."""

from collections.abc import Iterator

from flask import Flask, current_app

from app.api.states import Why, WhyUnread
from app.api.views.blueprint import bp
from app.api.views.callers import CALLS
from app.api.views.pressed import READ_AT, STAYING, UNREAD
from app.people.states import Scope


def lines() -> Iterator[str]:
    """Every call by its scope, then every page that no token presses by its reason."""
    rules = {rule.endpoint: rule.rule for rule in current_app.url_map.iter_rules()}
    for scope in Scope:
        yield from ("", f"## `{scope.value}`: {scope.label}", "", "| 방법 | 주소 | 무엇 |", "|---|---|---|")
        found = [(rules[name], method, call) for (method, name), call in CALLS.items() if call.scope is scope]
        for rule, method, call in sorted(found, key=lambda one: one[:2]):
            notes = " · `If-Match`" if method == "POST" and call.is_conditional else ""
            notes += " · `Idempotency-Key`" if method == "POST" and call.is_repeatable else ""
            yield f"| {method} | `{rule.removeprefix(bp.url_prefix or '')}` | {call.about}{notes} |"
    yield from ("", "## 쪽에서 보는 것을 읽는 주소 · Where a page is read", "", "| 쪽 | 주소 |", "|---|---|")
    yield from sorted(f"| `{rules[endpoint]}` | `/{where}` |" for endpoint, where in READ_AT.items())
    yield from ("", "## 쪽에서만 보는 것 · What is read on pages", "", "| 까닭 | 쪽 |", "|---|---|")
    for reason in WhyUnread:
        pages = sorted({rules[endpoint] for endpoint, why in UNREAD.items() if why is reason})
        yield f"| {reason.label} | {_codes(pages)} |"
    yield from ("", "## 사람이 쪽에서 하는 일 · What stays with people", "", "| 까닭 | 쪽 |", "|---|---|")
    for why in Why:
        pages = sorted({rules[endpoint] for endpoint, reason in STAYING.items() if reason is why})
        yield f"| {why.label} | {_codes(pages)} |"


def _codes(pages: list[str]) -> str:
    return "<br>".join(f"`{page}`" for page in pages)


def init_app(app: Flask) -> None:
    """Let the command that writes the reference find the list."""
    app.extensions["calls_told"] = lines
