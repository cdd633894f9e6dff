"""The panel of the demo town: drawn by lot from residents who agreed, and one place that went on."""

import json
from collections.abc import Iterator
from io import BytesIO

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.cli.demo import accounts, seed
from app.cli.demo.panel import COME, DECLINE, DICE, POOL
from app.kernel.db import db, session
from app.panels import queries
from app.panels.models import Panel, PanelConsent
from app.panels.states import PanelState, PlaceState
from app.polls.methods.files.lot_file import read_lot
from tests.browsing import submit


@pytest.fixture(scope="module")
def town(the_app: Flask, store) -> Iterator[Flask]:
    """The application with the demo town in its database: filled once for all tests here, which only read."""
    with the_app.app_context():
        store.reset()
        assert seed()
        yield the_app
        db.session.remove()


@pytest.fixture
def panel(town) -> Panel:
    return queries.panel(session().scalars(select(Panel.id)).one())


def standing(panel, *states):
    return [place for place in panel.places if place.state in states]


def test_it_is_drawn_from_those_who_agreed_about_the_matter_of_the_street(panel):
    assert panel.state is PanelState.DRAWN
    assert session().scalar(select(func.count()).select_from(PanelConsent)) == len(panel.places) == POOL
    assert "소방차" in panel.proposal.title
    assert panel.proposal.council_id == panel.council_id


def test_its_file_can_be_drawn_again_with_the_public_throw(panel):
    lot = read_lot(BytesIO(json.dumps(panel.lot, ensure_ascii=False).encode()))
    assert lot.opened.source == DICE
    assert lot.drawn().result == lot.result
    assert {place.code for place in standing(panel, *PlaceState) if place.code in lot.result} == set(lot.result)
    assert len(lot.result) == panel.size


def test_some_come_one_declined_and_the_next_of_the_same_stratum_is_asked(panel):
    drawn = set(panel.lot["result"])
    assert len(standing(panel, PlaceState.ACCEPTED)) == COME
    [gone] = standing(panel, PlaceState.DECLINED)
    waiting = standing(panel, PlaceState.INVITED)
    assert len(waiting) == panel.size - COME
    [heir] = [place for place in waiting if place.code not in drawn]
    assert (heir.stratum, heir.rank > gone.rank) == (gone.stratum, True)
    assert gone.code in drawn
    assert DECLINE == 1


def test_the_panel_is_of_every_age_and_both_sexes(panel):
    strata = {place.stratum for place in standing(panel, PlaceState.ACCEPTED, PlaceState.INVITED)}
    assert {stratum.split(" ")[0] for stratum in strata} == {"39세까지", "40~64세", "65세부터"}
    assert {"여성", "남성"} <= {stratum.split(" ")[1] for stratum in strata}


def test_everybody_reads_of_it_and_only_the_facilitator_who_they_are(town, panel):
    names = [place.user.name for place in standing(panel, PlaceState.ACCEPTED)]
    address = f"/panels/{panel.id}"
    visitor = town.test_client().get(address)
    assert visitor.status_code == 200
    assert not [name for name in names if f">{name}<" in visitor.text]
    facilitator = town.test_client()
    fields = {"contact": f"facilitator@{accounts.DOMAIN}", "password": accounts.PASSWORD}
    assert submit(facilitator, "/sign-in", "/sign-in", **fields).status_code == 303
    assert [name for name in names if f">{name}<" in facilitator.get(address).text] == names
