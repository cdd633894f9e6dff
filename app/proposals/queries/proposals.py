"""Reads of proposals."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, case, or_, select, union
from sqlalchemy.orm import Load, joinedload, selectinload

from app.councils.models import Council, Membership
from app.councils.states import MembershipState
from app.discussion import queries as discussion
from app.kernel import clock
from app.kernel.db import UTCDateTime, session
from app.kernel.errors import NotFound
from app.kernel.paging import Page, page_asked, page_of, paged
from app.people.models import User
from app.proposals.models import CoProposer, Ending, Endorsement, Handover, Photo, Proposal
from app.proposals.queries.orders import FEW_VOICES, STATES, Order, Wish, mixed, mixing, quiet_since, voices
from app.proposals.queries.search import found
from app.proposals.states import ProposalState

_OUT = Proposal.published_at.is_not(None)
_TALKED_ABOUT = Proposal.state.in_((ProposalState.PUBLISHED, ProposalState.TABLED))


def proposal(number: int) -> Proposal:
    """All that the page of a proposal shows but its discussion, in two statements; raises NotFound."""
    found = session().scalars(_whole(number)).unique().one_or_none()
    if found is None:
        raise NotFound
    return found


def held(number: int) -> Proposal:
    """The same as it is at this moment, locked: what ends it waits its turn. Raises NotFound."""
    session().execute(select(Proposal.id).where(Proposal.id == number).with_for_update())
    found = session().scalars(_whole(number), execution_options={"populate_existing": True}).unique().one_or_none()
    if found is None:
        raise NotFound
    return found


_KNOWN_ABOVE: list[Callable[[], Load]] = []


def load_also(option: Callable[[], Load]) -> None:
    """Let the page of a proposal have in the same statement what a slice above knows of it."""
    if option not in _KNOWN_ABOVE:
        _KNOWN_ABOVE.append(option)


def _whole(number: int) -> Select[Proposal]:
    return select(Proposal).where(Proposal.id == number).options(
        joinedload(Proposal.author),
        joinedload(Proposal.ending).joinedload(Ending.by),
        joinedload(Proposal.handover).joinedload(Handover.to),
        joinedload(Proposal.council).joinedload(Council.dong),
        joinedload(Proposal.council).joinedload(Council.bylaws),
        joinedload(Proposal.photos),
        selectinload(Proposal.co_proposers).joinedload(CoProposer.user),
        *(option() for option in _KNOWN_ABOVE),
    )  # fmt: skip


def ending(proposal_id: int) -> Ending | None:
    """The fate of a proposal, None while it is open."""
    return session().get(Ending, proposal_id)


def listed(council_id: int, wish: Wish, number: int = 1) -> Page[Proposal]:
    """One page of the council's proposals that are out, with their authors, in one statement."""
    values = {"council": council_id, "before": clock.now() - quiet_since(), **mixing(wish.seed)}
    query = _in_order(wish.order_shown)
    if wish.stage is not None:
        query = query.where(Proposal.state.in_(STATES[wish.stage]))
    if wish.category is not None:
        query = query.where(Proposal.category == wish.category)
    if wish.words:
        closest = found(council_id, wish.words)
        query = query.where(_says(wish.words) | Proposal.id.in_(closest))
        if wish.order_shown is Order.CLOSEST and closest:
            places = {id_: place for place, id_ in enumerate(closest)}
            query = query.order_by(None).order_by(case(places, value=Proposal.id, else_=len(places)), *_newest())
    return page_asked(query, number, values)


@cache
def _in_order(order: Order) -> Select[Proposal]:
    """Built once an order: making a statement anew takes as long as asking it."""
    return paged(_all_in_order(order))


def _all_in_order(order: Order) -> Select[Proposal]:
    out = with_author().where(Proposal.council_id == bindparam("council"), _OUT)
    if order is Order.QUIET:
        long_out = Proposal.published_at <= bindparam("before", type_=UTCDateTime())
        return out.where(_TALKED_ABOUT, long_out, voices() < FEW_VOICES).order_by(voices(), Proposal.published_at)
    columns: dict[Order, list[ColumnElement[Any]]] = {
        Order.ENDORSED: [Proposal.endorsement_count.desc()],
        Order.DISCUSSED: [Proposal.comment_count.desc()],
        Order.RANDOM: [mixed()],
    }
    return out.order_by(*columns.get(order, []), *_newest())


