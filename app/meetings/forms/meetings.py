"""Forms of a meeting and of what happens in it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from wtforms import (
    BooleanField,
    DateField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    TimeField,
)
from wtforms.validators import NumberRange, Optional, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from app.kernel import chance, clock
from app.kernel.forms import AtMost, Form, Needed, PublicLine, PublicText, offered, without_private_numbers
from app.kernel.i18n import _, lazy
from app.meetings.models import Attendance, Meeting, Resolution
from app.meetings.service.calling import Plan
from app.meetings.service.resolving import Motion
from app.meetings.states import Ground, Way
from app.proposals.models import Proposal

NO_DAY = lazy("날짜를 골라 주세요.")
NO_TIME = lazy("시각을 골라 주세요.")
_MINUTES = NumberRange(1, 600, lazy("1분에서 600분 사이로 적어 주세요."))
HANDS = NumberRange(0, 100_000, lazy("0 이상의 수를 적어 주세요."))
_NUMBER = lazy("숫자로 적어 주세요.")


class Whole(IntegerField):
    """A whole number, with a sentence of ours for what is none."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take digits and nothing else."""
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            raise ValueError(str(_NUMBER)) from error


class OnceForm(Form):
    """A form that adds something: its token makes a second press harmless."""

    once = HiddenField(default=chance.token)

    @property
    def token(self) -> str | None:
        """The form's token; one that nobody of ours gave is no token."""
        given = str(self.once.data or "")
        return given if 0 < len(given) <= 40 else None


class PlanForm(OnceForm):
    """When, where and for how long."""

    title = PublicLine(lazy("회의 이름"), [Needed(), AtMost(80)])
    day = DateField(lazy("날짜"), [Needed(NO_DAY)])
    time = TimeField(lazy("시작 시각"), [Needed(NO_TIME)])
    place = PublicLine(lazy("장소"), [Needed(), AtMost(120)])
    minutes_planned = Whole(lazy("예정 시간(분)"), [Needed(), _MINUTES], default=90)
    access_note = PublicLine(lazy("오시는 분께 알릴 것"), [AtMost(200)])
    bring = PublicLine(lazy("가져올 것"), [AtMost(200)])
    seats = Whole(lazy("자리 수"), [Optional(), NumberRange(1, 2000, lazy("1에서 2000 사이로 적어 주세요."))])

    def validate_day(self, field: Any) -> None:
        """A year that a calendar on the wall could show."""
        if field.data is not None and not 2000 <= field.data.year <= 2100:
            raise ValidationError(NO_DAY)

    def plan(self) -> Plan:
        """What was filled in; day and time are Seoul's."""
        assert self.day.data is not None
        assert self.time.data is not None
        starts_at = datetime.combine(self.day.data, self.time.data, clock.SEOUL)
        return Plan(
            title=self.title.data or "",
            starts_at=starts_at.astimezone(UTC),
            place=self.place.data or "",
            minutes_planned=self.minutes_planned.data or 90,
            access_note=self.access_note.data or "",
            bring=self.bring.data or "",
            seats=self.seats.data,
        )

    @classmethod
    def of(cls, meeting: Meeting) -> "PlanForm":
        """The form filled with a meeting."""
        start = clock.seoul(meeting.starts_at)
        return cls(obj=meeting, day=start.date(), time=start.time())


