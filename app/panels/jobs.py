"""What the worker does for panels."""

from datetime import datetime

from app.kernel.db import transaction
from app.kernel.events import Event, subscribe
from app.panels import queries, service


def follow_the_silent(at: datetime) -> int:
    """Ask the next one for each who was drawn and did not answer in time; how many."""
    late = queries.overdue(at)
    for place_id in late:
        with transaction():
            service.lapse(place_id, at=at)
    return len(late)


@subscribe("panel.invited")
def text_the_invitation(event: Event) -> None:
    """Ask whoever was drawn by a text message too, where a phone is known."""
    service.ask(queries.place(event.subject_id), at=event.at)


@subscribe("account.left")
def forget_consents(event: Event) -> None:
    """Whoever destroys the account is asked no more."""
    service.forget_consents(event.subject_id)
