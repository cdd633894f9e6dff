"""iCalendar (RFC 5545): the dates of a plan's year, each a whole day."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from icalendar import Calendar, Event

from app.documents.addresses import absolute, host
from app.documents.ics import ASK_AGAIN
from app.plans.models import Plan
from app.plans.queries import Dated


def calendar(plan: Plan, dates: Sequence[Dated], at: datetime) -> bytes:
    """All dates in one calendar that phones load again; a date that moved replaces itself (UID, SEQUENCE).

    `at` is the moment of the answer (DTSTAMP).
    """
    whole = Calendar()
    whole.add("version", "2.0")
    whole.add("prodid", "-//Golmok//golmok//KO")
    whole.add("method", "PUBLISH")
    for name in ("name", "x-wr-calname"):
        whole.add(name, plan.title)
    whole.add("refresh-interval", ASK_AGAIN, parameters={"value": "DURATION"})
    for one in dates:
        whole.add_component(_event(plan, one, at))
    return bytes(whole.to_ical())


def _event(plan: Plan, one: Dated, at: datetime) -> Event:
    event, address = Event(), absolute("plans.show", plan_id=plan.id)
    event.add("uid", f"plan-{plan.id}-{one.duty.value}@{host()}")
    event.add("dtstamp", at)
    event.add("sequence", plan.version)
    event.add("dtstart", one.due_on)
    event.add("dtend", one.due_on + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("summary", f"{one.duty.label} ({plan.title})")
    event.add("description", f"{one.law}\n{address}")
    event.add("url", address)
    return event
