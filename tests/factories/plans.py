"""Plans at every stage of their way, and the budget poll of practice 7b behind one."""

from datetime import date, datetime, timedelta
from typing import Any

from app.councils.models import Council
from app.councils.states import Kind
from app.deeds.service import Promise
from app.kernel import clock
from app.kernel.db import transaction
from app.people.models import User
from app.plans import queries, service
from app.plans.models import Plan
from app.plans.service import ItemWords, Judgement, Spent
from app.plans.states import ReviewMark, Runner
from app.polls import queries as polls_queries
from app.polls import service as polls_service
from app.polls.models import Poll
from app.polls.service import NewOption
from tests.factories import a_council, a_facilitator, a_user, polls
from tests.factories.decisions import a_held_meeting, a_resolution

# practice 7b: constructed; the scale is that of 정왕2동, the money that of 돈암2동. Votes are for the rank alone.
CAP = 48_500_000
RANKED = (
    ("A1 어두운 골목 바닥등", 9_600_000), ("A6 어르신 반찬 나눔", 6_000_000), ("A7 마을 축제", 9_000_000),
    ("A3 재활용 정거장", 7_800_000), ("A2 경로당 스마트폰 교실", 4_200_000), ("A5 골목 화단", 5_400_000),
    ("A4 학교 가는 길 노란 발자국", 3_600_000), ("A12 골목 긴 의자", 6_600_000),
    ("A10 토요 놀이터", 4_500_000), ("A9 공구 도서관", 5_200_000), ("A8 마을 소식지 네 번", 4_800_000),
    ("A11 쓰레기 없는 잔치", 3_000_000),
)  # fmt: skip


def an_assembly(**given: Any) -> Council:
    return a_council(kind=Kind.ASSEMBLY, name="시험동 주민총회", **given)


def a_certified_budget_poll(council: Council, by: User, **given: Any) -> Poll:
    """The twelve items of practice 7b: the first voter marks all, the next all but the last, and so on."""
    values = {
        "method": "budget_order",
        "votes_per_voter": len(RANKED),
        "budget_won": CAP,
        "options": [NewOption(title, cost_won=cost) for title, cost in RANKED],
        "question": "내년에 어떤 사업을 할까요?",
    }
    papers = [list(range(1, count + 1)) for count in range(len(RANKED), 0, -1)]
    poll = polls.a_counted_poll(papers, council, by=by, **{**values, **given})
    with transaction():
        polls_service.certify(polls_queries.poll(poll.id), by=by, at=clock.now())
    return polls_queries.poll(poll.id)


def a_plan(council: Council | None = None, by: User | None = None, **given: Any) -> Plan:
    """A draft; `items` are (title, won)."""
    council = council or an_assembly()
    by = by or a_facilitator(council)
    items = given.pop("items", (("바닥등", 9_600_000), ("놀이터", 4_500_000)))
    year, cap = given.pop("year", 2027), given.pop("cap_won", CAP)
    with transaction():
        plan = service.draft(council, year, cap_won=cap, by=by, at=clock.now())
    for title, cost in items:
        with transaction():
            words = ItemWords(title, f"{title}을 놓습니다.", cost, Runner.JOINT)
            service.add_item(queries.plan(plan.id), words, by=by, at=clock.now())
    return queries.plan(plan.id)


def a_ground(council: Council, by: User) -> None:
    """A meeting of the council has resolved something."""
    a_held_meeting(council, a_resolution(text="내년 자치계획을 정합니다."), leader=by)


def adopted(plan: Plan, by: User, on: date | None = None, at: datetime | None = None) -> Plan:
    a_ground(plan.council, by)
    with transaction():
        found, day = queries.grounds(plan)[0], on or clock.today()
        service.adopt(queries.plan(plan.id), found, day, seen=plan.version, by=by, at=at or clock.now())
    return queries.plan(plan.id)


def sent(plan: Plan, by: User, at: datetime | None = None) -> Plan:
    with transaction():
        service.send(queries.plan(plan.id), by=by, at=at or clock.now())
    return queries.plan(plan.id)


def judged(plan: Plan, place: int, by: User, mark: ReviewMark = ReviewMark.ACCEPTED, **given: Any) -> Plan:
    """The gu has said of the item at the place, from 0."""
    reason = given.get("reason", "" if mark is ReviewMark.ACCEPTED else "유지비가 많이 듭니다.")
    said = Judgement(mark, reason, given.get("cost"), "동작구 도로관리과", "02-820-0001")
    with transaction():
        service.judge(plan, plan.items[place], said, seen=given.get("seen", plan.version), by=by, at=clock.now())
    return queries.plan(plan.id)


def reviewed(plan: Plan, by: User, **marks: ReviewMark) -> Plan:
    """All items are accepted, but for those given as item0=…; the review is out."""
    for place in range(len(plan.items)):
        plan = judged(plan, place, by, marks.get(f"item{place}", ReviewMark.ACCEPTED))
    with transaction():
        service.finish_review(plan, seen=plan.version, by=by, at=clock.now())
    return queries.plan(plan.id)


def worded(plan: Plan, place: int, cost_won: int, by: User, word: str = "반만 하고 내년에 잇습니다.") -> Plan:
    with transaction():
        service.say(plan, plan.items[place], cost_won, word, seen=plan.version, by=by, at=clock.now())
    return queries.plan(plan.id)


def final(plan: Plan, by: User) -> Plan:
    with transaction():
        service.finalise(plan, seen=plan.version, by=by, at=clock.now())
    return queries.plan(plan.id)


def started(plan: Plan, by: User) -> Plan:
    with transaction():
        service.start(plan, by=by, at=clock.now())
    return queries.plan(plan.id)


def spent(plan: Plan, place: int, amount_won: int, by: User | None = None, **given: Any) -> Plan:
    what = Spent(given.get("on", clock.today()), amount_won, given.get("words", "바닥등 구입"), given.get("why", ""))
    with transaction():
        item, by = plan.items[place], by or a_user()
        service.spend(plan, item, what, once=given.get("once"), by=by, at=clock.now())
    return queries.plan(plan.id)


def a_plan_under_way(council: Council, leader: User, officer: User, **given: Any) -> Plan:
    """Adopted, sent, reviewed without a no, settled and begun."""
    plan = sent(adopted(a_plan(council, leader, **given), leader), leader)
    return started(final(reviewed(plan, officer), leader), leader)


def a_promise(**given: Any) -> Promise:
    """What an officer says of an item: by the end of the year, with a phone."""
    words = {
        "text": "바닥등을 놓습니다.",
        "section": "도로관리과",
        "officer_name": "김주무관",
        "officer_phone": "02-820-0001",
    }
    money = {"budget_won": 9_600_000, "budget_from": "자치계획", "do_by": clock.today() + timedelta(days=30)}
    return Promise(**{**words, **money, **given})


def promised(plan: Plan, place: int, by: User, **given: Any) -> Plan:
    """The centre has promised the item at the place, from 0."""
    with transaction():
        said, item = a_promise(**given), plan.items[place]
        service.promise_item(plan, item, said, seen=plan.version, by=by, at=clock.now())
    return queries.plan(plan.id)


def days_ago(count: int) -> date:
    return clock.today() - timedelta(days=count)
