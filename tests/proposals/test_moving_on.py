"""A proposal moves on once it has the endorsements that the council's bylaws ask for; nothing more is automatic."""

import pytest

from app.kernel import clock
from app.kernel.db import transaction
from app.notices import jobs
from app.proposals import queries, service
from app.proposals.states import Choice, ProposalState
from tests.browsing import submit
from tests.conftest import rows
from tests.factories import a_council, a_facilitator, a_member, an_observer
from tests.factories.fates import answered, merged
from tests.factories.proposals import a_co_proposer, a_proposal, an_endorsement
from tests.proposals.test_endorsing import at_once


@pytest.fixture
def council(app):
    """One whose bylaws ask for two."""
    return a_council(bylaws={"endorsements_needed": 2})


def moved_on(proposal) -> bool:
    return next(row.moved_on_at is not None for row in rows("proposal") if row.id == proposal.id)


def told() -> set[int]:
    while jobs.deliver_events(clock.now()):
        pass
    return {line.user_id for line in rows("notification") if line.action == "proposal.moved_on"}


def test_the_page_says_how_many_are_missing(council, client):
    proposal = a_proposal(council)
    page = client.get(f"/proposals/{proposal.id}").text
    assert "2명이 더 공감하면" in page
    an_endorsement(proposal)
    assert "1명이 더 공감하면" in client.get(f"/proposals/{proposal.id}").text
    an_endorsement(proposal)
    assert "다음 회의에 다룰 제안에 올랐습니다" in client.get(f"/proposals/{proposal.id}").text
    assert "이웃의 공감으로" in client.get(f"/matters/{proposal.id}").text


def test_without_a_number_in_the_bylaws_nothing_moves_on(app, client):
    proposal = a_proposal(a_council())
    an_endorsement(proposal)
    assert not moved_on(proposal)
    assert "더 공감하면" not in client.get(f"/proposals/{proposal.id}").text


def test_it_is_told_once_to_who_brings_it_and_to_the_facilitators(council):
    proposal, guide = a_proposal(council), a_facilitator(council)
    an_observer(council)
    helper, asked = a_co_proposer(proposal), a_co_proposer(proposal, accepted=False)
    for _ in range(4):
        an_endorsement(proposal)
    assert told() == {proposal.author_id, helper.id, guide.id}
    assert asked.id not in told()
    assert [event.action for event in rows("event")].count("proposal.moved_on") == 1
    assert next(row.state for row in rows("proposal")) == "published", "nothing else happens by itself"


def test_the_facilitator_finds_it_on_the_list_until_a_meeting_takes_it_up(council, sign_in):
    proposal, guide = a_proposal(council, title="가로등 달기"), a_facilitator(council)
    for _ in range(2):
        an_endorsement(proposal)
    mine, url = sign_in(guide), f"/councils/{council.id}/proposals"
    assert "다음 회의에 다룰 제안" in mine.get(url).text
    assert "다음 회의에 다룰 제안" not in sign_in(a_member(council)).get(url).text
    with transaction():
        service.table(queries.proposal(proposal.id), by=guide, at=clock.now())
    assert "다음 회의에 다룰 제안" not in mine.get(url).text


def test_it_comes_first_when_a_meeting_is_arranged(council):
    loud = a_proposal(council, endorsement_count=9)
    ready = a_proposal(council, moved_on_at=clock.now())
    assert [one.id for one in queries.for_agenda(council)] == [ready.id, loud.id]


def test_an_endorsement_taken_back_leaves_it_where_it_is(council, sign_in):
    proposal, member = a_proposal(council), a_member(council)
    an_endorsement(proposal)
    an_endorsement(proposal, member)
    submit(sign_in(member), f"/proposals/{proposal.id}", "/endorsements/mine/withdrawal")
    assert moved_on(proposal)
    an_endorsement(proposal, member)
    assert [event.action for event in rows("event")] == ["proposal.moved_on"]


def test_support_that_was_moved_counts_and_a_tabled_one_needs_none(council):
    old, new, tabled = a_proposal(council), a_proposal(council), a_proposal(council, state=ProposalState.TABLED)
    people = [a_member(council) for _ in range(2)]
    an_endorsement(old, people[0])
    an_endorsement(new, people[1])
    merged(old, new)
    assert not moved_on(new)
    answered(old, people[0], Choice.MOVED)
    assert moved_on(new)
    for person in people:
        an_endorsement(tabled, person)
    assert not moved_on(tabled)


def test_six_endorsements_at_once_move_it_on_once(app, council):
    number, members = a_proposal(council).id, [a_member(council) for _ in range(6)]
    numbers = [member.id for member in members]

    def endorse(turn):
        with transaction() as current:
            member = current.get_one(type(members[0]), numbers[turn])
            return service.endorse(queries.proposal(number), by=member, at=clock.now())

    assert at_once(app, 6, endorse) == [True] * 6
    assert [event.action for event in rows("event")] == ["proposal.moved_on"]


def test_the_bylaws_set_the_number_and_show_it_in_a_sentence(app, sign_in, client):
    council = a_council()
    guide, url = sign_in(a_facilitator(council)), f"/councils/{council.id}/bylaws"
    assert "퍼실리테이터가 골라 올립니다" in client.get(url).text
    page = submit(guide, f"{url}/edition", "/edition", follow=True, endorsements_needed="20")
    assert "공감이 20명이 되면 다음 회의에 다룰 제안에 오릅니다" in page.text
    assert submit(guide, f"{url}/edition", "/edition", endorsements_needed="-1").status_code == 422
    submit(guide, f"{url}/edition", "/edition", endorsements_needed="")
    assert [row.endorsements_needed for row in rows("bylaws")] == [0]
