"""Fields that say in our words what they cannot read."""

import re
from typing import Any

from wtforms import DateField, IntegerField, SelectMultipleField, TimeField
from wtforms.widgets import CheckboxInput, ListWidget

from app.kernel.i18n import LazyString, lazy

NO_DAY, NO_TIME = lazy("날짜를 골라 주세요."), lazy("시각을 골라 주세요.")


_PRICED = re.compile(r"(?P<label>.+?)\s*[:：]\s*(?P<amount>[0-9][0-9,]*)\s*(?P<unit>만)?\s*원?", re.DOTALL)


def priced(line: str) -> tuple[str, int] | None:
    """The words before the colon and the won behind it, as in "의자: 300만원"; None where there are none."""
    found = _PRICED.fullmatch(line)
    if found is None:
        return None
    return found["label"], int(found["amount"].replace(",", "")) * (10_000 if found["unit"] else 1)


class _InOurWords:
    """A field that says in our words what it cannot read."""

    unread: LazyString

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read it, or say what should stand here."""
        try:
            super().process_formdata(valuelist)  # type: ignore[misc]
        except ValueError as error:
            raise ValueError(str(self.unread)) from error


class Whole(_InOurWords, IntegerField):
    """A whole number."""

    unread = lazy("숫자로 적어 주세요.")


class Day(_InOurWords, DateField):
    """A day of the calendar."""

    unread = NO_DAY


class Hour(_InOurWords, TimeField):
    """A time of the day."""

    unread = NO_TIME


class Checkboxes(SelectMultipleField):
    """Several of a list, each a box to tick."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()
