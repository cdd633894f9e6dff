"""Co-proposers: asked by name, named once they say yes."""

import pytest

from app.proposals import queries
from app.proposals.states import ProposalState
from tests.browsing import submit, token_of
from tests.conftest import rows
from tests.factories import a_council, a_member, a_user
from tests.factories.proposals import a_co_proposer, a_draft, a_proposal, an_endorsement


def invite(client, proposal, user, **more):
    url = f"/proposals/{proposal.id}/co-proposers"
    data = {"csrf_token": token_of(client, url), "user_id": user.id, **more}
    return client.post(url, data=data, follow_redirects=True)


def test_a_neighbour_is_found_asked_and_named_after_saying_yes(app, sign_in, client):
    council = a_council()
    author, friend = a_member(council, name="김철수"), a_member(council, name="이영희")
    a_member(council, name="박민수")
    proposal = a_proposal(council, author)
    mine, hers = sign_in(author), sign_in(friend)
    found = mine.get(f"/proposals/{proposal.id}/co-proposers?words=영희").text
    assert "이영희" in found
    assert "박민수" not in found
    assert "답을 기다림" in invite(mine, proposal, friend).text
    assert "이영희" not in client.get(f"/proposals/{proposal.id}").text
    assert "함께 제안하자고 했습니다" in hers.get(f"/councils/{council.id}/proposals").text
    page = submit(hers, f"/proposals/{proposal.id}", "/acceptance", follow=True)
    assert "함께 제안합니다" in page.text
    assert "김철수, 이영희" in client.get(f"/proposals/{proposal.id}").text
    assert [event.action for event in rows("event")] == ["proposal.invited", "proposal.joined"]


def test_an_invited_neighbour_reads_the_draft_and_may_say_no(app, sign_in):
    proposal = a_draft()
    author, friend = sign_in(proposal.author), sign_in(a_co_proposer(proposal, accepted=False))
    assert friend.get(f"/proposals/{proposal.id}/edition").status_code == 403
    page = submit(friend, f"/proposals/{proposal.id}", "/refusal", follow=True)
    assert "함께 제안하지 않기로 했습니다" in page.text
    assert friend.get(f"/proposals/{proposal.id}").status_code == 404
    assert "하지 않기로 함" in author.get(f"/proposals/{proposal.id}/co-proposers").text


def test_asking_twice_and_saying_yes_twice_changes_nothing(app, sign_in):
    council = a_council()
    author, friend = a_member(council), a_member(council)
    proposal = a_proposal(council, author)
    mine, hers = sign_in(author), sign_in(friend)
    assert invite(mine, proposal, friend).status_code == 200
    assert invite(mine, proposal, friend).status_code == 200
    url = f"/proposals/{proposal.id}"
    token = {"csrf_token": token_of(hers, url)}
    for _ in range(2):
        assert hers.post(f"{url}/co-proposers/mine/acceptance", data=token).status_code == 303
    assert len(rows("co_proposer")) == 1
    assert [event.action for event in rows("event")] == ["proposal.invited", "proposal.joined"]


def test_who_endorsed_and_then_brings_it_is_counted_once(app, sign_in):
    council = a_council()
    proposal, friend = a_proposal(council), a_member(council)
    an_endorsement(proposal, friend)
    a_co_proposer(proposal, friend, accepted=False)
    submit(sign_in(friend), f"/proposals/{proposal.id}", "/acceptance")
    assert queries.proposal(proposal.id).endorsement_count == 0
    assert rows("endorsement") == []


def test_a_co_proposer_steps_out_again(app, sign_in, client):
    proposal = a_proposal()
    friend = a_co_proposer(proposal)
    submit(sign_in(friend), f"/proposals/{proposal.id}", "/refusal")
    assert friend.name not in client.get(f"/proposals/{proposal.id}").text
    assert not queries.proposal(proposal.id).co_proposers[0].accepted


@pytest.mark.parametrize("who", ["author", "stranger", "nobody"])
def test_only_confirmed_members_are_asked(app, sign_in, who):
    proposal = a_proposal()
    people = {"author": proposal.author, "stranger": a_user(), "nobody": type("Nobody", (), {"id": 999_999})}
    page = invite(sign_in(proposal.author), proposal, people[who])
    assert page.status_code == 422
    assert "참여가 확인된 이웃만" in page.text
    assert rows("co_proposer") == []


def test_at_most_twenty_are_asked(app, sign_in):
    council = a_council()
    proposal = a_proposal(council)
    for _ in range(20):
        a_co_proposer(proposal, accepted=False)
    page = invite(sign_in(proposal.author), proposal, a_member(council))
    assert page.status_code == 422
    assert "20명까지" in page.text


def test_nobody_answers_an_invitation_of_somebody_else(app, sign_in):
    council = a_council()
    proposal = a_proposal(council)
    a_co_proposer(proposal, accepted=False)
    client = sign_in(a_member(council))
    token = {"csrf_token": token_of(client, f"/proposals/{proposal.id}")}
    for answer in ("acceptance", "refusal"):
        url = f"/proposals/{proposal.id}/co-proposers/mine/{answer}"
        assert client.post(url, data=token).status_code == 403


def test_once_tabled_nobody_joins_any_more(app, sign_in):
    proposal = a_proposal(state=ProposalState.TABLED)
    friend = sign_in(a_co_proposer(proposal, accepted=False))
    token = {"csrf_token": token_of(friend, f"/proposals/{proposal.id}")}
    assert friend.post(f"/proposals/{proposal.id}/co-proposers/mine/acceptance", data=token).status_code == 403


def test_an_empty_search_says_where_neighbours_come_from(app, sign_in):
    proposal = a_proposal()
    mine = sign_in(proposal.author)
    assert "초대할 수 있는 이웃이 아직 없습니다" in mine.get(f"/proposals/{proposal.id}/co-proposers").text
    assert "찾지 못했습니다" in mine.get(f"/proposals/{proposal.id}/co-proposers?words=없는이").text
