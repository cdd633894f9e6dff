"""Where a report comes from: a meeting that has ended or a poll that was counted, and what each asks of the centre."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from app.councils.models import Council
from app.kernel.db import session
from app.kernel.errors import NotFound
from app.meetings import queries as meetings
from app.meetings.models import AgendaItem, Meeting
from app.meetings.states import MeetingState, Outcome
from app.polls.models import Option, Poll
from app.polls.states import PollState, Verdict
from app.proposals.models import Proposal

ENDED = (MeetingState.ENDED, MeetingState.PUBLISHED)
COUNTED = (PollState.CLOSED, PollState.CERTIFIED)


@dataclass(frozen=True)
class Wish:
    """What a request begins with: its words, and the resolution or the proposal that it comes from."""

    text: str
    proposal_id: int | None = None
    resolution_id: int | None = None


def meeting(number: int) -> Meeting:
    """A meeting with its council, agenda and resolutions. Raises NotFound."""
    return meetings.meeting(number)


def poll(number: int) -> Poll:
    """A poll with its council, options and tally, never its ballots. Raises NotFound."""
    whole = select(Poll).options(
        joinedload(Poll.council).joinedload(Council.dong),
        joinedload(Poll.council).joinedload(Council.alley),
        joinedload(Poll.tally),
        selectinload(Poll.options).joinedload(Option.agenda_item),
    )
    found = session().scalars(whole.where(Poll.id == number)).one_or_none()
    if found is None:
        raise NotFound
    return found


def polls_on(items: Sequence[AgendaItem]) -> Sequence[Poll]:
    """The counted polls on these items of an agenda, in the order in which they closed."""
    on_items = select(Option.poll_id).where(Option.agenda_item_id.in_([item.id for item in items]))
    counted = select(Poll).where(Poll.id.in_(on_items), Poll.state.in_(COUNTED), Poll.is_replay.is_(False))
    whole = counted.options(joinedload(Poll.tally), selectinload(Poll.options))
    return session().scalars(whole.order_by(Poll.closes_at, Poll.id)).all()


def wishes_of_meeting(source: Meeting) -> list[Wish]:
    """What the meeting resolved to ask of the centre, in the order of its agenda; nothing that was voted down."""
    return [
        Wish(resolution.text, item.proposal_id, resolution.id)
        for item in source.items
        for resolution in item.resolutions
        if resolution.asks_centre and resolution.outcome is Outcome.CARRIED
    ]


def wishes_of_poll(source: Poll) -> list[Wish]:
    """What the poll chose: each chosen option, or the question itself where it was carried."""
    tally = source.tally
    if tally is None or tally.verdict not in (Verdict.CARRIED, Verdict.CHOSEN):
        return []
    if tally.verdict is Verdict.CARRIED:
        return [Wish(source.question, next(filter(None, map(_proposal_id, source.options)), None))]
    chosen = [option for option in source.options if option.position in tally.result["chosen"]]
    wishes = _wishes({number for option in chosen if (number := _proposal_id(option))})
    return [
        Wish("\n\n".join(filter(None, (option.label, wishes.get(_proposal_id(option))))), _proposal_id(option))
        for option in chosen
    ]


def _proposal_id(option: Option) -> int | None:
    return option.proposal_id or (option.agenda_item.proposal_id if option.agenda_item else None)


def _wishes(proposal_ids: set[int]) -> dict[int | None, str]:
    asked = session().scalars(select(Proposal).where(Proposal.id.in_(proposal_ids)))
    return {proposal.id: proposal.wish for proposal in asked}
