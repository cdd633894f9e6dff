"""States of a panel and of a place in it, and what the pool is divided by."""

from app.kernel.i18n import lazy
from app.kernel.states import Labelled, Machine


class PanelState(Labelled):
    """추첨 참여단."""

    DRAFT = "draft", lazy("준비 중")
    ANNOUNCED = "announced", lazy("추첨을 알림")
    DRAWN = "drawn", lazy("뽑음")
    HEARD = "heard", lazy("의견을 냄")


class PlaceState(Labelled):
    """How someone of the pool stands."""

    POOLED = "pooled", lazy("명단에 있음")
    INVITED = "invited", lazy("답을 기다림")
    ACCEPTED = "accepted", lazy("참여함")
    DECLINED = "declined", lazy("사양함")
    LAPSED = "lapsed", lazy("답이 없었음")


class Outcome(Labelled):
    """What became of a reply by text message."""

    ACCEPTED = "accepted", lazy("참여한다고 적었습니다.")
    DECLINED = "declined", lazy("사양한다고 적었습니다.")
    UNREAD = "unread", lazy("1이나 2로 읽을 수 없는 답장이라 적지 않았습니다.")
    SEVERAL = "several", lazy("답을 기다리는 추첨이 여럿이라 어느 것인지 알 수 없어 적지 않았습니다.")
    LATE = "late", lazy("이 번호로 답을 기다리는 추첨이 없어 적지 않았습니다.")


class Sex(Labelled):
    """As the person says it, or not. The word that is stored stands in the public list too."""

    FEMALE = "여성", lazy("여성")
    MALE = "남성", lazy("남성")
    UNTOLD = "말하지 않음", lazy("말하지 않음")


def band_of(age: int) -> str:
    """The age in years as the public list tells it: in bands so wide that few stand alone in one."""
    if age < 40:
        return "39세까지"
    return "40~64세" if age < 65 else "65세부터"


# fmt: off
PANEL = Machine[PanelState](               # 추첨 참여단
    ("edit",     PanelState.DRAFT,     PanelState.DRAFT),
    ("announce", PanelState.DRAFT,     PanelState.ANNOUNCED),
    ("draw",     PanelState.ANNOUNCED, PanelState.DRAWN),
    ("publish",  PanelState.DRAWN,     PanelState.HEARD),
)
PLACE = Machine[PlaceState](               # 참여단의 자리
    ("invite",  PlaceState.POOLED,   PlaceState.INVITED),
    ("accept",  PlaceState.INVITED,  PlaceState.ACCEPTED),
    ("decline", (PlaceState.INVITED, PlaceState.ACCEPTED), PlaceState.DECLINED),
    ("lapse",   PlaceState.INVITED,  PlaceState.LAPSED),
)
# fmt: on
