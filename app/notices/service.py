"""Telling people, and remembering what they have read."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import update
from sqlalchemy.dialects import postgresql, sqlite

from app.kernel.db import session
from app.kernel.events import Event
from app.notices.models import Notification
from app.notices.queries import Matter, Recipient
from app.people.models import User


def tell(event: Event, matter: Matter, people: Sequence[Recipient], url: str) -> Sequence[Recipient]:
    """Give each of the people one notice of the event; returns those who had none yet.

    The unique key decides, so an event that is delivered twice tells once. The database takes a thousand at a time.
    """
    if not people:
        return []
    insert = _insert().on_conflict_do_nothing()
    lines = [
        {
            "user_id": person.user_id,
            "event_id": event.id,
            "action": event.action,
            "title": matter.title,
            "url": url,
            "told_at": event.at,
        }
        for person in people
    ]
    told = set(session().scalars(insert.returning(Notification.user_id), lines))
    return [person for person in people if person.user_id in told]


def _insert() -> sqlite.Insert | postgresql.Insert:
    dialect = session().get_bind().dialect.name
    return postgresql.insert(Notification) if dialect == "postgresql" else sqlite.insert(Notification)


def read(notification: Notification, *, at: datetime) -> None:
    """Remember that it was opened; opened again, it keeps the first moment."""
    unread = update(Notification).where(Notification.id == notification.id, Notification.read_at.is_(None))
    session().execute(unread.values(read_at=at))


def read_all(user: User, *, at: datetime) -> None:
    """Remember that the person has seen everything they were told."""
    unread = update(Notification).where(Notification.user_id == user.id, Notification.read_at.is_(None))
    session().execute(unread.values(read_at=at))
