"""What every form has: trimmed text, Korean sentences, and words that may become public."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import Any, ClassVar, NoReturn, Protocol, TypeVar

from flask import g, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms import Field, PasswordField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.form import FormMeta
from wtforms.validators import InputRequired, Length, StopValidation, ValidationError

from app.kernel.db import transaction
from app.kernel.errors import Invalid
from app.kernel.i18n import LazyString, _, lazy
from app.kernel.markup import home_numbers, private_numbers

T = TypeVar("T")
# NUL (PostgreSQL cannot keep it), signs without a body that split words unseen, and those that turn the direction of
# reading, also of what stands beside the text (UAX 9). The joiner of emoji (U+200D) stays.
_UNWANTED = re.compile("[\0\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")


def trimmed(value: Any) -> Any:
    """Text without the blanks around it, without signs that nobody sees, with one kind of line end,
    and with Korean letters composed: a Mac sends 각 as ㄱ+ㅏ+ㄱ."""
    if not isinstance(value, str):
        return value
    return unicodedata.normalize("NFC", _UNWANTED.sub("", value).replace("\r\n", "\n")).strip()


class Program(Protocol):
    """What stands in the place of a browser while a program presses a page: it carries what the program has sent."""

    def fill(self, form: "Form") -> None: ...
    def asked(self, form: "Form") -> None: ...
    def refuse(self, form: "Form") -> NoReturn: ...
    def give(self, secret: str) -> None: ...


def program() -> Program | None:
    """The program that presses this page; None where a browser does."""
    return g.get("program") if g else None


class _Made(FormMeta):
    """Makes forms: a program's as for a browser that only looks, and then fills in what the program has sent."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        by = program()
        if by is None or "formdata" in kwargs:
            return super().__call__(*args, **kwargs)
        made: Form = super().__call__(*args, formdata=None, meta={"csrf": False}, **kwargs)
        by.fill(made)
        return made


class Form(FlaskForm, metaclass=_Made):  # type: ignore[misc]
    """A form with a CSRF token whose text fields are trimmed.

    `ids` stands before the id of each field: on a page with several forms, each label must find its own.
    """

    ids: ClassVar[str] = ""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        """Adds trimming to every text field but passwords."""

        def bind_field(self, form: Any, unbound_field: Any, options: dict[str, Any]) -> Field:
            """Bind the field, with trimming first."""
            if form.ids:
                options = {**options, "id": f"{form.ids}-{options['name']}"}
            if issubclass(unbound_field.field_class, StringField) and not issubclass(
                unbound_field.field_class, PasswordField
            ):
                own = unbound_field.kwargs.get("filters", ())
                options = {**options, "filters": (trimmed, *own)}
            bound: Field = super().bind_field(form, unbound_field, options)
            return bound

    def is_submitted(self) -> bool:
        """Whether something was sent; a program that only reads the form has seen enough now."""
        by = program()
        if by is not None:
            by.asked(self)
        return bool(super().is_submitted())

    def refuse(self, reason: str | LazyString, field: str | None = None) -> None:
        """Say why the input cannot be taken, beside the field or above the form."""
        if field is None:
            self.form_errors.append(reason)
        else:
            self[field].errors = [*self[field].errors, reason]


def carried_out(form: Form, verb: Callable[[], T]) -> T | None:
    """Do one service call in one transaction if the form is right.

    Returns None where it is not, or where the service raises Invalid, whose sentence then stands in the form:
    the page shows the form again with everything that was typed. A program is told at once.
    """
    by = program()
    if not form.validate_on_submit():
        return by.refuse(form) if by else None
    try:
        with transaction():
            return verb()
    except Invalid as fault:
        form.refuse(fault.reason)
        return by.refuse(form) if by else None


def shown_once(template: str, page: str, secret: str, **facts: Any) -> ResponseReturnValue:
    """Show a secret on the answer to this press and nowhere else; a program is given it, and `page`."""
    by = program()
    if by is None:
        return render_template(template, secret=secret, **facts)
    by.give(secret)
    return redirect(page, 303)


def offered(choices: Iterable[tuple[Any, str | LazyString]]) -> list[SelectChoice]:
    """What a field lets one choose from: (value, label) of each."""
    return [SelectChoice(value, label) for value, label in choices]


class Needed(InputRequired):
    """The field must be filled in."""

    def __init__(self, message: str | LazyString = lazy("이 칸을 채워 주세요.")) -> None:
        """The sentence is ours: the library's is not polite enough."""
        super().__init__(message)

    def __call__(self, form: Any, field: Any) -> None:
        """Blanks alone fill nothing in; the library looks at what was typed before it was trimmed."""
        super().__call__(form, field)
        is_blank = field.data is None or (isinstance(field.data, str) and not field.data.strip())
        if is_blank and not field.errors:
            raise StopValidation(str(self.message))


class AtMost(Length):
    """At most so many characters."""

    def __init__(self, maximum: int) -> None:
        """`maximum` counts characters, not bytes."""
        super().__init__(max=maximum, message=lazy("%(max)d자까지 쓸 수 있습니다."))
        self.field_flags = {"maxlength": maximum}


class AtLeast(Length):
    """At least so many characters."""

    def __init__(self, minimum: int) -> None:
        """`minimum` counts characters, not bytes."""
        super().__init__(min=minimum, message=lazy("%(min)d자 이상 써 주세요."))
        self.field_flags = {"minlength": minimum}


def without_private_numbers(form: Any, field: Field) -> None:
    """Refuse text with a resident registration number or a mobile number in it."""
    found = private_numbers(str(field.data or ""))
    if found:
        kinds = ", ".join(str(kind) for kind in found)
        raise ValidationError(
            _("%(kinds)s처럼 보이는 숫자가 있습니다. 이 글은 모두에게 보이므로 지워 주세요.", kinds=kinds)
        )


_OFFICES: list[Callable[[], Iterable[str]]] = []


def numbers_of_offices(read: Callable[[], Iterable[str]]) -> None:
    """Let a slice say which phone numbers everybody may read anyway: `read` is asked where a text holds one."""
    if read not in _OFFICES:
        _OFFICES.append(read)


def without_home_numbers(form: Any, field: Field) -> None:
    """Refuse text with a landline that is no office's: for what a resident makes public, and nobody reads before."""
    written = str(field.data or "")
    if home_numbers(written):
        found = home_numbers(written, [number for read in _OFFICES for number in read()])
        for number in found[:1]:
            raise ValidationError(
                _(
                    "집 전화처럼 보이는 번호가 있습니다: %(number)s. 이 글은 모두에게 보이므로 지워 주세요."
                    " 관공서 번호이면 그 이름을 번호 앞에 적어 주세요.",
                    number=number,
                )
            )


class PublicLine(StringField):
    """One line that everybody will read."""

    public_validators: ClassVar[tuple[Any, ...]] = (without_private_numbers,)

    def __init__(self, label: Any = None, validators: Any = (), **kwargs: Any) -> None:
        """Add the scan for private numbers to the given validators."""
        super().__init__(label, [*validators, *self.public_validators], **kwargs)


class PublicText(TextAreaField):
    """Text that everybody will read."""

    def __init__(self, label: Any = None, validators: Any = (), **kwargs: Any) -> None:
        """Add the scan for private numbers to the given validators."""
        super().__init__(label, [*validators, without_private_numbers], **kwargs)
