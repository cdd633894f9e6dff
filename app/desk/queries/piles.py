"""Reads of what lies on the desk of a centre, pile by pile."""

from collections.abc import Callable, Mapping

from sqlalchemy import Select

from app.decisions import queries as decisions
from app.decisions.models import Request
from app.desk.states import Pile

_PILES: Mapping[Pile, Callable[[int], Select[Request]]] = {
    Pile.OPENED: decisions.opened,
    Pile.DEFERRED: decisions.deferred,
    Pile.ANSWERED: decisions.answered,
}


def pile(word: Pile, dong_id: int) -> Select[Request]:
    """The requests of the dong's centre that lie there, in the order in which they are worked on."""
    return _PILES[word](dong_id)
