"""Text messages of panels: the invitation, and a reply of one word."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from app.kernel import clock
from app.kernel.db import session, transaction
from app.kernel.events import Event
from app.kernel.outbox import Channel, Message
from app.notices.jobs import deliver_events
from app.panels import queries, service
from app.panels.service.texts import MOST_REFUSALS, said
from tests import factories
from tests.conftest import rows
from tests.factories import panels as made

SOON = timedelta(minutes=1)


@pytest.fixture
def council(app):
    return factories.a_council()


@pytest.fixture
def panel(council):
    return made.a_drawn(council, 6, size=2)


def invited(panel):
    return [place for place in queries.panel(panel.id).places if place.is_invited]


def texts():
    letters = session().scalars(select(Message).where(Message.channel == Channel.SMS).order_by(Message.id))
    return [(letter.recipient, letter.body) for letter in letters]


def reply(person, text, *, sent_at=None, at=None):
    at = at or clock.now() + SOON
    with transaction():
        return service.reply(person, text, sent_at=sent_at or at, at=at).value


def state_of(place):
    return queries.place(place.id).state.value


@pytest.mark.parametrize("text", ["1", " 1. ", "１", "①", "1번", "네", "네!", "예~", "참여합니다.", "Yes", "ok"])
def test_a_yes_is_read_however_it_is_typed(text):
    assert said(text) is True


@pytest.mark.parametrize("text", ["2", "2.", "２", "②", "2번", "아니요", "아니오", "사양합니다", "못 가요", "NO"])
def test_a_no_is_read_however_it_is_typed(text):
    assert said(text) is False


@pytest.mark.parametrize(
    "text", ["", "?", "12", "1 2", "11", "1시간 늦어도 되나요?", "네? 뭐라고요", "안 사양", "참여 못 합니다", "3", "-"]
)
def test_what_could_mean_something_else_is_no_answer(text):
    assert said(text) is None


@given(st.text(min_size=9))
def test_a_text_of_many_letters_is_never_an_answer(text):
    if len([sign for sign in text if sign.isalnum()]) > 8:
        assert said(text) is None


def test_whoever_was_drawn_and_has_a_phone_is_texted_once(app, council, panel):
    deliver_events(clock.now())
    deliver_events(clock.now())
    assert sorted(number for number, _body in texts()) == sorted(place.user.phone for place in invited(panel))
    body = texts()[0][1]
    assert council.name in body
    assert panel.title in body
    assert panel.place in body
    assert f"http://golmok.test/panels/{panel.id}" in body


def test_a_reply_is_offered_only_where_replies_come_back(app, council):
    made.a_drawn(council, 2, size=2)
    app.config["SMS_REPLIES"] = True
    try:
        deliver_events(clock.now())
    finally:
        app.config["SMS_REPLIES"] = False
    assert ["오시면 1" in body for _number, body in texts()] == [True, True]
    made.a_drawn(factories.a_council(), 2, size=2)
    deliver_events(clock.now())
    assert ["오시면 1" in body for _number, body in texts()] == [True, True, False, False]


def test_the_text_is_in_the_language_of_its_reader(app, council):
    panel = made.an_announced(council, 2, size=2)
    with transaction():
        for place in queries.panel(panel.id).places:
            place.user.language = "en"
    made.drawn(queries.panel(panel.id), factories.a_facilitator(council))
    deliver_events(clock.now())
    assert ["You were drawn" in body for _number, body in texts()] == [True, True]


def test_a_yes_takes_the_place_and_is_confirmed_by_text(panel):
    place = invited(panel)[0]
    assert reply(place.user, "1") == "accepted"
    assert state_of(place) == "accepted"
    [(number, body)] = texts()
    assert (number, "참여로 적었습니다" in body) == (place.user.phone, True)
    [event] = session().query(Event).filter_by(action="panel.answered")
    assert (event.by_id, event.facts) == (place.user_id, {"comes": True, "by_text": True})


def test_a_no_goes_to_the_next_of_the_drawn_order(panel):
    place = invited(panel)[0]
    assert reply(place.user, "사양합니다") == "declined"
    assert [one.rank for one in invited(panel)] == [2, 3]


def test_a_text_that_arrives_twice_changes_nothing(panel):
    place, other = invited(panel)
    assert [reply(place.user, "2") for _time in range(3)] == ["declined"] * 3
    assert len(invited(panel)) == 2
    assert [reply(other.user, "1") for _time in range(3)] == ["accepted"] * 3
    assert session().query(Event).filter_by(action="panel.answered").count() == 2


def test_an_acceptance_is_taken_back_by_text(panel):
    place = invited(panel)[0]
    reply(place.user, "1")
    assert reply(place.user, "2", at=clock.now() + timedelta(days=1)) == "declined"
    assert state_of(place) == "declined"


def test_who_declined_cannot_come_back_by_text_and_is_told(panel):
    place = invited(panel)[0]
    reply(place.user, "2")
    assert reply(place.user, "1") == "late"
    assert state_of(place) == "declined"
    assert "물어봐 주세요" in texts()[-1][1]


def test_an_answer_after_the_last_day_is_told_to_be_late(panel):
    place = invited(panel)[0]
    after = place.answer_by + SOON
    with transaction():
        service.lapse(place.id, at=after)
    assert reply(place.user, "1", at=after) == "late"
    assert state_of(place) == "lapsed"


def test_after_the_meeting_nothing_is_answered(panel):
    place = invited(panel)[0]
    assert reply(place.user, "1", at=panel.meets_at) == "late"
    assert state_of(place) == "invited"


def two_invitations(council):
    """Of one person: (first, second)."""
    first = made.a_drawn(council, 2, size=2)
    by = factories.a_facilitator(council)
    second = made.a_draft(council, by, size=2)
    with transaction():
        service.announce(second, by=by, at=clock.now())
    second = made.drawn(second, by)
    person = invited(first)[0].user
    return person, *(next(place for place in invited(one) if place.user_id == person.id) for one in (first, second))


def test_where_two_invitations_wait_no_reply_is_guessed_at(council):
    person, first, second = two_invitations(council)
    assert reply(person, "1") == "several"
    assert (state_of(first), state_of(second)) == ("invited", "invited")
    with transaction():
        service.answer(second.id, comes=True, by=person, at=clock.now())
    assert reply(person, "1") == "accepted"
    assert state_of(first) == "accepted"


def test_a_text_sent_before_an_invitation_is_not_about_it(council):
    person, first, second = two_invitations(council)
    early = clock.now()
    with transaction():
        service.answer(first.id, comes=False, by=person, at=early)
    with transaction():
        session().query(Event).filter_by(subject_id=second.id, action="panel.invited").one().at = early + SOON
    assert reply(person, "2", sent_at=early, at=early + 2 * SOON) == "declined"
    assert (state_of(first), state_of(second)) == ("declined", "invited")


def test_a_machine_that_answers_us_is_not_answered_for_ever(panel):
    place = invited(panel)[0]
    for _time in range(MOST_REFUSALS + 5):
        assert reply(place.user, "지금은 운전 중입니다") == "unread"
    assert len(texts()) == MOST_REFUSALS
    assert reply(place.user, "1") == "accepted"
    assert len(texts()) == MOST_REFUSALS + 1
    assert reply(place.user, "운전 중", at=clock.now() + timedelta(days=2)) == "unread"
    assert len(texts()) == MOST_REFUSALS + 2


def test_nothing_of_what_was_texted_is_kept(panel):
    place = invited(panel)[0]
    reply(place.user, "지난주에 수술했어요")
    for table in ("event", "message", "panel_place", "panel"):
        assert [row for row in rows(table) if "수술" in str(tuple(row))] == []
