"""States of a proposal, and of an amendment to one."""

from app.kernel.i18n import lazy
from app.kernel.states import Labelled, Machine


class ProposalState(Labelled):
    """의제 제안."""

    DRAFT = "draft", lazy("쓰는 중")
    PUBLISHED = "published", lazy("이야기 중")
    TABLED = "tabled", lazy("회의에 올림")
    WITHDRAWN = "withdrawn", lazy("거둠")


class Category(Labelled):
    """Of what kind the matter is: the words with which neighbours sort what they bring to an alley council."""

    RUBBISH = "rubbish", lazy("쓰레기")
    PARKING = "parking", lazy("주차")
    SAFETY = "safety", lazy("안전")
    PLAY = "play", lazy("놀이")
    GREEN = "green", lazy("녹지")
    CARE = "care", lazy("돌봄")
    NOISE = "noise", lazy("소음")
    FACILITIES = "facilities", lazy("시설")
    OTHER = "other", lazy("그 밖")


class AmendmentState(Labelled):
    """수정안."""

    OFFERED = "offered", lazy("답을 기다림")
    ACCEPTED = "accepted", lazy("받아들임")
    DECLINED = "declined", lazy("받아들이지 않음")
    WITHDRAWN = "withdrawn", lazy("거둠")


# fmt: off
PROPOSAL = Machine[ProposalState](         # 의제 제안
    ("publish",  ProposalState.DRAFT,     ProposalState.PUBLISHED),
    ("edit",     ProposalState.DRAFT,     ProposalState.DRAFT),
    ("edit",     ProposalState.PUBLISHED, ProposalState.PUBLISHED),
    ("amend",    ProposalState.PUBLISHED, ProposalState.PUBLISHED),
    ("endorse",  ProposalState.PUBLISHED, ProposalState.PUBLISHED),
    ("endorse",  ProposalState.TABLED,    ProposalState.TABLED),
    ("table",    (ProposalState.PUBLISHED, ProposalState.TABLED), ProposalState.TABLED),
    ("withdraw", (ProposalState.DRAFT, ProposalState.PUBLISHED), ProposalState.WITHDRAWN),
)
AMENDMENT = Machine[AmendmentState](       # 수정안
    ("accept",   AmendmentState.OFFERED,  AmendmentState.ACCEPTED),
    ("decline",  AmendmentState.OFFERED,  AmendmentState.DECLINED),
    ("withdraw", AmendmentState.OFFERED,  AmendmentState.WITHDRAWN),
)
# fmt: on
