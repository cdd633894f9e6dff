"""States of a commitment and the table of its moves; what an officer may press beside a word of progress."""

from app.kernel.i18n import lazy
from app.kernel.states import Labelled, Machine


class CommitmentState(Labelled):
    """약속한 일."""

    PROMISED = "promised", lazy("하기로 함")
    UNDER_WAY = "under_way", lazy("하고 있음")
    DONE = "done", lazy("했음")
    CUT = "cut", lazy("구의회가 줄이거나 뺌")
    DROPPED = "dropped", lazy("그만둠")
    REOPENED = "reopened", lazy("다시 하기로 함")


class Step(Labelled):
    """What a word of progress does beside being said."""

    TELL = "tell", lazy("소식만 알리기")
    START = "start", lazy("시작했습니다")
    FINISH = "finish", lazy("다 했습니다")


class Moment(Labelled):
    """When a photo was taken, as seen from the work."""

    BEFORE = "before", lazy("하기 전")
    AFTER = "after", lazy("한 뒤")


_OPEN = (CommitmentState.PROMISED, CommitmentState.UNDER_WAY, CommitmentState.REOPENED)
ENDED = (CommitmentState.DONE, CommitmentState.CUT, CommitmentState.DROPPED)

# fmt: off
COMMITMENT = Machine[CommitmentState](     # 약속한 일
    ("edit",   CommitmentState.PROMISED,                            CommitmentState.PROMISED),
    ("edit",   CommitmentState.UNDER_WAY,                           CommitmentState.UNDER_WAY),
    ("edit",   CommitmentState.REOPENED,                            CommitmentState.REOPENED),
    ("tell",   CommitmentState.PROMISED,                            CommitmentState.PROMISED),
    ("tell",   CommitmentState.UNDER_WAY,                           CommitmentState.UNDER_WAY),
    ("tell",   CommitmentState.REOPENED,                            CommitmentState.REOPENED),
    ("tell",   CommitmentState.DONE,                                CommitmentState.DONE),
    ("start",  (CommitmentState.PROMISED, CommitmentState.REOPENED), CommitmentState.UNDER_WAY),
    ("finish", _OPEN,                                               CommitmentState.DONE),
    ("cut",    _OPEN,                                               CommitmentState.CUT),
    ("drop",   _OPEN,                                               CommitmentState.DROPPED),
    ("reopen", ENDED,                                               CommitmentState.REOPENED),
)
# fmt: on
