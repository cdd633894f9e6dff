"""The form of an answer."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar

from wtforms import BooleanField, DateField, IntegerField, RadioField, SelectField
from wtforms.validators import Optional, Regexp
from wtforms.widgets import HiddenInput

from app.decisions.models import Decision
from app.decisions.service import Words
from app.decisions.states import FITTING, MISSING, Answer, ReasonCode, needed
from app.kernel import clock
from app.kernel.forms import AtMost, Form, PublicLine, PublicText, offered
from app.kernel.i18n import lazy
from app.people.models import Post

E = TypeVar("E", bound=StrEnum)
NOT_CHOSEN = lazy("고르세요")


def _one_of(words: type[E]) -> Callable[[Any], E | None]:
    return lambda value: words(value) if value else None


class AnswerForm(Form):
    """The centre's answer. A draft may be half empty; what is published may not."""

    answer = RadioField(
        lazy("어떻게 답합니까?"),
        [Optional()],
        choices=offered((word.value, word.label) for word in Answer),
        coerce=_one_of(Answer),
    )
    reason_code = SelectField(
        lazy("이유 분류"),
        [Optional()],
        choices=offered([("", NOT_CHOSEN), *((code.value, code.label) for code in ReasonCode)]),
        coerce=_one_of(ReasonCode),
    )
    reason = PublicText(lazy("이유"), [AtMost(3000)])
    ground = PublicText(lazy("근거"), [AtMost(2000)])
    possible = PublicText(lazy("무엇은 할 수 있습니까?"), [AtMost(2000)])
    passed_to = PublicLine(lazy("보낼 기관"), [AtMost(80)])
    do_by = DateField(lazy("언제까지 합니까?"), [Optional()])
    section = PublicLine(lazy("담당 부서"), [AtMost(60)])
    officer_name = PublicLine(lazy("담당자 이름"), [AtMost(40)])
    officer_phone = PublicLine(
        lazy("담당자 전화번호"),
        [
            Optional(),
            AtMost(20),
            Regexp(r"[0-9+][0-9 ()\-]{6,19}$", message=lazy("전화번호는 02-820-0000처럼 적어 주세요.")),
        ],
    )
    seen = IntegerField(widget=HiddenInput(), default=0)
    publish = BooleanField()

    def validate(self, extra_validators: Any = None) -> bool:
        """A draft is checked for private numbers only; an answer to be published also for what is missing."""
        sound = bool(super().validate(extra_validators))
        return not self._gaps() and sound if self.publish.data else sound

    def _gaps(self) -> bool:
        missing = [name for name in needed(self.answer.data) if not self[name].data]
        for name in missing:
            self._say(name, MISSING[name])
        if self.answer.data and self.reason_code.data and self.reason_code.data not in FITTING[self.answer.data]:
            self._say("reason_code", lazy("고른 답과 맞지 않는 이유입니다. 다른 분류를 골라 주세요."))
        if "do_by" in needed(self.answer.data) and self.do_by.data and self.do_by.data < clock.today():
            self._say("do_by", lazy("지난 날짜입니다. 오늘이나 그 뒤의 날로 적어 주세요."))
        return bool(self.errors)

    def _say(self, name: str, sentence: Any) -> None:
        if not self[name].errors:
            self.refuse(sentence, name)

    @property
    def words(self) -> Words:
        """What was written, for the service."""
        return Words(**{name: self[name].data for name in Words.__dataclass_fields__})


def answer_form(decision: Decision | None, post: Post, **given: Any) -> AnswerForm:
    """The form as the officer finds it: the draft, or an empty one with the officer's own section, name and phone."""
    if decision is not None:
        return AnswerForm(obj=decision, data={"seen": decision.version}, **given)
    mine = {"section": post.section, "officer_name": post.user.name, "officer_phone": post.phone}
    return AnswerForm(data={**mine, "seen": 0}, **given)
