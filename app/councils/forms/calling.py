"""Forms for calling a council, at home or at the officer's desk."""

from collections.abc import Sequence
from typing import Any

from wtforms import HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import Length, ValidationError

from app.councils.forms.fields import WholeNumber, name_on_card
from app.councils.service import Call
from app.councils.service.alleys import Segment, names_a_home, read_segments
from app.councils.service.presets import PRESETS
from app.councils.states import Tie
from app.kernel import chance, clock
from app.kernel.errors import Invalid
from app.kernel.forms import AtMost, Form, Needed, PublicLine, PublicText, offered, without_home_numbers
from app.kernel.i18n import _, lazy
from app.places.models import Alley

TIES = [(tie.value, tie.label) for tie in Tie]
NOT_LISTED = 0


def this_year() -> int:
    """The year on the wall in Seoul."""
    return clock.today().year


def plausible_year(form: Any, field: Any) -> None:
    """A year in which a living person may have been born."""
    if field.data is not None and not 1900 <= field.data <= this_year():
        raise ValidationError(_("태어난 해를 네 자리로 적어 주세요. 예: 1955"))


def _spaced(text: str | None) -> str:
    return " ".join((text or "").split())


class AboutForm(Form):
    """Which alley, what about, and two neighbours more; `once` makes a form that is sent twice one council."""

    alley = SelectField(lazy("골목"), coerce=int)
    roads = TextAreaField(lazy("목록에 없는 골목이면 길 이름과 번호"), [AtMost(600)])
    alley_name = PublicLine(lazy("골목 이름"), [AtMost(40), without_home_numbers])
    topic = PublicLine(lazy("무엇을 함께 의논할까요"), [Needed(), AtMost(80), without_home_numbers])
    purpose = PublicText(lazy("조금 더 알려 주세요"), [AtMost(1000), without_home_numbers])
    second_name = StringField(lazy("함께 부르는 이웃 이름 1"), [AtMost(40)])
    third_name = StringField(lazy("함께 부르는 이웃 이름 2"), [AtMost(40)])
    anyway = HiddenField()  # set once the person has seen that a like council is there
    once = HiddenField(default=chance.token, validators=[Length(max=40)])

    def __init__(self, alleys: Sequence[Alley], **kwargs: Any) -> None:
        """`alleys` are those listed in the dong."""
        super().__init__(**kwargs)
        listed = [(alley.id, alley.name) for alley in alleys]
        self.alley.choices = offered([*listed, (NOT_LISTED, _("목록에 없음 – 아래에 적기"))])
        self.segments: list[Segment] = []
        self._listed = {alley.name: {str(segment) for segment in alley.segments} for alley in alleys}

    def validate_roads(self, field: TextAreaField) -> None:
        """Roads that were written count more than the alley that stands first in the list."""
        try:
            self.segments = read_segments(field.data or "")
        except Invalid as fault:
            raise ValidationError(str(fault.reason)) from fault
        if not self.segments and not self.alley.data:
            raise ValidationError(_("골목을 고르거나, 길 이름을 한 줄에 하나씩 적어 주세요."))

    def validate_alley_name(self, field: StringField) -> None:
        """A name is of a new alley, whose roads are written, and is not that of another one."""
        name = _spaced(field.data)
        if names_a_home(name):
            raise ValidationError(_("골목 이름에서 동·호·층 번호를 빼 주세요."))
        if name and not self.segments and not self.roads.errors:
            raise ValidationError(_("새 골목에만 이름을 붙입니다. 그 골목의 길을 위 칸에 한 줄에 하나씩 적어 주세요."))
        if name in self._listed and self._listed[name] != {str(segment) for segment in self.segments}:
            raise ValidationError(_("이 이름의 골목이 이미 있습니다. 목록에서 고르거나 다른 이름을 적어 주세요."))

    @property
    def wanted(self) -> Call:
        """What was asked for; the form must have been validated."""
        names = [self.second_name.data or "", self.third_name.data or ""]
        return Call(
            topic=self.topic.data or "",
            purpose=self.purpose.data or "",
            alley_id=None if self.segments else self.alley.data,
            segments=self.segments,
            alley_name=_spaced(self.alley_name.data),
            names=[name for name in names if name],
        )


class CallForm(AboutForm):
    """A neighbour calls a council and asks to belong to it."""

    tie = RadioField(lazy("이 동네와의 관계"), [Needed()], choices=offered(TIES))
    legal_name = StringField(lazy("신분증의 이름"), [Needed(), AtMost(60), name_on_card])
    birth_year = WholeNumber(lazy("태어난 해"), [Needed(), plausible_year])


class TakeInForm(AboutForm):
    """대신 접수: an officer types for a resident who speaks."""

    spoken_by = StringField(lazy("말씀하신 주민의 이름"), [Needed(), AtMost(40)])


class AssemblyForm(Form):
    """The 주민총회 of a dong and the rules it starts with; `once` makes a form that is sent twice one assembly."""

    name = PublicLine(lazy("이름"), [Needed(), AtMost(80)])
    purpose = PublicText(lazy("무엇을 하는 자리인가요"), [AtMost(1000)])
    preset = RadioField(lazy("처음 규칙"), [Needed()])
    once = HiddenField(default=chance.token, validators=[Length(max=40)])

    def __init__(self, **kwargs: Any) -> None:
        """Offer every preset; the rules can be adjusted later."""
        super().__init__(**kwargs)
        self.preset.choices = offered((one.key, one.label) for one in PRESETS.values())


class CloseForm(Form):
    """Why a council ends."""

    why = PublicLine(lazy("마치는 까닭"), [Needed(), AtMost(200)])
