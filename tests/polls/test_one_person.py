"""One person with two accounts has one line on the roll and one ballot, whichever account votes first."""

import pytest

from app.councils import queries as councils
from app.councils import service as joining
from app.councils.states import Tie
from app.kernel import clock
from app.kernel.db import session, transaction
from app.kernel.errors import Forbidden, Invalid
from app.polls import queries, service
from app.polls.service.invariants import breaches
from app.polls.states import Channel
from tests import factories
from tests.conftest import counted_statements, rows
from tests.factories import polls

NAME, BORN = "김영희", 1955
VARIANTS = {
    "a changed phone": NAME,
    "spaced": "김 영희",
    "letters apart": "\u1100\u1175\u11b7\u110b\u1167\u11bc\u1112\u1174",
    "invisible letters": "김\u200b영희",
    "a middle dot": "김·영희",
}


def belongs(council, user, name=NAME, person_id=None):
    """As through the pages: asks, and is confirmed by the officer, who says who it is where that is asked."""
    told = {"tie": Tie.LIVES, "legal_name": name, "birth_year": BORN, "place": ""}
    with transaction():
        asked = joining.ask(council, **told, by=user, at=clock.now())
        joining.confirm(asked, by=factories.an_officer(council.dong), at=clock.now(), person_id=person_id)
    session().expire_all()
    return user


def two_accounts(council, name=NAME):
    """The first account, and the second that the officer found to be the same person's."""
    first = belongs(council, factories.a_user())
    return first, belongs(council, factories.a_user(), name, first.id)


@pytest.fixture
def council(app):
    council = factories.a_council()
    polls.voters_of(council, 2)
    return council


@pytest.mark.parametrize("name", VARIANTS.values(), ids=VARIANTS)
def test_two_accounts_of_one_person_are_one_line_of_the_roll_and_one_ballot(council, name):
    first, second = two_accounts(council, name)
    poll = polls.an_open_poll(council)
    assert poll.roll_count == 4  # with two neighbours and the facilitator
    polls.cast(poll, second, [1])
    with pytest.raises(service.AlreadyVoted):
        polls.cast(poll, first, [2])
    assert len(rows("ballot")) == 1
    assert [service.standing(poll, one).channel for one in (first, second)] == [Channel.ONLINE] * 2


def test_neighbours_whom_the_officer_told_apart_vote_each(council):
    first = belongs(council, factories.a_user())
    second = factories.a_user()
    belongs(council, second, person_id=second.id)
    poll = polls.an_open_poll(council)
    for one in (first, second):
        polls.cast(poll, one, [1])
    assert (poll.roll_count, len(rows("ballot"))) == (5, 2)


def test_who_voted_left_and_came_back_under_another_account_has_voted(council):
    first = belongs(council, factories.a_user())
    poll = polls.an_open_poll(council)
    polls.cast(poll, first, [1])
    with transaction():
        joining.leave(councils.membership_of(council.id, first.id), by=first, at=clock.now())
    second = belongs(council, factories.a_user(), person_id=first.id)
    with pytest.raises(service.AlreadyVoted):
        polls.cast(poll, second, [2])
    assert second.id not in {one.id for one in service.left_out(queries.poll(poll.id))}
    with pytest.raises(Invalid, match="이미 이 투표의 명부에"), transaction():
        service.add_to_roll(poll, second.id, reason="빠졌습니다", by=second, at=clock.now())


def test_who_left_without_voting_votes_under_the_other_account(council):
    first = belongs(council, factories.a_user())
    poll = polls.an_open_poll(council)
    with transaction():
        joining.leave(councils.membership_of(council.id, first.id), by=first, at=clock.now())
    second = belongs(council, factories.a_user(), person_id=first.id)
    polls.cast(poll, second, [2])
    with pytest.raises(service.AlreadyVoted):
        polls.cast(poll, first, [1])
    assert len(rows("ballot")) == 1


def test_told_apart_while_the_poll_is_open_the_second_votes_only_after_a_logged_addition(council):
    first, second = two_accounts(council)
    poll = polls.an_open_poll(council)
    stale = service.ballot_form(poll, second)
    polls.cast(poll, first, [1])
    officer = factories.an_officer(council.dong)
    with transaction():
        joining.revoke(councils.membership_of(council.id, second.id), by=officer, at=clock.now())
    with transaction():
        joining.confirm(councils.membership_of(council.id, second.id), by=officer, at=clock.now(), person_id=second.id)
    session().expire_all()
    with pytest.raises(service.AlreadyVoted):
        polls.cast(poll, second, [2], stale)
    with pytest.raises(Forbidden, match="명부에 없습니다"):
        polls.cast(poll, second, [2])
    with transaction():
        service.add_to_roll(poll, second.id, reason="이름이 같은 다른 분입니다", by=officer, at=clock.now())
    polls.cast(poll, second, [2])
    assert len(rows("ballot")) == 2
    assert list(breaches(queries.poll(poll.id))) == []


def test_at_the_booth_the_second_account_is_the_same_line(council):
    first, second = two_accounts(council)
    poll = polls.an_open_poll(council, takes_paper=True)
    polls.cast(poll, first, [1])
    (found,) = service.on_roll_named(poll, second.name)
    with transaction():
        assert service.hand_out(poll.id, found.person_id) is Channel.ONLINE


def test_casting_asks_no_more_of_a_person_with_two_accounts(council):
    first, second = two_accounts(council)
    neighbour = polls.voters_of(council, 1)[0]
    poll = polls.an_open_poll(council)
    forms = [(one, service.ballot_form(poll, one)) for one in (neighbour, second)]
    asked = []
    for person, form in forms:
        with counted_statements() as statements:
            polls.cast(poll, person, [1], form)
        asked.append(len(statements))
    assert asked[0] == asked[1]
    assert first.id != second.id
