"""Forms of panels."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from wtforms import BooleanField, DateField, HiddenField, IntegerField, RadioField, SelectField, TimeField
from wtforms.validators import Length, NumberRange

from app.kernel import chance, clock
from app.kernel.forms import AtMost, Form, Needed, PublicLine, PublicText, offered
from app.kernel.i18n import lazy
from app.panels.models import FEWEST, MOST, Panel
from app.panels.service import Plan
from app.panels.states import Sex
from app.proposals.models import Proposal

LONGEST = 3000


class ConsentForm(Form):
    """Agree to be drawn; the sex is only for panels that are divided by it."""

    sex = RadioField(lazy("성별"), choices=offered((sex, sex.label) for sex in Sex), default=Sex.UNTOLD)


class PlanForm(Form):
    """What a panel meets on, and how its lot is drawn."""

    once = HiddenField(default=chance.token, validators=[Length(max=40)])
    title = PublicLine(lazy("무엇을 의논하나요?"), [Needed(), AtMost(80)])
    proposal = SelectField(lazy("어느 제안에 대한 것인가요?"), coerce=int, default=0)
    purpose = PublicText(
        lazy("뽑힌 분들께 부탁할 것"),
        [Needed(), AtMost(LONGEST)],
        description=lazy("무엇을 왜 의논하고, 낸 의견을 어디에 쓰는지 적어 주세요."),
    )
    day = DateField(lazy("모이는 날짜"), [Needed(lazy("날짜를 골라 주세요."))])
    time = TimeField(lazy("시작 시각"), [Needed(lazy("시각을 골라 주세요."))])
    place = PublicLine(lazy("장소"), [Needed(), AtMost(120)])
    size = IntegerField(
        lazy("몇 명을 뽑나요?"),
        [Needed(), NumberRange(FEWEST, MOST, lazy("%(min)d명에서 %(max)d명까지 뽑을 수 있습니다."))],
        default=7,
    )
    by_age = BooleanField(lazy("나이가 고루 섞이게 뽑기 (39세까지, 40~64세, 65세부터)"), default=True)
    by_sex = BooleanField(lazy("성별이 고루 섞이게 뽑기"))
    answer_days = IntegerField(
        lazy("며칠 안에 답하나요?"),
        [Needed(), NumberRange(1, 30, lazy("1일에서 30일 사이로 적어 주세요."))],
        default=5,
        description=lazy("그때까지 답이 없거나 사양하면 같은 나이·성별에서 다음 차례인 분께 여쭙니다."),
    )

    def __init__(self, ready: Iterable[Proposal] = (), panel: Panel | None = None) -> None:
        """`ready` are the proposals that a panel may speak about; filled with `panel` where there is one."""
        start = clock.seoul(panel.meets_at) if panel else None
        when = (
            {"day": start.date(), "time": start.time(), "proposal": panel.proposal_id or 0} if start and panel else {}
        )
        super().__init__(obj=panel, **when)
        self.proposal.choices = offered([(0, lazy("정한 제안 없음")), *((one.id, one.title) for one in ready)])

    @property
    def plan(self) -> Plan:
        """What was filled in; day and time are Seoul's."""
        assert self.day.data is not None
        assert self.time.data is not None
        return Plan(
            title=self.title.data or "",
            purpose=self.purpose.data or "",
            meets_at=datetime.combine(self.day.data, self.time.data, clock.SEOUL).astimezone(UTC),
            place=self.place.data or "",
            size=self.size.data or FEWEST,
            by_age=bool(self.by_age.data),
            by_sex=bool(self.by_sex.data),
            answer_days=self.answer_days.data or 1,
            proposal_id=self.proposal.data or None,
        )


class DrawingForm(Form):
    """What the dice gave, and who watched."""

    source = PublicLine(
        lazy("주사위에서 나온 수"),
        [Needed(), AtMost(200)],
        description=lazy("열 번 이상 던져, 나온 차례대로 적습니다. 보기: 3 1 6 6 2 5 4 1 1 6"),
    )
    before = PublicLine(
        lazy("누가 지켜보았나요?"),
        [Needed(), AtMost(200)],
        description=lazy("모두에게 보입니다. 이름 대신 ‘참관한 이웃 다섯 사람’처럼 적어도 됩니다."),
    )


class StatementForm(Form):
    """What the panel says, in its own words."""

    statement = PublicText(lazy("참여단의 의견"), [Needed(), AtMost(10_000)])


def ready_choices(proposals: Sequence[Proposal], panel: Panel | None = None) -> list[Proposal]:
    """The proposals on offer, and that of the panel, which may have moved on since."""
    kept = [panel.proposal] if panel and panel.proposal and panel.proposal not in proposals else []
    return [*kept, *proposals]
