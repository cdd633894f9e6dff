"""Two smaller alleys: one whose request was never answered, and one that still gathers names."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from app.cli.demo.scenes import announce, bring, end, gather
from app.cli.demo.town import MADE_UP, Town, card_name, give_seat, settle_in
from app.councils.service import Call, call
from app.councils.service.alleys import Segment
from app.councils.states import Seat, Tie
from app.decisions import service as decisions
from app.meetings import queries as meetings_queries
from app.meetings import service as meetings
from app.meetings.models import AgendaItem, Meeting
from app.meetings.service.calling import Plan
from app.meetings.states import Mark
from app.people.models import User
from app.proposals.service import Words


def live_through(town: Town) -> None:
    """Both stories."""
    _waiting_too_long(town)
    _gathering_names(town)


def _waiting_too_long(town: Town) -> None:
    """A mirror for a blind corner: asked 50 days ago, due four weeks ago, and no answer."""
    names = ("철물점 사장", "옥탑방 대학생", "쌍둥이 아빠", "새로 온 이웃", "감나무 집")
    people = [town.people[name] for name in names]
    wanted = Call(
        topic="보이지 않는 모퉁이 골목회의",
        purpose=f"차가 갑자기 나오는 모퉁이를 안전하게 만듭니다. {MADE_UP}",
        segments=(Segment("국사봉1길", "5", "27"),),
        names=names[1:3],
    )
    first = people[0]
    card = card_name(first.name)
    council = call(town.dong, wanted, tie=Tie.WORKS, birth_year=1957, legal_name=card, by=first, at=town.day(-70, 18))
    settle_in(town, council, people, -69)
    give_seat(town, council, town.facilitator, Seat.FACILITATOR, -69)
    words = Words(
        title="모퉁이에 반사경을 달아 주세요",
        problem="담이 높아 오토바이가 보이지 않습니다. 지난달에 한 번 부딪칠 뻔했습니다.",
        wish="반사경 하나를 달아 주세요.",
        place="국사봉1길 15 모퉁이",
    )
    mirror = bring(town, council, words, by=people[2], days=-66, supporters=people[:2])
    plan = Plan("모퉁이 함께 보기", town.day(-52, 18, 30), "국사봉1길 15 모퉁이", 30)
    meeting = announce(town, council, plan, [mirror], days=-58)
    start = gather(town, meeting, people)
    (item,) = meetings_queries.items_of(meeting.id)
    _divide(town, meeting, item, people, start + timedelta(minutes=20))
    end(town, meeting)
    whole = meetings_queries.meeting(meeting.id)
    report = decisions.compose(whole, by=town.facilitator, at=town.day(-50, 11))
    decisions.send(report, by=town.facilitator, at=town.day(-50, 11, 10))


def _divide(town: Town, meeting: Meeting, item: AgendaItem, people: Sequence[User], at: datetime) -> None:
    """Three by phone, one on a slip, one by hand."""
    by = town.facilitator
    division = meetings.put_to_vote(meeting, item, "모퉁이에 반사경 하나를 달아 주세요.", by=by, at=at)
    for person in people[:3]:
        meetings.answer(meeting, division.id, Mark.YES, by=person)
    meetings.hand_out(meeting, division.id, len(people))
    meetings.close_phones(meeting, division.id, by=by, at=at)
    pad = meetings.Pad(hands=(1, 0, 0), slips=(1, 0, 0), asks_centre=True)
    meetings.decide(meeting, division.id, pad, seen=division.version, by=by, at=at)


def _gathering_names(town: Town) -> None:
    """Two names so far: the third opens it, so anybody who tries the demo can."""
    student = town.people["옥탑방 대학생"]
    wanted = Call(
        topic="밤길 밝히기 골목회의",
        purpose=f"늦게 들어오는 사람도 마음 놓고 걷는 골목을 만듭니다. {MADE_UP}",
        segments=(Segment("국사봉2길", "3", "31"),),
        names=("야간 근무 간호사",),
    )
    card = card_name(student.name)
    call(town.dong, wanted, tie=Tie.LIVES, birth_year=2003, legal_name=card, by=student, at=town.day(-4, 22))
