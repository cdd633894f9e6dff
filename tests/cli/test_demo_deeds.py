"""The promises of the demo town: one done and answered for, one open again, one under way, one asked about now."""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.cli.demo import accounts, seed
from app.deeds.models import CheckAnswer, Commitment, DeedCheck
from app.deeds.states import CommitmentState
from app.kernel import clock
from app.kernel.db import db, session
from app.kernel.events import Event
from tests.browsing import submit


@pytest.fixture(scope="module")
def town(the_app: Flask, store) -> Iterator[Flask]:
    """The application with the demo town in its database: filled once for all tests here, which only read."""
    with the_app.app_context():
        store.reset()
        assert seed()
        yield the_app
        db.session.remove()


def count(*conditions, model=Commitment) -> int:
    return session().scalar(select(func.count()).select_from(model).where(*conditions)) or 0


def test_each_of_the_four_answers_has_its_promise_once(town):
    assert count(Commitment.request_id.is_not(None)) == 4
    assert count(Commitment.state == CommitmentState.DONE) == 2
    assert count(Commitment.state == CommitmentState.UNDER_WAY) == 2


def test_the_first_item_of_the_plan_is_a_promise_too(town):
    lamps = session().scalars(select(Commitment).where(Commitment.request_id.is_(None))).one()
    assert lamps.state is CommitmentState.PROMISED
    page = town.test_client().get(f"/commitments/{lamps.id}/plan-item", follow_redirects=True).text
    assert f'href="/commitments/{lamps.id}"' in page


def test_nine_of_twelve_found_the_signs_better_and_most_saw_no_use_in_the_leaflet(town):
    closed = session().scalars(select(DeedCheck).where(DeedCheck.closed_at.is_not(None)).order_by(DeedCheck.id)).all()
    assert [check.counted for check in closed] == [
        {"better": 9, "same": 2, "worse": 1},
        {"better": 2, "same": 5, "worse": 1},
    ]
    assert count(Event.action == "commitment.reopened", model=Event) == 1


def test_a_resident_can_say_how_the_broom_is(town):
    asked = session().scalars(select(DeedCheck).where(DeedCheck.closed_at.is_(None))).one()
    assert asked.closes_at > clock.now()
    assert count(model=CheckAnswer) == 5
    browser = town.test_client()
    fields = {"contact": f"resident@{accounts.DOMAIN}", "password": accounts.PASSWORD}
    submit(browser, "/sign-in", "/sign-in", **fields)
    assert 'name="mark"' in browser.get(f"/checks/{asked.id}").text


def test_what_is_under_way_has_steps_another_day_and_money(town):
    evenings = (
        session()
        .scalars(
            select(Commitment).where(Commitment.state == CommitmentState.UNDER_WAY, Commitment.budget_won.is_not(None))
        )
        .one()
    )
    page = town.test_client().get(f"/commitments/{evenings.id}").text
    for said in ("4단계 가운데 2단계를 마쳤습니다", "처음에는", "480,000원"):
        assert said in page
