"""Who is told of an amendment: who can answer it, who offered it, and who endorsed other words."""

import pytest

from app.kernel import clock
from app.kernel.db import transaction
from app.notices import jobs
from app.proposals import queries, service
from tests.conftest import rows
from tests.factories import a_council, a_member
from tests.factories.proposals import a_co_proposer, a_proposal, an_amendment, an_endorsement


@pytest.fixture
def offered(app):
    """A proposal of two neighbours that a third endorses and a fourth has amended: them, and the amendment's number."""
    council = a_council()
    author, supporter, neighbour = (a_member(council) for _ in range(3))
    proposal = a_proposal(council, author)
    helper = a_co_proposer(proposal)
    an_endorsement(proposal, supporter)
    a_member(council)
    amendment = an_amendment(proposal, neighbour)
    return {"author": author, "helper": helper, "supporter": supporter, "neighbour": neighbour}, amendment.id


def told(action: str) -> set[int]:
    jobs.deliver_events(clock.now())
    return {line.user_id for line in rows("notification") if line.action == action}


def test_who_brings_the_proposal_hears_of_the_offer(offered):
    people, number = offered
    assert told("amendment.offered") == {people["author"].id, people["helper"].id}
    assert {line.url for line in rows("notification")} == {f"/amendments/{number}"}


def test_an_accepted_amendment_is_one_line_to_all_whom_the_words_concern(offered):
    people, number = offered
    an_endorsement(queries.amendment(number).proposal, people["neighbour"])
    with transaction():
        found = queries.amendment(number)
        service.accept_amendment(found, seen=0, is_sure=False, by=people["author"], at=clock.now())
    assert told("amendment.accepted") == {people[name].id for name in ("helper", "supporter", "neighbour")}
    assert len([line for line in rows("notification") if line.user_id == people["neighbour"].id]) == 1


def test_a_declined_amendment_is_told_to_who_offered_it_alone(offered):
    people, number = offered
    with transaction():
        found = queries.amendment(number)
        service.decline_amendment(found, reason="뜻이 달라집니다", by=people["author"], at=clock.now())
    assert told("amendment.declined") == {people["neighbour"].id}


def test_an_offer_that_was_taken_back_is_told_to_nobody(offered):
    people, number = offered
    told("amendment.offered")
    with transaction():
        service.withdraw_amendment(queries.amendment(number), by=people["neighbour"], at=clock.now())
    assert told("amendment.withdrawn") == set()
