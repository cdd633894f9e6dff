"""Neighbours sign a call that still gathers names."""

import pytest

from app.councils import queries, service
from app.councils.models import Caller
from app.councils.states import CouncilState
from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.errors import Conflict
from app.kernel.events import history
from tests.browsing import submit, token_of
from tests.factories import a_council, a_facilitator, a_member, a_user, an_officer
from tests.factories.councils import a_gathering_council


def now(council) -> CouncilState:
    return queries.council(council.id).state


def test_the_third_neighbour_opens_the_council(sign_in):
    council = a_gathering_council(names=1)
    page = f"/councils/{council.id}/callers"
    submit(sign_in(a_user()), page, "/callers")
    assert now(council) is CouncilState.GATHERING
    submit(sign_in(a_user()), page, "/callers")
    assert now(council) is CouncilState.ACTIVE
    assert [event.action for event in history([("council", council.id)])] == ["council.activated"]


def test_signing_twice_counts_once(sign_in):
    council = a_gathering_council(names=1)
    browser = sign_in(a_user())
    for _ in range(2):
        assert submit(browser, f"/councils/{council.id}/callers", "/callers").status_code == 303
    assert len(queries.council(council.id).callers) == 2
    assert now(council) is CouncilState.GATHERING


def test_signing_says_how_many_are_still_needed(sign_in):
    council = a_gathering_council(names=1)
    browser = sign_in(a_user())
    where = submit(browser, f"/councils/{council.id}/callers", "/callers").location
    assert "이웃 1명이 더 있으면" in browser.get(where).text


def test_who_was_named_and_then_signs_is_one_caller(app):
    council = a_gathering_council(names=2)
    named = a_user(name="이웃1")
    with transaction():
        service.sign(council, by=named, at=clock.now())
    council = queries.council(council.id)
    assert len(council.callers) == 2
    assert council.is_gathering
    assert {caller.user_id for caller in council.callers} == {None, named.id}


def test_an_open_council_takes_no_more_signatures(app):
    with pytest.raises(Conflict, match="이미 필요한 이름"), transaction():
        service.sign(a_council(), by=a_user(), at=clock.now())


def test_who_signed_before_it_opened_may_press_again(app):
    council, last = a_gathering_council(names=2), a_user()
    for _ in range(2):
        with transaction():
            service.sign(council, by=last, at=clock.now())
    assert len(queries.council(council.id).callers) == 3


def test_a_visitor_who_signs_is_sent_to_sign_in(client):
    council = a_gathering_council()
    token = token_of(client, "/sign-in")
    answer = client.post(f"/councils/{council.id}/callers", data={"csrf_token": token})
    assert answer.status_code == 303
    assert "sign-in" in answer.location
    assert len(queries.council(council.id).callers) == 1


def test_strangers_read_masked_names_and_members_read_the_names(client, sign_in):
    council = a_gathering_council(names=0)
    for name in ("박순자", "김산", "남궁민수"):
        with transaction() as current:
            current.add(Caller(council_id=council.id, name=name, signed_at=clock.now()))
    insiders = (a_member(council), a_facilitator(council), an_officer(council.dong))
    page = f"/councils/{council.id}/callers"
    stranger = client.get(page).text
    assert "박○자" in stranger
    assert "김○" in stranger
    assert "남○○수" in stranger
    assert "박순자" not in stranger
    for insider in insiders:
        assert "박순자" in sign_in(insider).get(page).text
    assert "박순자" not in sign_in(an_officer(a_council().dong)).get(page).text


def test_a_council_that_is_not_there_is_not_found(client):
    assert client.get("/councils/999/callers").status_code == 404
