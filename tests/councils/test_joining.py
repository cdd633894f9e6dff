"""Asking to belong to a council, what the person sees, and leaving."""

import pytest

from app.councils import queries, service
from app.councils.models import Membership
from app.councils.states import CouncilState, MembershipState, Seat, Tie
from app.kernel import clock
from app.kernel.db import session, transaction
from app.kernel.errors import Conflict, Invalid
from app.kernel.events import history
from tests.browsing import submit, token_of
from tests.factories import a_council, a_facilitator, a_user, an_officer
from tests.factories.councils import a_request

ANSWERS = {"tie": "lives", "legal_name": "박순례", "birth_year": "1955", "place": "국사봉길 82", "consent": "y"}


def page_of(council) -> str:
    return f"/councils/{council.id}/memberships/new"


def ask(council, by, **given):
    wanted = {"tie": Tie.LIVES, "legal_name": "박순례", "birth_year": 1955, "place": "국사봉길 82", **given}
    with transaction():
        return service.ask(council, **wanted, by=by, at=clock.now())


def kept(membership_id: int) -> Membership:
    return session().get_one(Membership, membership_id)


def test_a_neighbour_asks_and_waits_for_the_officer(sign_in):
    council, user = a_council(), a_user()
    browser = sign_in(user)
    answer = submit(browser, page_of(council), "/memberships/new", **ANSWERS)
    asked = queries.membership_of(council.id, user.id)
    assert answer.status_code == 303
    assert asked.state is MembershipState.REQUESTED
    assert (asked.tie, asked.birth_year, asked.place) == (Tie.LIVES, 1955, "국사봉길 82")
    assert "확인을 기다리고 있습니다" in browser.get(page_of(council)).text


def test_asking_is_an_event_without_age_or_road(app):
    asked = ask(a_council(), a_user())
    [event] = history([("membership", asked.id)])
    assert event.action == "membership.requested"
    assert event.facts == {}


def test_a_visitor_signs_in_first(client):
    answer = client.get(page_of(a_council()))
    assert answer.status_code == 303
    assert "sign-in" in answer.location


def test_the_page_says_what_it_is_for_what_is_taken_how_long_and_what_if_not(sign_in):
    text = sign_in(a_user()).get(page_of(a_council())).text
    for sentence in ("담당자가 확인하는 데만", "주민등록번호는 받지 않습니다", "즉시 지웁니다", "동의하지 않을 수"):
        assert sentence in text


def test_without_consent_nothing_is_kept(sign_in):
    council, user = a_council(), a_user()
    answer = submit(sign_in(user), page_of(council), "/memberships/new", **{**ANSWERS, "consent": None})
    assert answer.status_code == 422
    assert queries.membership_of(council.id, user.id) is None


@pytest.mark.parametrize("place", ["국사봉길 82, 203호", "행복빌라 101동", "국사봉길 82 3층", "apt 12", "2nd floor"])
def test_flat_numbers_are_politely_refused(sign_in, place):
    council, user = a_council(), a_user()
    answer = submit(sign_in(user), page_of(council), "/memberships/new", **{**ANSWERS, "place": place})
    assert answer.status_code == 422
    assert "동·호·층 번호는 받지 않습니다" in answer.text
    assert queries.membership_of(council.id, user.id) is None


@pytest.mark.parametrize("place", ["상도3동 국사봉길 82", "국사봉2가길 86-9", "종로1·2·3·4가동 종로 3"])
def test_names_of_dongs_and_roads_with_numbers_are_fine(sign_in, place):
    council, user = a_council(), a_user()
    assert submit(sign_in(user), page_of(council), "/memberships/new", **{**ANSWERS, "place": place}).status_code == 303


def test_resident_registration_numbers_are_refused(sign_in):
    answer = submit(
        sign_in(a_user()), page_of(a_council()), "/memberships/new", **{**ANSWERS, "place": "550101-2345678"}
    )
    assert answer.status_code == 422
    assert "주민등록번호나 전화번호는 받지 않습니다" in answer.text


