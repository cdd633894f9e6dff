"""Opinion maps: of 120 made-up residents in two camps, closed; of twelve neighbours, a closed and an open one."""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import timedelta

from sqlalchemy import insert, select, update

from app.cli.demo.panel import draw_a_panel
from app.cli.demo.town import MADE_UP, NEIGHBOURS, Town, card_name, give_seat, settle_in
from app.councils.models import Council, Membership
from app.councils.service import Call, call
from app.councils.service.alleys import Segment
from app.councils.states import MembershipState, Seat, Tie
from app.kernel.db import session
from app.opinions import queries
from app.opinions import service as opinions
from app.opinions.models import Answer, Question, Statement
from app.opinions.states import Fate, Moderation, Side
from app.people.models import User
from app.proposals import service as proposals
from app.proposals.models import Proposal

RESIDENTS = 120
Leanings = Mapping[str, tuple[float, float]]  # how likely each of two camps agrees with a statement
_COLUMNS = {Side.AGREE: "agree_count", Side.DISAGREE: "disagree_count", Side.PASS: "pass_count"}
_STREETS: Leanings = {
    "낮에는 골목에 차가 다니지 않게 하자.": (0.92, 0.06),
    "길가의 주차 칸을 줄이고 걷는 길을 넓히자.": (0.88, 0.08),
    "아이들이 노는 오후에는 한쪽 길을 막자.": (0.85, 0.15),
    "차를 없애는 집에 마을이 고마움을 나타내자.": (0.74, 0.18),
    "무엇보다 차를 댈 곳이 더 있어야 한다.": (0.10, 0.93),
    "밤에는 길가에 대도 서로 봐주자.": (0.16, 0.88),
    "가게 손님이 잠깐 댈 자리를 남겨 두자.": (0.28, 0.90),
    "한 집에 한 대는 댈 수 있어야 한다.": (0.14, 0.86),
    "학교 가는 길에는 천천히 달리게 턱을 놓자.": (0.95, 0.88),
    "소방차가 들어올 자리는 늘 비워 두자.": (0.96, 0.95),
    "어두운 모퉁이에 등을 더 달자.": (0.90, 0.91),
    "비탈에 쌓인 눈부터 함께 치우자.": (0.86, 0.89),
    "골목 이름을 새로 짓자.": (0.45, 0.42),
    "빈집 마당을 함께 쓰는 텃밭으로 만들자.": (0.62, 0.40),
    "쓰레기차가 오는 때를 새벽 세 시로 옮기자.": (0.06, 0.08),
}
_FIRE_ENGINE = "소방차가 들어올 자리는 늘 비워 두자."
_EVENINGS: Leanings = {
    "밤 열 시 뒤에는 골목에서 큰 소리로 이야기하지 말자.": (0.9, 0.8),
    "재활용품은 저녁에만 내놓자.": (0.8, 0.3),
    "골목 어귀에 의자가 있으면 좋겠다.": (0.3, 0.9),
    "어두운 계단에 등을 하나 더 달자.": (0.9, 0.9),
    "담배는 정한 자리에서만 피우자.": (0.9, 0.6),
    "고양이 밥그릇은 한곳에 모으자.": (0.4, 0.6),
    "늦게 들어오는 이웃을 위해 대문 등을 켜 두자.": (0.6, 0.8),
    "저녁마다 다 같이 골목을 한 바퀴 돌자.": (0.2, 0.4),
}
_SNOW: Leanings = {
    "눈이 오면 아침 일곱 시 전에 제 집 앞을 쓸자.": (0.9, 0.7),
    "모래함을 비탈 위에 하나 더 두자.": (0.9, 0.9),
    "염화칼슘은 꼭 필요한 데만 뿌리자.": (0.3, 0.8),
    "못 쓰는 집은 이웃이 돌아가며 대신 쓸자.": (0.8, 0.9),
    "눈 오는 날에는 차를 큰길에 대자.": (0.2, 0.7),
    "쓸 도구를 어귀에 걸어 두고 함께 쓰자.": (0.7, 0.8),
}


def think_about_streets(town: Town) -> Question:
    """A longer street with 120 residents: two camps; what both share is a proposal, about which a panel was drawn."""
    council = _street(town)
    people = _residents(town, council)
    asked = opinions.Asked(
        title="마을길을 차와 사람이 어떻게 나누어 쓰면 좋을까요?",
        background="가을에 줄을 새로 긋습니다. 그 전에 이웃이 무엇을 함께 생각하는지 알고 싶습니다.",
        moderation=Moderation.BEFORE,
        closes_at=town.day(-6, 21),
    )
    question = _asked(town, council, asked, _STREETS, days=-25)
    _answer_all(question, people, _STREETS, first_camp=66)
    opinions.close(question.id, by=None, at=asked.closes_at)
    draw_a_panel(town, council, people, _bring(town, _statement(question, _FIRE_ENGINE)))
    _settle(town, _statement(question, "골목 이름을 새로 짓자."), Fate.UNUSED, "뜻이 갈려 올해는 다루지 않습니다.")
    lights = "등은 쉼터 제안에 이미 들어 있어 함께 다룹니다."
    _settle(town, _statement(question, "어두운 모퉁이에 등을 더 달자."), Fate.MERGED, lights)
    return question


