"""Asking again: by the council, with a new fact, or together; in time; answered by another; too late, a proposal."""

import threading

import pytest

from app.decisions import queries, service
from app.decisions.states import SUPPORTERS_NEEDED, Answer, ReasonCode, RequestState
from app.kernel import clock
from app.kernel.db import db, session, transaction
from app.kernel.errors import Conflict
from app.people.models import User
from tests.browsing import submit, token_of
from tests.conftest import rows
from tests.factories import a_council, a_facilitator, a_member, a_user, an_officer
from tests.factories.answers import a_refused_request, asked_again, days_pass
from tests.factories.decisions import an_answer


@pytest.fixture
def council(app):
    return a_council()


@pytest.fixture
def first(council):
    return an_officer(council.dong, name="첫째주무관")


@pytest.fixture
def refused(council, first):
    return a_refused_request(council, officer=first)


def again_of(refused):
    return queries.request(queries.asking_of(refused.id).again_id)


def press(browser, path, **data):
    return browser.post(path, data={**data, "csrf_token": token_of(browser, "/notices")})


def test_the_form_begins_with_what_was_asked_first_beside_the_reasons(council, refused, sign_in):
    page = sign_in(a_facilitator(council)).get(f"/requests/{refused.id}/asking-again").text
    assert f">{refused.text}</textarea>" in page.replace("\r\n", "").replace("\n", "")
    assert refused.decision.reason in page
    assert refused.decision.possible in page


def test_what_the_facilitator_asks_again_goes_to_the_centre_on_a_clock_of_its_own(council, refused, sign_in, client):
    page = submit(sign_in(a_facilitator(council)), f"/requests/{refused.id}/asking-again", text="한 칸만", follow=True)
    assert "다시 물었습니다" in page.text
    again = again_of(refused)
    assert (again.state, again.clock, again.again_of_id) == (RequestState.RECEIVED, refused.clock, refused.id)
    assert again.due_on == queries.due_day(refused.kind, clock.today())
    assert queries.counts(council.dong_id, clock.today()).opened == 1
    assert f"/requests/{again.id}" in client.get(f"/requests/{refused.id}").text
    assert f"/requests/{refused.id}" in client.get(f"/requests/{again.id}").text


def test_a_resident_with_a_new_fact_asks_alone(council, refused, sign_in):
    path = f"/requests/{refused.id}/asking-again"
    submit(sign_in(a_member(council)), path, facts="세 집 가운데 두 집이 찬성합니다.")
    assert "세 집 가운데 두 집이 찬성합니다." in again_of(refused).text


def test_a_resident_without_one_gathers_neighbours_until_enough_stand_behind_it(council, refused, sign_in, client):
    submit(sign_in(a_member(council)), f"/requests/{refused.id}/asking-again")
    asking = queries.asking_of(refused.id)
    assert asking.is_gathering
    assert "4명이 더 힘을 보태면" in client.get(f"/requests/{refused.id}").text
    for count in range(2, SUPPORTERS_NEEDED + 1):
        neighbour = sign_in(a_member(council))
        submit(neighbour, f"/requests/{refused.id}", "/supports")
        press(neighbour, f"/askings/{asking.id}/supports")  # twice is once
        assert (queries.asking_of(refused.id).again_id is not None) is (count == SUPPORTERS_NEEDED)
    assert [event.action for event in rows("event")].count("asking_again.sent") == 1
    assert len(rows("request")) == 2


def test_a_supporter_who_knows_something_new_sends_it_at_once(council, refused, sign_in):
    asked_again(refused, a_member(council))
    submit(sign_in(a_member(council)), f"/requests/{refused.id}", "/supports", facts="벤치는 옮길 수 있습니다.")
    assert "벤치는 옮길 수 있습니다." in again_of(refused).text


