"""What the scenes of the demo have in common: a proposal with its supporters, a meeting, a poll, an answer."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta

from app.cli.demo.town import Town
from app.councils.models import Council
from app.decisions import queries as decisions
from app.decisions import service as steps
from app.decisions.models import Request
from app.decisions.service import Words as AnswerWords
from app.decisions.service import publish as publish_answer
from app.decisions.states import Answer, ReasonCode
from app.kernel import chance
from app.kernel.db import Askable
from app.meetings import service as meetings
from app.meetings.models import Meeting
from app.meetings.service.calling import Plan
from app.meetings.states import Need
from app.people.models import User
from app.polls import service as polls
from app.polls.models import Poll
from app.polls.service import NewOption
from app.proposals import service as proposals
from app.proposals.models import Proposal
from app.proposals.service import Words
from app.proposals.states import Category


def bring(
    town: Town,
    council: Council,
    words: Words,
    *,
    by: User,
    days: int,
    supporters: Sequence[User] = (),
    category: Category | None = None,
) -> Proposal:
    """A proposal, published and endorsed by neighbours over the next days."""
    made = proposals.draft(council, words, by=by, at=town.day(days, 19), category=category)
    proposals.publish(made, by=by, at=town.day(days, 19, 12))
    support(town, made, supporters, days)
    return made


def support(town: Town, proposal: Proposal, supporters: Sequence[User], days: int) -> None:
    """Neighbours endorse the proposal on its first evening, one after the other."""
    for minutes, person in enumerate(supporters):
        proposals.endorse(proposal, by=person, at=town.day(days, 20) + timedelta(minutes=3 * minutes))


def announce(town: Town, council: Council, plan: Plan, matters: Sequence[Proposal], *, days: int) -> Meeting:
    """A meeting on these proposals, announced on the day."""
    made = meetings.convene(council, plan, proposals=matters, by=town.facilitator, at=town.day(days, 10))
    return meetings.announce(made, by=town.facilitator, at=town.day(days, 10, 20))


def expect(town: Town, meeting: Meeting) -> None:
    """Ten neighbours want to come, of whom two wait for a seat; shops and tenants are asked, one of them already."""
    for number, person in enumerate(town.residents[2:12]):
        needs, note = ((Need.HEARING,), "앞자리면 좋겠습니다") if number == 3 else ((), "")
        meetings.book(meeting, needs=needs, note=note, by=person, at=town.day(-2, 9 + number))
    asked = meetings.expect(meeting, "비탈 아래 가게들", "손님이 미끄러집니다.")
    meetings.tick(meeting, asked, at=town.day(-2, 11))
    meetings.expect(meeting, "세입자", "넉가래가 없는 집이 많습니다.")


def gather(town: Town, meeting: Meeting, people: Sequence[User]) -> datetime:
    """The people come and the meeting is opened; the moment from which on it runs."""
    for minutes, person in enumerate(people):
        meetings.check_in(meeting, person.id, at=meeting.starts_at - timedelta(minutes=20 - minutes))
    meetings.open_meeting(meeting, by=town.facilitator, at=meeting.starts_at)
    return meeting.starts_at


def end(town: Town, meeting: Meeting) -> None:
    """The meeting ends after its time; those who came have 72 hours for the minutes, which are out on the day after."""
    by, shown_at = town.facilitator, meeting.ends_at + timedelta(minutes=20)
    meetings.adjourn(meeting, by=by, at=meeting.ends_at)
    meetings.show_minutes(meeting, by=by, at=shown_at)
    meetings.approve_minutes(meeting, by=by, at=shown_at + timedelta(hours=86))
    meetings.publish(meeting, by=by, at=shown_at + timedelta(hours=87))


def ask_neighbours(
    town: Town,
    council: Council,
    question: str,
    options: Sequence[NewOption],
    *,
    method: str,
    days: tuple[int, int],
    takes_assisted: bool = False,
) -> Poll:
    """A poll that was announced on the day before and opened on the first of the days; it closes on the second."""
    opens_at, closes_at = town.day(days[0], 9), town.day(days[1], 21)
    made = polls.prepare(
        council,
        question=question,
        explanation="",
        method=method,
        votes_per_voter=1,
        seats=1,
        options=options,
        opens_at=opens_at,
        closes_at=closes_at,
        by=town.facilitator,
        at=town.day(days[0] - 1, 18),
        takes_assisted=takes_assisted,
    )
    polls.announce(made, by=town.facilitator, at=town.day(days[0] - 1, 18, 30))
    return polls.open_poll(made, by=town.facilitator, at=opens_at, clock=showing(opens_at))


def cast_all(poll: Poll, ballots: Mapping[tuple[int, ...], Sequence[User]]) -> None:
    """The neighbours vote, each with these marks."""
    for marks, people in ballots.items():
        for person in people:
            form = polls.ballot_form(poll, person)
            polls.cast(poll.id, marks, form=form, by=person, clock=showing(poll.opens_at))


def showing(moment: datetime) -> Callable[[Askable], datetime]:
    """A clock that stands still: for a box that was open in the past."""
    return lambda _connection: moment


def complete(town: Town, request: Request) -> None:
    """The centre asks for one thing, and the council answers three days later: the clock stood meanwhile."""
    asked, came = town.day(-6, 14), town.day(-3, 19)
    words = "빈자리의 주인이 거치대를 놓아도 된다고 했는지 알려 주세요. 확인해야 자리를 정할 수 있습니다."
    steps.ask_supplement(request, words, town.day(4).date(), _press(request), by=town.officer, at=asked)
    words = "집주인과 이야기했고, 놓아도 된다는 글을 받았습니다. 사진으로 보내 드리겠습니다."
    steps.supply(request, words, _press(request), by=town.facilitator, at=came)


def remind_each_morning(town: Town, request: Request, *, since: int) -> None:
    """What the clock has done since the request was sent."""
    for days in range(since, 0):
        steps.remind(request.id, at=town.day(days, 9))


def _press(request: Request) -> steps.Press:
    return steps.Press(chance.token(), decisions.request(request.id).version)


def answer(town: Town, request: Request, *, at: datetime, do_by: date, **said: str) -> None:
    """The centre accepts a request, or a part of it where `said` names the reason code and what is possible."""
    code = ReasonCode(said.pop("code", ReasonCode.WILL_DO))
    words = AnswerWords(
        answer=Answer.ACCEPTED if code is ReasonCode.WILL_DO else Answer.PARTLY,
        summary=said["summary"],
        found=said.get("found", ""),
        reason_code=code,
        reason=said["reason"],
        ground=said["ground"],
        possible=said.get("possible", ""),
        passed_to="",
        section="청소행정과",
        officer_name="골목 청소 담당",
        officer_phone="02-000-0002",
        do_by=do_by,
    )
    publish_answer(decisions.request(request.id), words, seen=0, by=town.officer, at=at)
