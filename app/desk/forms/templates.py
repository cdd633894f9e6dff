"""The form of a text kept ready."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar

from wtforms import IntegerField, SelectField, StringField
from wtforms.validators import NumberRange, Optional
from wtforms.widgets import HiddenInput

from app.decisions.states import FITTING, Answer, ReasonCode, unfilled
from app.desk.queries import TEXTS
from app.desk.service import TemplateWords
from app.desk.states import Blank
from app.kernel.forms import AtMost, Form, Needed, PublicText, offered
from app.kernel.i18n import lazy

E = TypeVar("E", bound=StrEnum)
OPEN = lazy("쓸 때 고르기")


def _one_of(words: type[E]) -> Callable[[Any], E | None]:
    return lambda value: words(value) if value else None


class TemplateForm(Form):
    """What an answer begins with. Anything but the name may stay empty."""

    name = StringField(lazy("틀의 이름"), [Needed(), AtMost(60)])
    answer = SelectField(
        lazy("어떻게 답합니까?"),
        [Optional()],
        choices=offered([("", OPEN), *((word.value, word.label) for word in Answer)]),
        coerce=_one_of(Answer),
    )
    reason_code = SelectField(
        lazy("이유 분류"),
        [Optional()],
        choices=offered([("", OPEN), *((code.value, code.label) for code in ReasonCode)]),
        coerce=_one_of(ReasonCode),
    )
    summary = PublicText(lazy("주민이 읽을 요약"), [AtMost(500)])
    reason = PublicText(lazy("이유"), [AtMost(3000)])
    ground = PublicText(lazy("근거"), [AtMost(2000)])
    possible = PublicText(lazy("할 수 있는 것"), [AtMost(2000)])
    seen = IntegerField(widget=HiddenInput(), default=0, validators=[Optional(), NumberRange(min=0, max=2**31 - 1)])

    def validate(self, extra_validators: Any = None) -> bool:
        """A reason that does not fit the answer could never be published."""
        sound = bool(super().validate(extra_validators))
        answer, code = self.answer.data, self.reason_code.data
        if answer and code and code not in FITTING[answer]:
            self.refuse(lazy("고른 답과 맞지 않는 이유입니다. 다른 분류를 골라 주세요."), "reason_code")
            return False
        return sound

    @property
    def words(self) -> TemplateWords:
        """What was written, for the service."""
        return TemplateWords(**{name: self[name].data for name in TemplateWords.__dataclass_fields__})

    @property
    def own_blanks(self) -> list[str]:
        """The blanks that an officer has to fill in by hand each time."""
        known = {"{" + blank.value + "}" for blank in Blank}
        found = [blank for name in TEXTS for blank in unfilled(self[name].data)]
        return [blank for blank in dict.fromkeys(found) if blank not in known]
