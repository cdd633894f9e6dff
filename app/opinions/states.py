"""States of a question and of a statement, what one can answer, and what may become of a statement."""

from app.kernel.i18n import lazy
from app.kernel.states import Labelled, Machine


class QuestionState(Labelled):
    """의견 지도의 물음."""

    DRAFT = "draft", lazy("준비 중")
    OPEN = "open", lazy("의견 모으는 중")
    CLOSED = "closed", lazy("마감함")


class Moderation(Labelled):
    """When a neighbour's statement is looked at."""

    BEFORE = "before", lazy("먼저 살펴보고 올립니다")
    AFTER = "after", lazy("바로 올리고 나중에 살펴봅니다")


class StatementState(Labelled):
    """의견 한 줄."""

    WAITING = "waiting", lazy("살펴보는 중")
    SHOWN = "shown", lazy("올라감")
    HIDDEN = "hidden", lazy("가려짐")


class Side(Labelled):
    """What a person answers to a statement."""

    AGREE = "agree", lazy("동의함")
    DISAGREE = "disagree", lazy("동의 안 함")
    PASS = "pass", lazy("모르겠음")


class Fate(Labelled):
    """What became of a statement; every one ends in one of these."""

    USED = "used", lazy("제안이나 안건에 담음")
    MERGED = "merged", lazy("다른 의견과 합침")
    ANSWERED = "answered", lazy("답함")
    UNUSED = "unused", lazy("담지 않음")


# fmt: off
QUESTION = Machine[QuestionState](         # 의견 지도의 물음
    ("edit",  QuestionState.DRAFT, QuestionState.DRAFT),
    ("open",  QuestionState.DRAFT, QuestionState.OPEN),
    ("close", QuestionState.OPEN,  QuestionState.CLOSED),
)
STATEMENT = Machine[StatementState](       # 의견 한 줄
    ("show",   (StatementState.WAITING, StatementState.HIDDEN), StatementState.SHOWN),
    ("hide",   (StatementState.WAITING, StatementState.SHOWN),  StatementState.HIDDEN),
    ("answer", StatementState.SHOWN, StatementState.SHOWN),
    ("settle", StatementState.SHOWN, StatementState.SHOWN),
)
# fmt: on
