"""An adoption that was entered by mistake is taken back, in public, until the plan is sent."""

import hashlib

import pytest

from app.kernel import clock
from app.kernel.db import session, transaction
from app.kernel.errors import Conflict, Invalid, NotFound
from app.kernel.events import Event
from app.kernel.ledger import canonical
from app.plans import queries, service
from app.plans.service import ItemWords
from app.plans.states import PlanState, Runner
from tests.browsing import form_of, submit
from tests.conftest import rows
from tests.factories import a_facilitator
from tests.factories.plans import adopted, sent

WHY = "다른 해의 투표를 골랐습니다."


def taken_back(plan, by, number=1, reason=WHY):
    with transaction():
        service.take_back(plan, number, reason, by=by, at=clock.now())
    return queries.plan(plan.id)


def test_the_plan_is_a_draft_again_and_nothing_says_that_it_was_adopted(leader, plan):
    there = taken_back(adopted(plan, leader), leader)
    assert there.state is PlanState.DRAFT
    assert not there.is_adopted
    assert queries.ground(there) is None


def test_the_version_stays_as_it_was_and_says_why_it_was_taken_back(leader, plan):
    kept = adopted(plan, leader).versions[-1]
    body, digest = kept.body, kept.hash
    there = taken_back(queries.plan(plan.id), leader)
    (version,) = there.versions
    assert (version.body, version.hash, version.taken_back.reason) == (body, digest, WHY)
    assert hashlib.sha256(canonical(version.body).encode()).hexdigest() == digest
    (event,) = session().query(Event).filter_by(action="plan.taken_back")
    assert event.facts["reason"] == WHY


def test_adopted_again_it_has_a_new_version_with_what_was_changed_meanwhile(leader, plan):
    there = taken_back(adopted(plan, leader), leader)
    with transaction():
        words = ItemWords("화단", "", 1_000, Runner.JOINT)
        service.add_item(there, words, by=leader, at=clock.now())
    again = adopted(queries.plan(plan.id), leader)
    assert [(one.number, bool(one.taken_back), len(one.body["items"])) for one in again.versions] == [
        (1, True, 2),
        (2, False, 3),
    ]
    assert again.taken_back is None
    assert sent(again, leader).versions[-1].number == 3


def test_the_same_form_again_changes_nothing(leader, plan):
    there = taken_back(adopted(plan, leader), leader)
    kept, events = rows("plan_taking_back"), len(rows("event"))
    taken_back(there, leader)
    assert rows("plan_taking_back") == kept
    assert len(rows("event")) == events


def test_an_older_press_does_not_take_back_what_was_adopted_since(leader, plan):
    again = adopted(taken_back(adopted(plan, leader), leader), leader)
    assert taken_back(again, leader, number=1).state is PlanState.ADOPTED
    with pytest.raises(Invalid, match="이미 되돌렸습니다"):
        taken_back(again, leader, number=1, reason="또 틀렸습니다.")


def test_what_was_sent_is_never_taken_back(leader, plan):
    there = sent(adopted(plan, leader), leader)
    before = rows("plan")
    for number in (1, 2):
        with pytest.raises(Invalid, match="이미 구에 보낸"):
            taken_back(there, leader, number=number)
    assert rows("plan") == before


def test_a_version_that_is_not_there_is_not_found(leader, plan):
    with pytest.raises(NotFound):
        taken_back(plan, leader)


def test_two_who_take_it_back_and_the_second_keeps_the_words(council, leader, plan, sign_in):
    adopted(plan, leader)
    url = f"/plans/{plan.id}/versions/1/withdrawal"
    one, other = sign_in(leader), sign_in(a_facilitator(council, name="둘째이웃"))
    late = form_of(other.get(url).text, "")
    assert submit(one, url, reason=WHY).status_code == 303
    late.values.setlist("reason", ["총회가 없었습니다."])
    answer = other.post(url, data=late.values)
    assert answer.status_code == 422
    assert "이미 되돌렸습니다" in answer.text
    assert "총회가 없었습니다." in answer.text
    assert queries.plan(plan.id).taken_back.taken_back.reason == WHY


def test_whoever_is_late_behind_the_sending_is_told_and_keeps_the_words(leader, plan, sign_in):
    there, browser = adopted(plan, leader), sign_in(leader)
    url = f"/plans/{plan.id}/versions/1/withdrawal"
    late = form_of(browser.get(url).text, "")
    sent(there, leader)
    late.values.setlist("reason", [WHY])
    answer = browser.post(url, data=late.values)
    assert answer.status_code == 422
    assert "이미 구에 보낸" in answer.text
    assert WHY in answer.text
    assert "<textarea" not in browser.get(url).text


def test_a_plan_whose_adoption_was_taken_back_is_not_sent(leader, plan):
    there = taken_back(adopted(plan, leader), leader)
    with pytest.raises(Conflict):
        sent(there, leader)


def test_without_a_reason_nothing_is_taken_back(leader, plan, sign_in):
    adopted(plan, leader)
    answer = submit(sign_in(leader), f"/plans/{plan.id}/versions/1/withdrawal", reason=" ")
    assert answer.status_code == 422
    assert queries.plan(plan.id).is_adopted


def test_everybody_reads_on_every_page_of_the_plan_that_it_was_taken_back_and_why(leader, plan, client, sign_in):
    adopted(plan, leader)
    page = submit(sign_in(leader), f"/plans/{plan.id}/versions/1/withdrawal", reason=WHY, follow=True)
    assert "의결을 되돌렸습니다" in page.text
    for address in ("", "/history", "/versions/1"):
        public = client.get(f"/plans/{plan.id}{address}").text
        assert "되돌" in public
        assert WHY in public
    assert "9,600,000" in client.get(f"/plans/{plan.id}/versions/1").text
