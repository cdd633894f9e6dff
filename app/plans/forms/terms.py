"""The form in which an operator writes in which time the ordinance of a gu has plans sent."""

from collections.abc import Sequence
from typing import Any

from wtforms import DateField, IntegerField, SelectField, StringField
from wtforms.validators import NumberRange

from app.decisions.clocks import Measure, Term
from app.decisions.states import Unit
from app.kernel import clock
from app.kernel.forms import AtMost, Form, Needed, offered
from app.kernel.i18n import lazy
from app.places.models import Gu

_UNITS = (Unit.DAYS, Unit.MONTHS)
_BOUNDS = NumberRange(1, 366, lazy("%(min)d에서 %(max)d 사이의 숫자로 적어 주세요."))


class TermForm(Form):
    """A term of a gu from a day on."""

    gu = SelectField(lazy("어느 구인가요?"), [Needed()])
    term = IntegerField(lazy("총회 뒤 보낼 때까지의 기간"), [Needed(), _BOUNDS])
    unit = SelectField(
        lazy("기간을 세는 방법"), [Needed()], choices=offered((unit.value, unit.label) for unit in _UNITS)
    )
    law = StringField(
        lazy("근거가 되는 조례"),
        [Needed(), AtMost(200)],
        description=lazy("보기: 성동구 주민자치회 조례 (2024. 7. 17.)"),
    )
    valid_from = DateField(
        lazy("어느 날의 총회부터인가요?"), [Needed(lazy("날짜를 적어 주세요."))], default=clock.today
    )

    def __init__(self, gus: Sequence[Gu], **given: Any) -> None:
        """`gus` are those that there are."""
        super().__init__(**given)
        self.gu.choices = offered((str(gu.id), f"{gu.city} {gu.name}") for gu in gus)
        self._gus = {str(gu.id): gu for gu in gus}

    @property
    def chosen_gu(self) -> Gu:
        """The gu that was chosen."""
        return self._gus[self.gu.data]

    @property
    def period(self) -> Term:
        """The time that was written."""
        return Term(self.term.data or 1, Measure(self.unit.data))
