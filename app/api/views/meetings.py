"""Meetings: made, given an agenda, announced, as on their pages."""

from flask import abort, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.api.views.blueprint import bp, told
from app.api.views.callers import done, kept, needs, sent
from app.councils import queries as councils
from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.i18n import _, lazy
from app.kernel.policy import authorize
from app.meetings import queries, service
from app.meetings.forms import ConveneForm, ItemForm
from app.meetings.models import AgendaItem, Meeting
from app.people.states import Scope
from app.proposals import queries as proposals

PLAN = ("title", "day", "time", "place", "minutes_planned", "access_note", "bring", "seats", "proposals", "topics")


@bp.post("/councils/<int:number>/meetings")
@needs(
    Scope.MEETINGS,
    lazy("회의 만들기; 알릴 때까지 이웃에게 보이지 않습니다"),
    blank=ConveneForm,
    members=PLAN,
    is_repeatable=True,
    status=201,
)
def convene(number: int) -> ResponseReturnValue:
    """A new meeting with its agenda: `proposals` that are ready for it, and `topics`, one a line."""
    council = councils.council(number)
    authorize("facilitate", council)
    form, by, at = sent(ConveneForm, ready=proposals.for_agenda(council)), current_user, clock.now()

    def make() -> Meeting:
        chosen, topics, once = form.chosen, form.lines, form.token
        return service.convene(council, form.plan(), proposals=chosen, topics=topics, once=once, by=by, at=at)

    meeting = kept(form, make)
    page, agenda = url_for("meetings.agenda", meeting_id=meeting.id), url_for(".read_agenda", number=meeting.id)
    said = _("회의를 만들었습니다. 안건의 순서와 시간을 보고 이웃에게 알려 주세요.")
    return done(meeting.id, page, said, at=agenda)


@bp.get("/meetings/<int:number>/agenda")
@needs(Scope.MEETINGS, lazy("안건의 순서와 시간; 알리기 전에도"), answer="agenda")
def read_agenda(number: int) -> ResponseReturnValue:
    """The items in their order, for whoever calls the meeting."""
    meeting = queries.meeting(number)
    authorize("convene", meeting)
    items = [
        {"number": item.id, "title": item.title, "minutes": item.minutes, "proposal": item.proposal_id}
        for item in meeting.items
    ]
    return told({"state": meeting.state.value, "items": items})


@bp.post("/meetings/<int:number>/agenda")
@needs(
    Scope.MEETINGS,
    lazy("안건 하나 더 넣기"),
    blank=ItemForm,
    members=("title", "minutes"),
    is_repeatable=True,
    status=201,
)
def add_item(number: int) -> ResponseReturnValue:
    """One more topic."""
    meeting = queries.meeting(number)
    authorize("convene", meeting)
    form, by, at = sent(ItemForm), current_user, clock.now()

    def add() -> AgendaItem:
        title, minutes = form.title.data or "", form.minutes.data or 1
        return service.add_item(meeting, title, minutes=minutes, once=form.token, by=by, at=at)

    return _added(number, kept(form, add))


@bp.post("/meetings/<int:number>/agenda/proposals/<int:proposal_id>")
@needs(Scope.MEETINGS, lazy("제안 하나를 안건에 넣기"), status=201)
def add_proposal(number: int, proposal_id: int) -> ResponseReturnValue:
    """One more proposal; what is on the agenda already is added once."""
    meeting = queries.meeting(number)
    authorize("convene", meeting)
    on_it = next((item for item in meeting.items if item.proposal_id == proposal_id), None)
    if on_it is not None:
        return _added(number, on_it)
    ready = {proposal.id: proposal for proposal in proposals.for_agenda(meeting.council)}
    proposal = ready.get(proposal_id) or abort(404)
    with transaction():
        item = service.add_item(meeting, proposal.title, proposal=proposal, by=current_user, at=clock.now())
    return _added(number, item)


def _added(meeting_id: int, item: AgendaItem) -> ResponseReturnValue:
    page, at = url_for("meetings.agenda", meeting_id=meeting_id), url_for(".read_agenda", number=meeting_id)
    return done(item.id, page, _("안건을 넣었습니다."), at=at)


@bp.post("/meetings/<int:number>/announcement")
@needs(Scope.MEETINGS, lazy("회의 알리기"))
def announce(number: int) -> ResponseReturnValue:
    """Tell everybody; a second time changes nothing."""
    meeting = queries.meeting(number)
    authorize("announce", meeting)
    with transaction():
        service.announce(meeting, by=current_user, at=clock.now())
    said = _("회의를 알렸습니다. 포스터를 뽑아 골목에 붙이고, 이 쪽의 주소를 이웃에게 보내 주세요.")
    return done(number, url_for("meetings.show", meeting_id=number), said, status=200)
