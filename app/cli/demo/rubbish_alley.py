"""국사봉길 82~86-9: from a word on the street to what the centre promised, and what the alley talks about now."""

from datetime import timedelta

from app.cli.demo.answers import answer_rubbish, ask_again_about_parking
from app.cli.demo.cosigning import cosign_ledger
from app.cli.demo.feast import rank_places_for_a_feast
from app.cli.demo.picture import bags_in_an_alley
from app.cli.demo.scenes import (
    announce,
    ask_neighbours,
    bring,
    cast_all,
    complete,
    end,
    expect,
    gather,
    showing,
    support,
)
from app.cli.demo.talk import talk_about_the_bench
from app.cli.demo.thinking import think_about_evenings, think_about_snow
from app.cli.demo.town import LATE_COMER, MADE_UP, Town, card_name, give_seat, settle_in
from app.councils.models import Council
from app.councils.service import Call, ask, take_in
from app.councils.service.alleys import Segment
from app.councils.states import Seat, Tie
from app.decisions import service as decisions
from app.kernel import chance
from app.kernel.files import keep_image
from app.meetings import queries as meetings_queries
from app.meetings import service as meetings
from app.meetings.models import Meeting
from app.meetings.service import Motion
from app.meetings.service.calling import Plan
from app.polls import queries as poll_queries
from app.polls import service as polls
from app.polls.models import Poll
from app.polls.service import NewOption
from app.proposals import service as proposals
from app.proposals.models import Proposal
from app.proposals.service import Words
from app.referrals.service import refer
from app.referrals.states import Urgency


def live_through(town: Town) -> None:
    """The whole story, oldest first."""
    council = _called(town)
    rubbish = _taken_down(town, council)
    meeting = _met(town, council, rubbish)
    answer_rubbish(town, decisions.compose(meeting, by=town.facilitator, at=town.day(-62, 11)))
    ask_again_about_parking(town, council)
    _voted_on_a_station(town, council)
    rank_places_for_a_feast(town, council)
    _voting_now(town, council)
    _meeting_soon(town, council)
    talk_about_the_bench(town, council)
    think_about_evenings(town, council)
    think_about_snow(town, council)
    _unfinished(town, council)
    cosign_ledger(town, council, chance.token(32))


def _called(town: Town) -> Council:
    """A woman of 71 speaks to the officer on the street; the officer writes it down with two names more."""
    wanted = Call(
        topic="국사봉길 쓰레기 골목회의",
        purpose=f"국사봉길 82~86-9에 쌓이는 쓰레기를 이웃이 함께 줄입니다. {MADE_UP}",
        segments=(Segment("국사봉길", "82", "86-9"),),
        names=("3통 통장", "초록대문 집"),
    )
    council = take_in(town.dong, wanted, spoken_by="박씨 할머니", by=town.officer, at=town.day(-76, 11))
    settle_in(town, council, town.residents, -76)
    give_seat(town, council, town.facilitator, Seat.FACILITATOR, -76)
    give_seat(town, council, town.observer, Seat.OBSERVER, -76)
    ask(
        council,
        tie=Tie.WORKS,
        birth_year=1975,
        legal_name=card_name(LATE_COMER),
        place="국사봉길",
        by=town.people[LATE_COMER],
        at=town.day(-1, 15),
    )
    return council


def _taken_down(town: Town, council: Council) -> Proposal:
    words = Words(
        title="집 앞에 쌓이는 쓰레기를 함께 막아요",
        problem="국사봉길 84 앞에 밤마다 봉투가 쌓입니다. 깨진 유리가 섞여 있어 아이들이 다칠까 걱정입니다.",
        wish="버리는 때와 방법을 모두가 알게 하고, 저녁에 한 번씩 살펴봐 주세요.",
        place="국사봉길 84 앞",
    )
    made = proposals.draft(
        council,
        words,
        by=town.officer,
        at=town.day(-74, 14),
        spoken_by="박씨 할머니",
        photo=keep_image(bags_in_an_alley()),
        description="그림: 골목 담 앞에 쓰레기봉투 넷이 놓여 있습니다.",
    )
    proposals.publish(made, by=town.officer, at=town.day(-74, 14, 20))
    support(town, made, town.residents[:9], -74)
    return made