def think_about_evenings(town: Town, council: Council) -> Question:
    """Open for a week more: twelve neighbours have answered, and the demo's resident has not."""
    resident, *others = town.residents
    asked = opinions.Asked(
        title="우리 골목의 저녁, 무엇을 지키면 좋을까요?",
        background="다음 회의에서 골목 약속을 정합니다. 먼저 생각을 모읍니다.",
        moderation=Moderation.BEFORE,
        closes_at=town.day(7, 21),
    )
    question = _asked(town, council, asked, _EVENINGS, days=-3)
    _answer_all(question, others, _EVENINGS, first_camp=7)
    shown, _waiting, rude = (
        opinions.write(question, text, by=by, at=town.day(-2, 20))
        for text, by in (
            ("손님이 오면 차는 큰길에 대자고 미리 말하자.", others[0]),
            ("첫 토요일 저녁에는 평상에서 함께 밥을 먹자.", resident),
            ("2층 사는 그 집이 문제다.", others[6]),
        )
    )
    opinions.show(shown, by=town.facilitator, at=town.day(-2, 21))
    opinions.hide(rude, reason="한 집을 두고 하는 말이라 올리지 않았습니다.", by=town.facilitator, at=town.day(-2, 21))
    return question


def think_about_snow(town: Town, council: Council) -> Question:
    """Closed nine days ago: of twelve neighbours no groups can be told."""
    asked = opinions.Asked(
        title="겨울에 골목 눈을 어떻게 치울까요?",
        background="눈 오기 전에 서로 바라는 것을 알아 둡니다.",
        moderation=Moderation.BEFORE,
        closes_at=town.day(-9, 21),
    )
    question = _asked(town, council, asked, _SNOW, days=-20)
    _answer_all(question, town.residents[:12], _SNOW, first_camp=6)
    opinions.close(question.id, by=None, at=asked.closes_at)
    return question


def _street(town: Town) -> Council:
    caller, resident = town.people["철물점 사장"], town.people["초록대문 집"]
    wanted = Call(
        topic="국사봉 마을길 골목회의",
        purpose=f"국사봉4길을 걷는 사람과 차를 모는 사람이 함께 씁니다. {MADE_UP}",
        segments=(Segment("국사봉4길", "2", "60"),),
        names=("쌍둥이 아빠", "분식집 사장"),
    )
    card, born = card_name(caller.name), NEIGHBOURS[caller.name]
    council = call(town.dong, wanted, tie=Tie.WORKS, birth_year=born, legal_name=card, by=caller, at=town.day(-40, 19))
    settle_in(town, council, [resident], -39)
    give_seat(town, council, town.facilitator, Seat.FACILITATOR, -39)
    return council


def _residents(town: Town, council: Council) -> list[User]:
    """Put in at once: 120 people who have no contact and get no letters."""
    names = [f"보기 주민 {number}" for number in range(1, RESIDENTS + 1)]
    person = {"letters_wanted": False, "registered_at": town.day(-38)}
    session().execute(insert(User), [{"name": name, **person} for name in names])
    people = list(session().scalars(select(User).where(User.name.in_(names)).order_by(User.id)))
    tie = {
        "council_id": council.id,
        "state": MembershipState.CONFIRMED,
        "tie": Tie.LIVES,
    }
    tie |= {"seat": Seat.RESIDENT, "asked_at": town.day(-38), "decided_at": town.day(-37), "version": 1}
    years = [1950 + 37 * place % 55 for place in range(RESIDENTS)]  # of every age
    rows = [{"user_id": user.id, "birth_year": born, **tie} for user, born in zip(people, years, strict=True)]
    session().execute(insert(Membership), rows)
    return people


def _asked(town: Town, council: Council, asked: opinions.Asked, leanings: Leanings, *, days: int) -> Question:
    by, at = town.facilitator, town.day(days, 10)
    question = opinions.ask(council, asked, seeds=list(leanings), by=by, at=at)
    return opinions.open_question(question, by=by, at=at + timedelta(minutes=10))


def _answer_all(question: Question, people: Sequence[User], leanings: Leanings, *, first_camp: int) -> None:
    """The same answers each time, put in at once: who stands where is decided by a hash, not by chance."""
    assert question.opened_at is not None
    counts: dict[int, Counter[str]] = {}
    rows = []
    for statement in queries.statements_of(question.id):
        for place, person in enumerate(people):
            side = _side(leanings[statement.text][place >= first_camp], _fraction(f"{place} {statement.text}"))
            if side is not None:
                at = question.opened_at + timedelta(minutes=7 * place)
                rows.append({"statement_id": statement.id, "user_id": person.id, "side": side, "at": at})
                counts.setdefault(statement.id, Counter())[_COLUMNS[side]] += 1
    session().execute(insert(Answer), rows)
    for number, columns in counts.items():
        session().execute(update(Statement).where(Statement.id == number).values(dict(columns)))
    question.participant_count = queries.participants(question.id)


def _side(agreeing: float, place: float) -> Side | None:
    """One in eight has not come to it, one in ten is not sure; of the others so many agree."""
    if place < 0.125:
        return None
    if place < 0.225:
        return Side.PASS
    return Side.AGREE if (place - 0.225) / 0.775 < agreeing else Side.DISAGREE


def _fraction(words: str) -> float:
    return int(hashlib.sha256(words.encode()).hexdigest()[:8], 16) / 2**32


def _statement(question: Question, text: str) -> Statement:
    found = select(Statement.id).where(Statement.question_id == question.id, Statement.text == text)
    return queries.statement(session().scalars(found).one())


def _settle(town: Town, statement: Statement, fate: Fate, reason: str) -> None:
    opinions.settle(statement, fate, reason=reason, by=town.facilitator, at=town.day(-5, 14))


def _bring(town: Town, statement: Statement) -> Proposal:
    made = opinions.bring(statement, by=town.facilitator, at=town.day(-5, 15))
    return proposals.publish(made, by=town.facilitator, at=town.day(-5, 15, 20))
