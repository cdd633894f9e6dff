"""What residents press, and what a facilitator takes down."""

from typing import Any

from wtforms import IntegerField, SelectField
from wtforms.validators import InputRequired, NumberRange
from wtforms.widgets import HiddenInput

from app.deeds.models import DeedCheck
from app.deeds.states import Mark
from app.kernel.forms import Form, offered
from app.kernel.i18n import lazy

MOST = 9999
_NUMBER = lazy("0부터 9999까지의 수를 적어 주세요.")
_PLACES = ("first", "second", "third")


class MarkForm(Form):
    """One press: how it is now, or what should become of a trial."""

    mark = SelectField(choices=offered((mark.value, mark.label) for mark in Mark))


class PaperForm(Form):
    """How many have answered what on paper or by voice, in the order in which it is offered."""

    first = IntegerField(validators=[InputRequired(_NUMBER), NumberRange(0, MOST, message=_NUMBER)], default=0)
    second = IntegerField(validators=[InputRequired(_NUMBER), NumberRange(0, MOST, message=_NUMBER)], default=0)
    third = IntegerField(validators=[InputRequired(_NUMBER), NumberRange(0, MOST, message=_NUMBER)], default=0)
    seen = IntegerField(widget=HiddenInput(), default=0)

    def __init__(self, check: DeedCheck, *args: Any, **kwargs: Any) -> None:
        """Begin with what was taken down before; the labels are what is offered."""
        before = {name: check.on_paper.get(mark.value, 0) for name, mark in zip(_PLACES, check.offered, strict=True)}
        super().__init__(*args, data={**before, "seen": check.version}, **kwargs)
        self.marks = check.offered
        for name, mark in zip(_PLACES, self.marks, strict=True):
            self[name].label.text = str(mark.label)

    @property
    def numbers(self) -> dict[Mark, int]:
        """What was filled in."""
        return {mark: self[name].data or 0 for name, mark in zip(_PLACES, self.marks, strict=True)}
