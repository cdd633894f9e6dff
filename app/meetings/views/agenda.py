"""The agenda: minutes for each item, their order and their sum."""

from flask import abort, flash, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.forms import carried_out
from app.kernel.i18n import _
from app.kernel.policy import authorize
from app.meetings import queries, service
from app.meetings.forms import ItemForm, PlaceForm
from app.meetings.views.blueprint import bp, to
from app.proposals import queries as proposals


def _page(meeting_id: int, form: ItemForm, status: int = 200) -> ResponseReturnValue:
    meeting = queries.meeting(meeting_id)
    on_it = {item.proposal_id for item in meeting.items}
    others = [one for one in proposals.for_agenda(meeting.council) if one.id not in on_it]
    facts = {"meeting": meeting, "others": others, "invitees": queries.invitees(meeting_id)}
    return render_template("meetings/agenda.html", form=form, **facts), status


@bp.get("/meetings/<int:meeting_id>/agenda")
def agenda(meeting_id: int) -> ResponseReturnValue:
    """The items in their order."""
    authorize("convene", queries.meeting(meeting_id))
    return _page(meeting_id, ItemForm())


@bp.post("/meetings/<int:meeting_id>/agenda")
def add_item(meeting_id: int) -> ResponseReturnValue:
    """One more topic."""
    meeting = queries.meeting(meeting_id)
    authorize("convene", meeting)
    form = ItemForm()

    def add() -> object:
        title, minutes = form.title.data or "", form.minutes.data or 1
        return service.add_item(meeting, title, minutes=minutes, once=form.token, by=current_user, at=clock.now())

    if carried_out(form, add) is None:
        return _page(meeting_id, form, 422)
    flash(_("안건을 넣었습니다."))
    return to("agenda", meeting_id=meeting_id)


@bp.post("/meetings/<int:meeting_id>/agenda/proposals/<int:proposal_id>")
def add_proposal(meeting_id: int, proposal_id: int) -> ResponseReturnValue:
    """One more proposal."""
    meeting = queries.meeting(meeting_id)
    authorize("convene", meeting)
    ready = {proposal.id: proposal for proposal in proposals.for_agenda(meeting.council)}
    proposal = ready.get(proposal_id) or abort(404)
    with transaction():
        service.add_item(meeting, proposal.title, proposal=proposal, by=current_user, at=clock.now())
    flash(_("안건을 넣었습니다."))
    return to("agenda", meeting_id=meeting_id)


@bp.post("/meetings/<int:meeting_id>/agenda/<int:item_id>")
def arrange(meeting_id: int, item_id: int) -> ResponseReturnValue:
    """Other minutes, or another place in the order."""
    meeting = queries.meeting(meeting_id)
    authorize("convene", meeting)
    item = queries.item(meeting, item_id)
    form = PlaceForm()

    def place() -> object:
        return service.arrange(meeting, item, minutes=form.minutes.data or 1, position=form.position.data)

    if carried_out(form, place) is None:
        flash(_("순서나 시간을 바꾸지 못했습니다. 몇 분인지 1에서 600 사이의 숫자로 적어 주세요."), "danger")
    return to("agenda", meeting_id=meeting_id, _anchor=f"item-{item_id}")


@bp.post("/meetings/<int:meeting_id>/agenda/<int:item_id>/removal")
def drop_item(meeting_id: int, item_id: int) -> ResponseReturnValue:
    """Take it off; pressed twice, it is off."""
    meeting = queries.meeting(meeting_id)
    authorize("convene", meeting)
    item = next((one for one in meeting.items if one.id == item_id), None)
    if item is not None:
        with transaction():
            service.drop_item(meeting, item)
        flash(_("안건에서 뺐습니다."))
    return to("agenda", meeting_id=meeting_id)
