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
class Grown:
    """What grew out of a proposal, or led to a request that no proposal began, each oldest first."""

    meetings: Sequence[Meeting]
    resolutions: Sequence[Resolution]
    options: Sequence[Option]  # the answers of polls that stand for this matter
    polls: Sequence[Poll]
    panels: Sequence[Panel]
    requests: Sequence[Request]


@dataclass(frozen=True)
class Matter:
    """All of a matter that everybody may see, each oldest first."""

    begun: Proposal | Request  # where no proposal began it, the request by which it is known
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
    def proposal(self) -> Proposal | None:
        """The proposal that began it."""
        return self.begun if isinstance(self.begun, Proposal) else None

    @property
    def title(self) -> str:
        """What it is called."""
        return self.begun.title

    @property
    def council(self) -> Council:
        """Whose matter it is."""
        return self.begun.council

    @property
    def subjects(self) -> dict[tuple[str, int], Any]:
        """The parts by the type and number that events know them by."""
        checks = [check for one in self.commitments for check in one.checks]
        deeds = (*self.requests, *self.commitments, *checks)
        begun = (self.proposal,) if self.proposal else ()
        parts = (*begun, *self.meetings, *self.polls, *self.panels, *deeds)
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
    is_mine = AgendaItem.proposal_id == found.id
    options, resolutions = _options(found.id), resolutions_on(is_mine)
    polls = list(dict.fromkeys(option.poll for option in options))
    requests = _requests(found.id, resolutions)
    grown = Grown(meetings_on(is_mine), resolutions, options, polls, _panels(found.id), requests)
    return whole(found, grown, [(found.__tablename__, found.id), *_amendments(found.id)])


def whole(begun: Proposal | Request, grown: Grown, more: Sequence[tuple[str, int]] = ()) -> Matter:
    """What grew, with its deeds, and with who did what to it and to `more` subjects of events. Three statements."""
    requests, proposal_id = grown.requests, begun.id if isinstance(begun, Proposal) else None
    promised = deeds.commitments_of([request.id for request in requests], proposal_id)
    parts = (*grown.meetings, *grown.polls, *grown.panels, *requests, *promised)
    kept = [(part.__tablename__, part.id) for part in parts]
    kept += [(check.__tablename__, check.id) for one in promised for check in one.checks]
    reports = dict.fromkeys(("report", request.report_id) for request in requests)
    events = history([*more, *kept, *reports])
    return Matter(
        begun=begun,
        meetings=grown.meetings,
        resolutions=grown.resolutions,
        polls=grown.polls,
        positions={(option.poll_id, option.position) for option in grown.options},
        panels=grown.panels,
        requests=requests,
        commitments=promised,
        events=events,
        actors=_actors(events, begun.council.dong_id),
    )


def _amendments(proposal_id: int) -> list[tuple[str, int]]:
    """Those whose words it took, as events know them."""
    taken = select(Amendment.id).where(Amendment.proposal_id == proposal_id, Amendment.state == AmendmentState.ACCEPTED)
    return [(Amendment.__tablename__, number) for number in session().scalars(taken)]


def meetings_on(items: ColumnElement[bool]) -> Sequence[Meeting]:
    """Those with such items on their agenda that everybody knows of."""
    tabled = select(AgendaItem.meeting_id).where(items)
    query = select(Meeting).where(Meeting.id.in_(tabled), Meeting.announced_at.is_not(None))
    return session().scalars(query.order_by(Meeting.starts_at, Meeting.id)).all()


def resolutions_on(items: ColumnElement[bool]) -> Sequence[Resolution]:
    """On such items, from published minutes only: until then the facilitator may still correct them."""
    query = select(Resolution).join(Resolution.item).join(AgendaItem.meeting)
    query = query.where(items, Meeting.state == MeetingState.PUBLISHED)
    return session().scalars(query.order_by(Resolution.decided_at, Resolution.id)).all()


def _options(proposal_id: int) -> Sequence[Option]:
    """The answers that stand for the proposal."""
    return options_where(or_(Option.proposal_id == proposal_id, AgendaItem.proposal_id == proposal_id))


def options_where(mine: ColumnElement[bool]) -> Sequence[Option]:
    """The answers of which this holds, with their polls, of those polls that everybody knows of.

    A poll is known once it was announced, or opened, which is when its rules get their hash.
    """
    known = or_(Poll.announced_at.is_not(None), Poll.rules_hash != "")
    query = select(Option).outerjoin(Option.agenda_item).join(Option.poll).where(mine, known)
    query = query.options(contains_eager(Option.poll).joinedload(Poll.tally))
    return session().scalars(query.order_by(Poll.opens_at, Poll.id, Option.position)).all()


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
