"""Fields that say in our words what they cannot read."""

from typing import Any

from wtforms import DateField, IntegerField, SelectMultipleField, TimeField
from wtforms.widgets import CheckboxInput, ListWidget

from app.kernel.i18n import LazyString, lazy

NO_DAY, NO_TIME = lazy("날짜를 골라 주세요."), lazy("시각을 골라 주세요.")


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
