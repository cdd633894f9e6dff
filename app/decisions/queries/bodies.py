"""What a report says: read from the meeting and the polls behind it, and kept as JSON when it is sent."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import func, select

from app.councils.models import Council
from app.decisions.models import (
    Body,
    CouncilPart,
    KindPart,
    MeetingPart,
    OptionPart,
    PollPart,
    Report,
    Request,
    RequestPart,
    ResolutionPart,
)
from app.decisions.queries import sources
from app.kernel.db import session
from app.kernel.i18n import force_locale
from app.meetings.models import AgendaItem, Attendance, Meeting, Resolution
from app.meetings.states import MeetingState
from app.polls import queries as results
from app.polls.queries import Result
from app.polls.service.sentences import sentence


def body(report: Report, *, sender: str = "", at: datetime | None = None, received_on: date | None = None) -> Body:
    """What the report says as things stand now, in the words of its own language (Korean). `at` is when it is sent."""
    meetings = _meetings_behind(report)
    items = _items(report, meetings)
    polls = [sources.poll(report.poll_id)] if report.poll_id else sources.polls_on(items)
    with force_locale("ko"):
        told = Body(
            title=report.title,
            council=_council(report.council),
            sent_at=at.isoformat() if at else "",
            received_on=received_on.isoformat() if received_on else "",
            sender=sender,
            meeting=_meeting(meetings[0]) if meetings else None,
            resolutions=[_resolution(item, one) for item in items for one in item.resolutions],
            polls=[_poll(result) for result in map(results.result, polls) if result],
            requests=[_request(request) for request in report.requests],
        )
        if meetings[1:]:
            told["more_meetings"] = [_meeting(one) for one in meetings[1:]]
        return told


def _meetings_behind(report: Report) -> list[Meeting]:
    """The meeting itself, or those on whose agendas the matters of the poll stood, in the order of its options."""
    if report.meeting_id:
        return [sources.meeting(report.meeting_id)]
    items = [option.agenda_item for option in sources.poll(report.poll_id or 0).options if option.agenda_item]
    return [sources.meeting(number) for number in dict.fromkeys(item.meeting_id for item in items)]


def _items(report: Report, meetings: Sequence[Meeting]) -> list[AgendaItem]:
    items = [item for meeting in meetings for item in meeting.items]
    if report.meeting_id or not items:
        return items
    put_to_vote = {option.agenda_item_id for option in sources.poll(report.poll_id or 0).options}
    return [item for item in items if item.id in put_to_vote]


def _council(council: Council) -> CouncilPart:
    return CouncilPart(
        id=council.id,
        name=council.name,
        number=council.number,
        gu=council.dong.gu.name,
        dong=council.dong.name,
        dong_id=council.dong_id,
        centre=council.dong.centre_name,
        alley=council.alley.name if council.alley else "",
    )


def _meeting(meeting: Meeting) -> MeetingPart:
    came = session().scalar(select(func.count(Attendance.id)).where(Attendance.meeting_id == meeting.id)) or 0
    published = meeting.state is MeetingState.PUBLISHED
    return MeetingPart(
        id=meeting.id,
        title=meeting.title,
        place=meeting.place,
        held_at=(meeting.opened_at or meeting.starts_at).isoformat(),
        present=came,
        minutes=f"/meetings/{meeting.id}/minutes" if published else "",
    )


def _resolution(item: AgendaItem, one: Resolution) -> ResolutionPart:
    return ResolutionPart(
        id=one.id,
        item=item.title,
        text=one.text,
        present=one.present,
        yes=one.yes,
        no=one.no,
        abstain=one.abstain,
        way=one.way.value,
        reservations=one.reservations,
        outcome=one.outcome.value,
        because=one.because,
        dissent=one.dissent,
        owner=one.owner,
        due_on=one.due_on.isoformat() if one.due_on else "",
    )


def _poll(result: Result) -> PollPart:
    """Where few took part only the outcome is told: numbers could tell who chose what."""
    shown = result.shows_numbers
    part = PollPart(
        id=result.poll.id,
        question=result.poll.question,
        closed_at=result.poll.closes_at.isoformat(),
        roll=result.roll_count,
        ballots=result.turnout if shown else None,
        verdict=result.verdict.value,
        sentence=sentence(result) if shown else str(result.verdict.label),
        options=[OptionPart(label=row.label, votes=row.votes, chosen=row.is_chosen) for row in result.rows],
    )
    if result.counted != "votes":
        part["counted"] = result.counted
    return part


def _request(request: Request) -> RequestPart:
    part = RequestPart(
        id=request.id,
        position=request.position,
        text=request.text,
        clock=request.clock,
        due_on=request.due_on.isoformat() if request.due_on else "",
        proposal_id=request.proposal_id,
    )
    if request.kind is not None:
        part["kind"] = KindPart(ko=request.kind.name_ko, en=request.kind.name_en, law=request.kind.law)
    return part


def dissent_behind(request: Request) -> list[ResolutionPart]:
    """What others said when the council resolved to ask this, from the report as it was sent."""
    report = request.report
    parts = report.body.get("resolutions", [])
    mine = [part for part in parts if report.poll_id or part["id"] == request.resolution_id]
    return [part for part in mine if part["dissent"]]
