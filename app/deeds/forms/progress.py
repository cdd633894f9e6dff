"""A word of progress, with a photo before or after."""

from typing import Any

from wtforms import HiddenField, RadioField, SelectField
from wtforms.validators import Length

from app.deeds.service import Told
from app.deeds.states import Moment, Step
from app.kernel import chance
from app.kernel.forms import AtMost, PublicText, offered
from app.kernel.i18n import lazy
from app.proposals.forms import WithPhoto


class ProgressForm(WithPhoto):
    """What an officer tells, standing in the alley; the button that is pressed is the step."""

    once = HiddenField(default=chance.token, validators=[Length(max=40)])
    text = PublicText(lazy("무엇을 했나요?"), [AtMost(500)])
    moment = RadioField(
        lazy("사진은 언제 모습인가요?"),
        choices=offered((moment.value, moment.label) for moment in Moment),
        default=Moment.AFTER.value,
    )
    step = SelectField(choices=offered((step.value, step.label) for step in Step), default=Step.TELL.value)

    def validate(self, extra_validators: Any = None) -> bool:
        """A step says enough by itself; mere news need a word or a photo."""
        if self.step.data == Step.TELL and not self.text.data and not self.photo.data:
            super().validate(extra_validators)
            self.refuse(lazy("한 줄이라도 적어 주세요."), "text")
            return False
        return super().validate(extra_validators)

    @property
    def told(self) -> Told:
        """What was filled in."""
        words = {"text": self.text.data or "", "description": self.description.data or ""}
        return Told(step=Step(self.step.data), photo=self.stored, moment=Moment(self.moment.data), **words)
