"""The agenda: what is talked about, in which order and for how long."""

from datetime import datetime

from sqlalchemy import delete, select

from app.kernel.db import session
from app.kernel.errors import Conflict, Invalid
from app.kernel.i18n import _
from app.meetings import queries
from app.meetings.models import AgendaItem, Meeting, Remark, Resolution
from app.meetings.states import MeetingState
from app.people.models import User
from app.proposals import service as proposals
from app.proposals.models import Proposal
from app.proposals.states import ProposalState

MINUTES = 15


def put_on(
    meeting: Meeting,
    title: str,
    *,
    position: int,
    minutes: int = MINUTES,
    proposal_id: int | None = None,
    once: str | None = None,
) -> AgendaItem:
    """A new item at the position; the caller has asked whether the agenda may change."""
    item = AgendaItem(
        meeting_id=meeting.id, title=title, position=position, minutes=minutes, proposal_id=proposal_id, once=once
    )
    session().add(item)
    return item


def add_item(
    meeting: Meeting,
    title: str,
    *,
    minutes: int = MINUTES,
    proposal: Proposal | None = None,
    once: str | None = None,
    by: User,
    at: datetime,
) -> AgendaItem:
    """Put a topic or a proposal at the end of the agenda; at an announced meeting the proposal is tabled at once.

    The same form, or a proposal that is on the agenda, adds nothing. Raises Conflict once the meeting has ended.
    """
    held = queries.locked(meeting.id)
    held.move("arrange")
    items = queries.items_of(held.id)
    title = proposal.title if proposal else title
    number = proposal.id if proposal else None
    there, once = queries.sent_before(AgendaItem, once, meeting_id=held.id, title=title)
    there = there or next((item for item in items if number is not None and item.proposal_id == number), None)
    if there is not None:
        return there
    added = put_on(held, title, position=len(items) + 1, minutes=minutes, proposal_id=number, once=once)
    session().flush()
    if proposal and held.state is not MeetingState.DRAFT:
        table(proposal, by=by, at=at)
    return added


def table(proposal: Proposal, *, by: User, at: datetime) -> None:
    """Table a proposal of an announced meeting. Raises Invalid where it was withdrawn or has ended otherwise."""
    if proposal.state is ProposalState.WITHDRAWN:
        raise Invalid(_("‘%(title)s’ 제안은 거두어졌습니다. 안건에서 빼 주세요.", title=proposal.title))
    if proposal.has_ended:
        raise Invalid(_("‘%(title)s’ 제안은 결말이 났습니다. 안건에서 빼 주세요.", title=proposal.title))
    proposals.table(proposal, by=by, at=at)


def arrange(meeting: Meeting, item: AgendaItem, *, minutes: int, position: int | None = None) -> AgendaItem:
    """Give the item its minutes and, if one is named, its place in the order (from 1)."""
    queries.locked(meeting.id).move("arrange")
    items = list(queries.items_of(meeting.id))
    moved = items.pop(next(place for place, one in enumerate(items) if one.id == item.id))
    moved.minutes = minutes
    items.insert((position or moved.position) - 1, moved)
    _number(items)
    return moved


def drop_item(meeting: Meeting, item: AgendaItem) -> None:
    """Take the item off the agenda. Raises Conflict where it was begun, or something said or decided on it."""
    queries.locked(meeting.id).move("arrange")
    if queries.was_begun(meeting.id, item.id):
        raise Conflict(_("이미 시작한 안건은 뺄 수 없습니다. 다음 안건으로 넘어가 주세요."))
    written = select(Remark.id).where(Remark.item_id == item.id)
    decided = select(Resolution.id).where(Resolution.item_id == item.id)
    if session().scalars(written.union_all(decided)).first() is not None:
        raise Conflict(_("이미 발언이나 의결이 적힌 안건은 뺄 수 없습니다."))
    division = queries.going_on(meeting.id)
    if division is not None and division.item_id == item.id:
        raise Conflict(_("표결하는 중인 안건은 뺄 수 없습니다."))
    session().execute(delete(AgendaItem).where(AgendaItem.id == item.id))
    _number(list(queries.items_of(meeting.id)))


def _number(items: list[AgendaItem]) -> None:
    for position, item in enumerate(items, 1):
        item.position = position
    session().flush()
