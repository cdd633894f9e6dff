"""Who belongs to a council, and who has which seat."""

import pytest

from app.councils import queries, service
from app.councils.states import Seat
from app.kernel import clock
from app.kernel.errors import Conflict
from app.kernel.events import history
from tests.browsing import submit
from tests.conftest import counted_statements
from tests.factories import a_council, a_facilitator, a_member, a_user, an_observer, an_officer
from tests.factories.councils import a_request


def statements_of(browser, url: str) -> int:
    with counted_statements() as statements:
        assert browser.get(url).status_code == 200
    return len(statements)


def test_the_officer_seats_who_called_as_facilitator(sign_in):
    council = a_council()
    member = a_member(council)
    seated = queries.membership_of(council.id, member.id)
    browser = sign_in(an_officer(council.dong))
    page = f"/councils/{council.id}/members"
    answer = submit(browser, page, f"/memberships/{seated.id}/seat", **{f"m{seated.id}-seat": "facilitator"})
    assert answer.status_code == 303
    assert queries.membership(seated.id).seat is Seat.FACILITATOR
    assert sign_in(member).get(f"/councils/{council.id}/bylaws/edition").status_code == 200
    [event] = history([("membership", seated.id)])
    assert event.facts == {"user_id": member.id, "before": "resident", "after": "facilitator"}


def test_an_unknown_seat_changes_nothing(sign_in):
    council = a_council()
    seated = queries.membership_of(council.id, a_member(council).id)
    browser = sign_in(an_officer(council.dong))
    page = f"/councils/{council.id}/members"
    submit(browser, page, f"/memberships/{seated.id}/seat", **{f"m{seated.id}-seat": "king"})
    assert queries.membership(seated.id).seat is Seat.RESIDENT
    assert history([("membership", seated.id)]) == []


def test_who_is_not_confirmed_gets_no_seat(app):
    with pytest.raises(Conflict, match="확인된 분에게만"):
        service.seat(a_request(a_council()), Seat.FACILITATOR, by=a_user(), at=clock.now())


def test_one_person_has_different_seats_in_different_councils(app):
    one, other = a_council(), a_council()
    person = a_facilitator(one)
    a_member(other, Seat.OBSERVER, user=person)
    seats = {membership.council_id: membership.seat for membership in queries.my_memberships(person)}
    assert seats == {one.id: Seat.FACILITATOR, other.id: Seat.OBSERVER}


def test_members_read_the_list_and_strangers_do_not(sign_in, client):
    council = a_council()
    page = f"/councils/{council.id}/members"
    for insider in (a_member(council), a_facilitator(council), an_observer(council)):
        text = sign_in(insider).get(page).text
        assert insider.name in text
        assert "자리 바꾸기" not in text
    for other in (a_user(), a_member(a_council()), a_request(council).user):
        assert sign_in(other).get(page).status_code == 403
    assert client.get(page).status_code == 303


def test_facilitators_stand_first_and_the_numbers_are_right(sign_in):
    council = a_council()
    officer = an_officer(council.dong)
    a_member(council)
    facilitator = a_facilitator(council)
    an_observer(council)
    a_request(council)
    numbers = queries.council_numbers(council.id)
    assert (numbers.members, numbers.facilitators, numbers.observers, numbers.waiting) == (3, 1, 1, 1)
    assert queries.members(council, 1).items[0].user_id == facilitator.id
    assert "자리 바꾸기" in sign_in(officer).get(f"/councils/{council.id}/members").text


def test_the_members_cost_the_same_for_one_and_for_thirty(sign_in):
    council = a_council()
    browser = sign_in(an_officer(council.dong))
    a_member(council)
    few = statements_of(browser, f"/councils/{council.id}/members")
    for _ in range(29):
        a_member(council)
    assert statements_of(browser, f"/councils/{council.id}/members") == few <= 11
