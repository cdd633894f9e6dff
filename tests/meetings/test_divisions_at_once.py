"""Forty phones, double presses, tellers and slips at the same moment: everybody is counted once."""

import pytest

from app.kernel import clock
from app.kernel.errors import Conflict, Fault, Invalid
from app.meetings import queries, service
from app.meetings.service import Pad
from app.meetings.states import Ground, Mark
from tests.conftest import rows
from tests.meetings.test_two_phones import at_once
from tests.meetings.voting import Who, a_full_room, close, decide, gently, give_slip, leader_of, press, put

PHONES = 40


def test_forty_phones_pressed_twice_at_once_are_forty_voices(app):
    meeting, item, people = a_full_room(members=PHONES)
    division = put(meeting, item)
    ids, meeting_id, number = [one.id for one in people], meeting.id, division.id

    def tap(user_id, mark):
        def verb():
            return service.answer(queries.meeting(meeting_id), number, mark, by=Who(user_id))

        return verb

    marks = [(Mark.YES, Mark.NO, Mark.ABSTAIN)[place % 3] for place in range(PHONES)]
    taps = [tap(one, mark) for one, mark in zip(ids, marks, strict=True)]
    assert at_once(app, *taps, *taps[:10]) == PHONES + 10
    close(meeting, division)
    made = decide(meeting, division)
    assert (made.yes, made.no, made.abstain, made.present) == (14, 13, 13, PHONES)


def test_a_slip_and_a_phone_of_one_person_at_once_leave_one_channel(app):
    meeting, item, people = a_full_room(members=3)
    division = put(meeting, item)
    ids, meeting_id, number = [one.id for one in people], meeting.id, division.id

    def both(door, user_id):
        def slip():
            return service.hand_out(queries.meeting(meeting_id), number, door)

        def phone():
            return service.answer(queries.meeting(meeting_id), number, Mark.YES, by=Who(user_id))

        return gently(slip), gently(phone)

    at_once(app, *(verb for door, one in enumerate(ids, 1) for verb in both(door, one)))
    assert len(rows("voice")) == 3
    close(meeting, division)
    slips = sum(one.channel == "slip" for one in rows("voice"))
    made = decide(meeting, division, slips=(slips, 0, 0))
    assert (made.yes, made.present) == (3, 3)


def test_two_tellers_with_different_figures_leave_one_resolution_of_one_of_them(app):
    meeting, item, people = a_full_room(members=4)
    division = put(meeting, item)
    press(meeting, division, people[0])
    close(meeting, division)
    seen = queries.division(meeting.id, division.id, fresh=True).version
    meeting_id, number, by = meeting.id, division.id, Who(leader_of(meeting).id)
    told = []

    def count(hands):
        def verb():
            pad = Pad(hands=hands)
            return service.decide(queries.meeting(meeting_id), number, pad, seen=seen, by=by, at=clock.now())

        def tried():
            answer = gently(verb)()
            told.append(type(answer))
            return answer

        return tried

    at_once(app, count((3, 0, 0)), count((0, 3, 0)), count((3, 0, 0)))
    assert len(rows("resolution")) == 1
    assert (rows("resolution")[0].yes, rows("resolution")[0].no) in {(4, 0), (1, 3)}
    assert Invalid in told


def test_leaving_recusal_closing_and_pressing_at_once_never_count_more_than_those_present(app):
    meeting, item, people = a_full_room(members=8)
    division = put(meeting, item)
    ids, meeting_id, number = [one.id for one in people], meeting.id, division.id
    item_id, doors = item.id, {one.user_id: one.id for one in queries.arrivals(meeting.id)}
    by = Who(leader_of(meeting).id)

    def tap(user_id):
        return lambda: service.answer(queries.meeting(meeting_id), number, Mark.YES, by=Who(user_id))

    def go(user_id):
        def verb():
            came = queries.attendance(meeting_id, doors[user_id])
            return service.leave(queries.meeting(meeting_id), came, at=clock.now())

        return verb

    def aside(user_id):
        def verb():
            held = queries.meeting(meeting_id)
            came = queries.attendance(meeting_id, doors[user_id])
            return service.recuse(held, queries.item(held, item_id), came, Ground.FAMILY, by=by, at=clock.now())

        return verb

    def shut():
        return service.close_phones(queries.meeting(meeting_id), number, by=by, at=clock.now())

    verbs = [*map(tap, ids), *map(go, ids[:3]), *map(aside, ids[2:5]), shut]
    at_once(app, *map(gently, verbs))
    free = queries.turnout(queries.division(meeting_id, number, fresh=True)).free
    made = decide(meeting, division, hands=(free, 0, 0))
    assert made.yes <= made.present
    assert made.recused + made.present <= 8
    with pytest.raises((Conflict, Invalid)):
        decide(meeting, division, hands=(free + 1, 0, 0))


def test_the_last_press_before_the_closing_is_counted_or_told(app):
    meeting, item, people = a_full_room(members=6)
    division = put(meeting, item)
    meeting_id, number, by = meeting.id, division.id, Who(leader_of(meeting).id)
    answers = []

    def tap(user_id):
        def verb():
            answer = gently(lambda: service.answer(queries.meeting(meeting_id), number, Mark.NO, by=Who(user_id)))()
            answers.append(not isinstance(answer, Fault))

        return verb

    def shut():
        return service.close_phones(queries.meeting(meeting_id), number, by=by, at=clock.now())

    at_once(app, *(tap(one.id) for one in people), shut)
    assert decide(meeting, division).no == sum(answers)


def test_a_slip_handed_out_twice_is_one(app):
    meeting, item, _people = a_full_room(members=2)
    division = put(meeting, item)
    give_slip(meeting, division, 1)
    give_slip(meeting, division, 1)
    assert len(rows("voice")) == 1
