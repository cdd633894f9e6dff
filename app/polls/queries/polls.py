"""Reads of polls, and of what can be asked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from sqlalchemy import ColumnElement, Select, bindparam, select
from sqlalchemy.orm import contains_eager, joinedload, lazyload

from app.councils.models import Council
from app.kernel.db import session
from app.kernel.db.rare import Rare
from app.kernel.errors import NotFound
from app.kernel.i18n import lazy
from app.meetings.models import AgendaItem, Meeting
from app.polls.models import Option, Poll
from app.polls.states import PollState
from app.proposals.models import Proposal
from app.proposals.states import ProposalState

MOST_MATTERS = 60
NO_POLL = lazy("그런 투표가 없습니다.")


def poll(number: int) -> Poll:
    """The poll with all that its pages show: council, dong, bylaws, tally. Raises NotFound."""
    return cast("Poll", poll_and(number, _for_a_page)[0])


def polls_of(council: Council) -> Sequence[Poll]:
    """All polls of a council, the newest first, drafts too: the page asks `read` of each."""
    return session().scalars(_with_council().where(Poll.council_id == council.id).order_by(Poll.opens_at.desc())).all()


def open_polls(council_ids: Sequence[int] | None = None) -> Sequence[Poll]:
    """The polls whose box is open, of these councils or of all; what closes first comes first."""
    wanted = _with_council().where(Poll.state == PollState.OPEN, Poll.is_replay.is_(False))
    if council_ids is not None:
        wanted = wanted.where(Poll.council_id.in_(council_ids))
    return session().scalars(wanted.order_by(Poll.closes_at, Poll.id)).all()


def polls_of_item(agenda_item_id: int) -> Sequence[Poll]:
    """The polls that ask about an agenda item."""
    asked = select(Option.poll_id).where(Option.agenda_item_id == agenda_item_id)
    return session().scalars(_with_council().where(Poll.id.in_(asked)).order_by(Poll.opens_at)).all()


def _with_council() -> Select[Poll]:
    council = joinedload(Poll.council)
    parts = (council.joinedload(Council.dong), council.joinedload(Council.bylaws), joinedload(Poll.tally))
    return select(Poll).options(*parts)


Whole = Callable[[], Select[Poll]]  # polls with what of their relations comes along
ADDED = Rare(Poll.additions)


# Every page of a poll asks this, so it is built once.
@cache
def _one(whole: Whole, *beside: ColumnElement[Any]) -> Select[*tuple[Any, ...]]:
    return whole().where(Poll.id == bindparam("poll")).add_columns(*beside, *ADDED.columns())


def _for_a_page() -> Select[Poll]:
    """Options are read where a page asks for them: papers and results of an opened poll show its frozen sheet's."""
    return _with_council().options(lazyload(Poll.options))


def poll_and(number: int, whole: Whole, *beside: ColumnElement[Any]) -> tuple[Any, ...]:
    """The poll as `whole` wants it, and what else the database says in the same breath; ask the same each time."""
    found = session().execute(_one(whole, *beside), {"poll": number}).one_or_none()
    if found is None:
        raise NotFound(NO_POLL)
    ADDED.settle(found[0], found[1 + len(beside) :])
    return tuple(found[: 1 + len(beside)])


@dataclass(frozen=True)
class Matter:
    """Something of the council that a poll can ask about: an item of a meeting's agenda, or a proposal."""

    key: str
    title: str
    meeting_title: str  # "" for a proposal that no meeting has taken up
    meeting_id: int | None = None
    agenda_item_id: int | None = None
    proposal_id: int | None = None
    cost_won: int | None = None


def matters_of(council_id: int) -> list[Matter]:
    """What a poll of the council can ask about: the items of its latest meetings, then the proposals left."""
    items = (
        select(AgendaItem)
        .join(AgendaItem.meeting)
        .where(Meeting.council_id == council_id)
        .options(contains_eager(AgendaItem.meeting), joinedload(AgendaItem.proposal))
        .order_by(Meeting.starts_at.desc(), AgendaItem.position)
        .limit(MOST_MATTERS)
    )
    found = [_item_matter(item) for item in session().scalars(items)]
    taken = {matter.proposal_id for matter in found}
    ready = (
        select(Proposal)
        .where(Proposal.council_id == council_id, Proposal.state.in_((ProposalState.PUBLISHED, ProposalState.TABLED)))
        .order_by(Proposal.endorsement_count.desc(), Proposal.id)
        .limit(MOST_MATTERS)
    )
    left = [proposal for proposal in session().scalars(ready) if proposal.id not in taken]
    return found + [
        Matter(f"proposal-{one.id}", one.title, "", proposal_id=one.id, cost_won=one.cost_won) for one in left
    ]


def _item_matter(item: AgendaItem) -> Matter:
    return Matter(
        key=f"item-{item.id}",
        title=item.title,
        meeting_title=item.meeting.title,
        meeting_id=item.meeting_id,
        agenda_item_id=item.id,
        proposal_id=item.proposal_id,
        cost_won=item.proposal.cost_won if item.proposal else None,
    )