def test_the_last_two_supporters_at_once_send_it_once(app, council, refused):
    asking = asked_again(refused, a_member(council))
    for _ in range(SUPPORTERS_NEEDED - 3):
        with transaction():
            service.support(asking, "", by=a_member(council), at=clock.now())
    last, number = [a_member(council).id for _ in range(4)], asking.id
    db.session.remove()
    together, refusals = threading.Barrier(4), []

    def support_once(person_id) -> None:
        with app.app_context():
            mine, person = queries.asking(number), session().get_one(User, person_id)
            together.wait()
            try:
                with transaction():
                    service.support(mine, "", by=person, at=clock.now())
            except Conflict as fault:
                refusals.append(fault)

    threads = [threading.Thread(target=support_once, args=(person,)) for person in last]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(rows("request")) == 2
    assert [event.action for event in rows("event")].count("asking_again.sent") == 1
    assert len(refusals) == 2


def test_a_request_is_asked_again_once_and_an_accepted_one_never(council, refused, first, sign_in):
    leader = a_facilitator(council)
    one, two = asked_again(refused, leader), asked_again(refused, leader, text="다른 말")
    assert one.id == two.id
    assert len(rows("request")) == 2
    yes = a_refused_request(council, officer=first, answer=Answer.ACCEPTED, reason_code=ReasonCode.WILL_DO,
                            do_by=clock.today())  # fmt: skip
    assert sign_in(leader).get(f"/requests/{yes.id}/asking-again").status_code == 403
    with pytest.raises(Conflict):
        asked_again(yes, leader)


def test_only_members_ask_again(council, refused, first, sign_in, client):
    path = f"/requests/{refused.id}/asking-again"
    for user in (a_user(), first, a_member(a_council())):
        assert sign_in(user).get(path).status_code == 403
    assert client.get(path).location.startswith("/sign-in")


def test_whoever_gave_the_first_answer_is_refused_with_a_sentence_and_another_answers(council, refused, first, sign_in):
    again = asked_again(refused, a_facilitator(council)).again_id
    refusal = sign_in(first).get(f"/requests/{again}/answer")
    assert refusal.status_code == 403
    assert "처음 답한 담당자가 아닌" in refusal.text
    assert "처음 답한 담당자가 아닌" in sign_in(first).get(f"/requests/{again}").text
    with pytest.raises(Conflict):
        an_answer(queries.request(again), first)
    second = an_officer(council.dong)
    assert sign_in(second).get(f"/requests/{again}/answer").status_code == 200
    an_answer(queries.request(again), second)
    assert queries.request(again).is_answered


def test_on_the_last_day_one_may_ask_again_and_on_the_day_after_not(council, refused, sign_in, client):
    days_pass(15)
    path, browser = f"/requests/{refused.id}/asking-again", sign_in(a_facilitator(council))
    assert browser.get(path).status_code == 200
    days_pass(1)
    late = browser.get(path)
    assert late.status_code == 403
    assert "새 제안으로" in late.text
    with pytest.raises(Conflict):
        asked_again(refused, a_facilitator(council))


def test_what_comes_too_late_goes_on_as_a_proposal_that_is_linked_both_ways(council, refused, sign_in, client):
    days_pass(16)
    browser = sign_in(a_member(council))
    made = [press(browser, f"/requests/{refused.id}/later-proposals").location for _ in range(2)]
    assert made[0] == made[1]
    (proposal,) = rows("proposal")
    assert proposal.title == refused.title
    assert refused.text in browser.get(made[0]).text
    assert "이어진 새 제안" not in client.get(f"/requests/{refused.id}").text  # a draft is its author's
    press(browser, f"/proposals/{proposal.id}/publication")
    assert f'href="/proposals/{proposal.id}"' in client.get(f"/requests/{refused.id}").text
    assert f'href="/requests/{refused.id}"' in client.get(f"/proposals/{proposal.id}").text


def test_what_neighbours_gathered_for_is_not_sent_after_the_last_day(council, refused, sign_in, client):
    asking = asked_again(refused, a_member(council))
    days_pass(16)
    browser = sign_in(a_member(council))
    assert press(browser, f"/askings/{asking.id}/supports").status_code == 403
    assert "기한까지 뜻이 모이지 않아" in browser.get(f"/requests/{refused.id}").text
