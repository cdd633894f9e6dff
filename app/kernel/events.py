"""One row for everything that happened: the audit trail, and what notices are made from."""

import logging
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, String, select
from sqlalchemy.orm import Mapped, mapped_column

from app.kernel.db import Model, session, transaction

log = logging.getLogger(__name__)
MOST_ATTEMPTS = 8


class Event(Model):
    """Something that happened, past tense: `proposal.published`. It never holds a choice of a voter."""

    __tablename__ = "event"
    __table_args__ = (
        Index("ix_event_subject", "subject_type", "subject_id"),
        Index("ix_event_council_id_at", "council_id", "at"),
        Index("ix_event_undelivered", "delivered_at", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    action: Mapped[str] = mapped_column(String(64))
    subject_type: Mapped[str] = mapped_column(String(32))
    subject_id: Mapped[int]
    council_id: Mapped[int | None]
    by_id: Mapped[int | None]
    facts: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    delivered_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)


Subscriber = Callable[[Event], None]
_subscribers: dict[str, list[Subscriber]] = defaultdict(list)


def record(action: str, subject: Any, *, by: Any, at: datetime, **facts: Any) -> Event:
    """Write down that `by` (a user, or None for the clock) did this to the subject, in the caller's transaction."""
    current = session()
    current.flush()
    event = Event(
        at=at,
        action=action,
        subject_type=subject.__tablename__,
        subject_id=subject.id,
        council_id=getattr(subject, "council_id", None),
        by_id=by.id if by is not None else None,
        facts=facts,
    )
    current.add(event)
    return event


def subscribe(*actions: str) -> Callable[[Subscriber], Subscriber]:
    """Call the decorated function with each event of these actions, once the event has happened."""

    def remember(subscriber: Subscriber) -> Subscriber:
        for action in actions:
            if subscriber not in _subscribers[action]:
                _subscribers[action].append(subscriber)
        return subscriber

    return remember


def history(subjects: Sequence[tuple[str, int]]) -> Sequence[Event]:
    """What happened to the subjects, given as (type, id), oldest first."""
    if not subjects:
        return []
    wanted: dict[str, list[int]] = defaultdict(list)
    for kind, number in subjects:
        wanted[kind].append(number)
    matches = [(Event.subject_type == kind) & Event.subject_id.in_(numbers) for kind, numbers in wanted.items()]
    condition = matches[0]
    for match in matches[1:]:
        condition = condition | match
    return session().scalars(select(Event).where(condition).order_by(Event.at, Event.id)).all()


def deliver(at: datetime, limit: int = 100) -> int:
    """Hand the events that wait to their subscribers, each in a transaction of its own; returns how many.

    Two workers never deliver the same event: the row is locked (PostgreSQL skips locked rows, SQLite
    has one writer). A subscriber that fails is tried again at the next call, at most MOST_ATTEMPTS times.
    """
    waiting = select(Event.id).where(Event.delivered_at.is_(None), Event.attempts < MOST_ATTEMPTS)
    numbers = session().scalars(waiting.order_by(Event.id).limit(limit)).all()
    return sum(_deliver_one(number, at) for number in numbers)


def _deliver_one(number: int, at: datetime) -> bool:
    try:
        with transaction() as current:
            event = _locked(number)
            if event is None:
                return False
            for subscriber in _subscribers[event.action]:
                subscriber(event)
            event.delivered_at = at
            current.flush()
    except Exception:
        log.exception("event %s could not be delivered", number)
        _count_attempt(number)
        return False
    return True


def _locked(number: int) -> Event | None:
    waiting = select(Event).where(Event.id == number, Event.delivered_at.is_(None))
    return session().scalars(waiting.with_for_update(skip_locked=True)).one_or_none()


def _count_attempt(number: int) -> None:
    with transaction():
        event = _locked(number)
        if event is not None:
            event.attempts += 1
