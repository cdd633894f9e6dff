"""States of a plan and the table of its moves; who runs an item, where it came from, and what the gu says of it."""

from app.kernel.i18n import lazy
from app.kernel.states import Labelled, Machine


class PlanState(Labelled):
    """자치계획."""

    DRAFT = "draft", lazy("만드는 중")
    ADOPTED = "adopted", lazy("주민이 의결함")
    SENT = "sent", lazy("구에 보냄")
    REVIEWED = "reviewed", lazy("구가 검토함")
    FINAL = "final", lazy("확정함")
    UNDER_WAY = "under_way", lazy("하고 있음")
    SETTLED = "settled", lazy("정산함")


class Runner(Labelled):
    """Who carries an item out."""

    RESIDENTS = "residents", lazy("주민주도")
    JOINT = "joint", lazy("민관협력")
    PUBLIC = "public", lazy("행정")


class Source(Labelled):
    """Where an item came from."""

    HAND = "hand", lazy("직접 적음")
    POLL = "poll", lazy("투표로 뽑음")
    PROPOSAL = "proposal", lazy("주민 제안")


class ReviewMark(Labelled):
    """What the gu says of an item."""

    ACCEPTED = "accepted", lazy("수용")
    PARTLY = "partly", lazy("부분수용")
    REFUSED = "refused", lazy("불수용")


# fmt: off
PLAN = Machine[PlanState](             # 자치계획
    ("edit",     PlanState.DRAFT,     PlanState.DRAFT),
    ("adopt",    PlanState.DRAFT,     PlanState.ADOPTED),
    ("take_back", PlanState.ADOPTED,  PlanState.DRAFT),
    ("send",     PlanState.ADOPTED,   PlanState.SENT),
    ("judge",    PlanState.SENT,      PlanState.SENT),
    ("review",   PlanState.SENT,      PlanState.REVIEWED),
    ("word",     PlanState.REVIEWED,  PlanState.REVIEWED),
    ("finalise", PlanState.REVIEWED,  PlanState.FINAL),
    ("start",    PlanState.FINAL,     PlanState.UNDER_WAY),
    ("promise",  PlanState.FINAL,     PlanState.FINAL),
    ("promise",  PlanState.UNDER_WAY, PlanState.UNDER_WAY),
    ("spend",    PlanState.UNDER_WAY, PlanState.UNDER_WAY),
    ("settle",   PlanState.UNDER_WAY, PlanState.SETTLED),
)
# fmt: on
