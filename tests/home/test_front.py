"""What the first pages gather: of each kind those that come first, however many there are of the other kinds."""

from datetime import timedelta

from app.home.queries.fronts import front
from app.kernel import clock
from app.meetings.states import MeetingState
from tests.factories import a_council, in_days
from tests.factories.meetings import a_meeting
from tests.factories.polls import a_counted_poll, an_open_poll

HOUR = timedelta(hours=1)


def test_six_open_polls_that_close_first_stand_beside_the_three_that_were_counted_last(app):
    council, now = a_council(), clock.now()
    counted = [a_counted_poll([[1]], council, question=f"센 투표 {n}").id for n in range(4)]
    opened = [an_open_poll(council, closes_at=now + n * HOUR).id for n in (9, 2, 8, 3, 7, 4, 6, 5)]
    found = front(now)
    assert [poll.id for poll in found.open_polls] == [opened[n] for n in (1, 3, 5, 7, 6, 4)]
    assert [poll.id for poll in found.counted_polls] == counted[:0:-1]
    assert [poll.verdict is not None for poll in found.counted_polls] == [True] * 3


def test_meetings_that_come_next_stand_beside_the_minutes_that_came_out_last(app):
    council, now = a_council(), clock.now()
    coming = [a_meeting(council=council, starts_at=in_days(n)).id for n in (3, 1, 2, 7, 6, 5, 4)]
    values = {"council": council, "state": MeetingState.PUBLISHED}
    held = [
        a_meeting(**values, starts_at=in_days(-20 + n), published_at=now - out * HOUR).id
        for n, out in enumerate((5, 50, 20, 1))
    ]
    found = front(now)
    assert [meeting.id for meeting in found.meetings] == [coming[n] for n in (1, 2, 0, 6, 5, 4)]
    assert [meeting.id for meeting in found.minutes] == [held[n] for n in (3, 0, 2)]


def test_only_the_councils_that_are_asked_for_are_looked_at(app):
    here, there = a_council(), a_council()
    mine = [an_open_poll(here).id, a_counted_poll([[1]], here).id]
    an_open_poll(there), a_counted_poll([[1]], there)
    meeting = a_meeting(council=here, starts_at=in_days(1)).id
    a_meeting(council=there, starts_at=in_days(1))
    found = front(clock.now(), [here.id])
    assert [poll.id for poll in (*found.open_polls, *found.counted_polls)] == mine
    assert [one.id for one in found.meetings] == [meeting]
    assert front(clock.now(), []).is_quiet
