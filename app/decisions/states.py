"""States of a report, a request and a decision; what an answer needs, reason codes and what happens on the way."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.kernel.i18n import LazyString, _, lazy, ngettext
from app.kernel.states import Labelled, Machine
from app.people.states import Rank


class ReportState(Labelled):
    """결과보고서."""

    DRAFT = "draft", lazy("쓰는 중")
    SENT = "sent", lazy("보냄")


class RequestState(Labelled):
    """요청."""

    WRITTEN = "written", lazy("쓰는 중")
    RECEIVED = "received", lazy("접수")
    ANSWERED = "answered", lazy("답변함")


class DecisionState(Labelled):
    """답변."""

    DRAFT = "draft", lazy("쓰는 중")
    PUBLISHED = "published", lazy("공개함")


class Answer(Labelled):
    """What the centre decides on a request."""

    ACCEPTED = "accepted", lazy("수용")
    PARTLY = "partially_accepted", lazy("부분수용")
    REJECTED = "rejected", lazy("불수용")
    PASSED_ON = "passed_on", lazy("다른 기관으로 이송")


class ReasonCode(Labelled):
    """Why: the codes that Gangnam-gu and Daejeon publish for unsuitable items, and two for yes."""

    WILL_DO = "will_do", lazy("그대로 하겠습니다")
    DOING = "doing", lazy("이미 하고 있습니다")
    LAW = "law", lazy("법·조례에 맞지 않거나 구의 일이 아님")
    OVERLAP = "overlap", lazy("이미 하는 일과 겹침")
    OVER_A_YEAR = "over_a_year", lazy("1년 안에 마칠 수 없음")
    PRIVATE_GAIN = "private_gain", lazy("특정한 사람·단체만을 위한 일")
    NO_BUDGET = "no_budget", lazy("예산이 드는 사업이 아니거나 예산 밖")
    RUNNING_COST = "running_cost", lazy("인건비·운영비")
    OTHER_OFFICE = "other_office", lazy("다른 기관이 맡은 일")


class Unit(Labelled):
    """What the time for an answer is counted in; the words are those of clocks.Measure."""

    HOURS = "hours", lazy("근무시간")
    WORKING_DAYS = "working_days", lazy("일 (토요일·공휴일 빼고)")
    MONTHS = "months", lazy("개월")
    DAYS = "days", lazy("일 (달력대로)")


class StepKind(Labelled):
    """What happened to a request between its receipt and its answer."""

    SUPPLEMENT = "supplement", lazy("센터가 보완을 요청했습니다")
    SUPPLIED = "supplied", lazy("보완해서 답했습니다")
    EXTENSION = "extension", lazy("답변 기한을 연장했습니다")
    SURVEY = "survey", lazy("현장조사로 기한이 늘었습니다")
    CONSENT_ASKED = "consent_asked", lazy("두 번째 연장에 동의를 구했습니다")
    AGREED = "agreed", lazy("두 번째 연장에 동의했습니다")
    DECLINED = "declined", lazy("두 번째 연장에 동의하지 않았습니다")
    PASSED_ON = "passed_on", lazy("맡은 곳으로 이송했습니다")
    PROGRESS = "progress", lazy("어디까지 왔는지 알렸습니다")
    PROGRESS_ASKED = "progress_asked", lazy("30일이 지나 담당자에게 경과를 물었습니다")
    OFFICER_TOLD = "officer_told", lazy("기한이 다가와 담당자에게 알렸습니다")
    LEADER_TOLD = "leader_told", lazy("기한이 되어 팀장에게 알렸습니다")
    HEAD_TOLD = "head_told", lazy("기한이 지나 동장에게 알렸습니다")
    EVERYONE_TOLD = "everyone_told", lazy("기한이 되어 센터의 담당자 모두에게 다시 알렸습니다")
    ON_AGENDA = "on_agenda", lazy("답이 없어 다음 회의의 안건에 올렸습니다")


class LongerBy(Labelled):
    """Why the centre needs longer."""

    EXTENSION = "extension", lazy("기한 안에 답하기 어려워 연장합니다")
    SURVEY = "survey", lazy("현장조사를 합니다 (조사 기간은 기한에 넣지 않습니다)")


class Light(Labelled):
    """How near the due date of an open request is."""

    OVERDUE = "overdue", lazy("기한 지남")
    STOPPED = "stopped", lazy("보완 기다림")
    TODAY = "today", lazy("오늘까지")
    SOON = "soon", lazy("3일 안")
    AMPLE = "ample", lazy("여유 있음")


SOON_DAYS = 3


@dataclass(frozen=True)
class Rung:
    """A rung of the ladder that reminders climb: who is told, from `days` working days before the due date."""

    step: StepKind
    rank: Rank
    event: str
    days: int

    def is_reached(self, days_left: int, today: date, due_on: date) -> bool:
        """Whether its time has come; what is told before the day is not told on it."""
        return days_left <= self.days and (self.days <= 0 or today < due_on)


LADDER = (
    Rung(StepKind.OFFICER_TOLD, Rank.OFFICER, "request.due_soon", 3),
    Rung(StepKind.LEADER_TOLD, Rank.TEAM_LEADER, "request.due_today", 0),
    Rung(StepKind.HEAD_TOLD, Rank.HEAD, "request.overdue", -1),
)
PROGRESS_ASKED_EVERY = 30  # days: 민원처리법 시행령 §23 ②
TOLD_TO_OFFICERS_ALONE = frozenset({StepKind.OFFICER_TOLD})


@dataclass(frozen=True)
class Deadline:
    """The due date of a request that is still open, seen from a day; None while its clock stands.

    `work_left` is what is left in working days, or in hours of work where the period runs in hours.
    """

    due_on: date | None
    today: date
    work_left: int | None = None
    in_hours: bool = False

    @property
    def days_left(self) -> int:
        """Days of the calendar; negative once the date has passed."""
        return (self.due_on - self.today).days if self.due_on else 0

    @property
    def light(self) -> Light:
        """The traffic light, which is also a word."""
        if self.due_on is None:
            return Light.STOPPED
        if self.days_left < 0:
            return Light.OVERDUE
        if self.days_left == 0:
            return Light.TODAY
        return Light.SOON if self.days_left <= SOON_DAYS else Light.AMPLE

    @property
    def work(self) -> str:
        """What is left of the office's own time, "" where the day has passed or the clock stands."""
        if self.work_left is None or self.light in (Light.STOPPED, Light.OVERDUE):
            return ""
        if not self.in_hours and self.light is Light.TODAY:
            return ""
        if self.in_hours:
            return ngettext("근무시간으로 %(num)d시간", "근무시간으로 %(num)d시간", self.work_left)
        return ngettext("일하는 날로 %(num)d일", "일하는 날로 %(num)d일", self.work_left)

    def __str__(self) -> str:
        """What the light means, plainly."""
        days = abs(self.days_left)
        if self.due_on is None:
            return _("보완을 기다리는 동안 답변 기한이 멈춰 있습니다.")
        if self.days_left < 0:
            return ngettext(
                "답변 기한이 지났습니다. %(num)d일째 답이 없습니다.",
                "답변 기한이 지났습니다. %(num)d일째 답이 없습니다.",
                days,
            )
        if self.days_left == 0:
            return _("오늘까지 답변해야 합니다.")
        return ngettext("답변 기한까지 %(num)d일 남았습니다.", "답변 기한까지 %(num)d일 남았습니다.", days)


