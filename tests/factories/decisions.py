"""Meetings that ended, polls that were counted, reports and answers."""

from typing import Any

from app.councils.models import Council
from app.decisions import queries, service
from app.decisions.models import Decision, Report, Request
from app.decisions.queries.sources import COUNTED
from app.decisions.service import Words
from app.decisions.states import Answer, ReasonCode
from app.kernel import clock
from app.kernel.db import session, transaction
from app.meetings.models import AgendaItem, Attendance, Meeting, Resolution
from app.meetings.states import MeetingState, Outcome
from app.people.models import User
from app.polls.models import Option, Poll, Tally
from app.polls.states import PollState, Verdict
from app.proposals.models import Proposal
from app.proposals.states import ProposalState
from tests.factories import a_council, a_facilitator, a_user, in_days, kept

QUESTION = "유리 조각 전용 봉투를 나누어 주십시오"


def a_matter(council: Council, **given: Any) -> Proposal:
    """A published proposal."""
    author = given.pop("author", None) or a_user()
    values = {"title": "골목 쓰레기", "wish": "봉투가 있으면 좋겠습니다.", "state": ProposalState.PUBLISHED}
    now = clock.now()
    return kept(Proposal(council=council, author=author, **{**values, "drafted_at": now, "published_at": now, **given}))


def a_resolution(**given: Any) -> Resolution:
    """A carried resolution that asks the centre; not stored: it goes into a_held_meeting."""
    values = {
        "text": QUESTION,
        "present": 13,
        "yes": 12,
        "no": 1,
        "abstain": 0,
        "outcome": Outcome.CARRIED,
        "because": "참석 13명 가운데 찬성 12명으로 과반입니다.",
        "dissent": "비용을 더 따져 보자는 의견이 있었습니다.",
        "asks_centre": True,
        "decided_at": clock.now(),
    }
    return Resolution(**{**values, **given})


def a_held_meeting(council: Council, *resolutions: Resolution, **given: Any) -> Meeting:
    """A meeting that has ended, with one item a resolution; `came=` users, `proposal=` of its items."""
    leader = given.pop("leader", None) or a_user()
    came, proposal = given.pop("came", []), given.pop("proposal", None)
    values = {"title": "빌라 주차장 회의", "place": "빌라 주차장", "state": MeetingState.ENDED}
    moment = in_days(-1)
    values |= {"called_by": leader, "starts_at": moment, "announced_at": moment, "opened_at": moment}
    meeting = Meeting(council=council, **{**values, **given})
    for position, resolution in enumerate(resolutions, 1):
        resolution.recorded_by_id = leader.id
        item = AgendaItem(position=position, title=f"안건 {position}", proposal=proposal, resolutions=[resolution])
        meeting.items.append(item)
    meeting.attendance = [
        Attendance(number=number, name=user.name, user=user, came_at=moment, changed_at=moment)
        for number, user in enumerate(came, 1)
    ]
    return kept(meeting)


def a_counted_poll(council: Council, votes: dict[str, int], **given: Any) -> Poll:
    """A closed poll whose options got these votes; `chosen=` positions, `verdict=`, `options=` more of each option."""
    chosen, verdict = given.pop("chosen", [1]), given.pop("verdict", Verdict.CHOSEN)
    state, more = given.pop("state", PollState.CLOSED), given.pop("options", {})
    valid = given.pop("valid", sum(votes.values()))
    values = {"question": "무엇을 먼저 할까요?", "method": "choose_one", "roll_count": 40}
    poll = Poll(council=council, made_by=a_user(), opens_at=in_days(-3), closes_at=in_days(-1), **{**values, **given})
    poll.options = [
        Option(position=position, label=label, **more.get(position, {})) for position, label in enumerate(votes, 1)
    ]
    kept(poll)
    facts = {
        "votes": {str(position): count for position, count in enumerate(votes.values(), 1)},
        "chosen": chosen,
        "tied": [],
        "blank": 0,
        "invalid": 0,
        "quorum_needed": 0,
        "base": valid,
        "yes_needed": valid // 2 + 1,
    }
    with transaction():
        poll.rules = {
            "options": [{"position": one.position, "label": one.label, "cost_won": None} for one in poll.options]
        }
        session().flush()
        poll.state = state
        if state in COUNTED:
            session().add(
                Tally(
                    poll_id=poll.id,
                    counted_at=clock.now(),
                    ballot_count=valid,
                    valid_count=valid,
                    result=facts,
                    verdict=verdict,
                )
            )
    return poll


def a_report(council: Council | None = None, **given: Any) -> Report:
    """A draft from a meeting with one resolution that asks the centre."""
    council = council or a_council()
    leader = given.pop("by", None) or a_facilitator(council)
    source = given.pop("source", None) or a_held_meeting(council, a_resolution(), leader=leader, **given)
    whole = queries.poll(source.id) if isinstance(source, Poll) else queries.meeting(source.id)
    with transaction():
        return service.compose(whole, by=leader, at=clock.now())


def a_sent_report(council: Council | None = None, **given: Any) -> Report:
    """A report that the centre has received; `at=` when, `kind=` the code of its requests."""
    at, code = given.pop("at", None) or clock.now(), given.pop("kind", "suggestion")
    council = council or a_council()
    leader = given.pop("by", None) or a_facilitator(council)
    report = a_report(council, by=leader, **given)
    with transaction():
        for request in report.requests:
            service.reword(request, request.text, code)
        return service.send(report, by=leader, at=at)


def a_request(council: Council | None = None, **given: Any) -> Request:
    """The one request of a sent report; `due_on=` moves its due date, `at=` and `kind=` as for a_sent_report."""
    due_on = given.pop("due_on", None)
    number = a_sent_report(council, **given).requests[0].id
    with transaction():
        request = queries.locked_request(number)
        request.due_on = due_on or request.due_on
    return request


def words(**given: Any) -> Words:
    """A whole answer: not accepted, with everything that a no needs."""
    values: dict[str, Any] = {
        "answer": Answer.REJECTED,
        "summary": "올해는 예산이 없어 못 하고, 집게와 장갑을 빌려 드립니다.",
        "found": "올해 예산서를 찾아보았습니다.",
        "reason_code": ReasonCode.NO_BUDGET,
        "reason": "올해 예산에 이 사업이 없습니다.",
        "ground": "2026년 자치구 예산서에 없는 항목입니다.",
        "possible": "집게와 장갑은 빌려 드릴 수 있습니다.",
        "passed_to": "",
        "section": "마을자치팀",
        "officer_name": "김담당",
        "officer_phone": "02-820-0000",
        "do_by": None,
    }
    return Words(**{**values, **given})


def an_answer(request: Request, by: User, **given: Any) -> Decision:
    """A published answer."""
    seen = request.decision.version if request.decision else 0
    with transaction():
        return service.publish(request, words(**given), seen=seen, by=by, at=clock.now())
