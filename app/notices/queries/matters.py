"""What an event is about: a title for the sentence, numbers for the address, and who stands behind it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.councils.models import Council, Membership
from app.decisions.models import Report, Request
from app.discussion.models import Comment
from app.kernel.db import session
from app.kernel.events import Event
from app.meetings.models import AgendaItem, Meeting
from app.opinions.models import Question, Statement
from app.polls.models import Objection, Option, Poll
from app.proposals.models import Proposal

TITLE_LENGTH = 120


@dataclass(frozen=True)
class Matter:
    """What happened to what. `numbers` are the keys that addresses and audiences need, by name.

    `when` and `place` are those of a meeting; `until` is when a poll closes.
    """

    title: str
    numbers: Mapping[str, int | None] = field(default_factory=dict)
    when: datetime | None = None
    place: str = ""
    until: datetime | None = None


def matter(event: Event) -> Matter | None:
    """What the event is about, None where it is gone since. Raises KeyError for a kind of subject nobody is told of."""
    return _READERS[event.subject_type](event.subject_id)


def _one_line(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= TITLE_LENGTH else f"{line[: TITLE_LENGTH - 1]}…"


def _council(number: int) -> Matter | None:
    council = session().get(Council, number)
    numbers = {"council_id": council.id, "dong_id": council.dong_id} if council else {}
    return Matter(_one_line(council.name), numbers) if council else None


def _membership(number: int) -> Matter | None:
    found = session().get(Membership, number, options=[joinedload(Membership.council)])
    if found is None:
        return None
    return Matter(_one_line(found.council.name), {"council_id": found.council_id, "user_id": found.user_id})


def _comment(number: int) -> Matter | None:
    """A comment stands on a proposal; on anything else its council is what the author knows."""
    comment = session().get(Comment, number, options=[joinedload(Comment.council)])
    if comment is None:
        return None
    on = session().get(Proposal, comment.subject_id) if comment.subject_type == "proposal" else None
    numbers = {"user_id": comment.author_id, "council_id": comment.council_id, "proposal_id": on.id if on else None}
    return Matter(_one_line(on.title if on else comment.council.name), numbers)


def _proposal(number: int) -> Matter | None:
    proposal = session().get(Proposal, number)
    if proposal is None:
        return None
    return Matter(_one_line(proposal.title), {"proposal_id": number, "council_id": proposal.council_id})


def _question(number: int) -> Matter | None:
    question = session().get(Question, number)
    if question is None:
        return None
    numbers = {"question_id": number, "council_id": question.council_id}
    until = question.closes_at if question.is_open else None
    return Matter(_one_line(question.title), numbers, until=until)


def _statement(number: int) -> Matter | None:
    """A seed has no writer to tell."""
    statement = session().get(Statement, number, options=[joinedload(Statement.question)])
    if statement is None:
        return None
    numbers = {"question_id": statement.question_id, "council_id": statement.council_id}
    return Matter(_one_line(statement.text), {**numbers, "user_id": statement.author_id})


def _meeting(number: int) -> Matter | None:
    meeting = session().get(Meeting, number)
    if meeting is None:
        return None
    numbers = {"meeting_id": number, "council_id": meeting.council_id}
    return Matter(_one_line(meeting.title), numbers, when=meeting.starts_at, place=meeting.place)


def _poll(number: int) -> Matter | None:
    poll = session().get(Poll, number)
    if poll is None:
        return None
    council = session().get_one(Council, poll.council_id)
    numbers = {"poll_id": number, "council_id": council.id, "dong_id": council.dong_id}
    return Matter(_one_line(poll.question), numbers, until=poll.closes_at)


def _objection(number: int) -> Matter | None:
    objection = session().get(Objection, number)
    about = _poll(objection.poll_id) if objection else None
    return replace(about, numbers={**about.numbers, "user_id": objection.user_id}) if objection and about else None


def _report(number: int) -> Matter | None:
    report = session().get(Report, number, options=[joinedload(Report.council)])
    if report is None:
        return None
    numbers = {"report_id": number, "council_id": report.council_id, "dong_id": report.council.dong_id}
    return Matter(_one_line(report.title), numbers)


def _request(number: int) -> Matter | None:
    request = session().get(Request, number, options=[joinedload(Request.report)])
    if request is None:
        return None
    numbers = {
        "request_id": number,
        "council_id": request.council_id,
        "proposal_id": request.proposal_id,
        "meeting_id": request.report.meeting_id or _meeting_of_poll(request.report.poll_id),
    }
    return Matter(_one_line(request.title), numbers)


def _meeting_of_poll(poll_id: int | None) -> int | None:
    """The meeting on whose agenda the options of a poll stood."""
    on_agenda = select(AgendaItem.meeting_id).join(Option, Option.agenda_item_id == AgendaItem.id)
    return session().scalar(on_agenda.where(Option.poll_id == poll_id).limit(1)) if poll_id else None


_READERS: Mapping[str, Callable[[int], Matter | None]] = {
    "council": _council,
    "membership": _membership,
    "comment": _comment,
    "proposal": _proposal,
    "question": _question,
    "statement": _statement,
    "meeting": _meeting,
    "poll": _poll,
    "objection": _objection,
    "report": _report,
    "request": _request,
}
