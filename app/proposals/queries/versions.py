"""Reads of what a proposal said before."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.kernel.db import session
from app.kernel.paging import Page
from app.proposals.models import Amendment, Proposal, ProposalVersion, Words

EDITS_PER_PAGE = 10  # comparing texts is work, and each edit holds two


@dataclass(frozen=True)
class Edit:
    """One edit of a published proposal: what it said before and after, and the amendment that it took."""

    version: ProposalVersion
    after: Words
    amendment: Amendment | None

    @property
    def before(self) -> Words:
        """What it said until then."""
        return Words.of(self.version)


def edits(proposal: Proposal, number: int = 1) -> Page[Edit]:
    """One page of the edits, the latest first, in two statements."""
    start = (number - 1) * EDITS_PER_PAGE
    earlier = select(ProposalVersion).where(ProposalVersion.proposal_id == proposal.id)
    # one row more on either side: what an edit led to stands in the version that was replaced after it
    rows = session().scalars(
        earlier.order_by(ProposalVersion.id.desc()).offset(max(start - 1, 0)).limit(EDITS_PER_PAGE + 2)
    ).all()  # fmt: skip
    later = Words.of(rows[0]) if start and rows else Words.of(proposal)
    shown = rows[1:] if start else rows
    taken = _taken([version.id for version in shown[:EDITS_PER_PAGE]])
    found = []
    for version in shown[:EDITS_PER_PAGE]:
        found.append(Edit(version, later, taken.get(version.id)))
        later = Words.of(version)
    return Page(found, number, len(shown) > EDITS_PER_PAGE)


def _taken(versions: list[int]) -> dict[int | None, Amendment]:
    """The amendments by which these versions were replaced, with who offered them."""
    wanted = select(Amendment).where(Amendment.replaced_id.in_(versions)).options(joinedload(Amendment.author))
    return {one.replaced_id: one for one in session().scalars(wanted)} if versions else {}
