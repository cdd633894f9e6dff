"""Reads of amendments."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, case, func, select, true
from sqlalchemy.orm import aliased, joinedload

from app.councils.models import Council
from app.kernel.db import session
from app.kernel.errors import NotFound
from app.kernel.paging import Page, page_of
from app.proposals.models import Amendment, CoProposer, Proposal, ProposalVersion, Words
from app.proposals.states import AmendmentState


@dataclass(frozen=True)
class Change:
    """What an amendment does to the words of its proposal."""

    before: Words
    after: Words


def amendment(number: int) -> Amendment:
    """All that the page of an amendment shows but its change, in two statements; raises NotFound."""
    of_proposal = joinedload(Amendment.proposal)
    wanted = select(Amendment).where(Amendment.id == number).options(
        joinedload(Amendment.author),
        joinedload(Amendment.answered_by),
        joinedload(Amendment.replaced),
        joinedload(Amendment.copy),
        of_proposal.joinedload(Proposal.author),
        of_proposal.joinedload(Proposal.council).joinedload(Council.dong),
        of_proposal.selectinload(Proposal.co_proposers).joinedload(CoProposer.user),
    )  # fmt: skip
    found = session().scalars(wanted).one_or_none()
    if found is None:
        raise NotFound
    return found


def change(amendment: Amendment) -> Change:
    """What it would change now while it waits, what it changed when it was accepted, else what it wanted to change."""
    offered, start = Words.of(amendment), basis(amendment)
    if amendment.waits:
        present = Words.of(amendment.proposal)
        return Change(present, present.taking(offered, basis=start))
    if amendment.is_accepted and amendment.replaced:
        before = Words.of(amendment.replaced)
        return Change(before, before.taking(offered, basis=start))
    return Change(start, offered)


def basis(amendment: Amendment) -> Words:
    """The words of the proposal that the amendment was written over."""
    version = (
        select(ProposalVersion)
        .where(ProposalVersion.proposal_id == amendment.proposal_id)
        .order_by(ProposalVersion.id)
        .offset(amendment.on_edit)
    )
    return Words.of(session().scalars(version.limit(1)).first() or amendment.proposal)


def amendments(proposal: Proposal, number: int = 1) -> Page[Amendment]:
    """One page of the amendments to the proposal, those that wait first, then the newest, with who offered them."""
    return page_of(_to(proposal).options(joinedload(Amendment.author), joinedload(Amendment.copy)), number)


@dataclass(frozen=True)
class InBrief:
    """The amendments to a proposal as its own page tells of them."""

    counts: Mapping[AmendmentState, int]  # what there is none of is left out
    first: Sequence[Amendment]  # those that wait, then the newest, with who offered them


def amendments_in_brief(proposal: Proposal, limit: int = 3) -> InBrief:
    """How many amendments to the proposal there are in each state, and the first of them, in one statement."""
    of_state = select(Amendment.state, func.count().label("count")).where(Amendment.proposal_id == proposal.id)
    counts = of_state.group_by(Amendment.state).subquery()
    first = aliased(Amendment, _to(proposal).limit(limit).subquery())
    each_with_each = select(counts.c.state, counts.c.count, first).join_from(counts, first, true())
    shown = (joinedload(first.author), joinedload(first.copy))
    ordered = each_with_each.order_by(*_waiting_first(first), counts.c.state).options(*shown)
    rows = session().execute(ordered).all()
    return InBrief({row[0]: row[1] for row in rows}, list(dict.fromkeys(row[2] for row in rows)))


def _to(proposal: Proposal) -> Select[Amendment]:
    return select(Amendment).where(Amendment.proposal_id == proposal.id).order_by(*_waiting_first(Amendment))


def _waiting_first(of: type[Amendment]) -> tuple[Any, ...]:
    return case((of.state == AmendmentState.OFFERED, 0), else_=1), of.id.desc()


def waiting_of(proposal_id: int, user_id: int) -> int:
    """How many amendments of this neighbour to the proposal wait for an answer."""
    mine = (Amendment.proposal_id == proposal_id, Amendment.author_id == user_id)
    waiting = select(func.count()).where(*mine, Amendment.state == AmendmentState.OFFERED)
    return session().scalar(waiting) or 0


def offered_once(author_id: int, once: str | None) -> Amendment | None:
    """The amendment that came from this form before."""
    same = select(Amendment).where(Amendment.author_id == author_id, Amendment.once == once)
    return session().scalars(same).one_or_none() if once else None
