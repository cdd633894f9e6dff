"""Every page of plans in English: no Korean but what people wrote and the laws that are cited."""

import pytest

from tests.councils.test_english import korean_of
from tests.factories import a_dong, a_facilitator, an_officer
from tests.factories.plans import a_plan, an_assembly

PAGES = (
    "/councils/{council}/plans",
    "/councils/{council}/plans/new",
    "/plans/{plan}/cap",
    "/plans/{plan}/sources",
    "/plans/{plan}/items/new",
    "/plans/{plan}/dates",
    "/plans/{plan}/history",
    "/plans/{plan}/transmission",
    "/plans/{plan}",
)


@pytest.mark.parametrize("page", PAGES)
def test_the_page_is_english_and_has_one_heading(app, sign_in, page):
    dong = a_dong(name="Sangdo3", official_name="Sangdo 3", centre_name="Sangdo3 centre")
    dong.gu.name = dong.gu.city = "Dongjak"
    council = an_assembly(dong=dong)
    council.name = "Residents of Sangdo3"
    leader = a_facilitator(council, user=an_officer(dong, name="Officer Kim"))
    plan = a_plan(council, leader, items=(("Lights", 1_000), ("Benches", 2_000)))
    for one in plan.items:
        one.what = "Where it is dark."
    app.extensions["sqlalchemy"].session.commit()
    browser = sign_in(leader)
    browser.set_cookie("language", "en")
    answer = browser.get(page.format(council=council.id, plan=plan.id))
    assert answer.status_code == 200
    assert answer.text.count("<h1") == 1
    assert korean_of(answer.text) == []
