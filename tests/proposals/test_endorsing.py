"""공감: who may, once a person, and counted exactly."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.errors import Conflict
from app.proposals import queries, service
from app.proposals.states import ProposalState
from tests.browsing import submit, token_of
from tests.conftest import rows
from tests.factories import a_council, a_facilitator, a_member, a_user, an_observer, an_officer
from tests.factories.proposals import a_co_proposer, a_proposal, an_endorsement


def count_of(proposal) -> int:
    return next(row.endorsement_count for row in rows("proposal") if row.id == proposal.id)


def test_a_member_endorses_and_takes_it_back(app, sign_in):
    council = a_council()
    proposal = a_proposal(council)
    client, url = sign_in(a_member(council)), f"/proposals/{proposal.id}"
    page = submit(client, url, "/endorsements", follow=True)
    assert "1명이 공감합니다" in page.text
    assert "나도 공감했습니다" in page.text
    assert count_of(proposal) == 1
    page = submit(client, url, "/endorsements/mine/withdrawal", follow=True)
    assert "0명이 공감합니다" in page.text
    assert rows("endorsement") == []
    assert count_of(proposal) == 0


def test_pressing_twice_counts_once_each_way(app, sign_in):
    council = a_council()
    proposal = a_proposal(council)
    client, url = sign_in(a_member(council)), f"/proposals/{proposal.id}"
    token = {"csrf_token": token_of(client, url)}
    for _ in range(2):
        assert client.post(f"{url}/endorsements", data=token).status_code == 303
    assert count_of(proposal) == 1
    assert len(rows("endorsement")) == 1
    for _ in range(2):
        assert client.post(f"{url}/endorsements/mine/withdrawal", data=token).status_code == 303
    assert count_of(proposal) == 0


@pytest.mark.parametrize("make", [a_member, a_facilitator, an_observer])
def test_every_confirmed_member_may_endorse(app, sign_in, make):
    council = a_council()
    proposal = a_proposal(council)
    submit(sign_in(make(council)), f"/proposals/{proposal.id}", "/endorsements")
    assert count_of(proposal) == 1


def refused(client, proposal) -> str:
    url = f"/proposals/{proposal.id}"
    answer = client.post(f"{url}/endorsements", data={"csrf_token": token_of(client, url)})
    assert answer.status_code == 403
    return answer.text


def test_who_brings_it_does_not_endorse_it_and_hears_why(app, sign_in):
    proposal = a_proposal()
    helper = a_co_proposer(proposal)
    for user in (proposal.author, helper):
        client = sign_in(user)
        assert "이미 제안자로 세므로" in client.get(f"/proposals/{proposal.id}").text
        assert "이미 제안자로 세므로" in refused(client, proposal)
    assert count_of(proposal) == 0


def test_others_do_not_endorse(app, sign_in, client):
    council = a_council()
    proposal = a_proposal(council)
    for stranger in (a_user(), an_officer(council.dong), a_member(a_council())):
        assert "참여가 확인된 주민만" in refused(sign_in(stranger), proposal)
    assert "로그인하면 할 수 있습니다" in client.get(f"/proposals/{proposal.id}").text
    token = token_of(client, "/sign-in")
    assert client.post(f"/proposals/{proposal.id}/endorsements", data={"csrf_token": token}).status_code == 303
    assert rows("endorsement") == []


def test_a_withdrawn_proposal_is_not_endorsed(app, sign_in):
    council = a_council()
    proposal = a_proposal(council, state=ProposalState.WITHDRAWN)
    page = sign_in(a_member(council)).get(f"/proposals/{proposal.id}").text
    assert "거둔 제안입니다" in page
    assert "나도 공감합니다" not in page
    with pytest.raises(Conflict), transaction():
        service.endorse(queries.proposal(proposal.id), by=a_user(), at=clock.now())


def test_a_tabled_proposal_may_still_be_endorsed(app, sign_in):
    council = a_council()
    proposal = a_proposal(council, state=ProposalState.TABLED)
    submit(sign_in(a_member(council)), f"/proposals/{proposal.id}", "/endorsements")
    assert count_of(proposal) == 1


def at_once(app, number, verb):
    """Do the verb in so many threads at the same moment; what each gave."""

    def one(turn):
        with app.app_context():
            return verb(turn)

    with ThreadPoolExecutor(number) as pool:
        return list(pool.map(one, range(number)))


def test_twenty_presses_of_one_person_at_once_count_one(app, sign_in):
    council = a_council()
    proposal, member = a_proposal(council), a_member(council)
    client, url = sign_in(member), f"/proposals/{proposal.id}"
    token = token_of(client, url)
    cookie = client.get_cookie("golmok").value

    def press(_):
        browser = app.test_client()
        browser.set_cookie("golmok", cookie)
        return browser.post(f"{url}/endorsements", data={"csrf_token": token}).status_code

    assert set(at_once(app, 20, press)) == {303}
    assert len(rows("endorsement")) == 1
    assert count_of(proposal) == 1


def test_twelve_people_at_once_count_twelve(app):
    council = a_council()
    number, members = a_proposal(council).id, [a_member(council) for _ in range(12)]
    numbers = [member.id for member in members]

    def endorse(turn):
        with transaction() as current:
            member = current.get_one(type(members[0]), numbers[turn])
            return service.endorse(queries.proposal(number), by=member, at=clock.now())

    assert at_once(app, 12, endorse) == [True] * 12
    assert [row.endorsement_count for row in rows("proposal")] == [12]


def test_an_edit_is_not_in_the_way_of_an_endorsement_and_the_other_way_round(app):
    proposal = queries.proposal(a_proposal().id)
    an_endorsement(proposal)
    with transaction():
        service.edit(proposal, service.Words("새 제목", "문제", "바람"), at=clock.now())
    assert count_of(proposal) == 1
