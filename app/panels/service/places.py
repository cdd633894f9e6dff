"""Answers of those who were drawn, and who follows them."""

from datetime import datetime

from app.kernel.db import session
from app.kernel.events import record
from app.panels import queries
from app.panels.models import PanelPlace
from app.panels.service.lots import invite
from app.people.models import User


def answer(place_id: int, *, comes: bool, by: User, at: datetime, by_text: bool = False) -> PanelPlace:
    """Accept or decline; whoever declines is followed by the next of the drawn order in the same stratum.

    The same answer again changes nothing. Event panel.answered where somebody else gives it for the person, or
    a text message does, whose sender nobody has seen.
    """
    place = queries.held_place(place_id)
    if comes and place.is_accepted:
        return place
    place.move("accept" if comes else "decline")
    place.answered_at = at
    session().flush()
    if by_text or by.id != place.user_id:
        record("panel.answered", place, by=by, at=at, comes=comes, by_text=by_text)
    if not comes:
        _follow(place, at)
    return place


def lapse(place_id: int, *, at: datetime) -> None:
    """Let the next one be asked where nobody answered in time; an answer that came meanwhile stands."""
    place = queries.held_place(place_id)
    if place.is_invited and place.answer_by is not None and place.answer_by <= at:
        place.move("lapse")
        session().flush()
        _follow(place, at)


def _follow(place: PanelPlace, at: datetime) -> None:
    if place.panel.meets_at > at:
        heir = queries.next_in(place.panel_id, place.stratum)
        if heir is not None:
            invite(place.panel, heir, at=at)
