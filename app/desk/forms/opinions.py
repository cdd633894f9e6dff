"""Forms for asking other sections, and for entering what came back."""

from wtforms import DateField, HiddenField, IntegerField, StringField, TextAreaField
from wtforms.validators import Length, NumberRange, Optional
from wtforms.widgets import HiddenInput

from app.kernel import chance, clock
from app.kernel.forms import AtMost, Form, Needed
from app.kernel.i18n import lazy

DAY = lazy("날짜를 적어 주세요.")


class AskingSectionForm(Form):
    """Which section is asked what, and until when."""

    section = StringField(lazy("어느 부서에 묻습니까?"), [Needed(), AtMost(80)])
    person = StringField(lazy("그 부서의 담당자"), [AtMost(40)])
    question = TextAreaField(lazy("무엇을 묻습니까?"), [Needed(), AtMost(2000)])
    wanted_by = DateField(lazy("언제까지 필요합니까?"), [Needed(DAY)])
    once = HiddenField(default=chance.token, validators=[Length(max=40)])


class OpinionForm(Form):
    """What came back, from whom and when."""

    answer = TextAreaField(lazy("온 의견"), [Needed(), AtMost(4000)])
    answered_by = StringField(lazy("누가 답했습니까?"), [Needed(), AtMost(40)])
    answered_on = DateField(lazy("언제 왔습니까?"), [Needed(DAY)], default=clock.today)
    seen = IntegerField(widget=HiddenInput(), default=0, validators=[Optional(), NumberRange(min=0, max=2**31 - 1)])