class Checkboxes(SelectMultipleField):
    """Several of a list, each a box to tick."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class ConveneForm(PlanForm):
    """A new meeting with its agenda."""

    proposals = Checkboxes(lazy("회의에 올릴 제안"), coerce=int)
    topics = TextAreaField(lazy("그 밖에 이야기할 것"), [without_private_numbers])

    def __init__(self, ready: Sequence[Proposal] = (), **kwargs: Any) -> None:
        """`ready` are the proposals that can be ticked."""
        super().__init__(**kwargs)
        self.ready = ready
        self.proposals.choices = offered((proposal.id, proposal.title) for proposal in ready)

    @property
    def chosen(self) -> list[Proposal]:
        """Those that were ticked, in the order they were offered."""
        return [proposal for proposal in self.ready if proposal.id in (self.proposals.data or ())]

    @property
    def lines(self) -> list[str]:
        """The free topics, one a line."""
        return [line.strip() for line in (self.topics.data or "").splitlines() if line.strip()]

    def validate_topics(self, field: Any) -> None:
        """A topic is a title, not an essay."""
        if any(len(line) > 80 for line in self.lines):
            raise ValidationError(_("한 줄에 80자까지 쓸 수 있습니다."))


class ItemForm(OnceForm):
    """One more topic on the agenda."""

    title = PublicLine(lazy("이야기할 것"), [Needed(), AtMost(80)])
    minutes = Whole(lazy("몇 분"), [Needed(), _MINUTES], default=15)


class PlaceForm(Form):
    """The minutes of an item and its place in the order."""

    minutes = Whole(lazy("몇 분"), [Needed(), _MINUTES])
    position = Whole(lazy("순서"), [Optional(), NumberRange(1, 100)])


class ReasonForm(Form):
    """Why a meeting is called off."""

    reason = PublicLine(lazy("취소하는 까닭"), [Needed(), AtMost(200)])


class NumberForm(Form):
    """The number that a member has for the meeting."""

    digits = Whole(lazy("번호"), [Needed(), NumberRange(0, 999_999_999, lazy("번호를 다시 봐 주세요."))])


class WalkInForm(OnceForm):
    """The name of someone who is no member; only the facilitator and the dong centre see it."""

    name = StringField(lazy("이름"), [Needed(), AtMost(40)])


class KnockForm(WalkInForm):
    """The name by which somebody new wants to be called, from their own telephone."""

    name = StringField(lazy("부를 이름"), [Needed(), AtMost(40)])


class RecusalForm(Form):
    """Who does not decide on an item, and why."""

    person = SelectField(lazy("누구"), coerce=int)
    ground = RadioField(lazy("빠지는 까닭"), choices=offered((one.value, one.label) for one in Ground))
    words = StringField(lazy("그 밖의 까닭"), [AtMost(200)])

    def __init__(self, people: Sequence[Attendance], **kwargs: Any) -> None:
        """`people` are those who are there."""
        super().__init__(**kwargs)
        known = ((one.id, f"{one.name} ({one.number})") for one in people)
        self.person.choices = offered([(0, _("이름을 골라 주세요")), *known])

    def validate_person(self, field: Any) -> None:
        """Nobody is left out because their name stood first."""
        if not field.data:
            raise ValidationError(_("누가 빠지는지 골라 주세요."))


class RemarkForm(OnceForm):
    """What was said."""

    text = PublicText(lazy("한 사람의 말"), [Needed(), AtMost(500)])


class ResolutionForm(OnceForm):
    """What was decided, with the hands that were counted."""

    way = Way.HANDS
    text = PublicText(lazy("정한 것"), [Needed(), AtMost(500)])
    yes = Whole(lazy("찬성"), [Needed(), HANDS])
    no = Whole(lazy("반대"), [Needed(), HANDS])
    abstain = Whole(lazy("기권"), [Needed(), HANDS], default=0)
    dissent = PublicText(lazy("반대하거나 걱정하는 까닭"), [AtMost(1000)])
    owner = PublicLine(lazy("맡는 사람이나 곳"), [AtMost(80)])
    due_on = DateField(lazy("기한"), [Optional()])
    asks_centre = BooleanField(lazy("주민센터에 요청합니다"))

    def motion(self) -> Motion:
        """What was filled in."""
        return Motion(
            text=self.text.data or "",
            yes=self.yes.data or 0,
            no=self.no.data or 0,
            abstain=self.abstain.data or 0,
            dissent=self.dissent.data or "",
            owner=self.owner.data or "",
            due_on=self.due_on.data,
            asks_centre=bool(self.asks_centre.data),
        )

    @classmethod
    def of(cls, resolution: Resolution) -> "ResolutionForm":
        """The form filled with a resolution, for the way in which it was decided."""
        return FORMS.get(resolution.way, ResolutionForm)(obj=resolution)


class ConsentForm(ResolutionForm):
    """What was put to a consent round, and who does what with it."""

    way = Way.CONSENT
    yes = Whole(lazy("동의"), [Needed(), HANDS])
    reservations = Whole(lazy("그 가운데 걱정"), [Needed(), HANDS], default=0)
    abstain = Whole(lazy("비켜섬"), [Needed(), HANDS], default=0)
    no = Whole(lazy("반대"), [Needed(), HANDS], default=0)

    def motion(self) -> Motion:
        """What was filled in."""
        return replace(super().motion(), way=self.way, reservations=self.reservations.data or 0)


FORMS: dict[Way, type[ResolutionForm]] = {form.way: form for form in (ResolutionForm, ConsentForm)}