def _met(town: Town, council: Council, rubbish: Proposal) -> Meeting:
    """Thirteen neighbours in the car park of a villa: 13, 12 and 9 hands, and a broom."""
    plan = Plan("쓰레기, 어떻게 줄일까", town.day(-63, 19), "국사봉길 84 빌라 주차장", 40, "의자를 놓아 둡니다.")
    meeting = announce(town, council, plan, [rubbish], days=-70)
    start = gather(town, meeting, town.residents)
    (item,) = meetings_queries.items_of(meeting.id)
    for minutes, text in enumerate(_REMARKS, 6):
        meetings.write_remark(meeting, item, text, at=start + timedelta(minutes=minutes))
    refer(meeting, _WORRY, Urgency.WEEK, by=town.facilitator, at=start + timedelta(minutes=15))
    for number, (text, hands, owner, dissent) in enumerate(_RESOLVED, 1):
        due_on = town.day(-30).date()
        motion = Motion(text, *hands, dissent=dissent, owner=owner, due_on=due_on, asks_centre=True)
        meetings.resolve(meeting, item, motion, by=town.facilitator, at=start + timedelta(minutes=20 + 3 * number))
    end(town, meeting)
    return meetings_queries.meeting(meeting.id)


_REMARKS = (
    "밤 아홉 시 뒤에 차를 세우고 버리고 갑니다.",
    "무슨 요일에 내놓는지 모르는 이웃이 많습니다.",
    "깨진 유리를 그냥 봉투에 넣어 환경미화원이 다쳤다고 합니다.",
    "빗자루가 있으면 우리도 쓸겠습니다.",
)
# what is told to the welfare planner alone
_WORRY = "국사봉길 84 이층에 혼자 사시는 할아버지가 요즘 밥을 거르시는 것 같습니다. 문 앞에 배달 우유가 쌓여 있습니다."
_STATION_FIRST = "지켜보는 것보다 버릴 자리를 먼저 만들자는 의견이 있었습니다."
# what was put to the meeting, the hands for, against and abstaining, who does it, and what others said
_RESOLVED: tuple[tuple[str, tuple[int, int, int], str, str], ...] = (
    ("분리배출 안내문을 주민이 쓰고, 동주민센터가 150부 인쇄해 주세요.", (13, 0, 0), "분식집 사장", ""),
    ("깨진 유리는 특수 봉투에 담도록 알림판을 붙여 주세요.", (12, 0, 1), "3통 통장", ""),
    ("2주 동안 저녁마다 골목을 살펴봐 주세요.", (9, 2, 2), "", _STATION_FIRST),
    ("골목을 쓸 빗자루와 쓰레받기 한 벌을 주세요.", (13, 0, 0), "감나무 집", ""),
)


def _voted_on_a_station(town: Town, council: Council) -> None:
    """Three wishes, talked over at a second meeting, one vote each; what was chosen is sent and waits."""
    people = town.residents
    wishes = [
        bring(town, council, words, by=by, days=-30, supporters=supporters)
        for words, by, supporters in (
            (_STATION, town.people["감나무 집"], people[:7]),
            (_FLOWERS, town.people["고양이 밥 주는 집"], people[5:9]),
            (_LIGHTS, town.people["야간 근무 간호사"], people[2:8]),
        )
    ]
    plan = Plan("올해 무엇부터 할까", town.day(-20, 19), "분식집 안쪽 자리", 60)
    meeting = announce(town, council, plan, wishes, days=-27)
    gather(town, meeting, people[:9])
    end(town, meeting)
    items = meetings_queries.items_of(meeting.id)
    options = [NewOption(item.title, agenda_item_id=item.id, proposal_id=item.proposal_id) for item in items]
    poll = ask_neighbours(town, council, "올해 골목에서 먼저 할 일은?", options, method="choose_one", days=(-16, -10))
    cast_all(poll, {(1,): people[:6], (2,): people[6:8], (3,): people[8:12]})
    polls.close_poll(poll.id, at=poll.closes_at, clock=showing(poll.closes_at))
    polls.certify(poll, by=town.officer, at=town.day(-9, 10))
    report = decisions.compose(poll_queries.poll(poll.id), by=town.facilitator, at=town.day(-8, 10))
    decisions.send(report, by=town.facilitator, at=town.day(-8, 10, 30))
    complete(town, report.requests[0])


