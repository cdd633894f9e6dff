"""Forms for how proposals end, for what becomes of them, and for notes among those who serve a council."""

from typing import Any

from wtforms import FormField, HiddenField, RadioField, TextAreaField
from wtforms.validators import Length, NumberRange

from app.councils.forms.fields import Ticks
from app.kernel import chance
from app.kernel.db import LARGEST_KEY
from app.kernel.forms import AtLeast, AtMost, Form, Needed, PublicLine, PublicText, offered, without_home_numbers
from app.kernel.i18n import lazy
from app.proposals.forms.writing import LONGEST
from app.proposals.models import Words
from app.proposals.states import STATED, Choice, Fate

SHORTEST_REASON = 10  # characters: "예산 없음" tells nobody why
DIRECTIONS = {
    "into": lazy("고른 제안이 남습니다. 이 제안을 거기에 합칩니다."),
    "from": lazy("이 제안이 남습니다. 고른 제안을 여기에 합칩니다."),
}


class EndingForm(Form):
    """Why the facilitator does not pursue a proposal."""

    fate = RadioField(lazy("어떻게 끝나나"), default=Fate.NOT_PURSUED.value)
    reason = PublicText(
        lazy("이렇게 끝내는 까닭"),
        [Needed(), AtLeast(SHORTEST_REASON), AtMost(500)],
        description=lazy("모두에게 보이고, 제안하고 공감하고 의견을 쓴 이웃에게 알립니다."),
    )

    def __init__(self, *, may_lapse: bool, **kwargs: Any) -> None:
        """`may_lapse`: it has fewer endorsements than the bylaws ask for."""
        super().__init__(**kwargs)
        stated = [fate for fate in STATED if may_lapse or fate is not Fate.LAPSED]
        self.fate.choices = offered((fate.value, fate.label) for fate in stated)


class MergerForm(Form):
    """Which other proposal this one shall be one with, which of the two lives on, and why."""

    other = RadioField(
        lazy("어느 제안과 합칠까요?"),
        coerce=int,
        validate_choice=False,
        validators=[Needed(), NumberRange(1, LARGEST_KEY, lazy("같은 골목회의의 다른 제안을 골라 주세요."))],
    )
    direction = RadioField(lazy("어느 쪽이 남나요?"), choices=offered(DIRECTIONS.items()), default="into")
    reason = PublicText(
        lazy("합치자는 까닭"),
        [Needed(), AtLeast(SHORTEST_REASON), AtMost(500)],
        description=lazy("답할 분이 읽고, 합치면 모두에게 보입니다."),
    )


class HandoverForm(Form):
    """Which council the proposal belongs to, and why."""

    to = RadioField(
        lazy("어느 골목회의로 넘길까요?"),
        coerce=int,
        validate_choice=False,
        validators=[Needed(), NumberRange(1, LARGEST_KEY, lazy("열려 있는 다른 골목회의를 골라 주세요."))],
    )
    reason = PublicText(
        lazy("넘기는 까닭"),
        [Needed(), AtLeast(SHORTEST_REASON), AtMost(500)],
        description=lazy("받을 골목회의가 읽고, 모두에게 보입니다."),
    )


class RefusalOfHandoverForm(Form):
    """Why a council does not take a proposal over."""

    answer = PublicText(lazy("받지 않는 까닭"), [Needed(), AtLeast(SHORTEST_REASON), AtMost(500)])


class PartForm(Form):
    """What one part of a proposal asks on its own."""

    class Meta(Form.Meta):
        """The form around it has the token."""

        csrf = False

    title = PublicLine(lazy("제목"), [Needed(), AtMost(80), without_home_numbers])
    problem = PublicText(lazy("무엇이 문제인가요?"), [Needed(), AtMost(LONGEST), without_home_numbers])
    wish = PublicText(lazy("어떻게 되면 좋겠나요?"), [Needed(), AtMost(LONGEST), without_home_numbers])

    def words(self, place: str) -> Words:
        """What was filled in, at the place of the old proposal."""
        return Words(
            title=self.title.data or "", problem=self.problem.data or "", wish=self.wish.data or "", place=place
        )


class SparePartForm(PartForm):
    """One part more: filled in wholly or not at all."""

    title = PublicLine(lazy("제목"), [AtMost(80), without_home_numbers])
    problem = PublicText(lazy("무엇이 문제인가요?"), [AtMost(LONGEST), without_home_numbers])
    wish = PublicText(lazy("어떻게 되면 좋겠나요?"), [AtMost(LONGEST), without_home_numbers])

    @property
    def is_blank(self) -> bool:
        """Whether nothing was written."""
        return not any(field.data for field in (self.title, self.problem, self.wish))

    def validate(self, extra_validators: Any = None) -> bool:
        """As any form; what is half filled in needs the rest."""
        right = bool(super().validate(extra_validators))
        missing = [] if self.is_blank else [name for name in ("title", "problem", "wish") if not self[name].data]
        for name in missing:
            self.refuse(Needed().message or "", name)
        return right and not missing


class SplitForm(Form):
    """The parts that a proposal becomes, and why it is split."""

    first = FormField(PartForm, lazy("첫째 제안"))
    second = FormField(PartForm, lazy("둘째 제안"))
    third = FormField(SparePartForm, lazy("셋째 제안"))
    reason = PublicText(
        lazy("나누는 까닭"),
        [Needed(), AtLeast(SHORTEST_REASON), AtMost(500)],
        description=lazy("모두에게 보이고, 공감한 이웃에게 알립니다."),
    )

    def parts(self, place: str) -> list[Words]:
        """What was filled in."""
        forms = [self.first.form, self.second.form]
        return [one.words(place) for one in forms + ([] if self.third.form.is_blank else [self.third.form])]


class SupportForm(Form):
    """Where one's own support goes; `chosen` where there is more than one to choose from."""

    choice = RadioField(lazy("내 공감을 어떻게 할까요?"), choices=offered((one.value, one.label) for one in Choice))
    chosen = Ticks(lazy("어느 제안에 공감하시나요?"), coerce=int, validate_choice=False)


class NoteForm(Form):
    """A note among those who serve the council; `once` makes a form that is sent twice one note."""

    body = TextAreaField(
        lazy("메모"),
        [Needed(), AtMost(2000)],
        description=lazy("이 골목회의의 퍼실리테이터와 동주민센터 담당자만 봅니다. 이웃의 개인정보는 적지 마세요."),
    )
    once = HiddenField(default=chance.token, validators=[Length(max=40)])
