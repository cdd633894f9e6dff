"""Usual meetings: what each talks about, for how long, and who is affected and should be asked to come.

To add one, add a Purpose to PURPOSES. The minutes leave some time for the welcome and the end.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from app.councils.models import Council
from app.kernel import clock
from app.kernel.i18n import LazyString, force_locale, lazy
from app.meetings import queries
from app.meetings.models import Meeting
from app.meetings.service.agenda import put_on
from app.meetings.service.calling import Plan, convene, earliest_day
from app.meetings.service.inviting import expect
from app.people.models import User

EVENING = time(19, 0)  # after work and supper; the facilitator changes it
A_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Purpose:
    """A kind of meeting. `items` are (title, minutes), `affected` are (who, why)."""

    key: str
    label: LazyString
    title: LazyString
    minutes_planned: int
    items: tuple[tuple[LazyString, int], ...]
    affected: tuple[tuple[LazyString, LazyString], ...]


_HEADS = (lazy("통장과 반장"), lazy("집집마다 사정을 알고 소식을 전합니다."))
_TENANTS = lazy("세입자")
_SHOPS = lazy("가게 주인")

_PURPOSES = (
    Purpose(
        "rubbish",
        lazy("쓰레기"),
        lazy("쓰레기, 어떻게 줄일까"),
        90,
        (
            (lazy("어디에 쌓이는지 함께 보기"), 15),
            (lazy("왜 쌓이는지 이야기하기"), 20),
            (lazy("먼저 바꿀 곳 셋 고르기"), 15),
            (lazy("누가 언제까지 할지 정하기"), 15),
            (lazy("주민센터에 요청할 것 정하기"), 10),
        ),
        (
            (_SHOPS, lazy("상자와 음식물이 많이 나옵니다.")),
            (_TENANTS, lazy("이사 온 지 얼마 안 되어 버리는 날을 모를 수 있습니다.")),
            (lazy("청소하시는 분"), lazy("언제 어디가 어려운지 가장 잘 압니다.")),
            (lazy("건물 관리인"), lazy("건물 앞 버리는 자리를 맡고 있습니다.")),
            _HEADS,
        ),
    ),
    Purpose(
        "parking",
        lazy("주차"),
        lazy("골목 주차, 함께 정하기"),
        90,
        (
            (lazy("언제 어디가 막히는지 지도에 표시하기"), 15),
            (lazy("차가 있는 집과 없는 집의 사정 듣기"), 20),
            (lazy("지킬 것 정하기"), 20),
            (lazy("소방차와 휠체어가 지나갈 길 확인하기"), 10),
            (lazy("주민센터에 요청할 것 정하기"), 10),
        ),
        (
            (lazy("차가 없는 이웃"), lazy("걸어 다니는 길이 좁아집니다.")),
            (lazy("휠체어나 유아차를 쓰는 이웃"), lazy("세워 둔 차 때문에 돌아가야 합니다.")),
            (_SHOPS, lazy("손님과 짐차가 섭니다.")),
            (_TENANTS, lazy("정해진 자리가 없는 집이 많습니다.")),
            (lazy("밤에 일하는 이웃"), lazy("돌아오는 때가 다릅니다.")),
            _HEADS,
        ),
    ),
    Purpose(
        "budget",
        lazy("예산"),
        lazy("우리 동네 예산, 어디에 쓸까"),
        90,
        (
            (lazy("쓸 수 있는 돈과 정해진 규칙 듣기"), 10),
            (lazy("나온 제안 하나씩 듣기"), 25),
            (lazy("드는 돈과 얻는 것 따져 보기"), 20),
            (lazy("투표에 부칠 것 고르기"), 15),
            (lazy("다음에 할 일 정하기"), 5),
        ),
        (
            (lazy("제안을 낸 이웃"), lazy("무엇이 왜 필요한지 말합니다.")),
            (lazy("주민센터 예산 담당자"), lazy("무엇에 쓸 수 있는지 압니다.")),
            (lazy("어린이와 청소년"), lazy("오래 쓸 사람인데 묻지 않을 때가 많습니다.")),
            (lazy("혼자 사는 어르신"), lazy("회의에 오기 어려워 뜻이 빠지기 쉽습니다.")),
            (_TENANTS, lazy("집을 고치는 일이 아니어도 함께 쓰는 것에 뜻이 있습니다.")),
            _HEADS,
        ),
    ),
    Purpose(
        "newcomers",
        lazy("새로 온 이웃 맞이"),
        lazy("새로 온 이웃과 인사하기"),
        60,
        (
            (lazy("서로 인사하기"), 15),
            (lazy("우리 골목 알려 드리기: 버리는 날, 세우는 자리, 물어볼 곳"), 15),
            (lazy("새로 온 이웃이 궁금한 것"), 15),
            (lazy("함께 해 보고 싶은 것"), 10),
        ),
        (
            (lazy("요즘 이사 온 이웃"), lazy("이 모임의 손님입니다.")),
            (lazy("우리말이 서툰 이웃"), lazy("통역이나 쉬운 글이 있으면 올 수 있습니다.")),
            (lazy("집주인과 부동산"), lazy("누가 새로 왔는지 먼저 압니다.")),
            (_SHOPS, lazy("날마다 만나는 이웃입니다.")),
            _HEADS,
        ),
    ),
)
PURPOSES: Mapping[str, Purpose] = {purpose.key: purpose for purpose in _PURPOSES}


def convene_for(council: Council, purpose: Purpose, *, once: str | None = None, by: User, at: datetime) -> Meeting:
    """Prepare a usual meeting with items, minutes and whom to ask; day and place are to be looked at.

    It is put on the evening a week from now, or on the first day that the bylaws allow, where the council met last.
    The same form again gives the meeting that is there.
    """
    with force_locale("ko"):  # kept as residents will read and change it
        meeting = convene(council, _plan(council, purpose, at), once=once, by=by, at=at)
        if not queries.items_of(meeting.id):
            for position, (title, minutes) in enumerate(purpose.items, 1):
                put_on(meeting, str(title), position=position, minutes=minutes)
            for who, why in purpose.affected:
                expect(meeting, str(who), str(why))
    return meeting


def _plan(council: Council, purpose: Purpose, at: datetime) -> Plan:
    day = max(clock.seoul(at).date() + A_WEEK, earliest_day(council.bylaws, at))
    met_before = queries.meetings_of(council)
    place = met_before[0].place if met_before else council.dong.centre_name
    starts_at = datetime.combine(day, EVENING, clock.SEOUL)
    return Plan(str(purpose.title), starts_at, place, purpose.minutes_planned)
