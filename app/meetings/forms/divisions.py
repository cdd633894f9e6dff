"""Forms of a division and of the temperature on phones."""

from collections.abc import Sequence
from typing import Self

from wtforms import BooleanField, DateField, HiddenField, IntegerField, SelectField
from wtforms.validators import NumberRange, Optional

from app.kernel.forms import AtMost, Form, Needed, PublicLine, PublicText, offered
from app.kernel.i18n import lazy
from app.meetings.floor.journal import STEPS
from app.meetings.forms.floor import TemperatureForm
from app.meetings.forms.meetings import HANDS, OnceForm, Whole
from app.meetings.models import Division, Resolution
from app.meetings.service import Pad
from app.meetings.states import Channel, Mark

_CHOOSE = lazy("하나를 골라 눌러 주세요.")


class DivisionForm(OnceForm):
    """What is put to the vote."""

    text = PublicText(lazy("정할 것"), [Needed(), AtMost(500)])


class VoiceForm(Form):
    """Yes, no or abstain, each a button."""

    mark = SelectField(lazy("낸 표"), [Needed(_CHOOSE)], choices=offered((one.value, one.label) for one in Mark))


class SlipForm(Form):
    """Who takes a paper slip."""

    number = Whole(lazy("몇 번째로 온 사람"), [Needed(), NumberRange(1, 100_000, lazy("1 이상의 수를 적어 주세요."))])


class PadForm(Form):
    """What tellers count when the phones are closed, and what follows."""

    seen = HiddenField()
    hands_yes = Whole(lazy("찬성"), [Needed(), HANDS], default=0)
    hands_no = Whole(lazy("반대"), [Needed(), HANDS], default=0)
    hands_abstain = Whole(lazy("기권"), [Needed(), HANDS], default=0)
    slips_yes = Whole(lazy("찬성"), [Needed(), HANDS], default=0)
    slips_no = Whole(lazy("반대"), [Needed(), HANDS], default=0)
    slips_abstain = Whole(lazy("기권"), [Needed(), HANDS], default=0)
    dissent = PublicText(lazy("반대하거나 걱정하는 까닭"), [AtMost(1000)])
    owner = PublicLine(lazy("맡는 사람이나 곳"), [AtMost(80)])
    due_on = DateField(lazy("기한"), [Optional()])
    asks_centre = BooleanField(lazy("주민센터에 요청합니다"))

    @classmethod
    def of(cls, division: Division, resolution: Resolution | None) -> Self:
        """The form for a division as it is, filled with what was counted before."""
        given: dict[str, int] = {}
        for name, channel in (("hands", Channel.HANDS), ("slips", Channel.SLIP)):
            counted = resolution.channels.get(channel, ()) if resolution else ()
            given |= {f"{name}_{mark.value}": count for mark, count in zip(Mark, counted, strict=False)}
        return cls(obj=resolution, seen=division.version, **given)

    @property
    def version(self) -> int:
        """The version of the division that the teller saw; 0 for none of ours."""
        text = str(self.seen.data or "")
        return int(text) if text.isascii() and text.isdecimal() and len(text) <= 9 else 0

    def pad(self) -> Pad:
        """What was filled in."""
        return Pad(
            hands=(self.hands_yes.data or 0, self.hands_no.data or 0, self.hands_abstain.data or 0),
            slips=(self.slips_yes.data or 0, self.slips_no.data or 0, self.slips_abstain.data or 0),
            dissent=self.dissent.data or "",
            owner=self.owner.data or "",
            due_on=self.due_on.data,
            asks_centre=bool(self.asks_centre.data),
        )


class StepForm(Form):
    """How warm somebody is, each step a button, the coldest 1."""

    step = IntegerField(validators=[Needed(_CHOOSE), NumberRange(1, STEPS, _CHOOSE)])


class WarmthForm(TemperatureForm):
    """The hands of those whose phone shows nothing."""

    @property
    def hands(self) -> Sequence[int]:
        """The five figures."""
        return list(self.facts()["steps"])
