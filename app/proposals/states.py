"""States of a proposal, and of an amendment to one."""

from app.kernel.i18n import lazy
from app.kernel.states import Labelled, Machine


class ProposalState(Labelled):
    """의제 제안."""

    DRAFT = "draft", lazy("쓰는 중")
    PUBLISHED = "published", lazy("이야기 중")
    TABLED = "tabled", lazy("회의에 올림")
    WITHDRAWN = "withdrawn", lazy("거둠")
    CLOSED = "closed", lazy("결말 남")  # its fate says how


class Fate(Labelled):
    """How a proposal ended (결말)."""

    DECIDED_BY_MEETING = "decided_by_meeting", lazy("회의에서 정함")
    DECIDED_BY_POLL = "decided_by_poll", lazy("투표로 정함")
    ANSWERED = "answered", lazy("동주민센터가 답함")
    MERGED = "merged", lazy("다른 제안에 합침")
    SPLIT = "split", lazy("나누어 다시 냄")
    PASSED_ON = "passed_on", lazy("다른 곳으로 넘김")
    WITHDRAWN = "withdrawn", lazy("제안한 분이 거둠")
    NOT_PURSUED = "not_pursued", lazy("더 다루지 않음")
    LAPSED = "lapsed", lazy("공감이 모자라 멈춤")


# A matter that a meeting has decided may go on to a poll, and from there to the centre: each later word stands.
LATER = (Fate.DECIDED_BY_MEETING, Fate.DECIDED_BY_POLL, Fate.ANSWERED)
STATED = (Fate.NOT_PURSUED, Fate.LAPSED)  # by the facilitator
ASKING = (Fate.MERGED, Fate.SPLIT)  # each supporter is asked where the support goes
REOPENED = (*STATED, Fate.DECIDED_BY_MEETING, Fate.DECIDED_BY_POLL)  # can be taken up again


class HandoverState(Labelled):
    """다른 골목회의로 넘기기."""

    OFFERED = "offered", lazy("답을 기다림")
    ACCEPTED = "accepted", lazy("넘어감")
    DECLINED = "declined", lazy("받지 않음")
    DROPPED = "dropped", lazy("거둠")


class MergerState(Labelled):
    """합치자는 제의."""

    ASKED = "asked", lazy("답을 기다림")
    AGREED = "agreed", lazy("합침")
    DECLINED = "declined", lazy("합치지 않기로 함")
    DROPPED = "dropped", lazy("제의를 거둠")


class Choice(Labelled):
    """What a supporter wants done with an endorsement whose proposal lives on in another."""

    MOVED = "moved", lazy("새 제안에 공감합니다")
    STAYED = "stayed", lazy("옛 제안에만 남깁니다")
    LEFT = "left", lazy("모두 거둡니다")


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
    ("close",    (ProposalState.PUBLISHED, ProposalState.TABLED), ProposalState.CLOSED),
    ("supersede", ProposalState.CLOSED,   ProposalState.CLOSED),
    ("reopen",   ProposalState.CLOSED,    ProposalState.PUBLISHED),
    ("retable",  ProposalState.CLOSED,    ProposalState.TABLED),
)
MERGER = Machine[MergerState](             # 합치자는 제의
    ("agree",   MergerState.ASKED, MergerState.AGREED),
    ("decline", MergerState.ASKED, MergerState.DECLINED),
    ("drop",    MergerState.ASKED, MergerState.DROPPED),
)
HANDOVER = Machine[HandoverState](         # 다른 골목회의로 넘기기
    ("accept",  HandoverState.OFFERED, HandoverState.ACCEPTED),
    ("decline", HandoverState.OFFERED, HandoverState.DECLINED),
    ("drop",    HandoverState.OFFERED, HandoverState.DROPPED),
)
AMENDMENT = Machine[AmendmentState](       # 수정안
    ("accept",   AmendmentState.OFFERED,  AmendmentState.ACCEPTED),
    ("decline",  AmendmentState.OFFERED,  AmendmentState.DECLINED),
    ("withdraw", AmendmentState.OFFERED,  AmendmentState.WITHDRAWN),
)
# fmt: on
