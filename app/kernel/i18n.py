"""Korean first, English beside it: languages, and how moments and numbers are written."""

import re
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from babel import Locale
from flask import Flask, Response, current_app, has_request_context, request
from flask_babel import Babel, force_locale, format_date, format_datetime, format_decimal, get_locale
from werkzeug.wrappers import Response as BaseResponse

__all__ = [
    "LANGUAGES",
    "LazyString",
    "_",
    "day",
    "force_locale",
    "hour",
    "keep_language",
    "keep_preference",
    "korean_marked",
    "language",
    "lazy",
    "moment",
    "ngettext",
    "preference",
    "won",
]

if TYPE_CHECKING:

    class LazyString(str):
        """A phrase that is translated when it is shown; it may stand wherever a str may."""

    def _(phrase: str, **words: object) -> str:
        """The phrase in the reader's language."""

    def lazy(phrase: str, **words: object) -> LazyString:
        """The phrase in the language of whoever reads it later."""

    def ngettext(one: str, many: str, count: int, **words: object) -> str:
        """The phrase for so many."""
else:
    from flask_babel import LazyString, ngettext
    from flask_babel import gettext as _
    from flask_babel import lazy_gettext as lazy

LANGUAGE, TYPE_SIZE = "language", "type_size"  # what a browser keeps of its reader's choices
LANGUAGES = ("ko", "en")
TYPE_SIZES = ("normal", "large")
# Babel's own Korean formats print "PM 6:00"; "aaaa" gives 오전 and 오후. On a narrow page a line may end between the
# day and the hour, and nowhere inside them (\u00a0 is a space that does not break).
_DAY = {"ko": "yyyy년\u00a0M월\u00a0d일\u00a0(E)", "en": "E,\u00a0d\u00a0MMM\u00a0yyyy"}
_HOUR = {"ko": "aaaa\u00a0h시\u00a0mm분", "en": "HH:mm"}
_MOMENT = {"ko": f"{_DAY['ko']} {_HOUR['ko']}", "en": f"{_DAY['en']}, {_HOUR['en']}"}
# What a page consists of: elements whose text holds no further elements, tags, and between them text.
_PIECES = re.compile(r"(<(script|style|title|textarea)\b.*?</\2>|<[^>]*>)", re.DOTALL)
_KOREAN = re.compile(r"[ㄱ-ㆎ가-힣](?:[^A-Za-z]*[ㄱ-ㆎ가-힣])?")
_OPTION = re.compile(r"<option(?=[^>]*>[^<]*[ㄱ-ㆎ가-힣])")
_LOCALES = {name: Locale(name) for name in LANGUAGES}
babel = Babel()


def language() -> str:
    """'ko' or 'en'."""
    return str((get_locale() or _LOCALES["ko"]).language)


def moment(value: datetime) -> str:
    """2026년 11월 24일 (화) 오후 6시 05분, in Seoul time."""
    return str(format_datetime(value, _MOMENT[language()]))


def day(value: date) -> str:
    """2026년 11월 24일 (화); a moment gives its day in Seoul."""
    if isinstance(value, datetime):
        return str(format_datetime(value, _DAY[language()]))
    return str(format_date(value, _DAY[language()]))


def hour(value: datetime) -> str:
    """오후 6시 05분, in Seoul time."""
    return str(format_datetime(value, _HOUR[language()]))


def number(value: int | Decimal) -> str:
    """12,345, in either language."""
    # a page has dozens of whole numbers, and each would have a pattern of CLDR applied to it for its commas
    return f"{value:,}" if isinstance(value, int) else str(format_decimal(value))


def won(value: int) -> str:
    """12,345원."""
    return _("%(amount)s원", amount=number(value))


def korean_marked(page: str) -> str:
    """The page in English with every run of Korean in it, the words of residents, marked as Korean.

    A screen reader would spell them in English otherwise (WCAG 2.2, 3.1.2 Language of Parts).
    """
    pieces = _PIECES.split(_OPTION.sub('<option lang="ko"', page))
    # text, whole element or tag, name of the element, text, …
    for place in range(0, len(pieces), 3):
        if not (place and pieces[place - 2].startswith("<option")):
            pieces[place] = _KOREAN.sub(r'<span lang="ko">\g<0></span>', pieces[place])
    del pieces[2::3]
    return "".join(pieces)


def _mark_korean(response: Response) -> Response:
    """Not where it leads elsewhere: nobody reads that page, and a ballot need not find out its language for it."""
    is_read = response.location is None and response.mimetype == "text/html"
    if is_read and not response.direct_passthrough and language() != "ko":
        response.set_data(korean_marked(response.get_data(as_text=True)))
    return response


def _chosen_language() -> Locale:
    if not has_request_context():
        return _LOCALES["ko"]
    chosen = preference(LANGUAGE)
    if chosen in _LOCALES:
        return _LOCALES[chosen]
    return _LOCALES[request.accept_languages.best_match(LANGUAGES, default="ko") or "ko"]


def preference(name: str) -> str | None:
    """What the browser keeps under this name; over https what it kept before the names were bound still counts."""
    return request.cookies.get(_bound(name), request.cookies.get(name)) if has_request_context() else None


def keep_preference(response: BaseResponse, name: str, value: str) -> None:
    """Let the browser remember it for a year, and forget what it kept under the name of before."""
    secure, bound = bool(current_app.config["HTTPS"]), _bound(name)
    response.set_cookie(bound, value, max_age=365 * 24 * 60 * 60, secure=secure, httponly=True, samesite="Lax")
    if bound != name and name in request.cookies:
        response.delete_cookie(name, secure=secure, httponly=True, samesite="Lax")


def _bound(name: str) -> str:
    """Over https bound to this host, as the session's cookie is: no other host of the domain can set it."""
    return f"__Host-{name}" if current_app.config["HTTPS"] else name


def keep_language(response: BaseResponse, chosen: str) -> None:
    """Let the browser remember the language for a year."""
    keep_preference(response, LANGUAGE, chosen if chosen in LANGUAGES else "ko")


def _words_for_templates() -> dict[str, object]:
    large = preference(TYPE_SIZE) == "large"
    return {"locale": language(), "large_type": large}


def init_app(app: Flask) -> None:
    """Give the application its languages and the templates their formats."""
    babel.init_app(app, locale_selector=_chosen_language)
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.filters.update(moment=moment, day=day, hour=hour, number=number, won=won)
    app.context_processor(_words_for_templates)
    app.after_request(_mark_korean)
