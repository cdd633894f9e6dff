"""How the values of a form's fields stand in JSON: kinds are read from the fields, and there is no second list."""

import dataclasses
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from wtforms import (
    BooleanField,
    DateField,
    Field,
    FileField,
    FormField,
    IntegerField,
    SelectField,
    SelectMultipleField,
    TimeField,
)
from wtforms.widgets import HiddenInput

from app.kernel.db import LARGEST_KEY
from app.kernel.forms import Form
from app.kernel.i18n import LazyString, lazy
from app.proposals.forms import WonField
from app.proposals.forms.writing import MOST_WON

Json = dict[str, Any]
NUMBERED = {"parent_id"}  # hidden fields of pages that hold the number of a row
NOTHING = ("", None)  # the values of a choice that chooses nothing


def _is_text(value: Any) -> bool:
    try:
        return isinstance(value, str) and bool(value.encode() or True)
    except UnicodeEncodeError:  # half of a sign
        return False


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


@dataclass(frozen=True)
class Kind:
    """How the values of one sort of field stand in JSON, and in a form that a browser sends."""

    schema: Json
    wrong: LazyString
    fits: Callable[[Any], bool] = _is_text
    sent: Callable[[Any], list[str]] = dataclasses.field(default=lambda value: [str(value)])
    told: Callable[[Any], Any] = dataclasses.field(default=lambda value: value)


TEXT = Kind({"type": "string"}, lazy("글자로 적어 주세요."))
_NUMBER = Kind({"type": "integer"}, lazy("정수로 적어 주세요."), _is_number)
_WON = Kind({"type": "integer", "minimum": 0, "maximum": MOST_WON}, lazy("금액을 정수로 적어 주세요."), _is_number)
_KEY = Kind({"type": "integer", "minimum": 1, "maximum": LARGEST_KEY}, lazy("정수로 적어 주세요."), _is_number)
_FLAG = Kind(
    {"type": "boolean"},
    lazy("true나 false로 적어 주세요."),
    lambda value: isinstance(value, bool),
    lambda value: ["y"] if value else [],
    bool,
)
_DAY = Kind({"type": "string", "format": "date"}, lazy("날짜를 2026-11-29처럼 적어 주세요."), told=date.isoformat)
_TIME = Kind(
    {"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"},
    lazy("시각을 19:30처럼 적어 주세요."),
    told=lambda value: time.strftime(value, "%H:%M"),
)
_NUMBERS = Kind(
    {"type": "array", "items": _KEY.schema},
    lazy("정수의 목록으로 적어 주세요."),
    lambda value: isinstance(value, list) and all(map(_is_number, value)),
    lambda value: [str(one) for one in value],
    list,
)
WORDS = Kind(
    {"type": "array", "items": {"type": "string"}},
    lazy("정해진 낱말의 목록으로 적어 주세요."),
    lambda value: isinstance(value, list) and all(map(_is_text, value)),
    list,
    lambda value: [str(one) for one in value],
)
CHOICE = Kind({"type": "string"}, lazy("정해진 낱말 가운데 하나를 적어 주세요."), told=str)
_KINDS: tuple[tuple[type[Field], Kind], ...] = (
    (WonField, _WON),
    (IntegerField, _NUMBER),
    (BooleanField, _FLAG),
    (DateField, _DAY),
    (TimeField, _TIME),
    (SelectField, CHOICE),  # RadioField is one
)


def kind_of(field: Field) -> Kind:
    """How the field's values stand in JSON."""
    if field.short_name in NUMBERED:
        return _KEY
    if isinstance(field, SelectMultipleField):
        return WORDS if field.coerce is str else _NUMBERS
    return next((kind for sort, kind in _KINDS if isinstance(field, sort)), TEXT)


def leaves(form: Form) -> Iterator[tuple[str, Field]]:
    """The fields that hold one thing, by the names of their members; files are for people."""
    for field in form:
        if isinstance(field, FormField):
            yield from ((f"{field.short_name}-{one.short_name}", one) for one in field.form)
        elif not isinstance(field, FileField):
            yield field.short_name, field


def typed(form: Form) -> tuple[str, ...]:
    """The members that somebody fills in."""
    return tuple(name for name, field in leaves(form) if not isinstance(field.widget, HiddenInput))


def hidden(form: Form) -> dict[str, str]:
    """What the page carries of what was seen when it was opened, as a browser would send it back."""
    fields: dict[str, Any] = {name: field for name, field in leaves(form) if isinstance(field.widget, HiddenInput)}
    return {name: str(field._value()) for name, field in fields.items() if name not in {"once", "csrf_token"}}


def may_be_empty(field: Field) -> bool:
    """Whether null means something: a choice can be empty only where the page offers that, a box is ticked or not."""
    kind = kind_of(field)
    if field.flags.required or kind in (_FLAG, _NUMBERS, WORDS):
        return False
    return kind is not CHOICE or bool(field.flags.optional) or any(one.value in NOTHING for one in offered_by(field))


def offered_by(field: Any) -> list[Any]:
    """What one chooses from; nothing where the field is no choice, or not yet."""
    return list(getattr(field, "choices", None) or ())
