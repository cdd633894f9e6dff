"""Asking whoever is reached at a number or an address to bring a proposal too, without learning who is here."""

import re

import pytest

from app.proposals import queries
from app.proposals.models import MOST_CO_PROPOSERS
from app.proposals.states import ProposalState
from tests.browsing import submit, token_of
from tests.conftest import rows
from tests.factories import a_council, a_member, a_user
from tests.factories.proposals import a_co_proposer, a_proposal

SAID = "이 연락처를 쓰는 우리 골목 이웃이 있으면 초대가 전해졌습니다."


def url_of(proposal) -> str:
    return f"/proposals/{proposal.id}/co-proposers"


def invite(client, proposal, contact):
    data = {"csrf_token": token_of(client, url_of(proposal)), "contact": contact}
    return client.post(f"{url_of(proposal)}/contact", data=data, follow_redirects=True)


def names_on(page) -> list[str]:
    return [name for name in ("이영희", "박민수") if f"<b>{name}</b>" in page.text]


@pytest.mark.parametrize(
    "written", ["010-1234-5678", "010 1234 5678", "+82 10 1234 5678", "younghee@example.org", " YoungHee@Example.org "]
)
def test_the_neighbour_who_is_reached_there_is_asked_in_any_writing(app, sign_in, written):
    council = a_council()
    friend = a_member(council, name="이영희", phone="01012345678", email="younghee@example.org")
    proposal = a_proposal(council)
    assert SAID in invite(sign_in(proposal.author), proposal, written).text
    (asked,) = rows("co_proposer")
    assert asked.user_id == friend.id
    assert "함께 제안하자고 했습니다" in sign_in(friend).get(f"/councils/{council.id}/proposals").text
    assert [event.action for event in rows("event")] == ["proposal.invited"]


def test_the_page_is_the_same_whoever_has_an_account_and_whoever_has_none(app, sign_in):
    council = a_council()
    a_member(council, name="이영희", phone="01012345678")
    a_user(name="박민수", phone="01022223333")
    proposal = a_proposal(council)
    mine, own = sign_in(proposal.author), proposal.author.phone
    told = [invite(mine, proposal, contact) for contact in ("01012345678", "01022223333", "01099998888", own)]
    first, *others = (re.sub(r"<input[^>]*csrf_token[^>]*>", "", page.text) for page in told)
    assert [page.status_code for page in told] == [200] * 4
    assert others == [first] * 3
    assert SAID in first
    assert "초대한 이웃" not in first
    assert len(rows("co_proposer")) == 1


def test_whoever_says_yes_is_named(app, sign_in):
    council = a_council()
    friend = a_member(council, name="이영희", phone="01012345678")
    proposal = a_proposal(council)
    mine, hers = sign_in(proposal.author), sign_in(friend)
    invite(mine, proposal, "01012345678")
    submit(hers, f"/proposals/{proposal.id}", "/acceptance", follow=True)
    page = mine.get(url_of(proposal)).text
    assert "함께 제안함" in page
    assert "이영희" in page


def test_whoever_says_no_stays_unknown_and_may_still_be_asked_by_name(app, sign_in):
    council = a_council()
    friend = a_member(council, name="이영희", phone="01012345678")
    proposal = a_proposal(council)
    mine, hers = sign_in(proposal.author), sign_in(friend)
    invite(mine, proposal, "01012345678")
    submit(hers, f"/proposals/{proposal.id}", "/refusal", follow=True)
    page = mine.get(url_of(proposal))
    assert "하지 않기로 함" not in page.text
    assert names_on(page) == ["이영희"], "as somebody who can be asked"
    answer = mine.post(url_of(proposal), data={"csrf_token": token_of(mine, url_of(proposal)), "user_id": friend.id})
    assert answer.status_code == 303
    assert "답을 기다림" in mine.get(url_of(proposal)).text
    assert len(rows("co_proposer")) == 1
    assert [event.action for event in rows("event")] == ["proposal.invited", "proposal.invited"]


def test_asking_the_same_number_again_asks_once(app, sign_in):
    council = a_council()
    a_member(council, phone="01012345678")
    proposal = a_proposal(council)
    mine = sign_in(proposal.author)
    for _ in range(2):
        assert SAID in invite(mine, proposal, "01012345678").text
    assert [event.action for event in rows("event")] == ["proposal.invited"]


def test_unseen_invitations_leave_the_places_of_those_who_are_asked_by_name(app, sign_in):
    council = a_council()
    a_member(council, phone="01012345678")
    proposal = a_proposal(council)
    for _ in range(MOST_CO_PROPOSERS - 1):
        a_co_proposer(proposal, accepted=False)
    mine, last = sign_in(proposal.author), a_member(council)
    invite(mine, proposal, "01012345678")
    data = {"csrf_token": token_of(mine, url_of(proposal)), "user_id": last.id}
    assert mine.post(url_of(proposal), data=data).status_code == 303
    assert len(queries.proposal(proposal.id).asked) == MOST_CO_PROPOSERS


def test_what_is_no_contact_stays_in_the_field_with_a_sentence(app, sign_in):
    proposal = a_proposal()
    page = invite(sign_in(proposal.author), proposal, "영희네")
    assert page.status_code == 422
    assert 'value="영희네"' in page.text
    assert SAID not in page.text


def test_once_tabled_nobody_is_asked_any_more(app, sign_in):
    proposal = a_proposal(state=ProposalState.TABLED)
    mine = sign_in(proposal.author)
    data = {"csrf_token": token_of(mine, f"/proposals/{proposal.id}"), "contact": "01012345678"}
    assert mine.post(f"{url_of(proposal)}/contact", data=data).status_code == 403


def test_the_page_speaks_english(app, sign_in):
    proposal = a_proposal()
    mine = sign_in(proposal.author)
    mine.set_cookie("language", "en")
    assert "If a neighbour of our alley uses this contact" in invite(mine, proposal, "01012345678").text
