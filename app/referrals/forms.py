"""Forms of referrals. Their words are private, so they are not searched for numbers like what everybody reads."""

from wtforms import HiddenField, RadioField, SelectField, TextAreaField
from wtforms.validators import Length

from app.kernel import chance
from app.kernel.forms import AtMost, Form, Needed, offered
from app.kernel.i18n import lazy
from app.referrals.states import Step, Urgency

LONGEST = 1000
_URGENCIES = [(urgency.value, urgency.label) for urgency in Urgency]


class ReferralForm(Form):
    """Whom one worries about, and why."""

    once = HiddenField(default=chance.token, validators=[Length(max=40)])
    text = TextAreaField(
        lazy("누가, 어디에 살고, 무엇이 걱정되나요?"),
        [Needed(), AtMost(LONGEST)],
        description=lazy("이름을 모르면 ‘국사봉길 84 위층 할아버지’처럼 찾아갈 수 있게 적어 주세요."),
    )
    urgency = RadioField(lazy("얼마나 급한가요?"), choices=offered(_URGENCIES), default=Urgency.LOOK.value)


class UrgencyForm(Form):
    """How urgent it is to look after somebody whom a remark speaks of."""

    urgency = SelectField(choices=offered(_URGENCIES))


class StepForm(Form):
    """What a planner did, and what was pressed."""

    note = TextAreaField(
        lazy("무엇을 했나요?"),
        [AtMost(LONGEST)],
        description=lazy("짧게 적습니다. 이 동의 복지 담당자만 봅니다."),
    )
    step = SelectField(choices=offered((step.value, step.label) for step in Step), default=Step.NOTE.value)
