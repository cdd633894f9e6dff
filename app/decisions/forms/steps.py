"""Forms of what happens to a request on the way. Their words stand on its page, for everybody."""

from collections.abc import Sequence
from typing import Any

from wtforms import BooleanField, DateField, HiddenField, IntegerField, RadioField, SelectField
from wtforms.validators import Length, NumberRange, Optional
from wtforms.widgets import HiddenInput

from app.decisions.models import Request
from app.decisions.queries import Course
from app.decisions.service import Elsewhere, Press
from app.decisions.states import LongerBy
from app.kernel import chance
from app.kernel.forms import AtMost, Form, Needed, PublicLine, PublicText, offered
from app.kernel.i18n import lazy
from app.places.models import Dong

WORDS = [Needed(), AtMost(2000)]
OUTSIDE = "0"


class StepForm(Form):
    """What every step has: the form's own token, and the version of the request that was on the page."""

    once = HiddenField(default=chance.token, validators=[Length(max=40)])
    seen = IntegerField(widget=HiddenInput(), default=0, validators=[Optional(), NumberRange(min=0, max=2**31 - 1)])

    @property
    def press(self) -> Press:
        """This press of the form."""
        return Press(self.once.data or chance.token(), self.seen.data or 0)


class SupplementForm(StepForm):
    """What the centre needs to know."""

    words = PublicText(lazy("무엇을, 왜 보완해 달라고 합니까?"), WORDS)
    wanted_by = DateField(lazy("언제까지 필요합니까?"), [Needed(lazy("날짜를 적어 주세요."))])


class SupplyForm(StepForm):
    """What the council answers."""

    words = PublicText(lazy("보완한 내용"), WORDS)


class ExtensionForm(StepForm):
    """Why the centre needs longer."""

    way = RadioField(lazy("왜 더 걸립니까?"), [Needed(lazy("하나를 골라 주세요."))], default=LongerBy.EXTENSION.value)
    words = PublicText(lazy("까닭"), WORDS)

    def __init__(self, asked: Request, course: Course, **given: Any) -> None:
        """Only what the kind of the request still allows is offered."""
        super().__init__(**given)
        can_survey = bool(asked.kind and asked.kind.survey_days and not course.was_surveyed)
        ways = LongerBy if can_survey else (LongerBy.EXTENSION,)
        self.way.choices = offered((way.value, way.label) for way in ways)


class ConsentForm(StepForm):
    """Whether the council agrees to a second extension."""

    agrees = RadioField(
        lazy("두 번째 연장에 동의합니까?"),
        [Needed(lazy("하나를 골라 주세요."))],
        choices=offered([("yes", lazy("예, 동의합니다")), ("no", lazy("아니요, 동의하지 않습니다"))]),
    )
    words = PublicText(lazy("덧붙일 말"), [AtMost(2000)])


class PassingForm(StepForm):
    """Where the request belongs."""

    to = SelectField(lazy("어디로 보냅니까?"), [Needed()])
    office = PublicLine(lazy("기관과 부서 이름"), [AtMost(80)])
    phone = PublicLine(lazy("그곳의 전화번호"), [AtMost(20)])
    words = PublicText(lazy("까닭"), WORDS)
    is_sure = BooleanField(lazy("보낼 곳이 맞는지 그곳에 확인했습니다"), [Needed(lazy("먼저 확인해 주세요."))])

    def __init__(self, dongs: Sequence[Dong], **given: Any) -> None:
        """`dongs` are those whose centres work with Golmok."""
        super().__init__(**given)
        elsewhere = (OUTSIDE, lazy("이곳을 쓰지 않는 다른 기관·부서"))
        self.to.choices = offered([elsewhere, *((str(dong.id), dong.centre_name) for dong in dongs)])
        self._dongs = {str(dong.id): dong for dong in dongs}

    def validate(self, extra_validators: Any = None) -> bool:
        """An office outside needs a name and a phone number."""
        sound = bool(super().validate(extra_validators))
        if self.to.data == OUTSIDE:
            for name in ("office", "phone"):
                if not self[name].data:
                    self.refuse(lazy("이곳을 쓰지 않는 곳이면 꼭 적어 주세요. 이웃이 물어볼 수 있어야 합니다."), name)
                    sound = False
        return sound

    @property
    def target(self) -> Dong | Elsewhere:
        """Where it goes."""
        return self._dongs.get(self.to.data) or Elsewhere(self.office.data or "", self.phone.data or "")


class ProgressForm(StepForm):
    """How far it is."""

    words = PublicText(lazy("지금 어디까지 왔습니까?"), WORDS)
