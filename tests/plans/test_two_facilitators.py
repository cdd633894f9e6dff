"""Two who run the same assembly with the same form open: whoever is second is told, and loses no word."""

import pytest

from app.plans import queries
from app.plans.states import ReviewMark
from tests.browsing import form_of, submit
from tests.conftest import rows
from tests.factories import a_facilitator, an_officer
from tests.factories.plans import a_ground, adopted, reviewed, sent, worded

FIRST = "그 사이에 다른 사람이 이 계획을 고쳤습니다"


@pytest.fixture
def both(council, leader, sign_in):
    return sign_in(leader), sign_in(a_facilitator(council, name="둘째이웃"))


def opened(browser, url):
    page = browser.get(url)
    assert page.status_code == 200
    return form_of(page.text, "")


def sent_late(browser, url, form, **fields):
    """Send what was opened before somebody else was first."""
    for name, value in fields.items():
        form.values.setlist(name, [value])
    return browser.post(url, data=form.values)


CASES = [
    ("cap", {"cap": "5000만"}, {"cap": "6000만"}),
    (
        "items/{item}/edition",
        {"title": "바닥등 서른 개", "cost": "900만"},
        {"title": "바닥등 쉰 개", "cost": "950만"},
    ),
    ("dates", {"assembly_on": "2026-09-08"}, {"assembly_on": "2026-09-09"}),
]


@pytest.mark.parametrize(("page", "first", "second"), CASES)
def test_the_second_to_save_a_form_is_told_and_keeps_the_words(both, plan, page, first, second):
    url = f"/plans/{plan.id}/{page.format(item=plan.items[0].id)}"
    late = opened(both[1], url)
    assert submit(both[0], url, **first).status_code == 303
    before = [rows("plan"), rows("plan_item")]
    answer = sent_late(both[1], url, late, **second)
    assert answer.status_code == 422
    assert FIRST in answer.text
    again = form_of(answer.text, "").values
    assert {name: again[name] for name in second} == second
    assert [rows("plan"), rows("plan_item")] == before


def test_nobody_adopts_a_plan_that_has_changed_under_their_eyes(both, council, leader, plan):
    a_ground(council, leader)
    url = f"/plans/{plan.id}/adoption"
    late = opened(both[1], url)
    item = {"title": "몰래 넣은 사업", "cost": "1만", "runner": "joint"}
    submit(both[0], f"/plans/{plan.id}/items/new", **item)
    answer = sent_late(both[1], url, late, ground=queries.grounds(plan)[0].key, assembly_on="2026-09-08")
    assert answer.status_code == 422
    assert FIRST in answer.text
    assert not queries.plan(plan.id).is_adopted


def test_each_adds_an_item_from_the_same_page_and_both_are_there(both, plan):
    url = f"/plans/{plan.id}/items/new"
    forms = [opened(browser, url) for browser in both]
    for browser, form, title in zip(both, forms, ("화단", "긴 의자"), strict=True):
        assert sent_late(browser, url, form, title=title, cost="10만", runner="joint").status_code == 303
    assert [one.title for one in queries.plan(plan.id).items[2:]] == ["화단", "긴 의자"]
    assert len({one.position for one in queries.plan(plan.id).items}) == 4


@pytest.mark.parametrize("cap", ["1000만", ""])
def test_both_begin_the_plan_of_a_year_with_nothing_else_to_say_and_there_is_one(both, council, cap):
    url = f"/councils/{council.id}/plans/new"
    forms = [opened(browser, url) for browser in both]
    answers = [
        sent_late(browser, url, form, year="2029", cap=said)
        for browser, form, said in zip(both, forms, ("1000만", cap), strict=True)
    ]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert answers[0].location == answers[1].location
    (only,) = queries.plans_of(council.id)
    assert only.cap_won == 10_000_000


@pytest.mark.parametrize(("first", "told"), [("1000만", "한도 10,000,000원으로 이미"), ("", "저장하지 않았으니")])
def test_the_second_to_begin_the_plan_of_a_year_is_told_that_their_cap_is_not_kept(both, council, first, told):
    url = f"/councils/{council.id}/plans/new"
    forms = [opened(browser, url) for browser in both]
    assert sent_late(both[0], url, forms[0], year="2029", cap=first).status_code == 303
    before = rows("plan")
    answer = sent_late(both[1], url, forms[1], year="2029", cap="2000만")
    assert answer.status_code == 422
    assert told in answer.text
    again = form_of(answer.text, "").values
    assert (again["year"], again["cap"]) == ("2029", "2000만")
    (only,) = queries.plans_of(council.id)
    assert f'href="/plans/{only.id}"' in answer.text
    assert rows("plan") == before


def test_both_take_out_the_same_item_and_the_second_finds_it_gone(both, plan):
    url = f"/plans/{plan.id}/items/{plan.items[0].id}/removal"
    token = form_of(both[1].get(f"/plans/{plan.id}").text, "/removal").values["csrf_token"]
    submit(both[0], f"/plans/{plan.id}", url)
    assert both[1].post(url, data={"csrf_token": token}).status_code == 404
    assert [one.title for one in queries.plan(plan.id).items] == ["놀이터"]


def test_two_officers_enter_the_review_of_an_item_and_the_second_is_told(council, leader, officer, plan, sign_in):
    there = sent(adopted(plan, leader), leader)
    one, other = sign_in(officer), sign_in(an_officer(council.dong, name="옆자리주무관"))
    url = f"/plans/{there.id}/items/{there.items[0].id}/review"
    late = opened(other, url)
    submit(one, url, mark="accepted", office="도로과", phone="02-820-0001")
    said = {"mark": "refused", "reason": "전기료를 낼 곳이 없습니다", "office": "공원과", "phone": "02-820-0002"}
    answer = sent_late(other, url, late, **said)
    assert answer.status_code == 422
    assert "전기료를 낼 곳이 없습니다" in answer.text
    assert queries.plan(there.id).items[0].mark is ReviewMark.ACCEPTED


def test_a_plan_is_not_settled_on_words_that_changed_meanwhile(both, leader, officer, plan):
    held = reviewed(sent(adopted(plan, leader), leader), officer, item0=ReviewMark.PARTLY)
    held = worded(held, 0, 5_000_000, leader)
    late = form_of(both[1].get(f"/plans/{plan.id}").text, "/final")
    submit(both[0], f"/plans/{plan.id}/items/{held.items[0].id}/word", cost="0", word="하지 않습니다")
    assert FIRST in both[1].post(late.action, data=late.values).text
    assert not queries.plan(plan.id).is_final
