"""States of a report, a request and a decision; what an answer needs, reason codes and the law's clocks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.kernel.i18n import LazyString, _, lazy, ngettext
from app.kernel.states import Labelled, Machine


class ReportState(Labelled):
    """결과보고서."""

    DRAFT = "draft", lazy("쓰는 중")
    SENT = "sent", lazy("보냄")


class RequestState(Labelled):
    """요청."""

    WRITTEN = "written", lazy("쓰는 중")
    RECEIVED = "received", lazy("접수")
    ANSWERED = "answered", lazy("답변함")
    WITHDRAWN = "withdrawn", lazy("거둠")
    CLOSED = "closed", lazy("종결")


class DecisionState(Labelled):
    """답변."""

    DRAFT = "draft", lazy("쓰는 중")
    PUBLISHED = "published", lazy("공개함")


class Answer(Labelled):
    """What the centre decides on a request."""

    ACCEPTED = "accepted", lazy("수용")
    PARTLY = "partially_accepted", lazy("부분수용")
    REJECTED = "rejected", lazy("불수용")
    DEFERRED = "deferred", lazy("보류")
    PASSED_ON = "passed_on", lazy("다른 기관으로 이송")


class ReasonCode(Labelled):
    """Why: the codes that Gangnam-gu and Daejeon publish for unsuitable items, what 민원처리법 §21 leaves out, why it
    waits, and two for yes."""

    WILL_DO = "will_do", lazy("그대로 하겠습니다")
    DOING = "doing", lazy("이미 하고 있습니다")
    LAW = "law", lazy("법·조례에 맞지 않거나 구의 일이 아님")
    OVERLAP = "overlap", lazy("이미 하는 일과 겹침")
    OVER_A_YEAR = "over_a_year", lazy("1년 안에 마칠 수 없음")
    PRIVATE_GAIN = "private_gain", lazy("특정한 사람·단체만을 위한 일")
    NO_BUDGET = "no_budget", lazy("예산이 드는 사업이 아니거나 예산 밖")
    RUNNING_COST = "running_cost", lazy("인건비·운영비")
    NOT_FEASIBLE = "not_feasible", lazy("자리나 기술 때문에 할 수 없음")
    UNSAFE = "unsafe", lazy("안전이나 환경에 해로울 수 있음")
    PRIVATE_LAND = "private_land", lazy("개인의 땅·건물이라 주인이 정할 일")
    PRIVATE_MATTER = "private_matter", lazy("이웃 사이의 다툼 등 개인 사이의 일")
    UNDER_TRIAL = "under_trial", lazy("수사·재판·감사에서 다루는 일")
    PENDING_BUDGET = "pending_budget", lazy("예산이 정해지기를 기다림")
    PENDING_STUDY = "pending_study", lazy("조사나 검토가 끝나기를 기다림")
    PENDING_OTHERS = "pending_others", lazy("다른 기관이나 주민의 뜻을 기다림")
    OTHER_OFFICE = "other_office", lazy("다른 기관이 맡은 일")


class ReviewState(Labelled):
    """살펴보기: a second officer reads an answer before everybody does."""

    WAITING = "waiting", lazy("살펴보는 중")
    PUBLISHED = "published", lazy("공개함")
    SENT_BACK = "sent_back", lazy("돌려보냄")


class AskingState(Labelled):
    """다시 묻기."""

    GATHERING = "gathering", lazy("뜻을 모으는 중")
    SENT = "sent", lazy("보냄")


SUPPORTERS_NEEDED = 5  # residents who ask again together without a new fact; no law names a number

# 민원 처리에 관한 법률 제23조 제1항: what is asked a third time may be closed after two answers
CLOSING_WORDS = lazy(
    "같은 내용에 두 번 답했으므로 민원 처리에 관한 법률 제23조 제1항에 따라 이 요청을 종결합니다. "
    "새로운 사실이 있으면 새 제안으로 이야기할 수 있습니다."
)


class Clock(Labelled):
    """Which legal clock an answer runs on."""

    SUGGESTION = "suggestion", lazy("건의민원 (14일, 민원처리법 시행령 제15조)")
    CITIZEN_PROPOSAL = "citizen_proposal", lazy("국민제안 (1개월, 국민제안규정)")
    AUTONOMY_PLAN = "autonomy_plan", lazy("자치계획 (30일, 주민자치회 조례)")


class Light(Labelled):
    """How near the due date of an open request is."""

    OVERDUE = "overdue", lazy("기한 지남")
    TODAY = "today", lazy("오늘까지")
    SOON = "soon", lazy("3일 안")
    AMPLE = "ample", lazy("여유 있음")


SOON_DAYS = 3


@dataclass(frozen=True)
class Deadline:
    """The due date of a request that is still open, seen from a day."""

    due_on: date
    today: date

    @property
    def days_left(self) -> int:
        """Days of the calendar; negative once the date has passed."""
        return (self.due_on - self.today).days

    @property
    def light(self) -> Light:
        """The traffic light, which is also a word."""
        if self.days_left < 0:
            return Light.OVERDUE
        if self.days_left == 0:
            return Light.TODAY
        return Light.SOON if self.days_left <= SOON_DAYS else Light.AMPLE

    def __str__(self) -> str:
        """What the light means, plainly."""
        days = abs(self.days_left)
        if self.days_left < 0:
            return ngettext("답변 기한이 %(num)d일 지났습니다.", "답변 기한이 %(num)d일 지났습니다.", days)
        if self.days_left == 0:
            return _("오늘까지 답변해야 합니다.")
        return ngettext("답변 기한까지 %(num)d일 남았습니다.", "답변 기한까지 %(num)d일 남았습니다.", days)


@dataclass(frozen=True)
class Term:
    """What a clock gives: how long the centre has, and how to ask again after a no.

    `again_days` is how long one may ask again, in days after the answer; None where the rule sets no end.
    """

    gives: LazyString
    remedy: LazyString
    again_days: int | None = None


TERMS: Mapping[Clock, Term] = {
    # 민원 처리에 관한 법률 시행령 제15조; 법 제19조 (days), 제23조 (repeated), 제27조 제3항 (reason and remedy)
    Clock.SUGGESTION: Term(
        lazy("주말과 공휴일을 빼고 14일 안에 답합니다. 거절하면 이유와 다시 물을 길을 함께 알려야 합니다."),
        lazy(
            "받아들이기 어려우면 위 담당자에게 이유를 더 물을 수 있고, 새로운 사실이나 다른 방법을 담아 다시 건의할 수 "
            "있습니다. 같은 내용에 두 번 답한 뒤에는 센터가 종결할 수 있습니다(민원처리법 제23조, 제27조)."
        ),
    ),
    # 국민제안규정 제4조 제4항, 제5조, 제6조
    Clock.CITIZEN_PROPOSAL: Term(
        lazy("1개월 안에 답합니다. 채택되지 않으면 15일 안에 재심사를 요청할 수 있고, 다시 1개월 안에 답합니다."),
        lazy(
            "받아들이기 어려우면 답변을 받은 날부터 15일 안에 재심사를 요청할 수 있습니다. "
            "재심사 결과는 1개월 안에 알립니다(국민제안규정 제6조)."
        ),
        again_days=15,
    ),
    # 주민자치회 조례: the gu head's review of an autonomy plan
    Clock.AUTONOMY_PLAN: Term(
        lazy("30일 안에 검토 결과를 알립니다. 회의체가 그 결과를 보고 자치계획을 확정합니다."),
        lazy(
            "이 검토 결과를 보고 회의체가 자치계획을 확정합니다. 고쳐서 다시 검토받고 싶으면 위 담당자에게 말해 주세요"
            "(주민자치회 조례)."
        ),
    ),
}

ALWAYS_NEEDED = ("answer", "summary", "reason_code", "reason", "ground", "section", "officer_name", "officer_phone")
NEEDED_BY: Mapping[Answer, tuple[str, ...]] = {
    Answer.ACCEPTED: ("do_by",),
    Answer.PARTLY: ("found", "possible", "do_by"),
    Answer.REJECTED: ("found", "possible"),
    Answer.DEFERRED: ("found", "waits_for", "next_on"),
    Answer.PASSED_ON: ("passed_to",),
}
MISSING: Mapping[str, LazyString] = {
    "answer": lazy("어떻게 답할지 골라 주세요."),
    "summary": lazy("무엇을 어떻게 하기로 했는지 한두 문장으로 적어 주세요."),
    "reason_code": lazy("이유 분류를 골라 주세요."),
    "reason": lazy("이유를 쉬운 말로 적어 주세요."),
    "ground": lazy("근거가 되는 법, 예산, 사실을 적어 주세요."),
    "possible": lazy("그대로 할 수 없다면 무엇은 할 수 있는지 적어 주세요."),
    "found": lazy("현장이나 서류에서 확인한 사실을 적어 주세요."),
    "waits_for": lazy("무엇을 기다리는지 적어 주세요."),
    "next_on": lazy("언제 다시 답하는지 날짜를 적어 주세요."),
    "money_from": lazy("어디에서 나오는 돈인지 적어 주세요."),
    "passed_to": lazy("어느 기관으로 보내는지 적어 주세요."),
    "do_by": lazy("언제까지 할지 날짜를 적어 주세요."),
    "section": lazy("담당 부서를 적어 주세요."),
    "officer_name": lazy("담당자 이름을 적어 주세요."),
    "officer_phone": lazy("담당자 전화번호를 적어 주세요."),
}
YES = frozenset({ReasonCode.WILL_DO, ReasonCode.DOING})
WAITING = frozenset({ReasonCode.PENDING_BUDGET, ReasonCode.PENDING_STUDY, ReasonCode.PENDING_OTHERS})
FITTING: Mapping[Answer, frozenset[ReasonCode]] = {
    Answer.ACCEPTED: YES,
    Answer.PARTLY: frozenset(ReasonCode) - {ReasonCode.OTHER_OFFICE},
    Answer.REJECTED: frozenset(ReasonCode) - YES - WAITING - {ReasonCode.OTHER_OFFICE},
    Answer.DEFERRED: WAITING | {ReasonCode.UNDER_TRIAL},
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
    ("withdraw", RequestState.RECEIVED, RequestState.WITHDRAWN),
    ("close",   RequestState.RECEIVED, RequestState.CLOSED),
)
DECISION = Machine[DecisionState](         # 답변
    ("edit",    DecisionState.DRAFT, DecisionState.DRAFT),
    ("publish", DecisionState.DRAFT, DecisionState.PUBLISHED),
    ("correct", DecisionState.PUBLISHED, DecisionState.PUBLISHED),
)
REVIEW = Machine[ReviewState](             # 살펴보기
    ("publish",   ReviewState.WAITING, ReviewState.PUBLISHED),
    ("send_back", ReviewState.WAITING, ReviewState.SENT_BACK),
)
ASKING_AGAIN = Machine[AskingState](       # 다시 묻기
    ("support", AskingState.GATHERING, AskingState.GATHERING),
    ("send",    AskingState.GATHERING, AskingState.SENT),
)
# fmt: on