def test_below_the_age_of_the_bylaws_there_is_a_clear_sentence(sign_in):
    council = a_council(bylaws={"min_age": 18})
    young = str(clock.today().year - 17)
    answer = submit(sign_in(a_user()), page_of(council), "/memberships/new", **{**ANSWERS, "birth_year": young})
    assert answer.status_code == 422
    assert "만 18세부터 참여할 수 있습니다" in answer.text


def test_who_reaches_the_age_this_year_may_ask(app):
    council = a_council(bylaws={"min_age": 18})
    assert ask(council, a_user(), birth_year=clock.today().year - 18).is_requested


def test_below_fourteen_a_guardian_comes_along_whatever_the_bylaws_say(app):
    with pytest.raises(Invalid, match="보호자와 함께"):
        ask(a_council(bylaws={"min_age": 10}), a_user(), birth_year=clock.today().year - 12)


def test_only_the_ties_of_the_bylaws_are_offered_and_taken(sign_in):
    council = a_council(bylaws={"ties": ["lives"]})
    assert 'value="works"' not in sign_in(a_user()).get(page_of(council)).text
    with pytest.raises(Invalid, match="그 관계로"):
        ask(council, a_user(), tie=Tie.WORKS)


def test_asking_twice_is_one_request(app):
    council, user = a_council(), a_user()
    first = ask(council, user)
    assert ask(council, user, birth_year=1970).id == first.id
    assert kept(first.id).birth_year == 1955
    assert len(history([("membership", first.id)])) == 1


def test_after_a_refusal_the_person_reads_the_reason_and_asks_again(sign_in):
    council, user = a_council(), a_user()
    asked = a_request(council, user=user)
    with transaction():
        service.decline(asked, reason="길 이름을 알 수 없습니다", by=an_officer(council.dong), at=clock.now())
    browser = sign_in(user)
    assert "길 이름을 알 수 없습니다" in browser.get(page_of(council)).text
    answer = submit(browser, page_of(council), "/memberships/new", **{**ANSWERS, "birth_year": "1956"})
    again = kept(asked.id)
    assert answer.status_code == 303
    assert again.is_requested
    assert (again.birth_year, again.reason, again.decided_at) == (1956, "", None)


def test_an_ended_council_takes_no_requests(sign_in):
    council = a_council(state=CouncilState.CLOSED)
    assert "마친 골목회의" in sign_in(a_user()).get(page_of(council)).text
    with pytest.raises(Conflict, match="마친 골목회의"):
        ask(council, a_user())


def test_leaving_erases_the_year_of_birth_and_the_seat(sign_in):
    council = a_council()
    user = a_facilitator(council)
    answer = submit(sign_in(user), page_of(council), "/departure")
    left = queries.membership_of(council.id, user.id)
    assert answer.status_code == 303
    assert left.state is MembershipState.LEFT
    assert (left.birth_year, left.place, left.seat) == (None, "", Seat.RESIDENT)


def test_leaving_twice_is_harmless(app):
    left = a_request(a_council())
    for _ in range(2):
        with transaction():
            service.leave(left, by=left.user, at=clock.now())
    assert [event.action for event in history([("membership", left.id)])] == ["membership.left"]


def test_who_left_can_come_back_and_waits_again(app):
    council, user = a_council(), a_user()
    asked = a_request(council, user=user, state=MembershipState.LEFT, birth_year=None)
    assert ask(council, user, birth_year=1961).id == asked.id
    assert kept(asked.id).is_requested
    assert kept(asked.id).birth_year == 1961


def test_nobody_takes_another_ones_request_back(sign_in):
    council = a_council()
    asked = a_request(council)
    for other in (a_user(), a_facilitator(council)):
        browser = sign_in(other)
        token = token_of(browser, page_of(council))
        answer = browser.post(f"/memberships/{asked.id}/departure", data={"csrf_token": token})
        assert answer.status_code == 404
        assert kept(asked.id).is_requested


def test_a_council_or_request_that_is_not_there_is_not_found(sign_in):
    browser = sign_in(a_user())
    assert browser.get("/councils/999/memberships/new").status_code == 404
    token = token_of(browser, page_of(a_council()))
    assert browser.post("/memberships/999/departure", data={"csrf_token": token}).status_code == 404
