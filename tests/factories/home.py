"""The way of a matter, step by step through the services, at moments that a test names."""

from datetime import datetime, timedelta
from typing import Any

from app.councils.models import Council
from app.decisions import queries as decisions_queries
from app.decisions import service as decisions
from app.decisions.models import Report
from app.kernel import clock
from app.kernel.db import transaction
from app.meetings import queries as meetings_queries
from app.meetings import service as meetings
from app.meetings.models import Meeting
from app.meetings.service import Motion
from app.meetings.service.calling import Plan
from app.people.models import User
from app.polls import queries as polls_queries
from app.polls import service as polls
from app.polls.models import Poll
from app.polls.service import NewOption
from app.proposals import queries as proposals_queries
from app.proposals import service as proposals
from app.proposals.models import Proposal
from app.proposals.service import Words
from tests.factories import a_facilitator, a_member, an_officer, in_days
from tests.factories.polls import after_closing, opened

WISH = "유리 봉투를 나누어 주세요."


class Way:
    """One council with everybody a matter needs, and the verbs that bring it forward."""

    def __init__(self, council: Council) -> None:
        self.council = council
        self.proposer = a_member(council, name="박씨 할머니")
        self.facilitator = a_facilitator(council, name="골목 활동가")
        self.officer = an_officer(council.dong, name="우리동네주무관")

    def proposed(self, at: datetime | None = None, by: User | None = None, **given: Any) -> Proposal:
        by, at = by or self.proposer, at or in_days(-20)
        values = {"title": "집 앞 쓰레기", "problem": "쌓입니다.", "wish": WISH}
        with transaction():
            spoken_by = given.pop("spoken_by", "")
            made = proposals.draft(self.council, Words(**{**values, **given}), by=by, at=at, spoken_by=spoken_by)
            return proposals.publish(made, by=by, at=at)

    def announced(self, *matters: Proposal, starts_at: datetime | None = None, place: str = "주차장") -> Meeting:
        plan = Plan("쓰레기 회의", starts_at or in_days(-10), place)
        at = plan.starts_at - timedelta(days=5)
        with transaction():
            whole = [proposals_queries.proposal(one.id) for one in matters]
            made = meetings.convene(self.council, plan, proposals=whole, by=self.facilitator, at=at)
            return meetings.announce(made, by=self.facilitator, at=at)

    def opened(self, meeting: Meeting) -> Meeting:
        with transaction():
            meetings.check_in(meeting, self.proposer.id, at=meeting.starts_at)
            return meetings.open_meeting(meeting, by=self.facilitator, at=meeting.starts_at)

    def resolved(self, meeting: Meeting, item: int = 0, text: str = WISH, yes: int = 1) -> None:
        items = meetings_queries.items_of(meeting.id)
        motion = Motion(text, yes, 0, 1 - yes, asks_centre=True)
        at = meeting.starts_at + timedelta(minutes=10 + item)
        with transaction():
            meetings.resolve(meeting, items[item], motion, by=self.facilitator, at=at)

    def ended(self, meeting: Meeting) -> Meeting:
        with transaction():
            return meetings.adjourn(meeting, by=self.facilitator, at=meeting.ends_at)

    def published(self, meeting: Meeting) -> Meeting:
        by, later = self.facilitator, meeting.ends_at + timedelta(hours=72)
        with transaction():
            meetings.show_minutes(meeting, by=by, at=meeting.ends_at)
            meetings.approve_minutes(meeting, by=by, at=later)
            return meetings.publish(meeting, by=by, at=later + timedelta(hours=1))

    def held(self, proposal: Proposal) -> Meeting:
        """A meeting on the proposal that asks the centre, with its minutes out."""
        meeting = self.opened(self.announced(proposal))
        self.resolved(meeting)
        self.ended(meeting)
        return self.published(meeting)

    def poll(self, *matters: Proposal, announce: bool = False, **given: Any) -> Poll:
        """A draft of a poll: a motion on one matter, or a choice of one among several."""
        values = {
            "question": "먼저 할 일은?",
            "explanation": "",
            "method": "motion" if len(matters) == 1 else "choose_one",
            "votes_per_voter": 1,
            "seats": 1,
            "options": [NewOption(one.title, proposal_id=one.id) for one in matters],
            "opens_at": clock.now() - timedelta(minutes=1),
            "closes_at": clock.now() + timedelta(hours=1),
            "at": in_days(-1),
        }
        with transaction():
            made = polls.prepare(self.council, **{**values, **given}, by=self.facilitator)
            return polls.announce(made, by=self.facilitator, at=in_days(-1)) if announce else made

    def open(self, poll: Poll) -> Poll:
        return opened(poll, by=self.facilitator)

    def counted(self, poll: Poll, position: int = 1) -> Poll:
        with transaction():
            form = polls.ballot_form(poll, self.proposer)
            polls.cast(poll.id, [position], form=form, by=self.proposer)
            polls.close_poll(poll.id, at=poll.closes_at, clock=after_closing(poll))
        return polls_queries.poll(poll.id)

    def certified(self, poll: Poll) -> Poll:
        with transaction():
            return polls.certify(poll, by=self.officer, at=clock.now())

    def sent(self, source: Meeting | Poll, at: datetime | None = None) -> Report:
        if isinstance(source, Poll):
            whole: Any = decisions_queries.poll(source.id)
        else:
            whole = decisions_queries.meeting(source.id)
        with transaction():
            report = decisions.compose(whole, by=self.facilitator, at=at or clock.now())
            return decisions.send(report, by=self.facilitator, at=at or clock.now())
