"""The officer's list of requests, the members and their seats."""

import pytest
from sqlalchemy import select

from app.councils import queries, service
from app.councils.models import Membership
from app.councils.states import MembershipState
from app.kernel import clock
from app.kernel.db import session, transaction
from app.kernel.errors import Conflict
from app.kernel.events import history
from app.kernel.policy import can
from tests.browsing import submit, token_of
from tests.conftest import counted_statements
from tests.factories import a_council, a_dong, a_facilitator, a_member, a_user, an_observer, an_officer
from tests.factories.councils import a_request


def desk(dong) -> str:
    return f"/dongs/{dong.id}/membership-requests"


def kept(membership) -> Membership:
    return queries.membership(membership.id)


def test_the_officer_sees_who_waits_in_all_councils_of_the_dong_and_only_there(sign_in):
    dong = a_dong()
    here = [a_request(a_council(dong=dong)).user.name for _ in range(2)]
    there = a_request(a_council()).user.name
    text = sign_in(an_officer(dong)).get(desk(dong)).text
    assert all(name in text for name in here)
    assert there not in text
    assert "2명이 기다립니다" in text
    assert "국사봉길 82" in text
    assert "1955" in text


def test_confirming_is_one_press_and_erases_the_road(sign_in):
    council = a_council()
    asked, officer = a_request(council), an_officer(council.dong)
    browser = sign_in(officer)
    answer = submit(browser, desk(council.dong), f"/memberships/{asked.id}/confirmation", follow=True)
    assert "님의 참여를 확인했습니다" in answer.text
    assert "기다리는 신청이 없습니다" in answer.text
    assert (kept(asked).state, kept(asked).place) == (MembershipState.CONFIRMED, "")
    assert (kept(asked).decided_by_id, kept(asked).birth_year) == (officer.id, 1955)
    [event] = history([("membership", asked.id)])
    assert (event.action, event.by_id, event.facts) == ("membership.confirmed", officer.id, {"user_id": asked.user_id})


def test_declining_needs_a_reason(sign_in):
    council = a_council()
    asked = a_request(council)
    browser, page = sign_in(an_officer(council.dong)), desk(council.dong)
    place = f"/memberships/{asked.id}/refusal"
    refused = submit(browser, page, place, **{f"m{asked.id}-reason": ""})
    assert refused.status_code == 422
    assert "까닭을 적어 주세요" in refused.text
    assert kept(asked).is_requested
    answer = submit(browser, page, place, **{f"m{asked.id}-reason": "주소를 확인할 수 없습니다"})
    assert answer.status_code == 303
    assert kept(asked).is_declined
    assert kept(asked).reason == "주소를 확인할 수 없습니다"
    [event] = history([("membership", asked.id)])
    assert event.action == "membership.declined"
    assert "주소" not in str(event.facts)


@pytest.mark.parametrize("verb", ["confirm", "decline"])
def test_deciding_twice_is_once(app, verb):
    council = a_council()
    asked, officer = a_request(council), an_officer(council.dong)
    extra = {"reason": "확인 불가"} if verb == "decline" else {}
    for _ in range(2):
        with transaction():
            getattr(service, verb)(asked, **extra, by=officer, at=clock.now())
    assert len(history([("membership", asked.id)])) == 1


def test_a_decision_can_be_taken_back_and_made_otherwise(sign_in):
    council = a_council()
    officer = an_officer(council.dong)
    asked = a_request(council)
    with transaction():
        service.confirm(asked, by=officer, at=clock.now())
    browser = sign_in(officer)
    submit(browser, desk(council.dong), f"/memberships/{asked.id}/revocation")
    assert kept(asked).is_requested
    assert kept(asked).decided_at is None
    with transaction():
        service.decline(kept(asked), reason="다른 분이었습니다", by=officer, at=clock.now())
    assert kept(asked).is_declined


def test_a_confirmed_request_is_not_declined_without_taking_it_back(app):
    council = a_council()
    asked = a_request(council, state=MembershipState.CONFIRMED)
    with pytest.raises(Conflict):
        service.decline(asked, reason="늦었습니다", by=an_officer(council.dong), at=clock.now())