_STATION = Words(
    title="재활용품 내놓는 자리를 한곳에 만들어요",
    problem="집집마다 문 앞에 내놓아 비 오는 날이면 종이가 길에 퍼집니다.",
    wish="지붕 있는 거치대를 골목 어귀에 하나 놓아 주세요. 청소는 이웃이 돌아가며 합니다.",
    place="국사봉길 82 옆 빈자리",
    cost_won=1_800_000,
)
_FLOWERS = Words(
    title="쓰레기가 쌓이던 자리에 화분을 놓아요",
    problem="빈자리가 있으면 누군가 또 버립니다.",
    wish="큰 화분 여섯 개를 놓아 주세요. 물은 우리가 줍니다.",
    cost_won=420_000,
)
_LIGHTS = Words(
    title="어두운 모퉁이에 바닥 조명을 비춰요",
    problem="밤에 퇴근할 때 모퉁이가 캄캄하고, 그곳에 봉투가 쌓입니다.",
    wish="‘여기에 버리지 마세요’를 비추는 바닥 조명을 하나 달아 주세요.",
    cost_won=1_200_000,
)


def _voting_now(town: Town, council: Council) -> Poll:
    """Open for some days more; the demo accounts have not voted."""
    words = Words(
        title="매달 첫 토요일 아침을 골목 청소의 날로 해요",
        problem="한 사람이 쓸면 하루를 못 갑니다.",
        wish="첫 토요일 아침 8시에 30분만 함께 씁시다. 못 나오는 분은 빗자루를 빌려주세요.",
    )
    cleaning = bring(town, council, words, by=town.people["분식집 사장"], days=-12, supporters=town.residents[3:10])
    question = "매달 첫 토요일을 골목 청소의 날로 할까요?"
    matter = [NewOption(cleaning.title, proposal_id=cleaning.id)]
    poll = ask_neighbours(town, council, question, matter, method="motion", days=(-2, 5), takes_assisted=True)
    cast_all(poll, {(1,): town.residents[4:8], (2,): town.residents[8:9]})
    return poll


def _meeting_soon(town: Town, council: Council) -> None:
    words = Words(
        title="겨울에 눈을 어떻게 치울지 미리 정해요",
        problem="작년에 비탈에서 두 분이 넘어졌습니다.",
        wish="집집이 맡을 자리와 염화칼슘 둘 곳을 정합시다.",
        place="국사봉길 86 비탈",
    )
    snow = bring(town, council, words, by=town.people["박씨 할머니"], days=-9, supporters=town.residents[4:12])
    room = "휠체어로 들어올 수 있습니다."
    plan = Plan("눈 치우기, 미리 정하기", town.day(7, 19), "마을활력소(보기)", 60, room, bring="넉가래 사진", seats=8)
    expect(town, announce(town, council, plan, [snow], days=-3))


def _unfinished(town: Town, council: Council) -> None:
    """A draft that only its author sees, and a proposal that was taken back."""
    half = Words(title="골목 끝 어두운 계단에 손잡이를", problem="비 오는 날 미끄럽습니다.", wish="")
    proposals.draft(council, half, by=town.people["초록대문 집"], at=town.day(-2, 21))
    words = Words(title="골목에 평상을 하나 더", problem="앉을 곳이 하나뿐입니다.", wish="평상을 하나 더 놓아 주세요.")
    bench = bring(town, council, words, by=town.people["세탁소 사장"], days=-20)
    reason = "쉼터 제안과 합치기로 했습니다."
    proposals.withdraw(bench, reason=reason, by=town.people["세탁소 사장"], at=town.day(-18, 9))
