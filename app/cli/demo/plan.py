"""The plan of the dong: twelve items under a cap of 48.5 million won, as in a constructed example.

The money has the scale of 돈암2동, 2025; items, people and votes are made up.
"""

from datetime import date

from app.cli.demo.scenes import cast_all, showing
from app.cli.demo.town import MADE_UP, Town, give_seat, settle_in
from app.councils.models import Council
from app.councils.service import found_assembly
from app.councils.states import Seat
from app.deeds.service import Promise
from app.kernel.clock import seoul
from app.plans import queries, service
from app.plans.models import Plan
from app.plans.service import ItemWords, Judgement, Spent
from app.plans.states import ReviewMark, Runner
from app.polls import queries as polls_queries
from app.polls import service as polls
from app.polls.models import Poll
from app.polls.service import NewOption

CAP = 48_500_000
RANKED = (
    ("어두운 골목 바닥등", 9_600_000), ("어르신 반찬 나눔", 6_000_000), ("마을 축제", 9_000_000),
    ("재활용 정거장", 7_800_000), ("경로당 스마트폰 교실", 4_200_000), ("골목 화단", 5_400_000),
    ("학교 가는 길 노란 발자국", 3_600_000), ("골목 긴 의자", 6_600_000), ("토요 놀이터", 4_500_000),
    ("공구 도서관", 5_200_000), ("마을 소식지 네 번", 4_800_000), ("쓰레기 없는 잔치", 3_000_000),
)  # fmt: skip
_RUNNERS = (Runner.PUBLIC, Runner.RESIDENTS, Runner.RESIDENTS, Runner.JOINT, Runner.JOINT, Runner.RESIDENTS)


def live_through(town: Town) -> None:
    """From the vote of the assembly to the first money spent."""
    name, purpose = "상도3동 주민총회", f"한 해에 동에서 할 일을 함께 정합니다. {MADE_UP}"
    at = town.day(-79, 9)
    council = found_assembly(town.dong, name=name, purpose=purpose, preset_key="alley", by=town.officer, at=at)
    settle_in(town, council, town.residents, -79)
    give_seat(town, council, town.facilitator, Seat.FACILITATOR, -79)
    plan = _adopted(town, council, _voted(town, council))
    plan = _reviewed(town, service.send(plan, by=town.facilitator, at=town.day(-50, 10)))
    plan = _settled(town, plan)
    _promised(town, queries.plan(plan.id))
    service.start(plan, by=town.officer, at=town.day(-15, 10))
    lamps = queries.plan(plan.id).items[0]
    for days, amount, words in ((-10, 4_350_000, "바닥등 30개 구입"), (-4, 1_200_000, "국사봉길 계단 설치")):
        spent = Spent(seoul(town.day(days)).date(), amount, words, "")
        service.spend(queries.plan(plan.id), lamps, spent, by=town.officer, at=town.day(days, 17))


def _voted(town: Town, council: Council) -> Poll:
    """Twelve neighbours mark what they want: the first all, the next all but the last, and so on."""
    options = [NewOption(title, cost_won=cost) for title, cost in RANKED]
    opens_at, by = town.day(-66, 9), town.facilitator
    made = polls.prepare(
        council,
        question="내년에 우리 동에서 어떤 사업을 할까요?",
        explanation="",
        method="budget_order",
        votes_per_voter=len(RANKED),
        seats=1,
        budget_won=CAP,
        options=options,
        opens_at=opens_at,
        closes_at=town.day(-60, 21),
        by=by,
        at=town.day(-67, 18),
    )
    polls.announce(made, by=by, at=town.day(-67, 18, 30))
    poll = polls.open_poll(made, by=by, at=opens_at, clock=showing(opens_at))
    papers = {tuple(range(1, 13 - place)): [person] for place, person in enumerate(town.residents[:12])}
    cast_all(poll, papers)
    polls.close_poll(poll.id, at=poll.closes_at, clock=showing(poll.closes_at))
    polls.certify(poll, by=town.officer, at=town.day(-59, 10))
    return polls_queries.poll(poll.id)


def _adopted(town: Town, council: Council, poll: Poll) -> Plan:
    by, at, held = town.facilitator, town.day(-59, 11), seoul(town.day(-60)).date()
    drafted = service.draft(council, seoul(town.now).year + 1, cap_won=None, by=by, at=at)
    service.take_bought(queries.plan(drafted.id), poll, by=by, at=at)
    plan = queries.plan(drafted.id)
    for item, runner in zip(plan.items, _RUNNERS, strict=False):
        words = ItemWords(item.title, "", item.cost_won, runner)
        service.change_item(plan, item, words, seen=queries.plan(plan.id).version, by=by, at=at)
    plan = queries.plan(plan.id)
    ground = next(one for one in queries.grounds(plan) if one.poll_id == poll.id)
    service.adopt(plan, ground, held, seen=plan.version, by=by, at=at)
    plan = queries.plan(plan.id)
    days = {"notice_on": seoul(town.day(-78)).date(), "assembly_on": held, "next_assembly_on": None}
    posted = {"posted_on": seoul(town.day(-56)).date()}
    return service.set_dates(plan, {**days, **posted}, seen=plan.version, by=by, at=town.day(-56, 10))


def _reviewed(town: Town, plan: Plan) -> Plan:
    fewer = "보안등이 이미 선 두 곳은 빼고 스물다섯 곳이면 됩니다."
    said = {0: Judgement(ReviewMark.PARTLY, fewer, 8_000_000, "동작구 도로관리과", "02-000-0002")}
    usual = Judgement(ReviewMark.ACCEPTED, "", None, "동작구 자치행정과", "02-000-0003")
    for place, item in enumerate(plan.items):
        seen = queries.plan(plan.id).version
        service.judge(plan, item, said.get(place, usual), seen=seen, by=town.officer, at=town.day(-30, 15))
    seen = queries.plan(plan.id).version
    return service.finish_review(plan, seen=seen, by=town.officer, at=town.day(-28, 10))


def _settled(town: Town, plan: Plan) -> Plan:
    word = "보안등이 선 두 곳을 빼고 스물다섯 곳에 놓습니다. 남는 돈은 다음 총회에서 이야기합니다."
    by, at = town.facilitator, town.day(-20, 19)
    service.say(plan, plan.items[0], 8_000_000, word, seen=plan.version, by=by, at=at)
    return service.finalise(plan, seen=queries.plan(plan.id).version, by=by, at=at)


def _promised(town: Town, plan: Plan) -> None:
    lamps = plan.items[0]
    said = Promise(
        text=f"{lamps.title}\n\n보안등이 없는 계단과 모퉁이 스물다섯 곳에 놓습니다.",
        section=lamps.review_office,
        officer_name=town.officer.name,
        officer_phone=lamps.review_phone,
        budget_won=lamps.final_cost_won,
        budget_from=plan.title,
        do_by=date(plan.year, 12, 31),
    )
    service.promise_item(plan, lamps, said, seen=plan.version, by=town.officer, at=town.day(-16, 11))
