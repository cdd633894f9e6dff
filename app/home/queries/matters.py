"""The whole way of one matter: everything that grew out of a proposal, and who did it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from app.councils.models import Council
from app.decisions.models import Request
from app.deeds import queries as deeds
from app.deeds.models import Commitment
from app.kernel.db import session
from app.kernel.errors import NotFound
from app.kernel.events import Event, history
from app.kernel.i18n import lazy
from app.meetings.models import AgendaItem, Meeting, Resolution
from app.meetings.states import MeetingState
from app.panels.models import Panel
from app.panels.states import PanelState
from app.people.models import Post, User
from app.polls.models import Option, Poll
from app.proposals.models import Amendment, CoProposer, Proposal
from app.proposals.states import AmendmentState


@dataclass(frozen=True)
class Actor:
    """Who did something: the name, and the section of an officer of this dong ("" for neighbours)."""

    name: str
    section: str


@dataclass(frozen=True)
class Matter:
    """A proposal and all of it that everybody may see, each oldest first."""

    proposal: Proposal
    meetings: Sequence[Meeting]
    resolutions: Sequence[Resolution]
    polls: Sequence[Poll]
    positions: set[tuple[int, int]]  # (poll, position) of the answers that stand for this matter
    panels: Sequence[Panel]
    requests: Sequence[Request]
    commitments: Sequence[Commitment]
    events: Sequence[Event]
    actors: dict[int, Actor]

    @property
    def subjects(self) -> dict[tuple[str, int], Any]:
        """The parts by the type and number that events know them by."""
        checks = [check for one in self.commitments for check in one.checks]
        deeds = (*self.requests, *self.commitments, *checks)
        parts = (self.proposal, *self.meetings, *self.polls, *self.panels, *deeds)
        return {(part.__tablename__, part.id): part for part in parts}


def proposal(proposal_id: int) -> Proposal:
    """The proposal with its council, its author and who brings it too. Raises NotFound."""
    found = session().get(
        Proposal,
        proposal_id,
        options=(
            joinedload(Proposal.council).joinedload(Council.dong),
            joinedload(Proposal.origin),
            joinedload(Proposal.author),
            joinedload(Proposal.ending),
            joinedload(Proposal.co_proposers).joinedload(CoProposer.user),
        ),
    )
    if found is None:
        raise NotFound(lazy("그런 제안이 없습니다."))
    return found


def matter(found: Proposal) -> Matter:
    """Everything about the matter of a proposal, in eight statements."""
    meetings, options = _meetings(found.id), _options(found.id)
    polls = list(dict.fromkeys(option.poll for option in options))
    positions = {(option.poll_id, option.position) for option in options}
    resolutions = _resolutions(found.id)
    panels, requests = _panels(found.id), _requests(found.id, resolutions)
    kept = [(part.__tablename__, part.id) for part in (found, *meetings, *polls, *panels, *requests)]
    promised = deeds.commitments_of([request.id for request in requests], found.id)
    kept += [(part.__tablename__, part.id) for one in promised for part in (one, *one.checks)]
    reports = dict.fromkeys(("report", request.report_id) for request in requests)
    events = history([*kept, *_amendments(found.id), *reports])
    actors = _actors(events, found.council.dong_id)
    return Matter(found, meetings, resolutions, polls, positions, panels, requests, promised, events, actors)


def _amendments(proposal_id: int) -> list[tuple[str, int]]:
    """Those whose words it took, as events know them."""
    taken = select(Amendment.id).where(Amendment.proposal_id == proposal_id, Amendment.state == AmendmentState.ACCEPTED)
    return [(Amendment.__tablename__, number) for number in session().scalars(taken)]


def _meetings(proposal_id: int) -> Sequence[Meeting]:
    """Those that everybody knows of."""
    tabled = select(AgendaItem.meeting_id).where(AgendaItem.proposal_id == proposal_id)
    query = select(Meeting).where(Meeting.id.in_(tabled), Meeting.announced_at.is_not(None))
    return session().scalars(query.order_by(Meeting.starts_at, Meeting.id)).all()


def _resolutions(proposal_id: int) -> Sequence[Resolution]:
    """From published minutes only: until then the facilitator may still correct them."""
    query = select(Resolution).join(Resolution.item).join(AgendaItem.meeting)
    query = query.where(AgendaItem.proposal_id == proposal_id, Meeting.state == MeetingState.PUBLISHED)
    return session().scalars(query.order_by(Resolution.decided_at, Resolution.id)).all()


def _options(proposal_id: int) -> Sequence[Option]:
    """The answers that stand for the proposal, with their polls, of those polls that everybody knows of.

    A poll is known once it was announced, or opened, which is when its rules get their hash.
    """
    mine = or_(Option.proposal_id == proposal_id, AgendaItem.proposal_id == proposal_id)
    known = or_(Poll.announced_at.is_not(None), Poll.rules_hash != "")
    query = select(Option).outerjoin(Option.agenda_item).join(Option.poll).where(mine, known)
    whole = query.options(contains_eager(Option.poll).joinedload(Poll.tally))
    return session().scalars(whole.order_by(Poll.opens_at, Poll.id, Option.position)).all()


def _panels(proposal_id: int) -> Sequence[Panel]:
    """Those whose lot was announced."""
    query = select(Panel).where(Panel.proposal_id == proposal_id, Panel.state != PanelState.DRAFT)
    return session().scalars(query.order_by(Panel.id)).all()


def _requests(proposal_id: int, resolutions: Sequence[Resolution]) -> Sequence[Request]:
    """Those that the centre has received."""
    asked: list[ColumnElement[bool]] = [Request.proposal_id == proposal_id]
    if resolutions:
        asked.append(Request.resolution_id.in_([resolution.id for resolution in resolutions]))
    query = select(Request).where(or_(*asked), Request.received_on.is_not(None))
    return session().scalars(query.options(joinedload(Request.decision)).order_by(Request.id)).all()


def _actors(events: Sequence[Event], dong_id: int) -> dict[int, Actor]:
    """Those who did it, by number; whoever serves at the dong's centre with the section."""
    numbers = {event.by_id for event in events if event.by_id is not None}
    if not numbers:
        return {}
    at_centre = (Post.user_id == User.id) & (Post.dong_id == dong_id)
    query = select(User.id, User.name, Post.section).outerjoin(Post, at_centre).where(User.id.in_(numbers))
    return {number: Actor(name, section or "") for number, name, section in session().execute(query)}
