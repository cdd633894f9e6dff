"""What tests of a running meeting do: press, look, and read where it stands."""

from app.kernel import chance, clock
from app.kernel.db import session, transaction
from app.meetings import queries, service
from app.people.models import User


def enter(meeting, kind, *, key="", at=None, **facts):
    by = session().get(User, meeting.called_by_id)
    with transaction():
        return service.enter(meeting, kind, facts, key=key or chance.token(), by=by, at=at or clock.now())


def room(meeting, at=None):
    return queries.room(meeting, queries.items_of(meeting.id), at or clock.now())


def page(meeting, name="console"):
    return f"/meetings/{meeting.id}/{name}"


def ids(meeting):
    return [item.id for item in queries.meeting(meeting.id).items]
