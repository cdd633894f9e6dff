"""Reads of panels."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from app.councils.models import Council, Membership
from app.councils.states import MembershipState, Seat
from app.kernel.db import session
from app.kernel.errors import NotFound
from app.kernel.events import Event
from app.kernel.paging import Page, page_of
from app.panels.models import Panel, PanelConsent, PanelPlace
from app.panels.states import PanelState, PlaceState


def panel(number: int) -> Panel:
    """The panel with its council, proposal and places with their persons, in two statements; raises NotFound."""
    wanted = select(Panel).where(Panel.id == number).options(
        joinedload(Panel.council).joinedload(Council.dong),
        joinedload(Panel.proposal),
        selectinload(Panel.places).joinedload(PanelPlace.user),
    )  # fmt: skip
    found = session().scalars(wanted, execution_options={"populate_existing": True}).one_or_none()
    if found is None:
        raise NotFound
    return found


def panels(council_id: int, number: int = 1, *, drafts: bool = False) -> Page[Panel]:
    """One page of the council's panels, the newest first; drafts too for who prepares them."""
    query = select(Panel).where(Panel.council_id == council_id).order_by(Panel.id.desc())
    return page_of(query if drafts else query.where(Panel.state != PanelState.DRAFT), number)


def prepared_once(author_id: int, once: str | None) -> Panel | None:
    """The panel that came from this form before."""
    same = select(Panel).where(Panel.author_id == author_id, Panel.once == once)
    return session().scalars(same).one_or_none() if once else None


def consent_of(membership: Membership) -> PanelConsent | None:
    """The member's word that they may be asked."""
    return session().get(PanelConsent, membership.id)


def membership_of(council_id: int, user_id: int) -> Membership:
    """The person's confirmed membership; raises NotFound."""
    own = select(Membership).where(Membership.council_id == council_id, Membership.user_id == user_id)
    found = session().scalars(own.where(Membership.state == MembershipState.CONFIRMED)).one_or_none()
    if found is None:
        raise NotFound
    return found


def pool(council_id: int) -> Sequence[PanelConsent]:
    """Who agreed to be asked and is a confirmed resident of the council: no facilitator, no observer."""
    agreed = (
        select(PanelConsent)
        .join(PanelConsent.membership)
        .where(
            Membership.council_id == council_id,
            Membership.state == MembershipState.CONFIRMED,
            Membership.seat == Seat.RESIDENT,
        )
        .options(contains_eager(PanelConsent.membership))
        .order_by(PanelConsent.membership_id)
    )
    return session().scalars(agreed).all()


def pool_size(council_id: int) -> int:
    """How many could be drawn now."""
    return len(pool(council_id))


_WHOLE = (
    joinedload(PanelPlace.panel).joinedload(Panel.council).joinedload(Council.dong),
    joinedload(PanelPlace.user),
)


def place(number: int) -> PanelPlace:
    """One place with its panel, council and person; raises NotFound."""
    wanted = select(PanelPlace).where(PanelPlace.id == number).options(*_WHOLE)
    found = session().scalars(wanted, execution_options={"populate_existing": True}).one_or_none()
    if found is None:
        raise NotFound
    return found


def held_place(number: int) -> PanelPlace:
    """As `place`, for this transaction alone: whoever answers for another place of the panel waits."""
    panel_id = select(PanelPlace.panel_id).where(PanelPlace.id == number).scalar_subquery()
    session().execute(select(Panel.id).where(Panel.id == panel_id).with_for_update())
    return place(number)


def places_of(user_id: int, at: datetime) -> Sequence[PanelPlace]:
    """As `place`, those of panels that have not met yet for which the person was asked; by the moment of the answer."""
    asked = (
        select(PanelPlace)
        .join(PanelPlace.panel)
        .where(
            PanelPlace.user_id == user_id,
            PanelPlace.state != PlaceState.POOLED,
            Panel.state == PanelState.DRAWN,
            Panel.meets_at > at,
        )
        .options(*_WHOLE)
    )
    return session().scalars(asked.order_by(PanelPlace.answered_at, PanelPlace.id)).all()


def invited_at(place_id: int) -> datetime:
    """When the person was asked."""
    asked = select(Event.at).where(
        Event.subject_type == PanelPlace.__tablename__, Event.subject_id == place_id, Event.action == "panel.invited"
    )
    return session().scalars(asked).one()


def next_in(panel_id: int, stratum: str) -> PanelPlace | None:
    """Who comes next in the drawn order of the same stratum."""
    waiting = (
        select(PanelPlace)
        .where(PanelPlace.panel_id == panel_id, PanelPlace.stratum == stratum, PanelPlace.state == PlaceState.POOLED)
        .order_by(PanelPlace.rank)
        .limit(1)
    )
    return session().scalars(waiting).one_or_none()


def overdue(at: datetime) -> Sequence[int]:
    """The numbers of the places whose time to answer is over."""
    late = select(PanelPlace.id).where(PanelPlace.state == PlaceState.INVITED, PanelPlace.answer_by <= at)
    return session().scalars(late.order_by(PanelPlace.answer_by, PanelPlace.id)).all()


def counts(panel_id: int) -> dict[PlaceState, int]:
    """How many places stand how."""
    by_state = select(PanelPlace.state, func.count()).where(PanelPlace.panel_id == panel_id).group_by(PanelPlace.state)
    return {PlaceState(state): count for state, count in session().execute(by_state)}
