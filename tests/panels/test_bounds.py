"""What the pages of panels refuse, two who press at once, and who may see what."""

import re

import pytest

from app.kernel import clock
from app.kernel.db import session, transaction
from app.kernel.errors import Conflict
from app.panels import queries, service
from app.panels.models import Panel
from tests import factories
from tests.browsing import form_of, submit
from tests.factories import panels as made

DAY = clock.today().replace(day=1, year=clock.today().year + 1).isoformat()
PLAN = {
    "title": "골목 주차",
    "purpose": "밤 주차를 의논합니다.",
    "day": DAY,
    "time": "19:00",
    "place": "경로당",
    "size": "2",
    "by_age": None,
    "answer_days": "5",
}
NOT_ENOUGH_DICE = ("", "6", "1 2 3 4 5 6 1 2 3", "여섯 여섯 여섯 여섯 여섯 여섯 여섯 여섯 여섯 여섯", "9" * 201)


@pytest.fixture
def council(app):
    return factories.a_council()


def panels() -> int:
    return session().query(Panel).count()


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""},
        {"title": " "},
        {"title": "가" * 81},
        {"purpose": ""},
        {"purpose": "가" * 3001},
        {"day": ""},
        {"day": "2026-02-30"},
        {"day": "2020-01-01"},
        {"time": "25:00"},
        {"place": ""},
        {"size": "0"},
        {"size": "-3"},
        {"size": "201"},
        {"size": "둘"},
        {"size": "2.5"},
        {"answer_days": "0"},
        {"answer_days": "31"},
        {"proposal": "4711"},
        {"proposal": "x"},
    ],
    ids=str,
)
def test_a_plan_with_one_thing_wrong_is_not_kept_and_the_rest_of_its_words_are(council, sign_in, wrong):
    facilitator, page = sign_in(factories.a_facilitator(council)), f"/councils/{council.id}/panels/new"
    sent = submit(facilitator, page, "", **{**PLAN, **wrong})
    assert sent.status_code == 422
    kept = form_of(sent.text, "").values
    for name in {"title", "place", "time"} - set(wrong):
        assert kept[name] == PLAN[name]
    assert panels() == 0


@pytest.mark.parametrize("source", NOT_ENOUGH_DICE)
def test_what_is_not_left_to_chance_draws_nobody(council, sign_in, source):
    by = factories.a_facilitator(council)
    panel = made.an_announced(council, 4, by)
    sent = submit(sign_in(by), f"/panels/{panel.id}/drawing", "", source=source, before=made.WATCHED)
    assert sent.status_code == 422
    assert form_of(sent.text, "").values["before"] == made.WATCHED
    found = queries.panel(panel.id)
    assert not found.is_drawn
    assert not any(place.is_invited for place in found.places)


def test_who_draws_second_finds_it_drawn_and_changes_nothing(council, sign_in):
    """Both had the page with the form open before either pressed."""
    leaders = [factories.a_facilitator(council) for _each in range(2)]
    panel = made.an_announced(council, 8, leaders[0])
    page = f"/panels/{panel.id}/drawing"
    browsers = [sign_in(one) for one in leaders]
    forms = [form_of(one.get(page).text, "").values for one in browsers]
    dice = (made.DICE, "6 6 6 6 6 6 6 6 6 6")
    sent = [
        browser.post(page, data={**form, "source": source, "before": made.WATCHED})
        for browser, form, source in zip(browsers, forms, dice, strict=True)
    ]
    assert sent[0].status_code == 303
    assert sent[1].status_code in {403, 409}
    found = queries.panel(panel.id)
    assert found.lot["source"] == made.DICE
    assert sum(place.is_invited for place in found.places) == 3


def test_a_service_that_read_before_the_other_drew_draws_no_second_time(council):
    by = factories.a_facilitator(council)
    panel = made.drawn(made.an_announced(council, 6, by), by)
    before = panel.lot
    with pytest.raises(Conflict), transaction():
        service.draw(queries.panel(panel.id), source="1" * 10, before="아무도", by=by, at=clock.now())
    assert queries.panel(panel.id).lot == before


def test_a_place_is_answered_by_whom_it_was_given_and_the_facilitator_alone(council, sign_in):
    by = factories.a_facilitator(council)
    panel = made.drawn(made.an_announced(council, 6, by), by)
    invited = [place for place in panel.places if place.is_invited]
    mine, theirs = invited[:2]
    me = sign_in(mine.user)
    csrf = form_of(me.get(f"/panels/{panel.id}").text, f"/panel-places/{mine.id}/answer").values
    for way in ("answer", "told"):
        assert me.post(f"/panel-places/{theirs.id}/{way}", data={**csrf, "comes": "yes"}).status_code == 403
    assert me.post(f"/panel-places/{mine.id}/told", data={**csrf, "comes": "yes"}).status_code == 403
    assert me.post("/panel-places/4711/answer", data={**csrf, "comes": "yes"}).status_code == 404
    assert not any(place.is_accepted for place in queries.panel(panel.id).places)
    assert me.post(f"/panel-places/{mine.id}/answer", data={**csrf, "comes": "yes"}).status_code == 303
    assert [place.id for place in queries.panel(panel.id).places if place.is_accepted] == [mine.id]


def test_whose_name_was_not_drawn_reads_nobody_elses(council, sign_in, client):
    panel = made.a_drawn(council, 7)
    by_state = {place.is_invited: place for place in panel.places}
    names = {place.user.name: place.user_id for place in panel.places}
    readers = [by_state[True].user, by_state[False].user, factories.a_member(council), factories.an_operator()]
    foreign = factories.a_facilitator(factories.a_council())
    for reader in (*readers, foreign):
        page = re.sub(r"(?s)<header.*?</header>", "", sign_in(reader).get(f"/panels/{panel.id}").text)
        assert [name for name, user_id in names.items() if name in page and user_id != reader.id] == []
    assert [name for name in names if name in client.get(f"/councils/{council.id}/panels").text] == []


def test_the_secret_of_a_lot_is_on_no_page_before_it_is_drawn_and_in_the_file_afterwards(council, sign_in, client):
    by = factories.a_facilitator(council)
    panel = made.an_announced(council, 5, by)
    secret = panel.secret
    assert len(secret) == 64
    for browser in (client, sign_in(by), sign_in(factories.an_officer(council.dong))):
        for path in ("", "/lot.json"):
            assert secret not in browser.get(f"/panels/{panel.id}{path}").text
    made.drawn(panel, by)
    assert secret in client.get(f"/panels/{panel.id}/lot.json").text
    assert queries.panel(panel.id).secret == ""
