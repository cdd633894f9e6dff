"""Documents to print or to keep; each asks the policy of what it shows."""

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.councils import queries as councils
from app.decisions import queries as decisions
from app.documents import calls, feeds, ics, news, packs, papers, posters, qr
from app.documents.addresses import absolute
from app.documents.pdf import pdf
from app.documents.policy import CallForm
from app.documents.views.blueprint import bp, file
from app.kernel import clock
from app.kernel.errors import NotFound
from app.kernel.i18n import _
from app.kernel.policy import authorize
from app.meetings import queries as meetings
from app.places import queries as places
from app.polls import queries as polls
from app.polls.service import Receipt
from app.polls.views import kept_receipt
from app.proposals import queries as proposals

MOST_NAMES = 1000
PDF, ICS, SVG = "application/pdf", "text/calendar", "image/svg+xml"


@bp.get("/meetings/<int:meeting_id>/poster.pdf")
def poster(meeting_id: int) -> ResponseReturnValue:
    """The poster for the alley."""
    meeting = meetings.meeting(meeting_id)
    authorize("read", meeting)
    return file(pdf("poster", posters.poster(meeting)), PDF, _("포스터 %(title)s.pdf", title=meeting.title))


@bp.get("/meetings/<int:meeting_id>/check-in.svg")
def check_in_qr(meeting_id: int) -> ResponseReturnValue:
    """The QR code by which the reader is checked in at the meeting."""
    meeting = meetings.meeting(meeting_id)
    authorize("read", meeting)
    authorize("attend", meeting)
    number = meetings.own_number(current_user, meeting)
    if number is None:
        raise NotFound
    address = absolute("meetings.arrival", meeting_id=meeting_id, code=meetings.code_of(meeting_id, number))
    return file(qr.svg(address).encode(), SVG, f"golmok-{meeting_id}.svg")


@bp.get("/meetings/<int:meeting_id>/door.svg")
def door_qr(meeting_id: int) -> ResponseReturnValue:
    """The QR code of the page on which somebody new gives a name."""
    authorize("read", meetings.meeting(meeting_id))
    return file(qr.svg(absolute("meetings.door", meeting_id=meeting_id)).encode(), SVG, f"golmok-{meeting_id}.svg")


@bp.get("/meetings/<int:meeting_id>/calendar.ics")
def calendar(meeting_id: int) -> ResponseReturnValue:
    """The meeting for a phone's calendar."""
    meeting = meetings.meeting(meeting_id)
    authorize("read", meeting)
    return file(ics.calendar(meeting, clock.now()), ICS, f"{meeting.title}.ics", kept=True)


@bp.get("/councils/<int:council_id>/calendar.ics")
def council_calendar(council_id: int) -> ResponseReturnValue:
    """All meetings of a council, for a calendar that subscribes."""
    council = councils.council(council_id)
    authorize("read", council)
    return file(ics.feed(council, meetings.calendar_of(council_id), clock.now()), ICS, f"{council.name}.ics")


@bp.get("/councils/<int:council_id>/feed.atom")
def council_feed(council_id: int) -> ResponseReturnValue:
    """What happened in a council, for programs that read news."""
    council = councils.council_in_brief(council_id)
    authorize("read", council)
    page, own = (
        absolute("home.council", council_id=council_id),
        absolute("documents.council_feed", council_id=council_id),
    )
    entries = news.council_news(council_id)
    return feeds.feed(f"councils/{council_id}", council.name, page, own, entries, council.called_at)


@bp.get("/dongs/<int:dong_id>/feed.atom")
def dong_feed(dong_id: int) -> ResponseReturnValue:
    """What happened in all councils of a dong."""
    dong = places.dong(dong_id)
    authorize("read", dong)
    page, own = absolute("home.dong", dong_id=dong_id), absolute("documents.dong_feed", dong_id=dong_id)
    return feeds.feed(f"dongs/{dong_id}", dong.name, page, own, news.dong_news(dong_id), news.NEVER)


@bp.get("/meetings/<int:meeting_id>/pack")
def pack(meeting_id: int) -> ResponseReturnValue:
    """What to read before one comes, on one page."""
    meeting = meetings.meeting(meeting_id)
    authorize("read", meeting)
    return render_template("documents/pack.html", reprinted=packs.reprinted, **packs.pack(meeting))


@bp.get("/meetings/<int:meeting_id>/sign-in-sheet.pdf")
def sign_in_sheet(meeting_id: int) -> ResponseReturnValue:
    """The list to sign at the door: it has names, so only the facilitator and the dong centre print it."""
    meeting = meetings.meeting(meeting_id)
    authorize("attendance", meeting)
    facts = papers.sign_in_sheet(meeting, meetings.seats(meeting, most=MOST_NAMES))
    return file(pdf("sign-in-sheet", facts), PDF, _("명부 %(title)s.pdf", title=meeting.title))


@bp.get("/meetings/<int:meeting_id>/hand-count-sheet.pdf")
def hand_count_sheet(meeting_id: int) -> ResponseReturnValue:
    """Boxes for counted hands."""
    meeting = meetings.meeting(meeting_id)
    authorize("read", meeting)
    facts = papers.hand_count_sheet(meeting)
    return file(pdf("hand-count-sheet", facts), PDF, _("손 든 수 %(title)s.pdf", title=meeting.title))


@bp.get("/meetings/<int:meeting_id>/paper-forms.pdf")
def paper_forms(meeting_id: int) -> ResponseReturnValue:
    """All that is written by hand where there is no electricity."""
    meeting = meetings.meeting(meeting_id)
    authorize("read", meeting)
    facts = papers.paper_forms(meeting)
    return file(pdf("paper-forms", facts), PDF, _("회의 종이 %(title)s.pdf", title=meeting.title))


@bp.get("/councils/<int:council_id>/call.pdf")
def call_form(council_id: int) -> ResponseReturnValue:
    """The form of a spoken call, for signatures."""
    council = councils.council_with_callers(council_id)
    authorize("read", CallForm(council))
    return file(pdf("call", calls.call_form(council)), PDF, _("제안서 %(number)s.pdf", number=council.number))


@bp.get("/matters/<int:proposal_id>/qr.svg")
def matter_qr(proposal_id: int) -> ResponseReturnValue:
    """The QR code of a matter's page."""
    authorize("read", proposals.proposal(proposal_id))
    address = absolute("home.matter", proposal_id=proposal_id)
    return file(qr.svg(address).encode(), SVG, f"golmok-{proposal_id}.svg")


@bp.get("/requests/<int:request_id>/matter/qr.svg")
def request_matter_qr(request_id: int) -> ResponseReturnValue:
    """The QR code of the page of a matter that is known by a request."""
    asked = decisions.request(request_id)
    authorize("read", asked)
    if asked.received_on is None:
        raise NotFound
    return file(
        qr.svg(absolute("home.request_matter", request_id=request_id)).encode(), SVG, f"golmok-{request_id}.svg"
    )


@bp.get("/polls/<int:poll_id>/receipt.svg")
def receipt_qr(poll_id: int) -> ResponseReturnValue:
    """The QR code of the receipt that this browser keeps."""
    poll = polls.poll(poll_id)
    authorize("read", poll)
    authorize("vote", poll)
    code = kept_receipt(poll_id)
    if code is None:
        raise NotFound
    return file(qr.of_receipt(Receipt(code, poll_id)).encode(), SVG, f"golmok-{poll_id}.svg")
