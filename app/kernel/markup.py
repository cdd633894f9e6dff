"""Residents' words made safe to show: Markdown without HTML, and numbers that must not become public."""

import re

import nh3
from flask import Flask
from markdown_it import MarkdownIt
from markupsafe import Markup

from app.kernel.i18n import LazyString, lazy

_TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "blockquote", "a", "code", "hr"}
_MARKDOWN = MarkdownIt("js-default", {"html": False, "breaks": True, "linkify": False}).disable("image")

# Resident registration numbers (주민등록번호) may not be taken at all without a law (PIPA, art. 24-2);
# phone numbers belong to a person and are taken only in the account's own field.
_PRIVATE = (
    (re.compile(r"(?<!\d)\d{2}[01]\d[0-3]\d\s?[-–—.]?\s?[1-8]\d{6}(?!\d)"), lazy("주민등록번호")),
    (re.compile(r"(?<!\d)01[016789][\s.\-–—]?\d{3,4}[\s.\-–—]?\d{4}(?!\d)"), lazy("휴대전화 번호")),
)
_FULL_WIDTH = str.maketrans("０１２３４５６７８９－．", "0123456789-.")


def rich(text: str | None) -> Markup:
    """Markdown as HTML with a short list of tags; links say nothing about where the reader came from."""
    html = nh3.clean(
        _MARKDOWN.render(text or ""),
        tags=_TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="nofollow noopener noreferrer",
    )
    return Markup(html)  # noqa: S704 - nh3 has just cleaned it


def private_numbers(text: str) -> list[LazyString]:
    """The kinds of numbers in the text that must not become public, in words."""
    plain = text.translate(_FULL_WIDTH)
    return [kind for pattern, kind in _PRIVATE if pattern.search(plain)]


def init_app(app: Flask) -> None:
    """Let templates write `{{ text|rich }}`."""
    app.jinja_env.filters["rich"] = rich
