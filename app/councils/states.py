"""States of a council and of a membership."""

from app.kernel.i18n import lazy
from app.kernel.states import Labelled, Machine


class CouncilState(Labelled):
    """골목회의."""

    GATHERING = "gathering", lazy("지지 모으는 중")
    ACTIVE = "active", lazy("열림")
    CLOSED = "closed", lazy("마친 회의")


class MembershipState(Labelled):
    """참여 신청."""

    REQUESTED = "requested", lazy("확인을 기다림")
    CONFIRMED = "confirmed", lazy("확인됨")
    DECLINED = "declined", lazy("확인되지 않음")
    LEFT = "left", lazy("나감")


class Tie(Labelled):
    """What ties a person to the place."""

    LIVES = "lives", lazy("삽니다")
    WORKS = "works", lazy("일합니다")
    STUDIES = "studies", lazy("학교에 다닙니다")


class Seat(Labelled):
    """What a member does in the council."""

    RESIDENT = "resident", lazy("주민")
    FACILITATOR = "facilitator", lazy("퍼실리테이터")
    OBSERVER = "observer", lazy("참관인")


class Kind(Labelled):
    """골목회의 of an alley, or the 주민총회 of a dong."""

    ALLEY = "alley", lazy("이웃이 부르는 골목회의")
    ASSEMBLY = "assembly", lazy("주민총회")


# fmt: off
COUNCIL = Machine[CouncilState](           # 골목회의
    ("activate", CouncilState.GATHERING, CouncilState.ACTIVE),
    ("close",    (CouncilState.GATHERING, CouncilState.ACTIVE), CouncilState.CLOSED),
)
MEMBERSHIP = Machine[MembershipState](     # 참여 신청
    ("confirm", MembershipState.REQUESTED, MembershipState.CONFIRMED),
    ("decline", MembershipState.REQUESTED, MembershipState.DECLINED),
    ("revoke",  (MembershipState.CONFIRMED, MembershipState.DECLINED), MembershipState.REQUESTED),
    ("leave",   (MembershipState.REQUESTED, MembershipState.CONFIRMED, MembershipState.DECLINED), MembershipState.LEFT),
    ("ask",     (MembershipState.DECLINED, MembershipState.LEFT), MembershipState.REQUESTED),
)
# fmt: on
