"""Answers of those who were drawn, and who follows them."""

from datetime import timedelta

import pytest

from app.kernel import clock
from app.kernel.db import session, transaction
from app.kernel.errors import Conflict, Invalid
from app.kernel.events import Event
from app.panels import jobs, queries, service
from app.panels.models import PanelConsent
from tests import factories
from tests.conftest import rows
from tests.factories import panels as made


@pytest.fixture
def panel(app):
    return made.a_drawn(factories.a_council(), 6, size=2)


def invited(panel):
    return [place for place in queries.panel(panel.id).places if place.is_invited]


def say(place, comes, by=None):
    with transaction():
        return service.answer(place.id, comes=comes, by=by or place.user, at=clock.now())


def test_who_declines_is_followed_by_the_next_in_the_drawn_order(panel):
    first = invited(panel)[0]
    say(first, False)
    assert [place.rank for place in invited(panel)] == [2, 3]


def test_who_follows_is_of_the_same_stratum(app):
    council = factories.a_council()
    made.agreed(council, 5, birth_year=1950)
    made.agreed(council, 5, birth_year=2000)
    by = factories.a_facilitator(council)
    panel = made.a_draft(council, by, size=2, by_age=True)
    with transaction():
        service.announce(panel, by=by, at=clock.now())
    panel = made.drawn(panel, by)
    for _time in range(3):
        old = next(place for place in invited(panel) if place.stratum == "65세부터")
        say(old, False)
        assert sorted(place.stratum for place in invited(panel)) == ["39세까지", "65세부터"]


def test_the_same_answer_twice_changes_nothing(panel):
    place = invited(panel)[0]
    say(place, True)
    say(place, True)
    assert len(invited(panel)) == 1


def test_an_acceptance_can_be_taken_back_and_the_seat_goes_on(panel):
    place = invited(panel)[0]
    say(place, True)
    say(place, False)
    assert len(invited(panel)) == 2
    with pytest.raises(Conflict), transaction():
        service.answer(place.id, comes=True, by=place.user, at=clock.now())


def test_where_nobody_is_left_the_seat_stays_empty(panel):
    for _time in range(10):
        for place in invited(panel):
            say(place, False)
    assert invited(panel) == []
    assert {place.state.value for place in queries.panel(panel.id).places} == {"declined"}


def test_who_does_not_answer_in_time_is_followed(panel):
    late = clock.now() + timedelta(days=6)
    accepted, silent = invited(panel)
    say(accepted, True)
    assert jobs.follow_the_silent(clock.now()) == 0
    assert jobs.follow_the_silent(late) == 1
    assert jobs.follow_the_silent(late) == 0
    states = [place.state.value for place in queries.panel(panel.id).places]
    assert states == ["accepted", "lapsed", "invited", "pooled", "pooled", "pooled"]
    assert session().get(type(silent), silent.id).state.value == "lapsed"


def test_nobody_is_asked_after_the_panel_has_met(panel):
    met = panel.meets_at + timedelta(hours=1)
    jobs.follow_the_silent(met)
    assert invited(panel) == []


def test_time_to_answer_never_runs_beyond_the_meeting(app):
    panel = made.a_drawn(factories.a_council(), 6, meets_at=clock.now() + timedelta(days=2), answer_days=30)
    assert {place.answer_by for place in invited(panel)} == {panel.meets_at}


def test_an_answer_by_phone_is_kept_with_who_wrote_it_down(panel):
    place, facilitator = invited(panel)[0], factories.a_user()
    say(place, True, by=facilitator)
    [event] = session().query(Event).filter_by(action="panel.answered")
    assert (event.by_id, event.subject_id, event.facts["comes"]) == (facilitator.id, place.id, True)


def test_only_those_who_take_part_can_have_come_and_somebody_must(panel):
    one, other = invited(panel)
    say(one, True)
    by = factories.a_user()
    with pytest.raises(Invalid, match="온 분을 먼저"), transaction():
        service.publish(queries.panel(panel.id), "의견", by=by, at=clock.now())
    with transaction():
        service.set_attendance(queries.panel(panel.id), [one.code, other.code])
    assert [place.code for place in queries.panel(panel.id).places if place.attended] == [one.code]
    with transaction():
        service.publish(queries.panel(panel.id), "밤에는 나누어 댑시다", by=by, at=clock.now())
    assert queries.panel(panel.id).is_heard


def test_who_destroys_the_account_is_asked_no_more(app):
    council = factories.a_council()
    [one] = made.agreed(council, 1)
    with transaction():
        service.forget_consents(one.id)
    assert rows(PanelConsent.__tablename__) == []
