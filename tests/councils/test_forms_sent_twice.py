"""A form that makes a council and arrives twice, or twice at once, makes one; both answers lead to it."""

from typing import Any

import pytest
from flask import Flask

from app.councils import service
from app.councils.states import Tie
from app.kernel import clock
from app.kernel.db import session
from app.people.models import User
from app.places.models import Dong
from tests.browsing import form_of
from tests.conftest import rows
from tests.factories import a_dong, an_officer
from tests.factories.councils import a_call
from tests.together import together

ABOUT = {
    "topic": "국사봉길 쓰레기 문제", "alley": "0", "roads": "국사봉길 82~86-9", "second_name": "김영희",
    "third_name": "박순자",
}  # fmt: skip
FORMS = {
    "call": ("/councils/new?dong={dong}", {**ABOUT, "tie": "lives", "legal_name": "박순례", "birth_year": "1955"}),
    "take_in": ("/dongs/{dong}/councils/new", {**ABOUT, "spoken_by": "김할머니"}),
    "found_assembly": ("/dongs/{dong}/assemblies/new", {"name": "우리동 주민총회", "preset": "seongdong"}),
}


def opened(browser: Any, dong: Dong, kind: str) -> tuple[str, Any]:
    """The address of the form, and what it would send when it is filled in."""
    path, given = FORMS[kind]
    address = path.format(dong=dong.id)
    form = form_of(browser.get(address).text, address.partition("?")[0])
    for name, value in given.items():
        form.values.setlist(name, [value])
    return address, form.values


@pytest.mark.parametrize("anyway", ["", "1"])
@pytest.mark.parametrize("kind", FORMS)
def test_a_form_that_arrives_twice_makes_one_council_and_leads_there_twice(
    sign_in: Any, kind: str, anyway: str
) -> None:
    dong = a_dong()
    browser = sign_in(an_officer(dong))
    address, values = opened(browser, dong, kind)
    if kind != "found_assembly":
        values.setlist("anyway", [anyway])
    first, second = (browser.post(address, data=values) for _ in range(2))
    assert first.status_code == second.status_code == 303
    assert first.location == second.location
    assert len(rows("council")) == len([row for row in rows("event") if row.action == "council.called"]) == 1
    assert len(rows("membership")) == (1 if kind == "call" else 0)
    assert len(rows("caller")) == (0 if kind == "found_assembly" else 3)


@pytest.mark.parametrize("kind", FORMS)
def test_a_form_that_arrives_three_times_at_once_makes_one_council(app: Flask, kind: str) -> None:
    dong = a_dong()
    place, officer, now = dong.id, an_officer(dong).id, clock.now()

    def work() -> int:
        there, by = session().get_one(Dong, place), session().get_one(User, officer)
        sent: dict[str, Any] = {"once": "one form", "by": by, "at": now}
        if kind == "call":
            me = {"tie": Tie.LIVES, "birth_year": 1955, "legal_name": "박순례"}
            return service.call(there, a_call(), **me, **sent).id
        if kind == "take_in":
            return service.take_in(there, a_call(), spoken_by="김할머니", **sent).id
        return service.found_assembly(there, name="주민총회", purpose="", preset_key="alley", **sent).id

    assert len(set(together(app, work))) == 1
    assert len(rows("council")) == 1
    assert len(rows("alley")) == (0 if kind == "found_assembly" else 1)


@pytest.mark.parametrize("kind", FORMS)
def test_other_words_in_a_form_that_was_sent_before_are_neither_lost_nor_taken_for_the_first(
    sign_in: Any, kind: str
) -> None:
    dong = a_dong()
    browser = sign_in(an_officer(dong))
    address, values = opened(browser, dong, kind)
    browser.post(address, data=values)
    values.setlist("name" if kind == "found_assembly" else "topic", ["전혀 다른 일"])
    answer = browser.post(address, data=values)
    assert answer.status_code == 422
    assert "이미 접수했습니다" in answer.text
    assert "전혀 다른 일" in answer.text
    assert len(rows("council")) == 1


def test_the_token_of_a_neighbours_form_leads_nobody_else_to_their_council(sign_in: Any) -> None:
    dong = a_dong()
    for person in (an_officer(dong), an_officer(dong)):
        browser = sign_in(person)
        address, values = opened(browser, dong, "found_assembly")
        values.setlist("once", ["the same token"])
        assert browser.post(address, data=values).status_code == 303
    assert len(rows("council")) == 2
