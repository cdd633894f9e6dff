"""The lot of a panel: what is fixed before, what the dice decide, and that anybody draws it again."""

import json
from datetime import timedelta
from io import BytesIO

import pytest

from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.errors import Conflict, Invalid
from app.panels import queries, service
from app.panels.states import PlaceState, Sex
from app.polls.methods.files.lot_file import read_lot
from app.polls.methods.lot import commitment, draw
from tests import factories
from tests.factories import panels as made


def lot_of(panel):
    return read_lot(BytesIO(json.dumps(panel.lot).encode()))


def states_of(panel):
    return sorted(place.state.value for place in panel.places)


def test_the_list_is_fixed_with_codes_and_without_names_when_the_lot_is_announced(app):
    panel = made.an_announced(factories.a_council(), 6)
    assert panel.lot["rows"] == [["1"], ["2"], ["3"], ["4"], ["5"], ["6"]]
    assert panel.lot["commitment"] == commitment(panel.secret)
    assert "secret" not in panel.lot
    assert "result" not in panel.lot
    text = json.dumps(panel.lot, ensure_ascii=False)
    assert not any(place.user.name in text for place in panel.places)


def test_codes_tell_nothing_of_when_somebody_agreed(app):
    orders = set()
    for _time in range(6):
        panel = made.an_announced(factories.a_council(), 6)
        orders.add(tuple(place.user_id for place in sorted(panel.places, key=lambda place: place.code)))
        members = sorted(place.user_id for place in panel.places)
        orders.discard(tuple(members))
    assert orders, "six lists of six all stood in the order of the members"


def test_what_the_lot_file_says_is_what_anybody_draws_again(app):
    panel = made.a_drawn(factories.a_council(), 9)
    again = lot_of(panel)
    assert again.opened is not None
    assert commitment(again.opened.secret) == again.commitment
    assert again.drawn().result == again.result
    invited = {place.code for place in panel.places if place.is_invited}
    assert invited == set(again.result)
    order = draw(again.seed(), tuple(again.pool.people))
    assert [place.code for place in panel.places] == list(order), "the ranks are the whole order drawn"
    assert panel.secret == ""


def test_other_dice_draw_others(app):
    drawn = set()
    for source in ("3 1 6 6 2 5 4 1 1 6", "2 2 2 2 2 2 2 2 2 2", "1 2 3 4 5 6 1 2 3 4", "6 6 6 6 6 1 1 1 1 1"):
        council = factories.a_council()
        by = factories.a_facilitator(council)
        panel = made.drawn(made.an_announced(council, 12, by), by, source)
        drawn.add(tuple(panel.lot["result"]))
    assert len(drawn) > 1


@pytest.mark.parametrize("source", ["3 1 6", "하나 둘 셋", "가나다라마바사아자차"])
def test_too_few_dice_are_refused_and_nothing_is_drawn(app, source):
    panel = made.an_announced(factories.a_council(), 6)
    with pytest.raises(Invalid, match="열 번"), transaction():
        service.draw(panel, source=source, before="이웃", by=panel.places[0].user, at=clock.now())
    assert set(states_of(queries.panel(panel.id))) == {"pooled"}


def test_a_lot_is_drawn_once(app):
    council = factories.a_council()
    by = factories.a_facilitator(council)
    panel = made.drawn(made.an_announced(council, 6, by), by)
    before = panel.lot
    with pytest.raises(Conflict):
        made.drawn(panel, by, "6 6 6 6 6 6 6 6 6 6")
    assert queries.panel(panel.id).lot == before


def test_seats_are_shared_out_by_age_and_sex(app):
    council = factories.a_council()
    made.agreed(council, 4, sex=Sex.FEMALE, birth_year=1950)
    made.agreed(council, 4, sex=Sex.MALE, birth_year=1950)
    made.agreed(council, 8, sex=Sex.FEMALE, birth_year=2000)
    by = factories.a_facilitator(council)
    panel = made.a_draft(council, by, size=4, by_age=True, by_sex=True)
    with transaction():
        service.announce(panel, by=by, at=clock.now())
    panel = made.drawn(panel, by)
    asked = sorted(place.stratum for place in panel.places if place.is_invited)
    assert asked == ["39세까지 여성", "39세까지 여성", "65세부터 남성", "65세부터 여성"]


def test_nobody_stands_alone_in_a_combination_of_the_public_list(app):
    council = factories.a_council()
    made.agreed(council, 5, birth_year=2000)
    made.agreed(council, 1, birth_year=1940)
    by = factories.a_facilitator(council)
    panel = made.a_draft(council, by, by_age=True)
    assert "혼자뿐인 묶음" in service.why_not_announced(panel)
    with pytest.raises(Conflict, match="혼자뿐인 묶음"), transaction():
        service.announce(panel, by=by, at=clock.now())
    with transaction():
        service.edit(queries.panel(panel.id), made.a_plan(by_age=False), at=clock.now())
        service.announce(queries.panel(panel.id), by=by, at=clock.now())
    assert len(queries.panel(panel.id).places) == 6


def test_fewer_who_agreed_than_seats_is_said_before(app):
    council = factories.a_council()
    made.agreed(council, 2)
    assert "2명입니다. 3명을 뽑으려면" in service.why_not_announced(made.a_draft(council))


def test_facilitators_observers_and_those_who_took_it_back_are_not_in_the_pool(app):
    council = factories.a_council()
    one, other, third = made.agreed(council, 3)
    facilitator = factories.a_facilitator(council)
    with transaction():
        service.agree(made.membership(council, facilitator), sex=Sex.UNTOLD, at=clock.now())
        service.take_back(made.membership(council, one))
    assert [consent.membership.user_id for consent in queries.pool(council.id)] == [other.id, third.id]


def test_agreeing_twice_keeps_the_last_word_and_one_line(app):
    council = factories.a_council()
    [one] = made.agreed(council, 1, sex=Sex.FEMALE)
    with transaction():
        service.agree(made.membership(council, one), sex=Sex.MALE, at=clock.now())
    assert [consent.sex for consent in queries.pool(council.id)] == [Sex.MALE]


def test_a_panel_that_would_meet_in_the_past_is_refused(app):
    council = factories.a_council()
    with pytest.raises(Invalid, match="지났습니다"):
        made.a_draft(council, meets_at=clock.now() - timedelta(minutes=1))


def test_the_place_of_everyone_not_called_stays_pooled(app):
    panel = made.a_drawn(factories.a_council(), 7, size=2)
    assert states_of(panel) == ["invited"] * 2 + ["pooled"] * 5
    assert {place.state for place in panel.places[:2]} == {PlaceState.INVITED}


def test_signs_that_no_file_of_a_lot_takes_are_said_and_nothing_is_drawn(app):
    panel = made.an_announced(factories.a_council(), 4)
    with pytest.raises(Invalid, match="쓸 수 없는 글자"), transaction():
        service.draw(panel, source=made.DICE, before="이웃\u202e셋", by=panel.places[0].user, at=clock.now())
    assert queries.panel(panel.id).is_announced


def test_lines_and_loose_letters_are_put_together_for_the_file(app):
    panel = made.an_announced(factories.a_council(), 4)
    with transaction():
        service.draw(panel, source=made.DICE, before="\u110b\u1175웃\n 셋", by=panel.places[0].user, at=clock.now())
    assert queries.panel(panel.id).lot["before"] == ["이웃 셋"]