ALWAYS_NEEDED = ("answer", "reason_code", "reason", "ground", "section", "officer_name", "officer_phone")
NEEDED_BY: Mapping[Answer, tuple[str, ...]] = {
    Answer.ACCEPTED: ("do_by",),
    Answer.PARTLY: ("possible", "do_by"),
    Answer.REJECTED: ("possible",),
    Answer.PASSED_ON: ("passed_to",),
}
MISSING: Mapping[str, LazyString] = {
    "answer": lazy("어떻게 답할지 골라 주세요."),
    "reason_code": lazy("이유 분류를 골라 주세요."),
    "reason": lazy("이유를 쉬운 말로 적어 주세요."),
    "ground": lazy("근거가 되는 법, 예산, 사실을 적어 주세요."),
    "possible": lazy("그대로 할 수 없다면 무엇은 할 수 있는지 적어 주세요."),
    "passed_to": lazy("어느 기관으로 보내는지 적어 주세요."),
    "do_by": lazy("언제까지 할지 날짜를 적어 주세요."),
    "section": lazy("담당 부서를 적어 주세요."),
    "officer_name": lazy("담당자 이름을 적어 주세요."),
    "officer_phone": lazy("담당자 전화번호를 적어 주세요."),
}
YES = frozenset({ReasonCode.WILL_DO, ReasonCode.DOING})
FITTING: Mapping[Answer, frozenset[ReasonCode]] = {
    Answer.ACCEPTED: YES,
    Answer.PARTLY: frozenset(ReasonCode) - {ReasonCode.OTHER_OFFICE},
    Answer.REJECTED: frozenset(ReasonCode) - YES - {ReasonCode.OTHER_OFFICE},
    Answer.PASSED_ON: frozenset({ReasonCode.OTHER_OFFICE}),
}


def needed(answer: Answer | None) -> tuple[str, ...]:
    """The fields that an answer of this kind cannot be published without."""
    return ALWAYS_NEEDED + (NEEDED_BY[answer] if answer else ())


# fmt: off
REPORT = Machine[ReportState](             # 결과보고서
    ("edit", ReportState.DRAFT, ReportState.DRAFT),
    ("send", ReportState.DRAFT, ReportState.SENT),
)
REQUEST = Machine[RequestState](           # 요청
    ("receive", RequestState.WRITTEN,  RequestState.RECEIVED),
    ("answer",  RequestState.RECEIVED, RequestState.ANSWERED),
)
DECISION = Machine[DecisionState](         # 답변
    ("edit",    DecisionState.DRAFT, DecisionState.DRAFT),
    ("publish", DecisionState.DRAFT, DecisionState.PUBLISHED),
)
# fmt: on
