"""States of an answer: what the centre may say, why, and what each answer cannot be published without."""

import re
from collections.abc import Mapping

from app.kernel.i18n import LazyString, lazy
from app.kernel.states import Labelled, Machine


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

WRITTEN = ("summary", "reason", "found", "ground", "possible", "passed_to", "waits_for", "money_from")
_BLANK = re.compile(r"\{[^{}\n]{1,40}\}")


def unfilled(text: str | None) -> list[str]:
    """The blanks that still stand in the text, as {금액}: an answer is never published with one."""
    return list(dict.fromkeys(_BLANK.findall(text or "")))


def needed(answer: Answer | None) -> tuple[str, ...]:
    """The fields that an answer of this kind cannot be published without."""
    return ALWAYS_NEEDED + (NEEDED_BY[answer] if answer else ())


# fmt: off
DECISION = Machine[DecisionState](         # 답변
    ("edit",    DecisionState.DRAFT, DecisionState.DRAFT),
    ("publish", DecisionState.DRAFT, DecisionState.PUBLISHED),
    ("correct", DecisionState.PUBLISHED, DecisionState.PUBLISHED),
)
# fmt: on
