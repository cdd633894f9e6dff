"""Bringing a proposal by its link: made anew and withdrawn by its author, answered by a neighbour who opens it."""

import re

import pytest

from app.kernel import clock
from app.kernel.db import session, transaction
from app.kernel.errors import Invalid
from app.proposals import queries, service
from app.proposals.models import MOST_CO_PROPOSERS
from app.proposals.states import ProposalState
from tests.browsing import submit
from tests.conftest import rows
from tests.factories import a_council, a_member, a_user
from tests.factories.proposals import a_co_proposer, a_draft, an_endorsement


@pytest.fixture
def shared(app, sign_in):
    """A draft, its author's browser, and the council."""
    council = a_council()
    author = a_member(council, name="처음쓴이")
    return a_draft(council, author, title="아직 비밀인 제안"), sign_in(author), council


def fresh(proposal):
    """The proposal as the next request finds it."""
    session().expire_all()
    return queries.proposal(proposal.id)


def link_of(browser, proposal) -> str:
    """The path that the author's page offers to copy."""
    page = browser.get(f"/proposals/{proposal.id}/co-proposers").text
    found = re.search(r'data-copy="https?://[^/]+(/proposals/\d+/co-proposers/link/\w+)"', page)
    assert found, "no link on the page"
    return found[1]


def made(browser, proposal) -> str:
    submit(browser, f"/proposals/{proposal.id}/co-proposers", "/co-proposers/link")
    return link_of(browser, proposal)


def test_who_opens_the_link_reads_the_draft_and_says_yes(shared, sign_in):
    proposal, mine, council = shared
    path = made(mine, proposal)
    neighbour = sign_in(a_member(council, name="옆집이웃"))
    page = neighbour.get(path).text
    assert "처음쓴이님이 함께 제안하자고 했습니다" in page
    assert "아직 비밀인 제안" in page
    assert "함께 제안합니다" in submit(neighbour, path, follow=True).text
    assert [person.name for person in fresh(proposal).bringers] == ["처음쓴이", "옆집이웃"]
    assert "이미 이 제안을 함께하고 있습니다" in neighbour.get(path).text


def test_opening_alone_changes_nothing(shared, sign_in):
    proposal, mine, council = shared
    sign_in(a_member(council)).get(made(mine, proposal))
    assert rows("co_proposer") == []


def test_a_new_link_or_none_lets_the_old_one_lead_nowhere(shared, sign_in):
    proposal, mine, council = shared
    neighbour = sign_in(a_member(council))
    first = made(mine, proposal)
    second = made(mine, proposal)
    assert first != second
    assert [neighbour.get(path).status_code for path in (first, second)] == [404, 200]
    submit(mine, f"/proposals/{proposal.id}/co-proposers", "/link/withdrawal")
    assert neighbour.get(second).status_code == 404
    assert "초대 주소 만들기" in mine.get(f"/proposals/{proposal.id}/co-proposers").text


def test_a_guess_finds_nothing_and_reads_nothing(shared, sign_in):
    proposal, mine, council = shared
    path = made(mine, proposal)
    neighbour = sign_in(a_member(council))
    for token in ("0" * 32, "x", path.rpartition("/")[2][:-1], "가"):
        answer = neighbour.get(f"/proposals/{proposal.id}/co-proposers/link/{token}")
        assert answer.status_code == 404
        assert "아직 비밀인" not in answer.text


def test_only_neighbours_of_the_council_bring_it_and_a_visitor_signs_in_first(shared, sign_in, client):
    proposal, mine, _council = shared
    path = made(mine, proposal)
    asked = client.get(path)
    assert asked.status_code == 303
    assert "/sign-in" in asked.location
    for stranger in (a_user(), a_member(a_council())):
        answer = sign_in(stranger).get(path)
        assert answer.status_code == 403
        assert "아직 비밀인" not in answer.text


def test_only_the_author_makes_and_withdraws_it(shared, sign_in):
    proposal, _mine, _council = shared
    helper = sign_in(a_co_proposer(proposal))
    assert helper.get(f"/proposals/{proposal.id}/co-proposers").status_code == 403


def test_an_earlier_no_is_no_hindrance_and_an_endorsement_becomes_a_proposer(shared):
    proposal, _mine, council = shared
    neighbour = a_member(council)
    with transaction():
        fresh(proposal).state = ProposalState.PUBLISHED
    an_endorsement(proposal, neighbour)
    a_co_proposer(proposal, neighbour, accepted=False)
    with transaction():
        service.decline(fresh(proposal), by=neighbour, at=clock.now())
    with transaction():
        service.join(fresh(proposal), by=neighbour, at=clock.now())
    found = fresh(proposal)
    assert neighbour.id in {person.id for person in found.bringers}
    assert found.endorsement_count == 0


def test_a_link_takes_no_more_than_may_be_asked(shared):
    proposal, _mine, council = shared
    for _number in range(MOST_CO_PROPOSERS):
        a_co_proposer(proposal)
    late = a_member(council)
    with pytest.raises(Invalid), transaction():
        service.join(fresh(proposal), by=late, at=clock.now())
    assert len(rows("co_proposer")) == MOST_CO_PROPOSERS


def test_the_database_alone_does_not_tell_the_link(shared):
    proposal, mine, _council = shared
    token = made(mine, proposal).rpartition("/")[2]
    assert token not in repr([tuple(row) for row in rows("proposal")])
