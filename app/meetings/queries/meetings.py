"""Reads of meetings."""

from collections.abc import Sequence
from typing import TypeVar

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from app.councils.models import Council
from app.kernel.db import session
from app.kernel.errors import NotFound
from app.meetings.models import AgendaItem, Meeting, MeetingRole, Remark, Resolution, SentOnce
from app.meetings.states import MeetingState

T = TypeVar("T", bound=SentOnce)


def meeting(number: int) -> Meeting:
    """A meeting with its council, agenda, remarks and resolutions, but never with who came. Raises NotFound."""
    whole = (
        with_council(select(Meeting))
        .where(Meeting.id == number)
        .options(
            joinedload(Meeting.called_by),
            joinedload(Meeting.opened_by),
            selectinload(Meeting.roles).joinedload(MeetingRole.user),
            selectinload(Meeting.items).options(
                joinedload(AgendaItem.proposal),
                selectinload(AgendaItem.remarks),
                selectinload(AgendaItem.resolutions),
            ),
        )
    )
    found = session().scalars(whole).one_or_none()
    if found is None:
        raise NotFound
    return found


def with_council(query: Select[Meeting]) -> Select[Meeting]:
    """Each meeting with its council, and what the council's rules and pages need."""
    council = joinedload(Meeting.council)
    return query.options(
        council.joinedload(Council.dong), council.joinedload(Council.bylaws), council.joinedload(Council.alley)
    )


def sent_before(model: type[T], once: str | None, **values: object) -> tuple[T | None, str | None]:
    """What a form with this token has made, if it said the same; else None and the token for a new row.

    A page that was gone back to carries a used token with other words: those are new, and have none.
    """
    kept = session().scalars(select(model).where(model.once == once)).one_or_none() if once else None
    if kept is None:
        return None, once
    same = all(getattr(kept, name) == value for name, value in values.items())
    return (kept if same else None), None


def locked(number: int) -> Meeting:
    """The meeting, held until the transaction ends: who counts those present waits for who changes them."""
    held = select(Meeting).where(Meeting.id == number).with_for_update().execution_options(populate_existing=True)
    return session().scalars(held).one()


def meetings_of(council: Council, *, drafts: bool = False) -> Sequence[Meeting]:
    """The meetings of a council, the newest first; drafts only for who may see them."""
    of_council = select(Meeting).where(Meeting.council_id == council.id).options(joinedload(Meeting.council))
    if not drafts:
        out = Meeting.announced_at.is_not(None) & (Meeting.state != MeetingState.DRAFT)
        of_council = of_council.where(out)
    return session().scalars(of_council.order_by(Meeting.starts_at.desc(), Meeting.id.desc())).all()


def items_of(meeting_id: int) -> Sequence[AgendaItem]:
    """The agenda of a meeting in its order, each item with its proposal."""
    of_meeting = select(AgendaItem).where(AgendaItem.meeting_id == meeting_id).order_by(AgendaItem.position)
    return session().scalars(of_meeting.options(joinedload(AgendaItem.proposal))).all()


def item(meeting: Meeting, number: int) -> AgendaItem:
    """An item of a meeting that was read whole. Raises NotFound."""
    found = next((one for one in meeting.items if one.id == number), None)
    if found is None:
        raise NotFound
    return found


def remark(meeting: Meeting, number: int) -> Remark:
    """A remark of a meeting that was read whole. Raises NotFound."""
    found = next((one for an_item in meeting.items for one in an_item.remarks if one.id == number), None)
    if found is None:
        raise NotFound
    return found


def resolution(meeting: Meeting, number: int) -> Resolution:
    """A resolution of a meeting that was read whole. Raises NotFound."""
    found = next((one for an_item in meeting.items for one in an_item.resolutions if one.id == number), None)
    if found is None:
        raise NotFound
    return found