def test_taking_back_a_request_that_waits_is_harmless(app):
    asked = a_request(a_council())
    service.revoke(asked, by=a_user(), at=clock.now())
    assert asked.is_requested
    assert history([("membership", asked.id)]) == []


@pytest.mark.parametrize("address", ["confirmation", "refusal", "revocation", "seat"])
def test_only_officers_of_the_dong_decide(sign_in, client, address):
    council = a_council()
    asked = a_request(council)
    others = [asked.user, a_member(council), a_facilitator(council), an_observer(council), an_officer(a_dong())]
    for other in others:
        browser = sign_in(other)
        token = token_of(browser, f"/councils/{council.id}/memberships/new")
        answer = browser.post(f"/memberships/{asked.id}/{address}", data={"csrf_token": token})
        assert answer.status_code == (403 if other is others[0] else 404), "whose request it is knows of it"
        assert kept(asked).is_requested
    token = token_of(client, "/sign-in")
    assert client.post(f"/memberships/{asked.id}/{address}", data={"csrf_token": token}).status_code == 404


def test_only_officers_of_the_dong_open_the_list(sign_in, client):
    council = a_council()
    page, others = desk(council.dong), (a_user(), a_facilitator(council), an_officer(a_dong()))
    officer = an_officer(council.dong)
    for other in others:
        assert sign_in(other).get(page).status_code == 403
    assert client.get(page).status_code == 303
    assert sign_in(officer).get("/dongs/999/membership-requests").status_code == 404


def test_whose_birthday_decides_is_pointed_out(sign_in):
    council = a_council(bylaws={"min_age": 18})
    a_request(council, birth_year=clock.today().year - 18)
    assert "올해 만 18세가 되는 분" in sign_in(an_officer(council.dong)).get(desk(council.dong)).text


def test_without_requests_the_page_says_what_can_be_done(sign_in):
    dong = a_dong()
    text = sign_in(an_officer(dong)).get(desk(dong)).text
    assert "기다리는 신청이 없습니다" in text
    assert f"/dongs/{dong.id}/councils/new" in text


def test_the_longest_waiting_come_first_twenty_a_page(sign_in):
    council = a_council()
    asked = [a_request(council) for _ in range(21)]
    browser, page = sign_in(an_officer(council.dong)), desk(council.dong)
    first, second = browser.get(page).text, browser.get(f"{page}?page=2").text
    assert f'id="m{asked[0].id}"' in first
    assert f'id="m{asked[20].id}"' not in first
    assert f'id="m{asked[20].id}"' in second
    assert "21명이 기다립니다" in first


def statements_of(browser, url: str) -> int:
    with counted_statements() as statements:
        assert browser.get(url).status_code == 200
    return len(statements)


def test_the_list_costs_the_same_for_one_and_for_thirty(sign_in):
    dong = a_dong()
    browser = sign_in(an_officer(dong))
    a_request(a_council(dong=dong))
    a_request(a_council(dong=dong), state=MembershipState.CONFIRMED, decided_at=clock.now())
    few = statements_of(browser, desk(dong))
    for _ in range(29):
        a_request(a_council(dong=dong))
        a_request(a_council(dong=dong), state=MembershipState.DECLINED, decided_at=clock.now(), reason="확인 불가")
    assert statements_of(browser, desk(dong)) == few <= 10


def test_the_list_and_the_rule_agree(app):
    dong = a_dong()
    a_request(a_council())
    mine = a_request(a_council(dong=dong)).user
    a_member(a_council(dong=dong))
    everyone = (mine, an_officer(dong), a_facilitator(a_council(dong=dong)), a_user())
    every = select(Membership).order_by(Membership.id)
    for user in everyone:
        listed = session().scalars(every.where(queries.visible_to(user))).all()
        allowed = [one for one in session().scalars(every) if can(user, "read", kept(one))]
        assert [one.id for one in listed] == [one.id for one in allowed]
