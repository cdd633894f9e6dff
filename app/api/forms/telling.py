"""What a form holds and what may stand in it, as JSON and as JSON Schema."""

from typing import Any

from wtforms import Field
from wtforms.validators import Length, NumberRange

from app.api.forms.kinds import CHOICE, NOTHING, TEXT, WORDS, Json, kind_of, leaves, may_be_empty, offered_by
from app.kernel.forms import Form


def told(form: Form, members: tuple[str, ...]) -> Json:
    """What the form holds now, as JSON that could be sent back."""
    fields = dict(leaves(form))
    return {name: _told(fields[name]) for name in members}


def _told(field: Field) -> Any:
    kind, value = kind_of(field), field.data
    is_nothing = value is None or (value == "" and kind is not TEXT)
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


def _is_needed(field: Field) -> bool:
    return bool(field.flags.required) and not field.data


def _property(field: Field) -> Json:
    kind = kind_of(field)
    said: Json = {**kind.schema, **_bounds(field), "title": str(field.label.text)}
    if field.description:
        said["description"] = str(field.description)
    words = [str(choice.value) for choice in offered_by(field) if choice.value not in NOTHING]
    if words and kind is CHOICE:
        said["enum"] = words
    elif words and kind is WORDS:
        said["items"] = {**kind.schema["items"], "enum": words}
    return perhaps(said) if may_be_empty(field) else said


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
