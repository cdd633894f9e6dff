"""What the dong centre answered in 국사봉길, and what the alley asked again."""

from datetime import timedelta
from io import BytesIO

from app.cli.demo.accounts import DOMAIN
from app.cli.demo.deeds import keep_promises
from app.cli.demo.scenes import announce, answer, bring, end, gather
from app.cli.demo.town import Town
from app.councils.models import Council
from app.decisions import queries
from app.decisions import service as decisions
from app.decisions.models import Report, Request
from app.decisions.states import Answer, ReasonCode
from app.kernel.reading import keep_file
from app.meetings import queries as meetings_queries
from app.meetings import service as meetings
from app.meetings.service import Motion
from app.meetings.service.calling import Plan
from app.people.models import User, contact_of
from app.people.service.accounts import register
from app.people.service.posts import appoint
from app.proposals.service import Words


def answer_rubbish(town: Town, report: Report) -> None:
    """Three accepted, one in part, within the law's fourteen working days."""
    decisions.send(report, by=town.facilitator, at=town.day(-62, 11, 30))
    at, soon = town.day(-56, 16), town.day(-40).date()
    first, second, third, fourth = report.requests
    law = "폐기물관리법 제14조에 따라 구가 하는 일입니다."
    printed = {"summary": "안내문 150부를 인쇄해 드립니다.", "ground": "동 인쇄 예산 안"}
    answer(town, first, at=at, do_by=soon, reason="원고를 주시면 사흘 안에 인쇄합니다.", **printed)
    signs = {"summary": "골목 두 곳에 알림판을 붙입니다.", "ground": law}
    answer(town, second, at=at, do_by=soon, reason="알림판 둘을 붙입니다.", **signs)
    answer(
        town,
        third,
        at=at,
        do_by=town.day(-28).date(),
        code=ReasonCode.RUNNING_COST,
        summary="날마다는 어렵고, 일주일에 이틀 저녁씩 4주 동안 살펴봅니다.",
        found="저녁 근무표를 보니 저녁에 나갈 수 있는 사람이 둘입니다.",
        reason="저녁에 일하는 사람이 둘뿐이라 날마다 나가기는 어렵습니다.",
        ground="청소행정과 저녁 근무표",
        possible="일주일에 이틀 저녁, 4주 동안 살펴봅니다.",
    )
    broom = {"summary": "빗자루와 쓰레받기 한 벌을 드립니다.", "ground": "남은 물품"}
    answer(town, fourth, at=at, do_by=soon, reason="동주민센터에서 가져가시면 됩니다.", **broom)
    keep_promises(town, (first, second, third, fourth))


def ask_again_about_parking(town: Town, council: Council) -> None:
    """A rest spot for three parking bays is refused, by law and because of another project; asked again for one bay.

    It waits for another officer than the first. CONSTRUCTED, after the third scenario of our field research.
    """
    traffic = register(contact_of(f"traffic@{DOMAIN}"), at=town.day(-80), name="교통 담당", letters_wanted=False)
    appoint(traffic, town.dong, section="교통행정과", title="주무관", phone="02-000-0003")
    request = _asked(town, council)
    _refused(town, request, by=traffic)
    decisions.ask_again(queries.request(request.id), _ONE_BAY, _TWO_OF_THREE, by=town.facilitator, at=town.day(-12, 20))


def _asked(town: Town, council: Council) -> Request:
    people = town.residents
    rest = bring(town, council, _REST, by=town.people["세탁소 사장"], days=-50, supporters=people[2:11])
    plan = Plan("쉴 자리와 차 댈 자리", town.day(-40, 19), "분식집 안쪽 자리", 40)
    meeting = announce(town, council, plan, [rest], days=-47)
    start = gather(town, meeting, people)
    (item,) = meetings_queries.items_of(meeting.id)
    motion = Motion(_THREE_BAYS, 9, 3, 1, dissent=_HARD_TO_PARK, asks_centre=True)
    meetings.resolve(meeting, item, motion, by=town.facilitator, at=start + timedelta(minutes=25))
    end(town, meeting)
    whole = meetings_queries.meeting(meeting.id)
    report = decisions.compose(whole, by=town.facilitator, at=town.day(-39, 10))
    decisions.reword(report.requests[0], _THREE_BAYS, "citizen_proposal")
    return decisions.send(report, by=town.facilitator, at=town.day(-39, 10, 20)).requests[0]


def _refused(town: Town, request: Request, *, by: User) -> None:
    words = decisions.Words(
        answer=Answer.REJECTED,
        summary="세 면을 모두 없애면 차 댈 곳이 모자라고 소방차 길이 좁아져 받아들이지 못합니다.",
        reason_code=ReasonCode.LAW,
        reason="벤치를 놓을 자리를 빼면 소방차가 지날 폭이 모자랍니다. 내년 봄 골목 정비와도 겹칩니다.",
        found="줄자로 재 보니 가장 좁은 곳의 폭이 3.4미터입니다. 세 면은 밤마다 모두 차 있습니다.",
        ground="소방기본법 제21조의2(소방자동차 전용구역), 주차장법 제7조",
        possible="폭이 넓은 끝자리 한 면이라면 다시 살펴볼 수 있습니다.",
        passed_to="",
        section="교통행정과",
        officer_name="교통 담당",
        officer_phone="02-000-0003",
        do_by=None,
    )
    survey = keep_file(BytesIO(_SURVEY.encode()), "골목 폭 조사.csv", offices=(), is_searched=True, megabytes=1)
    decisions.attach(queries.request(request.id), survey, most=1, once=None, by=by, at=town.day(-18, 14))
    decisions.publish(queries.request(request.id), words, seen=0, by=by, at=town.day(-18, 15))


_REST = Words(
    title="주차 자리 셋을 쉬어 가는 자리로 바꿔요",
    problem="비탈을 오르는 어르신이 앉아 쉴 곳이 없습니다.",
    wish="거주자우선주차 세 면을 걷어 내고 벤치 두 개를 놓아 주세요.",
    place="국사봉길 86 앞",
    cost_won=3_000_000,
)
_THREE_BAYS = "국사봉길 86 앞 주차 세 면을 벤치 두 개가 있는 쉼터로 바꾸어 주세요."
_SURVEY = "\ufeff잰 곳,폭(m),밤에 선 차(대)\r\n첫째 면,3.4,1\r\n둘째 면,3.6,1\r\n끝자리 면,4.8,1\r\n"
_HARD_TO_PARK = "밤에 차 댈 곳을 찾아 더 헤매게 된다는 세 집의 의견이 있었습니다."
_ONE_BAY = "넓은 끝자리 한 면만 쓰고, 옮길 수 있는 벤치 두 개를 놓아 주세요."
_TWO_OF_THREE = "주차면을 쓰는 세 집에 물어보니 두 집이 찬성했습니다."
