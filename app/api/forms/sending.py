"""What a program sends as JSON becomes what a browser would send: the page's own form, checked by its own rules.

A member has the name of a field. What is left out stays as the page would have shown it; null empties it.
"""

import dataclasses
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, Field, SelectField, SelectMultipleField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs

from app.api.forms.kinds import NOTHING, Json, Kind, kind_of, leaves, may_be_empty, offered_by
from app.kernel.errors import Invalid
from app.kernel.forms import Form
from app.kernel.i18n import LazyString, lazy

MOST_TOLD = 100  # choices beside a mistake
UNKNOWN = lazy("이런 이름의 칸은 없습니다.")


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


def fits(pattern: str, name: str) -> bool:
    """Whether the name of a member is one of those that only some things have."""
    return bool(pattern) and re.search(pattern, name) is not None


def as_sent(blank: Form, members: tuple[str, ...], given: Mapping[str, Any]) -> MultiDict[str, str]:
    """What a browser would send: the form as the page shows it, with the given members. Raises Refused."""
    wrong = [Wrong(name, str(UNKNOWN)) for name in given if name not in members]
    sent: MultiDict[str, str] = MultiDict()
    for name, field in leaves(blank):
        kind, value = kind_of(field), given.get(name)
        if name not in given:
            sent.setlist(field.name, _shown(field, kind))
        elif value is None and may_be_empty(field):
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
        return [] if field.data in NOTHING else kind.sent(field.data)
    return [field._value()] if hasattr(field, "_value") else []


def refusal(form: Form) -> Refused:
    """The mistakes that the form has found."""
    wrong = [Wrong(name, str(error), _choices(field)) for name, field in leaves(form) for error in field.errors]
    return Refused(wrong, " ".join(str(error) for error in form.form_errors))


def _choices(field: Field) -> list[Json]:
    found = [SelectChoice.from_input(one) for one in offered_by(field)[:MOST_TOLD]]
    return [{"value": str(one.value), "label": str(one.label)} for one in found if one.value not in NOTHING]
