"""Forms of answers: writing one, correcting one, sending one back, and who reads them first."""

from collections.abc import Callable, Collection, Mapping
from enum import StrEnum
from typing import Any, ClassVar, TypeVar

from wtforms import BooleanField, DateField, IntegerField, RadioField, SelectField, StringField
from wtforms.validators import NumberRange, Optional, Regexp
from wtforms.widgets import HiddenInput

from app.decisions.models import Decision
from app.decisions.service import Words
from app.decisions.states import FITTING, MISSING, WRITTEN, Answer, ReasonCode, needed, unfilled
from app.kernel import clock
from app.kernel.forms import AtMost, Form, Needed, PublicLine, PublicText, offered
from app.kernel.i18n import _, lazy
from app.kernel.markup import phone_numbers
from app.people.models import Post

E = TypeVar("E", bound=StrEnum)
NOT_CHOSEN = lazy("고르세요")
LARGEST_SUM = 10**12  # won: a trillion is more than any gu has


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
    summary = PublicText(lazy("주민이 읽을 요약"), [AtMost(500)])
    reason_code = SelectField(
        lazy("이유 분류"),
        [Optional()],
        choices=offered([("", NOT_CHOSEN), *((code.value, code.label) for code in ReasonCode)]),
        coerce=_one_of(ReasonCode),
    )
    reason = PublicText(lazy("이유"), [AtMost(3000)])
    found = PublicText(lazy("확인한 사실"), [AtMost(2000)])
    ground = PublicText(lazy("근거"), [AtMost(2000)])
    possible = PublicText(lazy("무엇은 할 수 있습니까?"), [AtMost(2000)])
    waits_for = PublicText(lazy("무엇을 기다립니까?"), [AtMost(1000)])
    next_on = DateField(lazy("언제 다시 답합니까?"), [Optional()])
    passed_to = PublicLine(lazy("보낼 기관"), [AtMost(80)])
    do_by = DateField(lazy("언제까지 합니까?"), [Optional()])
    cost_won = IntegerField(
        lazy("드는 돈(원)"),
        [Optional(), NumberRange(0, LARGEST_SUM, lazy("0원부터 1조 원까지 숫자로 적어 주세요."))],
    )
    money_from = PublicLine(lazy("어디에서 나오는 돈입니까?"), [AtMost(120)])
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
    filled_later: ClassVar[Collection[str]] = ()  # blanks that are filled in when it is published

    def __init__(self, *args: Any, offices: Collection[str] = (), **kwargs: Any) -> None:
        """`offices` are the phone numbers of the dong's centre and its officers, which may stand in the text."""
        super().__init__(*args, **kwargs)
        self.offices = set(offices)

    @property
    def goes_out(self) -> bool:
        """Whether everybody will read it, so that nothing may be missing."""
        return bool(self.publish.data)

    def validate(self, extra_validators: Any = None) -> bool:
        """A draft is checked for private numbers only; an answer to be published also for what is missing."""
        sound = bool(super().validate(extra_validators))
        sound = not self._private_phones() and sound
        return not self._gaps() and sound if self.goes_out else sound

    def _private_phones(self) -> bool:
        """Whether a phone number stands in the text that is not an office's: somebody at home would be called."""
        known = {*self.offices, self.officer_phone.data or ""}
        allowed = {number for phone in known for number in phone_numbers(phone)}
        strange = [name for name in WRITTEN if phone_numbers(self[name].data or "") - allowed]
        for name in strange:
            self._say(
                name, lazy("담당자의 사무실 전화가 아닌 전화번호가 있습니다. 이 글은 모두에게 보이므로 지워 주세요.")
            )
        return bool(strange)

    def _gaps(self) -> bool:
        money = ("money_from",) if self.cost_won.data else ()
        missing = [name for name in (*needed(self.answer.data), *money) if not self[name].data]
        for name in missing:
            self._say(name, MISSING[name])
        if self.answer.data and self.reason_code.data and self.reason_code.data not in FITTING[self.answer.data]:
            self._say("reason_code", lazy("고른 답과 맞지 않는 이유입니다. 다른 분류를 골라 주세요."))
        self._blanks()
        for name in {"do_by", "next_on"} & set(needed(self.answer.data)):
            if self[name].data and self[name].data < clock.today():
                self._say(name, lazy("지난 날짜입니다. 오늘이나 그 뒤의 날로 적어 주세요."))
        return bool(self.errors)

    def _blanks(self) -> None:
        """Name each blank of a text kept ready that nobody has filled in."""
        for name in WRITTEN:
            left = [blank for blank in unfilled(self[name].data) if blank not in self.filled_later]
            if left:
                blanks = ", ".join(left)
                self._say(name, _("아직 채우지 않은 자리가 있습니다: %(blanks)s", blanks=blanks))

    def _say(self, name: str, sentence: Any) -> None:
        if not self[name].errors:
            self.refuse(sentence, name)

    @property
    def words(self) -> Words:
        """What was written, for the service."""
        return Words(**{name: self[name].data for name in Words.__dataclass_fields__})


class CorrectionForm(AnswerForm):
    """A published answer in other words, and why."""

    why = PublicText(
        lazy("왜 바로잡습니까?"),
        [Needed(lazy("무엇이 틀려서 바로잡는지 적어 주세요. 모두에게 보입니다.")), AtMost(500)],
    )

    @property
    def goes_out(self) -> bool:
        """A correction is always for everybody."""
        return True


class SendingBackForm(Form):
    """A word to whoever wrote the answer."""

    word = StringField(lazy("쓴 담당자에게 한마디"), [Needed(lazy("무엇을 고치면 되는지 적어 주세요.")), AtMost(500)])


class ReviewSettingForm(Form):
    """Whether a second officer reads answers first."""

    wanted = BooleanField()


def answer_form(
    decision: Decision | None, post: Post, begun: Mapping[str, Any] | None = None, **given: Any
) -> AnswerForm:
    """The form as the officer finds it: the draft, or an empty one with the officer's own section, name and phone.

    `begun` is what it begins with in the fields in which nothing stands yet.
    """
    contact = {"section": post.section, "officer_name": post.user.name, "officer_phone": post.phone}
    mine: dict[str, Any] = {**dict.fromkeys(WRITTEN, ""), **contact, "seen": 0}
    if decision is not None:
        mine = {name: getattr(decision, name) for name in Words.__dataclass_fields__} | {"seen": decision.version}
    empty = {name: value for name, value in (begun or {}).items() if not mine.get(name)}
    return AnswerForm(data={**mine, **empty}, **given)
