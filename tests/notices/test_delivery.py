"""Every event tells once, through crashes and second deliveries, and a thousand people at no more cost."""

import pytest
from sqlalchemy import text

from app.councils.models import Membership
from app.kernel import clock, events
from app.kernel.db import db, session, transaction
from app.kernel.events import Event, record, subscribe
from app.notices import jobs
from app.notices.models import Notification
from app.notices.queries.audiences import AUDIENCES
from app.notices.states import KINDS
from app.people.models import User
from tests.conftest import counted_statements, rows
from tests.factories import a_council, a_member, an_officer, kept
from tests.factories.decisions import (
    a_held_meeting,
    a_request,
    a_resolution,
    a_sent_report,
    an_answer,
)


class Crash(BaseException):
    """The worker dies."""


class Failing:
    """A subscriber after ours that can bring the worker down."""

    active = False


@subscribe("report.sent")
def _die(event: Event) -> None:
    if Failing.active:
        raise Crash


def happened(action, subject, by=None, **facts) -> Event:
    """An event, recorded and not yet delivered."""
    with transaction():
        return record(action, subject, by=by, at=clock.now(), **facts)


def deliver() -> int:
    return jobs.deliver_events(clock.now())


def statements_of(meeting) -> int:
    happened("meeting.announced", meeting)
    with counted_statements() as statements:
        assert deliver() == 1
    return len(statements)


def a_user_row(number, at):
    return User(name=f"이웃{number}", email=f"neighbour{number}@example.org", registered_at=at)


def test_what_is_gone_since_is_told_to_nobody(app):
    for kind in ("council", "membership", "comment", "proposal", "meeting", "poll", "report", "request"):
        action = {"council": "council.activated"}.get(kind, "poll.closed")
        kept(Event(at=clock.now(), action=action, subject_type=kind, subject_id=999, facts={}))
    assert deliver() == 8
    assert not rows("notification")


def test_an_event_that_concerns_nobody_is_delivered_all_the_same(app):
    happened("meeting.announced", a_held_meeting(a_council()))
    assert deliver() == 1
    assert not rows("notification")


def test_an_event_that_is_delivered_twice_tells_once(app):
    council = a_council()
    an_officer(council.dong)
    a_sent_report(council)
    deliver()
    with transaction():
        session().execute(text("UPDATE event SET delivered_at = NULL"))
    assert deliver() == 1
    assert len(rows("notification")) == 1
    assert len(rows("message")) == 1


def test_a_worker_that_dies_half_way_tells_once_after_it_comes_back(app):
    council = a_council()
    an_officer(council.dong)
    a_sent_report(council)
    Failing.active = True
    try:
        with pytest.raises(Crash):
            deliver()
    finally:
        Failing.active = False
    db.session.remove()
    assert not rows("notification")
    assert not rows("message")
    assert deliver() == 1
    assert deliver() == 0
    assert len(rows("notification")) == 1
    assert len(rows("message")) == 1


def test_a_thousand_members_are_told_in_as_many_statements_as_one(app):
    small, large = a_council(), a_council()
    a_member(small)
    now = clock.now()
    with transaction():
        for number in range(1, 1001):
            person = a_user_row(number, now)
            session().add(person)
            session().add(
                Membership(
                    council_id=large.id, user=person, tie="lives", birth_year=1960, asked_at=now, state="confirmed"
                )
            )
    few, many = (statements_of(a_held_meeting(council, a_resolution())) for council in (small, large))
    assert len(rows("notification")) == 1001
    assert len(rows("message")) == 1001
    assert many - few <= 4  # the database takes the rows in batches of a thousand at most


def test_every_kind_of_notice_has_an_audience_and_a_page_of_its_own(app):
    assert set(KINDS) == set(AUDIENCES)
    events_heard = {action for action, heard in events._subscribers.items() if jobs.tell in heard}
    assert events_heard == set(KINDS)
    for kind in KINDS.values():
        if kind.page in app.view_functions:
            (rule,) = (rule for rule in app.url_map.iter_rules(kind.page) if "GET" in (rule.methods or ()))
            assert rule.arguments == {kind.number}


def test_a_request_of_many_lines_is_named_by_its_first(app):
    council = a_council()
    request = a_request(
        council, source=a_held_meeting(council, a_resolution(text="첫   줄 " + "길게 " * 100 + "\n둘째 줄"))
    )
    a_member(council)
    an_answer(request, an_officer(council.dong))
    deliver()
    titles = [line.title for line in session().query(Notification).filter_by(action="decision.published")]
    assert titles
    assert all(title.startswith("첫 줄 길게") and len(title) <= 80 and title.endswith("…") for title in titles)
