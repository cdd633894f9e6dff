"""Korean first, English beside it: languages, and how moments and numbers are written."""

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from babel import Locale
from flask import Flask, current_app, has_request_context, request
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
    "language",
    "lazy",
    "moment",
    "ngettext",
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

LANGUAGES = ("ko", "en")
TYPE_SIZES = ("normal", "large")
# Babel's own Korean formats print "PM 6:00"; "aaaa" gives 오전 and 오후. On a narrow page a line may end between the
# day and the hour, and nowhere inside them (\u00a0 is a space that does not break).
_DAY = {"ko": "yyyy년\u00a0M월\u00a0d일\u00a0(E)", "en": "E,\u00a0d\u00a0MMM\u00a0yyyy"}
_HOUR = {"ko": "aaaa\u00a0h시\u00a0mm분", "en": "HH:mm"}
_MOMENT = {"ko": f"{_DAY['ko']} {_HOUR['ko']}", "en": f"{_DAY['en']}, {_HOUR['en']}"}
babel = Babel()


def language() -> str:
    """'ko' or 'en'."""
    return str((get_locale() or Locale("ko")).language)


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
    """12,345."""
    return str(format_decimal(value))


def won(value: int) -> str:
    """12,345원."""
    return _("%(amount)s원", amount=number(value))


def _chosen_language() -> str:
    if not has_request_context():
        return "ko"
    chosen = request.cookies.get("language")
    if chosen in LANGUAGES:
        return chosen
    return request.accept_languages.best_match(LANGUAGES, default="ko") or "ko"


def keep_language(response: BaseResponse, chosen: str) -> None:
    """Let the browser remember the language for a year."""
    response.set_cookie(
        "language",
        chosen if chosen in LANGUAGES else "ko",
        max_age=31_536_000,
        secure=current_app.config["SESSION_COOKIE_SECURE"],
        httponly=True,
        samesite="Lax",
    )


def _words_for_templates() -> dict[str, object]:
    large = has_request_context() and request.cookies.get("type_size") == "large"
    return {"locale": language(), "large_type": large}


def init_app(app: Flask) -> None:
    """Give the application its languages and the templates their formats."""
    babel.init_app(app, locale_selector=_chosen_language)
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.filters.update(moment=moment, day=day, hour=hour, number=number, won=won)
    app.context_processor(_words_for_templates)
