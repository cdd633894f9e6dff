"""In whatever order phones, slips, arrivals, departures and recusals come: nobody counts twice, the sum is within."""

import hypothesis.strategies as by
from hypothesis import HealthCheck, given, settings
from sqlalchemy import delete

from app.kernel import clock
from app.kernel.db import session, transaction
from app.kernel.errors import Fault, Invalid
from app.meetings import service
from app.meetings.models import Recusal
from app.meetings.states import Channel, Mark
from tests.conftest import rows
from tests.meetings.voting import a_full_room, came, close, decide, give_slip, leave, press, put, recuse

PEOPLE = 5
DEEDS = ("press", "slip", "slip back", "leave", "return", "recuse", "recall", "close")
steps = by.lists(by.tuples(by.sampled_from(DEEDS), by.integers(1, PEOPLE), by.sampled_from(Mark)), max_size=25)


class Room:
    """A division in a meeting, and what is done to it by name."""

    def __init__(self) -> None:
        self.meeting, self.item, self.people = a_full_room(members=PEOPLE)
        self.division = put(self.meeting, self.item)

    def do(self, deed: str, number: int, mark: Mark) -> None:
        meeting, division, person = self.meeting, self.division, self.people[number - 1]
        deeds = {
            "press": lambda: press(meeting, division, person, mark),
            "slip": lambda: give_slip(meeting, division, number),
            "slip back": lambda: take_back(meeting, division, number),
            "leave": lambda: leave(meeting, number),
            "return": lambda: come_back(meeting, number),
            "recuse": lambda: recuse(meeting, self.item, number),
            "recall": lambda: recall(meeting, number),
            "close": lambda: close(meeting, division),
        }
        try:
            deeds[deed]()
        except Fault:
            session().rollback()


def take_back(meeting, division, number):
    with transaction():
        service.take_back_slip(meeting, division.id, number)


def come_back(meeting, number):
    person = came(meeting, number)
    with transaction():
        service.come_back(meeting, person, at=clock.now())


def recall(meeting, number):
    person = came(meeting, number).id
    with transaction():
        session().execute(delete(Recusal).where(Recusal.attendance_id == person))


def people_in(room: Room) -> tuple[set[int], set[int], set[int]]:
    """Who may be counted, worked out apart from the program: by phone, by slip, and who is left to raise a hand."""
    door = [row for row in rows("attendance") if row.meeting_id == room.meeting.id]
    recused = {row.attendance_id for row in rows("recusal")}
    voices = [row for row in rows("voice") if row.division_id == room.division.id]
    phones = {row.attendance_id for row in voices if row.channel == Channel.PHONE} - recused
    slips = {row.attendance_id for row in voices if row.channel == Channel.SLIP} - recused
    here = {row.id for row in door if row.left_at is None} - recused
    return phones, slips, here - phones - slips


three = by.tuples(*[by.integers(0, 2)] * 3)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps, three, three)
def test_nobody_is_counted_twice_and_the_sum_is_within_those_present(app, deeds, hands, papers):
    room = Room()
    for deed in deeds:
        room.do(*deed)
    room.do("close", 1, Mark.YES)
    phones, slips, free = people_in(room)
    assert not phones & slips
    fits = sum(hands) <= len(free) and sum(papers) <= len(slips)
    try:
        made = decide(room.meeting, room.division, hands=hands, slips=papers)
    except Invalid:
        assert not fits
        return
    assert fits
    counted = made.yes + made.no + made.abstain
    assert counted == len(phones) + sum(hands) + sum(papers)
    assert counted <= made.present == len(phones | slips | free)
    assert [sum(one) for one in zip(*made.channels.values(), strict=True)] == [made.yes, made.no, made.abstain]
