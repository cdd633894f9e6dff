"""Fields that the forms of councils share."""

from typing import Any

from wtforms import Field, IntegerField, SelectMultipleField
from wtforms.validators import NumberRange, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from app.councils.service.alleys import names_a_home
from app.councils.service.identity import letters_of
from app.kernel.errors import Invalid
from app.kernel.i18n import LazyString, _, lazy
from app.kernel.markup import private_numbers

MOST_DIGITS = 12


class WholeNumber(IntegerField):
    """A whole number, with our sentence where it is none."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the number; "1955년" and "1,000명" are numbers too."""
        text = "".join(valuelist[:1]).strip().replace(",", "").rstrip("년명표일세%")
        if not text:
            self.data = None
            return
        if not (text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS):
            self.data = None
            raise ValueError(_("숫자로 적어 주세요."))
        self.data = int(text)


class Between(NumberRange):
    """A number from the least to the most."""

    def __init__(self, least: int, most: int, message: str | LazyString | None = None) -> None:
        """Both ends may be given."""
        said = message or lazy("%(min)s에서 %(max)s 사이의 수를 적어 주세요.")
        super().__init__(least, most, said)


class Ticks(SelectMultipleField):
    """Several choices, each a box to tick."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


def name_on_card(form: Any, field: Field) -> None:
    """Refuse what no card shows as a name, with the sentence of the service."""
    try:
        letters_of(str(field.data or ""))
    except Invalid as fault:
        raise ValidationError(str(fault.reason)) from fault


def road_name_only(form: Any, field: Field) -> None:
    """Refuse flats, floors and private numbers: the officer needs the road, nothing more."""
    text = str(field.data or "")
    if names_a_home(text):
        raise ValidationError(_("동·호·층 번호는 받지 않습니다. 길 이름과 건물 번호만 적어 주세요. 예: 국사봉길 82"))
    if private_numbers(text):
        raise ValidationError(_("주민등록번호나 전화번호는 받지 않습니다. 길 이름만 적어 주세요."))
