"""What an ordinance has a council and a gu do round an assembly."""

from collections.abc import Mapping

from app.kernel.i18n import lazy
from app.kernel.states import Labelled


class Duty(Labelled):
    """One date in the year of a plan."""

    NOTICE = "notice", lazy("총회를 알리기 시작")
    ASSEMBLY = "assembly", lazy("주민총회")
    POSTING = "posting", lazy("결과와 회의록 게시")
    KEEPING = "keeping", lazy("게시를 이어 가는 마지막 날")
    SENDING = "sending", lazy("자치계획을 구에 보내기")
    REVIEW = "review", lazy("구의 검토 결과")
    NEXT = "next", lazy("다음 주민총회")


# From how many days before people are reminded; what is not here stands in the list only.
LEAD_DAYS: Mapping[Duty, int] = {
    Duty.NOTICE: 7,
    Duty.ASSEMBLY: 3,
    Duty.POSTING: 3,
    Duty.SENDING: 3,
    Duty.REVIEW: 3,
    Duty.NEXT: 60,
}