def with_author() -> Select[Proposal]:
    """Proposals with those who wrote them, and how they ended."""
    return select(Proposal).options(joinedload(Proposal.author), joinedload(Proposal.ending))


def _newest() -> list[ColumnElement[Any]]:
    return [Proposal.published_at.desc(), Proposal.id.desc()]


def _says(words: str) -> ColumnElement[bool]:
    columns = (Proposal.title, Proposal.place, Proposal.problem, Proposal.wish)
    return or_(*(column.icontains(words, autoescape=True) for column in columns))


def published(council: Council, limit: int = 20) -> Sequence[Proposal]:
    """The council's proposals that are talked about, the newest first, with their authors."""
    wanted = with_author().where(Proposal.council_id == council.id, _TALKED_ABOUT)
    return session().scalars(wanted.order_by(*_newest()).limit(limit)).all()


def for_agenda(council: Council) -> Sequence[Proposal]:
    """What a meeting of the council can take up: published or tabled.

    What has the endorsements that the bylaws ask for comes first, then the most supported.
    """
    wanted = with_author().where(Proposal.council_id == council.id, _TALKED_ABOUT)
    return (
        session()
        .scalars(wanted.order_by(Proposal.moved_on_at.is_(None), Proposal.endorsement_count.desc(), *_newest()))
        .all()
    )


def written_by(user_id: int) -> Sequence[Proposal]:
    """What the person wrote, the drafts among it, the latest first; a hundred at the most."""
    own = select(Proposal).where(Proposal.author_id == user_id).order_by(Proposal.id.desc())
    return session().scalars(own.limit(100)).all()


def drafted_once(author_id: int, once: str | None) -> Proposal | None:
    """The proposal that came from this form before."""
    same = select(Proposal).where(Proposal.author_id == author_id, Proposal.once == once)
    return session().scalars(same).one_or_none() if once else None


def photo(proposal: Proposal, number: int) -> Photo:
    """One photo of the proposal; raises NotFound."""
    found = next((photo for photo in proposal.photos if photo.id == number), None)
    if found is None:
        raise NotFound
    return found


def photo_once(proposal_id: int, once: str | None) -> Photo | None:
    """The photo that came from this form before."""
    same = select(Photo).where(Photo.proposal_id == proposal_id, Photo.once == once)
    return session().scalars(same).one_or_none() if once else None


def has_photo(key: str) -> bool:
    """Whether a photo is kept under this name in the store."""
    return session().scalars(select(Photo.id).where(Photo.key == key)).first() is not None


def invitation(proposal_id: int, user_id: int) -> CoProposer | None:
    """The invitation of a person to bring the proposal too."""
    return session().get(CoProposer, (proposal_id, user_id))


def candidates(proposal: Proposal, words: str, number: int = 1) -> Page[User]:
    """Confirmed members who can still be asked to bring the proposal too, by name.

    Whom the author may not know to have been asked is among them.
    """
    known = CoProposer.accepted_at.is_not(None) | ~CoProposer.by_contact
    asked = select(CoProposer.user_id).where(CoProposer.proposal_id == proposal.id, known)
    members = (
        select(User)
        .join(Membership, Membership.user_id == User.id)
        .where(
            Membership.council_id == proposal.council_id,
            Membership.state == MembershipState.CONFIRMED,
            User.id != proposal.author_id,
            User.id.not_in(asked),
        )
    )
    if words:
        members = members.where(User.name.icontains(words, autoescape=True))
    return page_of(members.order_by(User.name, User.id), number)


def is_member(council_id: int, user_id: int) -> bool:
    """Whether an officer has confirmed the person's tie to the council."""
    confirmed = select(Membership.id).where(
        Membership.council_id == council_id,
        Membership.user_id == user_id,
        Membership.state == MembershipState.CONFIRMED,
    )
    return session().scalar(confirmed) is not None


def people_behind(proposal_id: int) -> set[int]:
    """The numbers of those who proposed, co-proposed, endorsed or commented: whom its fate concerns."""
    everybody = union(
        select(Proposal.author_id).where(Proposal.id == proposal_id),
        select(CoProposer.user_id).where(CoProposer.proposal_id == proposal_id, CoProposer.accepted_at.is_not(None)),
        select(Endorsement.user_id).where(Endorsement.proposal_id == proposal_id),
        discussion.authors(Proposal.__tablename__, proposal_id),
    )
    return set(session().execute(everybody).scalars())
