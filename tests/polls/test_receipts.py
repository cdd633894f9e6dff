"""What a voter can see afterwards: the own line of the roll, and where the ballot of a receipt is."""

import pytest

from app.polls import queries, service
from app.polls.states import Channel
from tests import factories
from tests.factories import polls


@pytest.fixture
def voters(app):
    return polls.voters_of(factories.a_council(), 2)


@pytest.fixture
def poll(voters):
    council = factories.session().query(factories.Council).one()
    return polls.an_open_poll(council, choices=3)


@pytest.fixture
def voter(voters):
    return voters[0]


def test_each_person_has_standing_of_their_own(poll, voters):
    voter, neighbour = voters
    assert (service.standing(poll, voter).is_on_roll, service.standing(poll, voter).has_voted) == (True, False)
    polls.cast(poll, voter, [1])
    assert service.standing(poll, voter).channel is Channel.ONLINE
    assert not service.standing(poll, neighbour).has_voted
    stranger = service.standing(poll, factories.a_user())
    assert (stranger.is_on_roll, stranger.channel) == (False, None)


def test_a_receipt_is_kept_while_the_box_is_open_and_in_the_count_after(poll, voter):
    code = polls.cast(poll, voter, [1]).code
    assert service.receipt_standing(poll.id, code) == "kept"
    polls.closed(poll)
    assert service.receipt_standing(poll.id, code) == "in"
    assert service.receipt_standing(poll.id, code.lower().replace("-", " ").replace("o", "0")) == "in"


@pytest.mark.parametrize("code", ["", "-", "ABCD", "A" * 26, "없는 번호", "'; DROP TABLE ballot"])
def test_a_receipt_of_nothing_is_out(poll, voter, code):
    polls.cast(poll, voter, [1])
    assert service.receipt_standing(poll.id, code) == "out"


def test_a_receipt_says_nothing_in_another_poll(poll, voter):
    other = polls.an_open_poll(queries.poll(poll.id).council)
    assert service.receipt_standing(other.id, polls.cast(poll, voter, [1]).code) == "out"
