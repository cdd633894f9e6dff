"""One person under two accounts: found by name and year of birth, however they were typed, and asked of the officer."""

import unicodedata

import pytest
from sqlalchemy import select

from app.councils import queries, service
from app.councils.models import Membership
from app.councils.service.identity import identity_key, letters_of
from app.councils.states import MembershipState, Tie
from app.kernel import clock
from app.kernel.db import session, transaction
from app.kernel.errors import Invalid
from app.kernel.events import history
from tests.browsing import submit
from tests.conftest import counted_statements
from tests.factories import a_council, a_user, an_officer

NAME, BORN = "김영희", 1955
SAME_HANGUL = {
    "spaced": "김 영희",
    "wide spaces": "김\u3000영희",
    "letters apart": unicodedata.normalize("NFD", NAME),
    "a middle dot": "김·영희",
    "a hyphen": "김영-희",
    "invisible letters": "김\u200b영\ufeff희",
    "turned around for a reader": "\u202a김영희\u202c",
    "joined without width": "김\u200d영희",
    "a full stop": "김영희.",
    "a soft hyphen": "김\u00ad영희",
}
SAME_LATIN = {
    "family name first": "NGUYEN Van An",
    "family name last": "Van An Nguyen",
    "with its marks": "Nguyễn Văn An",
    "marks apart": unicodedata.normalize("NFD", "Nguyễn Văn An"),
    "small letters": "nguyen van an",
    "wide letters": "ＮＧＵＹＥＮ ＶＡＮ ＡＮ",
    "in one word": "NguyenVanAn",
}
UNREADABLE = (
    "金英姬",
    "ㄱㅣㅁ영희",
    "\uffa1\uffdc\uffb1영희",
    "김",
    "김영희2",
    "",
    "😀😀",
    "김영희(큰)",
    "Анна",
    "김영희/박순자",
)


def asked_by(council, name, born=BORN, user=None) -> Membership:
    told = {"tie": Tie.LIVES, "legal_name": name, "birth_year": born, "place": "국사봉길 82"}
    with transaction():
        return service.ask(council, **told, by=user or a_user(), at=clock.now())


def confirmed(asked, officer, person_id=None) -> Membership:
    with transaction():
        return service.confirm(queries.membership(asked.id), by=officer, at=clock.now(), person_id=person_id)


def desk(council) -> str:
    return f"/dongs/{council.dong_id}/membership-requests"


@pytest.mark.parametrize("written", SAME_HANGUL.values(), ids=SAME_HANGUL)
def test_a_korean_name_is_the_same_however_it_is_typed(written):
    assert letters_of(written) == NAME


@pytest.mark.parametrize("written", SAME_LATIN.values(), ids=SAME_LATIN)
def test_a_latin_name_is_the_same_however_it_is_typed(written):
    assert letters_of(written) == letters_of("Nguyen Van An")


@pytest.mark.parametrize("written", UNREADABLE)
def test_what_no_card_shows_is_refused_with_a_sentence(written):
    with pytest.raises(Invalid, match="신분증에 적힌 이름"):
        letters_of(written)


def test_other_names_and_other_years_are_others(app):
    keys = {identity_key(*one) for one in [(NAME, BORN), ("김영하", BORN), (NAME, 1956), ("희영김", BORN)]}
    assert len(keys) == 4


@pytest.mark.parametrize("written", [*SAME_HANGUL.values(), NAME], ids=[*SAME_HANGUL, "the same"])
def test_a_second_account_is_not_confirmed_until_the_officer_says_who_it_is(app, written):
    council = a_council()
    officer = an_officer(council.dong)
    confirmed(asked_by(council, NAME), officer)
    second = asked_by(council, written)
    with pytest.raises(Invalid, match="같은 분인지 골라 주세요"):
        confirmed(second, officer)
    assert queries.membership(second.id).is_requested


@pytest.mark.parametrize("state", MembershipState)
def test_whoever_has_left_or_was_declined_is_asked_about_too(app, state):
    council = a_council()
    first = asked_by(council, NAME)
    with transaction():
        queries.membership(first.id).state = state
    with pytest.raises(Invalid):
        confirmed(asked_by(council, NAME), an_officer(council.dong))


def test_who_erased_the_account_and_registers_again_is_asked_about(app):
    council = a_council()
    officer = an_officer(council.dong)
    first = confirmed(asked_by(council, NAME), officer)
    with transaction():
        service.leave(queries.membership(first.id), by=first.user, at=clock.now())
    second = asked_by(council, NAME)
    assert [one.id for one in queries.lookalikes(second)] == [first.id]
    same = confirmed(second, officer, first.user_id)
    assert same.person_id == first.user_id


def test_in_another_council_nobody_is_asked_about(app):
    council, other = a_council(), a_council()
    confirmed(asked_by(council, NAME), an_officer(council.dong))
    assert confirmed(asked_by(other, NAME), an_officer(other.dong)).is_confirmed


