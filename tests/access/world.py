"""One small world: a council with something of everything in every state, and another council next door."""

from dataclasses import dataclass, field
from typing import Any

from app.councils.models import Council, Membership
from app.councils.states import MembershipState
from app.kernel import clock
from app.kernel.db import session, transaction
from app.kernel.events import record
from app.kernel.files import keep_image
from app.meetings.states import MeetingState
from app.notices.models import Notification
from app.people.models import Device, User
from app.people.service import devices
from app.polls import queries as polls_queries
from app.polls import service as polls
from app.polls.models import Poll
from app.proposals.models import Proposal
from app.proposals.states import ProposalState
from tests import factories
from tests.access import boards, doors, fates, minutes, pieces, talks
from tests.factories import councils, decisions, discussion, kept, meetings, proposals
from tests.factories import polls as ballots
from tests.factories.referrals import a_planner

ROLES = {
    "V": "a visitor",
    "S": "signed in, of no council",
    "R": "a resident of the council",
    "A": "the author: a resident who wrote, asked, was told or signed in",
    "F": "its facilitator",
    "O": "its observer",
    "D": "an officer of its dong",
    "W": "a welfare planner of its dong",
    "P": "the operator",
    "r": "a resident of another council in another dong",
    "a": "an author there",
    "f": "the facilitator there",
    "d": "the officer there",
}
SECRET = "아직비밀"  # stands in the words of everything that is not public
ROAD = "비밀길 77"  # the road that an applicant wrote for the officer
BIRTH_YEAR = 1947


@dataclass
class World:
    """Who lives here (role -> user, role -> device token) and what there is (thing -> values of its addresses)."""

    users: dict[str, User] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    things: dict[str, dict[str, Any]] = field(default_factory=dict)

    def keep(self, thing: str, **values: Any) -> None:
        self.things[thing] = {**values, "ending": "docx"}


def a_world() -> World:
    """Make it; everything is committed."""
    world = World()
    council = factories.a_council(name="가온길 골목회의", bylaws={"remote_presence": "quorum"})
    there = factories.a_council(name="건넛길 골목회의")
    _settle(world, council, there)
    _councils(world, council)
    _proposals(world, council)
    talks.keep_comments(world, _proposal(world, "published"))
    _meetings(world, council)
    _polls(world, council)
    for keep_more in pieces.AFTER_POLLS:
        keep_more(world, council)
    _reports(world, council)
    for keep_more in pieces.AFTER_REPORTS:
        keep_more(world, council)
    _notices(world)
    _foreign(world, there)
    minutes.add_foreign(world, there)
    return world


def _settle(world: World, council: Council, there: Council) -> None:
    member, own = factories.a_member, {"birth_year": BIRTH_YEAR, "place": ROAD}
    world.users = {
        "S": factories.a_user(name="지나가는이"),
        "R": member(council, name="이웃주민", **own),
        "A": member(council, name="글쓴주민", **own),
        "F": factories.a_facilitator(council, name="진행이웃", **own),
        "O": factories.an_observer(council, name="참관이웃", **own),
        "D": factories.an_officer(council.dong, name="우리주무관"),
        "W": a_planner(council.dong, name="우리플래너"),
        "P": factories.an_operator(name="운영하는이"),
        "r": member(there, name="건넛주민", **own),
        "a": member(there, name="건넛글쓴이", **own),
        "f": factories.a_facilitator(there, name="건넛진행이", **own),
        "d": factories.an_officer(there.dong, name="건넛주무관"),
    }
    for role, user in world.users.items():
        with transaction():
            world.tokens[role] = devices.sign_in(user, at=clock.now())
    world.keep("device author", device_id=session().query(Device).filter_by(user_id=world.users["A"].id).one().id)


def _councils(world: World, council: Council) -> None:
    author = world.users["A"]
    boards.keep_dong(world, council)
    world.keep("council active", council_id=council.id)
    gathering = councils.a_gathering_council(alley=factories.an_alley(dong=council.dong), called_by_id=author.id)
    world.keep("council gathering", council_id=gathering.id)
    mine = session().query(Membership).filter_by(council_id=council.id, user_id=author.id).one()
    world.keep("membership confirmed", membership_id=mine.id)
    asked = councils.a_request(gathering, user=author, place=ROAD, birth_year=BIRTH_YEAR)
    world.keep("membership requested", membership_id=asked.id)
    other = councils.a_request(council, user=factories.a_user(name="거절된이"), state=MembershipState.DECLINED)
    world.keep("membership declined", membership_id=other.id)


def _proposals(world: World, council: Council) -> None:
    author = world.users["A"]
    for state in ProposalState:
        hidden = {"problem": f"{SECRET} 제안의 문제"} if state is ProposalState.DRAFT else {}
        one = proposals.a_proposal(council, author, state=state, title=f"{state} 제안", **hidden)
        stored = keep_image(proposals.a_picture()[0])
        photo = proposals.a_photo(one, key=stored.key)
        world.keep(f"proposal {state}", proposal_id=one.id, photo_id=photo.id)
    fates.keep_fates(world, council)


def _proposal(world: World, state: str) -> Proposal:
    proposal = session().get(Proposal, world.things[f"proposal {state}"]["proposal_id"])
    assert proposal
    return proposal


