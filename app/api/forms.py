"""What a program sends as JSON becomes what a browser would send: the page's own form, checked by its own rules.

A member has the name of a field. What is left out stays as the page would have shown it; null empties it.
"""

import dataclasses
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from werkzeug.datastructures import MultiDict
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
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import Length, NumberRange
from wtforms.widgets import HiddenInput

from app.kernel.db import LARGEST_KEY
from app.kernel.errors import Invalid
from app.kernel.forms import Form
from app.kernel.i18n import LazyString, lazy
from app.proposals.forms import WonField
from app.proposals.forms.writing import MOST_WON

Json = dict[str, Any]
NUMBERED = {"parent_id"}  # hidden fields of pages that hold the number of a row
MOST_TOLD = 100  # choices beside a mistake
_NOTHING = ("", None)  # the values of a choice that chooses nothing
_UNKNOWN = lazy("이런 이름의 칸은 없습니다.")


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


_TEXT = Kind({"type": "string"}, lazy("글자로 적어 주세요."))
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
_WORDS = Kind(
    {"type": "array", "items": {"type": "string"}},
    lazy("정해진 낱말의 목록으로 적어 주세요."),
    lambda value: isinstance(value, list) and all(map(_is_text, value)),
    list,
    lambda value: [str(one) for one in value],
)
_CHOICE = Kind({"type": "string"}, lazy("정해진 낱말 가운데 하나를 적어 주세요."), told=str)
_KINDS: tuple[tuple[type[Field], Kind], ...] = (
    (WonField, _WON),
    (IntegerField, _NUMBER),
    (BooleanField, _FLAG),
    (DateField, _DAY),
    (TimeField, _TIME),
    (SelectField, _CHOICE),  # RadioField is one
)


def kind_of(field: Field) -> Kind:
    """How the field's values stand in JSON."""
    if field.short_name in NUMBERED:
        return _KEY
    if isinstance(field, SelectMultipleField):
        return _WORDS if field.coerce is str else _NUMBERS
    return next((kind for sort, kind in _KINDS if isinstance(field, sort)), _TEXT)


@dataclass(frozen=True)
class Wrong:
    """A member that cannot be taken, and why."""

    member: str
    reason: str
    choices: list[Json] = dataclasses.field(default_factory=list)  # what there is to choose from, as the page shows it


class Refused(Invalid):
    """What was sent has mistakes; each stands with its member, what is about the whole stands in the reason."""

    def __init__(self, wrong: list[Wrong], reason: str | LazyString = "") -> None:
        """Both as the page would say them."""
        super().__init__(reason)
        self.wrong = wrong


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


def fits(pattern: str, name: str) -> bool:
    """Whether the name of a member is one of those that only some things have."""
    return bool(pattern) and re.search(pattern, name) is not None


def as_sent(blank: Form, members: tuple[str, ...], given: Mapping[str, Any]) -> MultiDict[str, str]:
    """What a browser would send: the form as the page shows it, with the given members. Raises Refused."""
    wrong = [Wrong(name, str(_UNKNOWN)) for name in given if name not in members]
    sent: MultiDict[str, str] = MultiDict()
    for name, field in leaves(blank):
        kind, value = kind_of(field), given.get(name)
        if name not in given:
            sent.setlist(field.name, _shown(field, kind))
        elif value is None and _may_be_empty(field):
            sent[field.name] = ""
        elif not kind.fits(value):
            wrong.append(Wrong(name, str(kind.wrong)))
        else:
            sent.setlist(field.name, kind.sent(value))
    if wrong:
        raise Refused(wrong)
    return sent


def _shown(field: Field, kind: Kind) -> list[str]:
    """What the browser would send of a field that nobody touched."""
    if isinstance(field, SelectField | SelectMultipleField | BooleanField):
        return kind.sent(field.data) if field.data else []
    return [field._value()] if hasattr(field, "_value") else []


def refusal(form: Form) -> Refused:
    """The mistakes that the form has found."""
    wrong = [Wrong(name, str(error), _choices(field)) for name, field in leaves(form) for error in field.errors]
    return Refused(wrong, " ".join(str(error) for error in form.form_errors))


def _choices(field: Field) -> list[Json]:
    found = [SelectChoice.from_input(one) for one in _offered(field)[:MOST_TOLD]]
    return [{"value": str(one.value), "label": str(one.label)} for one in found if one.value not in _NOTHING]


def told(form: Form, members: tuple[str, ...]) -> Json:
    """What the form holds now, as JSON that could be sent back."""
    fields = dict(leaves(form))
    return {name: _told(fields[name]) for name in members}


def _told(field: Field) -> Any:
    kind, value = kind_of(field), field.data
    is_nothing = value is None or (value == "" and kind is not _TEXT)
    return None if is_nothing else kind.told(value)


def schema(form: Form, members: tuple[str, ...], more: str = "") -> Json:
    """The form as JSON Schema: what must be there, how long it may be, what one chooses from.

    `more` is the pattern of members that only some things have.
    """
    fields = dict(leaves(form))
    return {
        "type": "object",
        "properties": {name: _property(fields[name]) for name in members},
        "required": [name for name in members if _is_needed(fields[name])],
        **({"patternProperties": {more: {"type": ["string", "null"]}}} if more else {}),
        "additionalProperties": False,
    }


def _may_be_empty(field: Field) -> bool:
    """Whether null means something: a choice can be empty only where the page offers that, a box is ticked or not."""
    kind = kind_of(field)
    if field.flags.required or kind in (_FLAG, _NUMBERS, _WORDS):
        return False
    return kind is not _CHOICE or bool(field.flags.optional) or any(one.value in _NOTHING for one in _offered(field))


def _offered(field: Any) -> list[Any]:
    return list(getattr(field, "choices", None) or ())


def _is_needed(field: Field) -> bool:
    return bool(field.flags.required) and not field.data


def _property(field: Field) -> Json:
    kind = kind_of(field)
    said: Json = {**kind.schema, **_bounds(field), "title": str(field.label.text)}
    if field.description:
        said["description"] = str(field.description)
    words = [str(choice.value) for choice in _offered(field) if choice.value not in _NOTHING]
    if words and kind is _CHOICE:
        said["enum"] = words
    elif words and kind is _WORDS:
        said["items"] = {**kind.schema["items"], "enum": words}
    return perhaps(said) if _may_be_empty(field) else said


def perhaps(said: Json) -> Json:
    """The property, or null: what may stay empty, and what nobody has filled in yet."""
    if isinstance(said["type"], list):
        return said
    enum = {"enum": [*said["enum"], None]} if "enum" in said else {}
    return {**said, "type": [said["type"], "null"], **enum}


def _bounds(field: Field) -> Json:
    found: Json = {}
    for rule in field.validators:
        if isinstance(rule, Length) and rule.max > 0:
            found["maxLength"] = rule.max
        if isinstance(rule, NumberRange):
            found |= {
                name: value for name, value in (("minimum", rule.min), ("maximum", rule.max)) if value is not None
            }
    return found