def test_the_officer_chooses_and_what_was_chosen_is_kept(sign_in):
    council = a_council()
    officer = an_officer(council.dong)
    neighbour = a_user()
    name, number = neighbour.name, neighbour.id
    confirmed(asked_by(council, NAME, user=neighbour), officer)
    same, other = asked_by(council, "김 영희"), asked_by(council, NAME)
    browser = sign_in(officer)
    for asked, person in ((same, number), (other, other.user_id)):
        page = browser.get(desk(council)).text
        assert f"‘{name}’ 님과 같은 분입니다" in page
        place = f"/memberships/{asked.id}/confirmation"
        answer = submit(browser, desk(council), place, **{f"c{asked.id}-person": str(person)})
        assert answer.status_code == 303
    session().expire_all()
    assert queries.membership(same.id).person_id == number
    assert queries.membership(other.id).person_id == other.user_id
    said = [history([("membership", one.id)])[-1].facts for one in (same, other)]
    assert said[0] == {"user_id": same.user_id, "alike": 2, "same_as": number}
    assert said[1] == {"user_id": other.user_id, "alike": 1, "same_as": None}


def test_confirming_without_choosing_says_so_beside_the_choice(sign_in):
    council = a_council()
    officer = an_officer(council.dong)
    confirmed(asked_by(council, NAME), officer)
    asked = asked_by(council, NAME)
    browser = sign_in(officer)
    place = f"/memberships/{asked.id}/confirmation"
    for given in (None, "", "999999", "김영희"):
        answer = submit(browser, desk(council), place, **{f"c{asked.id}-person": given})
        assert answer.status_code == 422
        assert f'id="c{asked.id}-person-error"' in answer.text
    assert queries.membership(asked.id).is_requested


def test_two_requests_at_once_are_asked_about_as_well(app):
    council = a_council()
    officer = an_officer(council.dong)
    one, two = asked_by(council, NAME), asked_by(council, NAME)
    with pytest.raises(Invalid):
        confirmed(one, officer)
    confirmed(one, officer, one.user_id)
    with pytest.raises(Invalid):
        confirmed(two, officer)


def test_a_decision_taken_back_asks_again(app):
    council = a_council()
    officer = an_officer(council.dong)
    first = confirmed(asked_by(council, NAME), officer)
    second = confirmed(asked_by(council, NAME), officer, first.user_id)
    with transaction():
        service.revoke(queries.membership(second.id), by=officer, at=clock.now())
    with pytest.raises(Invalid):
        confirmed(second, officer)
    assert confirmed(second, officer, second.user_id).person_id == second.user_id


def test_accounts_that_were_one_person_stay_one_when_that_one_is_found_to_be_another(app):
    council = a_council()
    officer = an_officer(council.dong)
    first = confirmed(asked_by(council, NAME), officer)
    second = confirmed(asked_by(council, NAME), officer, first.user_id)
    third = confirmed(asked_by(council, NAME), officer, first.user_id)
    with transaction():
        service.revoke(queries.membership(third.id), by=officer, at=clock.now())
    confirmed(third, officer, third.user_id)
    with transaction():
        service.revoke(queries.membership(first.id), by=officer, at=clock.now())
    confirmed(first, officer, third.user_id)
    session().expire_all()
    assert {queries.membership(one.id).person_id for one in (first, second, third)} == {third.user_id}


def test_the_name_is_erased_with_the_decision_and_never_shown_to_neighbours(sign_in):
    council = a_council()
    officer = an_officer(council.dong)
    asked = asked_by(council, "남궁보기름")
    assert "남궁보기름" in sign_in(officer).get(desk(council)).text
    neighbour = sign_in(a_user())
    assert "남궁보기름" not in neighbour.get(f"/councils/{council.id}").text
    confirmed(asked, officer)
    row = session().execute(select(Membership.__table__).where(Membership.id == asked.id)).one()
    assert "남궁보기름" not in str(row)
    assert row.identity_key == identity_key("남궁보기름", BORN)


def test_the_key_is_forgotten_when_the_council_ends(app):
    council = a_council()
    officer = an_officer(council.dong)
    confirmed(asked_by(council, NAME), officer)
    with transaction():
        service.close(queries.council(council.id), reason="할 일을 다 했습니다", by=officer, at=clock.now())
    assert set(session().scalars(select(Membership.identity_key))) == {None}


def test_the_desk_takes_as_many_statements_for_many_look_alikes_as_for_one(sign_in):
    council = a_council()
    browser = sign_in(an_officer(council.dong))
    asked = []
    for count in (2, 8):
        for _ in range(count):
            asked_by(council, NAME)
        with counted_statements() as statements:
            assert browser.get(desk(council)).status_code == 200
        asked.append(len(statements))
    assert asked[0] == asked[1]
