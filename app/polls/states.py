"""States of a poll, of an objection to its roll and of a count that takes long; channels of the roll; verdicts."""

from app.kernel.i18n import lazy
from app.kernel.states import Labelled, Machine


class PollState(Labelled):
    """투표."""

    DRAFT = "draft", lazy("준비 중")
    OPEN = "open", lazy("투표 중")
    COUNTING = "counting", lazy("개표 중")  # closed, and the paper ballots are being entered
    CLOSED = "closed", lazy("마감됨")
    CERTIFIED = "certified", lazy("확정")
    VOID = "void", lazy("무효")


class ObjectionState(Labelled):
    """이의 신청."""

    WAITING = "waiting", lazy("답을 기다림")
    ACCEPTED = "accepted", lazy("받아들임")
    DECLINED = "declined", lazy("받아들이지 않음")


class CountStep(Labelled):
    """What is asked of a poll that has ended."""

    COUNT = "count", lazy("함께 세기")
    CERTIFY = "certify", lazy("다시 세어 확정하기")


class CountStage(Labelled):
    """How far the worker is with a step of the count."""

    WAITING = "waiting", lazy("차례 기다리기")
    COMPARING = "comparing", lazy("따로 세는 프로그램과 견주기")
    COUNTING = "counting", lazy("명부와 투표함을 맞추어 보고 세기")
    REFUSED = "refused", lazy("세지 못했습니다")


class Channel(Labelled):
    """How someone on the roll took part."""

    ONLINE = "online", lazy("온라인")
    ASSISTED = "assisted", lazy("도움 받아")
    PAPER = "paper", lazy("종이")


class Invalidity(Labelled):
    """Why a paper ballot is invalid (무효 사유)."""

    OVER_MARKED = "over_marked", lazy("너무 많이 표시함")
    UNMARKED = "unmarked", lazy("아무 표시가 없음")
    UNREADABLE = "unreadable", lazy("알아볼 수 없음")
    OTHER = "other", lazy("그 밖의 까닭")


class Verdict(Labelled):
    """What the count means under the rule sheet."""

    CARRIED = "carried", lazy("가결")
    NOT_CARRIED = "not_carried", lazy("부결")
    CHOSEN = "chosen", lazy("선정")
    TIED = "tied", lazy("동점")
    NO_QUORUM = "no_quorum", lazy("정족수 미달")


# fmt: off
POLL = Machine[PollState](                 # 투표
    ("edit",     PollState.DRAFT,    PollState.DRAFT),
    ("announce", PollState.DRAFT,    PollState.DRAFT),
    ("open",     PollState.DRAFT,    PollState.OPEN),
    ("cast",     PollState.OPEN,     PollState.OPEN),
    ("close",    PollState.OPEN,     PollState.COUNTING),  # without paper it is counted in the same moment
    ("enter",    PollState.COUNTING, PollState.COUNTING),
    ("count",    PollState.COUNTING, PollState.CLOSED),
    ("certify",  PollState.CLOSED,   PollState.CERTIFIED),
    ("void",     (PollState.DRAFT, PollState.OPEN, PollState.COUNTING, PollState.CLOSED), PollState.VOID),
)
OBJECTION = Machine[ObjectionState](       # 이의 신청
    ("accept",  ObjectionState.WAITING, ObjectionState.ACCEPTED),
    ("decline", ObjectionState.WAITING, ObjectionState.DECLINED),
)
# fmt: on
