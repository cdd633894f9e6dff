"""What tests of phones without network do: write a line, and send it."""

from datetime import timedelta

from app.kernel import clock
from app.kernel.db import session, transaction
from app.meetings import queries, service
from app.meetings.forms import read
from app.people.models import User

MINUTE = timedelta(minutes=1)
COUNT = {"text": "봉투를 나눈다", "yes": 1, "no": 0, "abstain": 0}


def line(key, kind, *, ago=10.0, **facts):
    at = int((clock.now() - ago * MINUTE).timestamp() * 1000)
    return {"key": f"{key}-of-a-phone", "kind": kind, "at": at, "facts": facts}


def merge(meeting, *lines, journal="phone-one", now=None):
    now = now or clock.now()
    by = session().get(User, meeting.called_by_id)
    with transaction():
        sent = [read(one, now=now) for one in lines]
        told = service.merge(queries.meeting(meeting.id), journal, sent, by=by, received_at=now)
        return [(one.merged.value, one.reason, one.number) for one in told]


def states(told):
    return [merged for merged, _reason, _number in told]
