"""Residents' words made safe to show: Markdown without HTML, and numbers that must not become public."""

import re
import unicodedata

import nh3
from flask import Flask
from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline, emphasis
from markupsafe import Markup

from app.kernel.i18n import LazyString, lazy

_TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "blockquote", "a", "code", "hr"}
_SYLLABLE = re.compile(r"[가-힣ㄱ-ㆎ㐀-䶿一-鿿]")  # Hangul and Han

# Blanks, dots and dashes that people put between the parts of a number; ㅡ is a letter that looks like a dash.
_BETWEEN = r"[^\S\n]*[.,·/_~()\-‐-―−ㅡー]?[^\S\n]*"
# Resident registration numbers (주민등록번호) may not be taken at all without a law (PIPA, art. 24-2);
# phone numbers belong to a person and are taken only in the account's own field.
_PRIVATE = (
    (
        re.compile(rf"(?<!\d)(?<!\d[.,])\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]){_BETWEEN}[1-8]\d{{6}}(?!\d)"),
        lazy("주민등록번호"),
    ),
    (
        re.compile(
            rf"(?<!\d)(?<!\d[.,])(?:\+?82{_BETWEEN}(?:\(?0\)?)?|0)1[016789]{_BETWEEN}\d{{3,4}}{_BETWEEN}\d{{4}}(?!\d)"
        ),
        lazy("휴대전화 번호"),
    ),
)


def _korean_emphasis(state: StateInline, silent: bool) -> bool:
    """CommonMark's emphasis, and a star that stands between a mark and a Korean syllable opens or closes as well.

    CommonMark asks for a blank after a closing star that follows punctuation, as in **'가로등'** 을; but a Korean
    particle is written without one.
    """
    start, known = state.pos, len(state.delimiters)
    if not emphasis.tokenize(state, silent):
        return False
    before, after = state.src[start - 1 : start], state.src[state.pos : state.pos + 1]
    if state.src[start] == "*" and before.strip() and after.strip():
        for star in state.delimiters[known:]:
            star.open = star.open or bool(_SYLLABLE.match(before))
            star.close = star.close or bool(_SYLLABLE.match(after))
    return True


def _markdown() -> MarkdownIt:
    reader = MarkdownIt("js-default", {"html": False, "breaks": True, "linkify": False}).disable("image")
    reader.inline.ruler.at("emphasis", _korean_emphasis)
    return reader


_MARKDOWN = _markdown()


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
    plain = plain_signs(text)
    return [kind for pattern, kind in _PRIVATE if pattern.search(plain)]


def plain_signs(text: str) -> str:
    """The text as a search sees it: digits as 0 to 9, full-width signs as narrow ones, no signs without a body."""
    return "".join(map(_plain, text))


def _plain(sign: str) -> str:
    """A digit of any script as 0 to 9, full-width signs as narrow ones, signs without a body as nothing."""
    kind = unicodedata.category(sign)
    if kind == "Nd":
        return str(unicodedata.decimal(sign))
    return "" if kind == "Cf" else unicodedata.normalize("NFKC", sign) if "\uff01" <= sign <= "\uffee" else sign


def init_app(app: Flask) -> None:
    """Let templates write `{{ text|rich }}`."""
    app.jinja_env.filters["rich"] = rich