def _meetings(world: World, council: Council) -> None:
    facilitator, resident = world.users["F"], world.users["R"]
    published = _proposal(world, "published")
    for state in MeetingState:
        quiet = state is MeetingState.DRAFT
        title = f"{SECRET} 회의" if quiet else f"{state} 회의"
        begins = factories.in_days(1 if quiet else 0.007)  # what is not told yet can be told for as long as tests run
        meeting = meetings.a_meeting(council=council, called_by=facilitator, state=state, title=title, starts_at=begins)
        item = meetings.an_item(meeting, title=f"{state} 안건")
        said = {}
        if state not in {MeetingState.DRAFT, MeetingState.ANNOUNCED, MeetingState.CANCELLED}:
            resolution = meetings.a_resolution(item, by_id=facilitator.id, asks_centre=True)
            said = {"remark_id": meetings.a_remark(item).id, "resolution_id": resolution.id}
        posting = meetings.a_posting(meeting, key=keep_image(proposals.a_picture()[0]).key)
        came = meetings.an_attendance(meeting, user=resident)
        meetings.an_attendance(meeting, name="명단의 그분")
        world.keep(
            f"meeting {state}",
            meeting_id=meeting.id,
            item_id=item.id,
            attendance_id=came.id,
            posting_id=posting.id,
            invitee_id=meetings.an_invitee(meeting).id,
            user_id=world.users["A"].id,
            proposal_id=published.id,
            kind="item.started",
            role="scribe",
            **doors.keep_door(world, meeting, item, came),
            entry_id=meetings.a_conflict(meeting, item, by=facilitator).id,
            **said,
        )
    values = {"state": MeetingState.CANCELLED, "announced_at": None, "title": f"{SECRET} 접은 회의"}
    dropped = meetings.a_meeting(council=council, called_by=facilitator, **values)
    world.keep("meeting dropped", meeting_id=dropped.id)


def _polls(world: World, council: Council) -> None:
    by, officer, voters = world.users["F"], world.users["D"], ballots.voters_of(council, 7)
    made: dict[str, Poll] = {}
    for name in ("draft", "announced", "open", "closed", "certified", "void", "dropped"):
        quiet = name in {"draft", "dropped"}
        question = f"{SECRET} 투표" if quiet else f"{name} 투표를 할까요?"
        made[name] = ballots.a_draft(council, by=by, question=question)
        world.keep(f"poll {name}", poll_id=made[name].id)
    with transaction():
        polls.announce(polls_queries.poll(made["announced"].id), by=by, at=clock.now())
    waiting = ballots.an_objection(made["announced"], world.users["A"], f"{SECRET} 제 줄이 틀립니다")
    world.keep("objection waiting", objection_id=waiting.id)
    for name in ("open", "closed", "certified", "void"):
        ballots.opened(made[name], by=by)
    world.keep("user late", user_id=factories.a_member(council, name="늦은이웃").id)
    for name in ("closed", "certified"):
        for place, voter in enumerate(voters):
            ballots.cast(polls_queries.poll(made[name].id), voter, [1 if place < 5 else 2])
        ballots.closed(made[name])
    with transaction():
        polls.certify(polls_queries.poll(made["certified"].id), by=officer, at=clock.now())
    for name, why in (("void", "보기를 잘못 적었습니다"), ("dropped", f"{SECRET} 까닭")):
        with transaction():
            polls.void(polls_queries.poll(made[name].id), reason=why, by=by, at=clock.now())


def _reports(world: World, council: Council) -> None:
    by, officer = world.users["F"], world.users["D"]
    ask = lambda words: decisions.a_resolution(text=words)  # noqa: E731
    draft = decisions.a_report(
        council, by=by, source=decisions.a_held_meeting(council, ask(f"{SECRET} 요청"), leader=by)
    )
    world.keep("report draft", report_id=draft.id, request_id=draft.requests[0].id)
    for name, answer in (("sent", None), ("answered", decisions.an_answer)):
        meeting = decisions.a_held_meeting(council, ask(f"{name} 요청"), leader=by)
        report = decisions.a_sent_report(council, by=by, source=meeting)
        number = report.requests[0].id
        if answer:
            answer(decisions.queries.request(number), officer)
        world.keep(f"report {name}", report_id=report.id, request_id=number)
        world.keep(f"meeting reported {name}", meeting_id=meeting.id)
    waiting = decisions.queries.request(world.things["report sent"]["request_id"])
    with transaction():
        words = decisions.words(reason=f"{SECRET} 쓰는 중인 답변")
        decisions.service.write(waiting, words, seen=0, by=officer)


def _notices(world: World) -> None:
    author, proposal = world.users["A"], _proposal(world, "tabled")
    with transaction():
        event = record("proposal.tabled", proposal, by=world.users["F"], at=clock.now())
        session().flush()
    values = {"event_id": event.id, "action": event.action, "title": proposal.title, "told_at": clock.now()}
    told = kept(Notification(user_id=author.id, url=f"/proposals/{proposal.id}", **values))
    world.keep("notice author", notification_id=told.id)


def _foreign(world: World, there: Council) -> None:
    """A little of what the neighbours next door have: for numbers of theirs in addresses and forms of ours."""
    council, author = session().get(Council, there.id), world.users["a"]
    proposal = proposals.a_proposal(council, author, title="건넛길 제안")
    meeting = meetings.a_meeting(council=council, called_by=world.users["f"], state=MeetingState.RUNNING)
    item, came = meetings.an_item(meeting), meetings.an_attendance(meeting, user=author)
    world.keep(
        "foreign",
        council_id=there.id,
        proposal_id=proposal.id,
        comment_id=discussion.a_comment(proposal, author).id,
        meeting_id=meeting.id,
        item_id=item.id,
        remark_id=meetings.a_remark(item).id,
        resolution_id=meetings.a_resolution(item, by_id=world.users["f"].id).id,
        attendance_id=came.id,
        user_id=author.id,
        knock_id=meetings.a_knock(meeting).id,
    )


def values_of(world: World, thing: str) -> dict[str, Any]:
    """What an address of the thing is made with; {} for "-"."""
    return {} if thing == "-" else dict(world.things[thing])
