"""Several phones at one door: whatever is tapped at the same moment is kept once, and everybody gets a number."""

import threading

from app.kernel import clock
from app.kernel.db import db, transaction
from app.meetings import queries, service
from tests.conftest import rows
from tests.factories import a_member
from tests.factories.meetings import a_meeting


def at_once(app, *verbs) -> int:
    """Each verb in a thread and a transaction of its own, all started at the same moment; how many came through."""
    db.session.remove()
    together, done = threading.Barrier(len(verbs)), []

    def act(verb):
        with app.app_context():
            together.wait()
            with transaction():
                done.append(verb())

    threads = [threading.Thread(target=act, args=(verb,)) for verb in verbs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(done)


def test_two_phones_that_tap_one_name_at_the_same_moment_leave_one_row(app):
    meeting = a_meeting()
    member_id, meeting_id = a_member(meeting.council).id, meeting.id

    def tap():
        return service.check_in(queries.meeting(meeting_id), member_id, at=clock.now())

    assert at_once(app, tap, tap) == 2
    assert len(rows("attendance")) == 1


def test_one_form_sent_twice_at_the_same_moment_admits_one(app):
    meeting_id = a_meeting().id

    def send():
        return service.admit(queries.meeting(meeting_id), "새로 온 이웃", once="one form", at=clock.now())

    assert at_once(app, send, send) == 2
    assert len(rows("attendance")) == 1


def test_many_phones_give_everybody_another_number(app):
    meeting = a_meeting()
    council, meeting_id = meeting.council, meeting.id
    members = [a_member(council).id for _ in range(6)]

    def tap(user_id):
        return lambda: service.check_in(queries.meeting(meeting_id), user_id, at=clock.now())

    assert at_once(app, *map(tap, members)) == 6
    assert sorted(row.number for row in rows("attendance")) == [1, 2, 3, 4, 5, 6]
