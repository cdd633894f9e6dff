"""States of a referral, how urgent it is, and what a planner can press."""

from app.kernel.i18n import lazy
from app.kernel.states import Labelled, Machine


class ReferralState(Labelled):
    """복지 연계."""

    NEW = "new", lazy("새로 옴")
    SEEN = "seen", lazy("읽음")
    TAKEN_UP = "taken_up", lazy("챙기는 중")
    DONE = "done", lazy("마쳤음")


class Urgency(Labelled):
    """How soon somebody should look."""

    TODAY = "today", lazy("오늘")
    WEEK = "week", lazy("이번 주")
    LOOK = "look", lazy("살펴 주세요")


class Step(Labelled):
    """What a planner says of a referral."""

    NOTE = "note", lazy("적어 두기")
    TAKE_UP = "take_up", lazy("챙기고 있습니다")
    FINISH = "finish", lazy("마쳤습니다")


# what the neighbour who made it is told: that, and nothing else
TOLD = {
    ReferralState.NEW: lazy("아직 읽지 않았습니다"),
    ReferralState.SEEN: lazy("담당자가 보았습니다"),
    ReferralState.TAKEN_UP: lazy("챙기고 있습니다"),
    ReferralState.DONE: lazy("마쳤습니다"),
}
# fmt: off
REFERRAL = Machine[ReferralState](         # 복지 연계
    ("see",     ReferralState.NEW,      ReferralState.SEEN),
    ("note",    ReferralState.SEEN,     ReferralState.SEEN),
    ("note",    ReferralState.TAKEN_UP, ReferralState.TAKEN_UP),
    ("note",    ReferralState.DONE,     ReferralState.DONE),
    ("take_up", ReferralState.SEEN,     ReferralState.TAKEN_UP),
    ("finish",  (ReferralState.SEEN, ReferralState.TAKEN_UP), ReferralState.DONE),
)
# fmt: on
