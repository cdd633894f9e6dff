"""What tests of a division do: put to the vote, press, hand out, close and count."""

from app.kernel import clock
from app.kernel.db import session, transaction
from app.kernel.errors import Fault
from app.meetings import queries, service
from app.meetings.models import Attendance
from app.meetings.service import Pad
from app.meetings.states import Ground, Mark, MeetingState
from app.people.models import User
from tests.factories import a_council, a_member
from tests.factories.meetings import a_meeting, an_attendance, an_item


class Who:
    """Somebody by number, in a thread of their own: what a verb needs to know of who presses."""

    def __init__(self, user_id: int) -> None:
        self.id = user_id


def gently(verb):
    """The verb, whose refusal is an answer and not an accident."""

    def tried():
        try:
            return verb()
        except Fault as fault:
            return fault

    return tried


def a_full_room(members: int = 5, walk_ins: int = 0, **bylaws):
    """A running meeting with an item; members with phones, then walk-ins without, numbered from 1."""
    council = a_council(bylaws=bylaws)
    meeting = a_meeting(council=council, state=MeetingState.RUNNING)
    item = an_item(meeting, title="깨진 유리")
    people = [a_member(council) for _ in range(members)]
    for number, person in enumerate([*people, *[None] * walk_ins], 1):
        an_attendance(meeting, user=person, number=number)
    return meeting, item, people


def leader_of(meeting) -> User:
    return session().get(User, meeting.called_by_id)


def put(meeting, item, text="봉투를 나누어 준다", **given):
    with transaction():
        return service.put_to_vote(meeting, item, text, by=leader_of(meeting), at=clock.now(), **given)


def press(meeting, division, person, mark=Mark.YES):
    with transaction():
        return service.answer(meeting, division.id, mark, by=person)


def give_slip(meeting, division, number):
    with transaction():
        return service.hand_out(meeting, division.id, number)


def close(meeting, division):
    with transaction():
        return service.close_phones(meeting, division.id, by=leader_of(meeting), at=clock.now())


def decide(meeting, division, hands=(0, 0, 0), slips=(0, 0, 0), seen=None, **words):
    if seen is None:
        seen = queries.division(meeting.id, division.id, fresh=True).version
    with transaction():
        by, pad = leader_of(meeting), Pad(hands, slips, **words)
        return service.decide(meeting, division.id, pad, seen=seen, by=by, at=clock.now())


def came(meeting, number) -> Attendance:
    return next(one for one in queries.arrivals(meeting.id) if one.number == number)


def leave(meeting, number):
    with transaction():
        service.leave(meeting, came(meeting, number), at=clock.now())


def recuse(meeting, item, number):
    from_door = came(meeting, number)
    with transaction():
        service.recuse(meeting, item, from_door, Ground.FAMILY, by=leader_of(meeting), at=clock.now())
