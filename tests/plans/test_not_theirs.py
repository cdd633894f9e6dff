"""Who is refused: residents, the officer and the facilitator of another dong; a plan is open to be read by all."""

import pytest

from app.plans import queries
from app.plans.states import ReviewMark
from tests.browsing import forms, token_of
from tests.conftest import rows
from tests.factories import a_facilitator, a_member, a_user, an_observer, an_officer, an_operator
from tests.factories.plans import a_plan_under_way, adopted, an_assembly, judged, reviewed, sent

WRITING = ("cap", "sources", "items/new", "items/{item}/edition", "adoption", "transmission", "items/{item}/word")
BOTH = ("dates", "items/{item}/spending", "items/{item}/commitment")
REVIEWING = ("items/{item}/review",)
BUTTONS = ("transmission", "review", "final", "beginning", "settlement", "items/{item}/removal")
PUBLIC = ("", "/history", "/versions/1", "/paper", "/settlement.csv", "/calendar.ics")


def stranger(kind, council):
    """Somebody who has no business with the plan."""
    other = an_assembly()
    made = {
        "resident": lambda: a_member(council),
        "observer": lambda: an_observer(council),
        "user": a_user,
        "operator": an_operator,
        "officer of another dong": lambda: an_officer(other.dong),
        "facilitator of another dong": lambda: a_facilitator(other),
    }
    return made[kind]()


KINDS = ("resident", "observer", "user", "operator", "officer of another dong", "facilitator of another dong")


@pytest.fixture
def going(council, leader, officer):
    return a_plan_under_way(council, leader, officer)


def kept():
    return [rows(table) for table in ("plan", "plan_item", "spending", "plan_version")]


@pytest.mark.parametrize("kind", KINDS)
def test_a_stranger_opens_no_form_and_presses_no_button_of_a_plan(going, council, sign_in, kind):
    browser, item, url = sign_in(stranger(kind, council)), going.items[0].id, f"/plans/{going.id}"
    token, before = token_of(browser, "/councils"), kept()
    for page in (*WRITING, *BOTH, *REVIEWING):
        answer = browser.get(f"{url}/{page.format(item=item)}")
        assert answer.status_code == 403, page
    for page in (*WRITING, *BOTH, *REVIEWING, *BUTTONS):
        if page == "sources":
            continue
        answer = browser.post(f"{url}/{page.format(item=item)}", data={"csrf_token": token})
        assert answer.status_code == 403, page
    assert kept() == before


@pytest.mark.parametrize("kind", KINDS)
def test_a_stranger_reads_the_whole_plan_and_is_offered_nothing_to_press(going, council, sign_in, kind):
    browser = sign_in(stranger(kind, council))
    for page in PUBLIC:
        assert browser.get(f"/plans/{going.id}{page}").status_code == 200, page
    shown = browser.get(f"/plans/{going.id}").text
    assert [form.action for form in forms(shown) if form.action.startswith("/plans/")] == []
    assert f"/plans/{going.id}/dates" not in shown


def test_a_visitor_is_asked_to_sign_in_and_reads_everything(going, client):
    for page in PUBLIC:
        assert client.get(f"/plans/{going.id}{page}").status_code == 200, page
    for page in (*WRITING, *BOTH, *REVIEWING):
        answer = client.get(f"/plans/{going.id}/{page.format(item=going.items[0].id)}")
        assert answer.status_code in {302, 303, 401}, page


def test_the_officer_does_not_write_the_residents_plan(going, officer, sign_in):
    browser = sign_in(officer)
    for page in WRITING:
        assert browser.get(f"/plans/{going.id}/{page.format(item=going.items[0].id)}").status_code == 403, page


def test_the_facilitator_does_not_write_the_review_of_the_gu(council, leader, plan, sign_in):
    there = sent(adopted(plan, leader), leader)
    browser = sign_in(leader)
    assert browser.get(f"/plans/{there.id}/items/{there.items[0].id}/review").status_code == 403
    token = token_of(browser, "/councils")
    assert browser.post(f"/plans/{there.id}/review", data={"csrf_token": token}).status_code == 403
    assert queries.plan(there.id).items[0].mark is None


def test_a_member_reads_what_the_gu_says_no_sooner_than_anybody(council, leader, officer, plan, sign_in):
    member, why = sign_in(a_member(council)), "유지비가 많이 듭니다."
    held = sent(adopted(plan, leader), leader)
    for place in (0, 1):
        held = judged_partly(held, place, officer)
        assert why not in member.get(f"/plans/{plan.id}").text
        assert why not in member.get(f"/plans/{plan.id}/versions/2").text


def judged_partly(plan, place, by):
    return judged(plan, place, by, ReviewMark.PARTLY)


def test_the_history_does_not_tell_what_the_gu_says_before_the_review_is_out(leader, officer, plan, client):
    held = judged_partly(sent(adopted(plan, leader), leader), 0, officer)
    assert "유지비가 많이 듭니다." not in client.get(f"/plans/{plan.id}/history").text
    reviewed(held, officer, item0=ReviewMark.PARTLY)
    assert "유지비가 많이 듭니다." in client.get(f"/plans/{plan.id}/history").text
