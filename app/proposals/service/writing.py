"""A proposal from its draft to the agenda, or back to its author."""

from dataclasses import asdict, dataclass
from datetime import datetime

from app.councils.models import Council
from app.kernel.db import kept_once, session
from app.kernel.events import record
from app.kernel.files import StoredImage
from app.people.models import User
from app.proposals import queries
from app.proposals.models import Photo, Proposal, ProposalVersion
from app.proposals.service.closing import close
from app.proposals.service.indexing import index
from app.proposals.states import Fate, ProposalState


@dataclass(frozen=True)
class Words:
    """What a proposal says; the cost is in won."""

    title: str
    problem: str
    wish: str
    place: str = ""
    cost_won: int | None = None

    @classmethod
    def of(cls, proposal: Proposal) -> "Words":
        """What the proposal says now."""
        return cls(
            title=proposal.title,
            problem=proposal.problem,
            wish=proposal.wish,
            place=proposal.place,
            cost_won=proposal.cost_won,
        )


def draft(
    council: Council,
    words: Words,
    *,
    by: User,
    at: datetime,
    spoken_by: str = "",
    photo: StoredImage | None = None,
    description: str = "",
    once: str | None = None,
) -> Proposal:
    """Keep a proposal that only its author sees. The same form sent twice keeps it once."""
    new = Proposal(
        council=council, author_id=by.id, spoken_by=spoken_by, drafted_at=at, once=once or None, **asdict(words)
    )
    if photo:
        new.photos = [Photo(key=photo.key, width=photo.width, height=photo.height, description=description)]
    kept, is_new = kept_once(new, lambda: queries.drafted_once(by.id, once))
    if is_new:
        index(kept)
    return kept


def edit(proposal: Proposal, words: Words, *, at: datetime, spoken_by: str | None = None) -> Proposal:
    """Say it in other words; what a published proposal said before stays readable. Nothing changed, nothing kept."""
    proposal.move("edit")
    if spoken_by is not None:
        proposal.spoken_by = spoken_by
    before = Words.of(proposal)
    if before != words:
        if proposal.is_out:
            session().add(ProposalVersion(proposal_id=proposal.id, replaced_at=at, **asdict(before)))
            proposal.edited_at, proposal.edit_count = at, proposal.edit_count + 1
        for name, value in asdict(words).items():
            setattr(proposal, name, value)
        index(proposal)
    session().flush()
    return proposal


def publish(proposal: Proposal, *, by: User, at: datetime) -> Proposal:
    """Put the draft before everybody; a second press changes nothing."""
    if proposal.state is ProposalState.PUBLISHED:
        return proposal
    proposal.move("publish")
    proposal.published_at = at
    record("proposal.published", proposal, by=by, at=at)
    return proposal


def table(proposal: Proposal, *, by: User, at: datetime) -> Proposal:
    """Put the proposal on the agenda of a meeting; from now on its words stand as they are."""
    was_published = proposal.state is ProposalState.PUBLISHED
    proposal.move("table")
    if was_published:
        record("proposal.tabled", proposal, by=by, at=at)
    return proposal


def withdraw(proposal: Proposal, *, reason: str, by: User, at: datetime) -> Proposal:
    """Take the proposal back, with the reason; what was published stays readable."""
    return close(proposal, fate=Fate.WITHDRAWN, reason=reason, by=by, at=at)
