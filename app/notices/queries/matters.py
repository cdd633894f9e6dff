"""What an event is about: a title for the sentence, numbers for the address, and who stands behind it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy.orm import joinedload

from app.councils.models import Council, Membership
from app.decisions.models import Report, Request
from app.deeds.queries import meeting_of_poll
from app.discussion.models import BlockingRequest, Case, Comment
from app.kernel.db import session
from app.kernel.events import Event
from app.meetings.models import LineCorrection, Meeting
from app.notices.queries import plans, promises, webhooks
from app.notices.queries.titles import one_line
from app.opinions.models import Question, Statement
from app.panels.models import Panel, PanelPlace
from app.polls.models import Objection, Poll
from app.proposals.models import Amendment, Handover, Merger, Proposal
from app.referrals.models import Referral


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
    found = _READERS[event.subject_type](event.subject_id)
    if found is None or "user_id" not in event.facts:
        return found
    return replace(found, numbers={"user_id": event.facts["user_id"], **found.numbers})


def _council(number: int) -> Matter | None:
    council = session().get(Council, number)
    numbers = {"council_id": council.id, "dong_id": council.dong_id} if council else {}
    return Matter(one_line(council.name), numbers) if council else None


def _membership(number: int) -> Matter | None:
    found = session().get(Membership, number, options=[joinedload(Membership.council)])
    if found is None:
        return None
    return Matter(one_line(found.council.name), {"council_id": found.council_id, "user_id": found.user_id})


def _comment(number: int) -> Matter | None:
    """A comment stands on a proposal or is what an amendment says; else its council is what the author knows."""
    comment = session().get(Comment, number)
    if comment is None:
        return None
    council = session().get_one(Council, comment.council_id)
    on = _talked_about(comment)
    numbers = {
        "comment_id": number,
        "user_id": comment.author_id,
        "council_id": council.id,
        "dong_id": council.dong_id,
        "proposal_id": on.id if on else None,
    }
    return Matter(one_line(on.title if on else council.name), numbers)


def _talked_about(comment: Comment) -> Proposal | None:
    """The proposal that the comment is about; a copy of an amendment's words is about the amendment's proposal."""
    if comment.subject_type == "amendment":
        return session().get_one(Amendment, comment.subject_id, options=[joinedload(Amendment.proposal)]).proposal
    return session().get(Proposal, comment.subject_id) if comment.subject_type == "proposal" else None


def _case(number: int) -> Matter | None:
    """A case is about its comment; whom it concerns is the moderator who was named."""
    case = session().get(Case, number)
    about = _comment(case.comment_id) if case else None
    return replace(about, numbers={**about.numbers, "user_id": case.moderator_id}) if case and about else None


def _blocking(number: int) -> Matter | None:
    """A request is about its comment; who asked stands nowhere here."""
    asked = session().get(BlockingRequest, number)
    return _comment(asked.comment_id) if asked else None


def _proposal(number: int) -> Matter | None:
    proposal = session().get(Proposal, number)
    if proposal is None:
        return None
    return Matter(one_line(proposal.title), {"proposal_id": number, "council_id": proposal.council_id})


def _amendment(number: int) -> Matter | None:
    amendment = session().get(Amendment, number)
    about = _proposal(amendment.proposal_id) if amendment else None
    if amendment is None or about is None:
        return None
    return replace(about, numbers={**about.numbers, "amendment_id": number, "user_id": amendment.author_id})


def _handover(number: int) -> Matter | None:
    """The proposal on its way; the council is the one that is asked, the asker who offered it."""
    handover = session().get(Handover, number, options=[joinedload(Handover.proposal), joinedload(Handover.to)])
    if handover is None:
        return None
    asked = {"council_id": handover.to_id, "dong_id": handover.to.dong_id}
    return Matter(one_line(handover.proposal.title), {"handover_id": number, "asker_id": handover.by_id, **asked})


def _merger(number: int) -> Matter | None:
    """The proposal that would end; who is asked, and who asks."""
    merger = session().get(Merger, number, options=[joinedload(Merger.old)])
    if merger is None:
        return None
    numbers = {"merger_id": number, "proposal_id": merger.old_id, "user_id": merger.asked_id, "asker_id": merger.by_id}
    return Matter(one_line(merger.old.title), numbers)


def _question(number: int) -> Matter | None:
    question = session().get(Question, number)
    if question is None:
        return None
    numbers = {"question_id": number, "council_id": question.council_id}
    until = question.closes_at if question.is_open else None
    return Matter(one_line(question.title), numbers, until=until)


def _statement(number: int) -> Matter | None:
    """A seed has no writer to tell."""
    statement = session().get(Statement, number, options=[joinedload(Statement.question)])
    if statement is None:
        return None
    numbers = {"question_id": statement.question_id, "council_id": statement.council_id}
    return Matter(one_line(statement.text), {**numbers, "user_id": statement.author_id})


def _meeting(number: int) -> Matter | None:
    meeting = session().get(Meeting, number)
    if meeting is None:
        return None
    numbers = {"meeting_id": number, "council_id": meeting.council_id}
    return Matter(one_line(meeting.title), numbers, when=meeting.starts_at, place=meeting.place)


def _line_correction(number: int) -> Matter | None:
    """A correction is about its meeting; whom its answer concerns is who proposed it."""
    one = session().get(LineCorrection, number)
    about = _meeting(one.meeting_id) if one else None
    return replace(about, numbers={**about.numbers, "user_id": one.author_id}) if one and about else None


def _poll(number: int) -> Matter | None:
    poll = session().get(Poll, number)
    if poll is None:
        return None
    council = session().get_one(Council, poll.council_id)
    numbers = {"poll_id": number, "council_id": council.id, "dong_id": council.dong_id}
    return Matter(one_line(poll.question), numbers, until=poll.closes_at)


def _objection(number: int) -> Matter | None:
    objection = session().get(Objection, number)
    about = _poll(objection.poll_id) if objection else None
    return replace(about, numbers={**about.numbers, "user_id": objection.user_id}) if objection and about else None


def _panel(number: int) -> Matter | None:
    panel = session().get(Panel, number)
    if panel is None:
        return None
    numbers = {"panel_id": number, "council_id": panel.council_id}
    return Matter(one_line(panel.title), numbers, when=panel.meets_at, place=panel.place)


def _panel_place(number: int) -> Matter | None:
    place = session().get(PanelPlace, number)
    about = _panel(place.panel_id) if place else None
    return replace(about, numbers={**about.numbers, "user_id": place.user_id}) if place and about else None


def _referral(number: int) -> Matter | None:
    """Whom to tell and where to look, without a title: nothing of what it says leaves its own page."""
    referral = session().get(Referral, number)
    return Matter("", {"referral_id": number, "dong_id": referral.dong_id}) if referral else None


def _report(number: int) -> Matter | None:
    report = session().get(Report, number, options=[joinedload(Report.council)])
    if report is None:
        return None
    numbers = {"report_id": number, "council_id": report.council_id, "dong_id": report.council.dong_id}
    return Matter(one_line(report.title), numbers)


def _request(number: int) -> Matter | None:
    whole = [joinedload(Request.report), joinedload(Request.council)]
    request = session().get(Request, number, options=whole, populate_existing=True)  # another event may have read it
    if request is None:
        return None
    numbers = {
        "request_id": number,
        "dong_id": request.desk_id,
        "council_id": request.council_id,
        "proposal_id": request.proposal_id,
        "meeting_id": request.report.meeting_id or meeting_of_poll(request.report.poll_id),
    }
    return Matter(one_line(request.title), numbers)


def _promised(about: promises.About | None) -> Matter | None:
    return Matter(*about) if about else None


_READERS: Mapping[str, Callable[[int], Matter | None]] = {
    "council": _council,
    "membership": _membership,
    "comment": _comment,
    "handover": _handover,
    "merger": _merger,
    "moderation_case": _case,
    "blocking_request": _blocking,
    "proposal": _proposal,
    "amendment": _amendment,
    "question": _question,
    "statement": _statement,
    "meeting": _meeting,
    "minutes_correction": _line_correction,
    "poll": _poll,
    "objection": _objection,
    "panel": _panel,
    "panel_place": _panel_place,
    "referral": _referral,
    "report": _report,
    "request": _request,
    "commitment": lambda number: _promised(promises.commitment(number)),
    "deed_check": lambda number: _promised(promises.check(number)),
    "webhook": lambda number: _promised(webhooks.webhook(number)),
    "plan": lambda number: _promised(plans.plan(number)),
}
