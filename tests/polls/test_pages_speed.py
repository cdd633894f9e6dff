"""How much a page asks the database: the same for two options as for thirty, for three voters as for three hundred."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from app.councils.models import Membership
from app.councils.states import MembershipState, Tie
from app.kernel import clock
from app.kernel.db import db, session, transaction
from app.people.models import User
from tests import factories
from tests.browsing import form_of, submit
from tests.conftest import counted_statements
from tests.factories import polls as made


def crowd(council: Any, count: int) -> list[User]:
    """So many confirmed members at once."""
    people = [User(name=f"이웃{n}", phone=f"0200000{n:04d}", registered_at=clock.now()) for n in range(count)]
    known = {
        "council_id": council.id, "state": MembershipState.CONFIRMED, "tie": Tie.LIVES, "birth_year": 1960,
        "asked_at": clock.now(),
    }  # fmt: skip
    with transaction():
        session().add_all(people)
        session().flush()
        session().add_all([Membership(user_id=person.id, **known) for person in people])
    return people


def statements(client: FlaskClient, address: str) -> int:
    with counted_statements() as counted:
        assert client.get(address).status_code == 200
    return len(counted)


def measured(sign_in: Any, *, choices: int, voters: int, polls: int) -> dict[str, Any]:
    """What each page asks in a town of this size."""
    council = factories.a_council()
    voter = factories.a_member(council)
    people = crowd(council, voters)
    poll = made.an_open_poll(council, choices=choices)
    counted = made.an_open_poll(council, choices=choices)
    for person in people[: voters // 2]:
        made.cast(poll, person, [1])
        made.cast(counted, person, [2])
    made.closed(counted)
    for _ in range(polls):
        made.an_open_poll(council)
    draft = made.a_draft(council, choices=choices)
    client, facilitator = sign_in(voter), sign_in(factories.a_facilitator(council))
    return {
        "paper": statements(client, f"/polls/{poll.id}"),
        "draft": statements(facilitator, f"/polls/{draft.id}"),
        "form": statements(facilitator, f"/polls/{draft.id}/draft"),
        "list": statements(client, f"/councils/{council.id}/polls"),
        "result": statements(client, f"/polls/{counted.id}/result"),
        "vote": casting(client, poll),
    }


def casting(client: FlaskClient, poll: Any) -> list[str]:
    """The first words of what is asked when a vote is sent, but for the transaction's own."""
    read_back = submit(client, f"/polls/{poll.id}", "/readback", marks="2")
    form = form_of(read_back.text, "/ballots")
    with counted_statements() as counted:
        assert client.post(form.action, data=form.values).status_code == 303
    return [words.split()[0] for words in counted if not words.startswith("BEGIN")]


@pytest.fixture
def village(app, sign_in):
    return measured(sign_in, choices=2, voters=3, polls=1)


def test_no_page_asks_more_in_a_large_town_than_in_a_small_one(village, sign_in, store):
    db.session.remove()
    store.reset()
    assert measured(sign_in, choices=30, voters=300, polls=20) == village


def test_a_vote_asks_three_things(village):
    """The box held open, with its clock and whose the browser is; the mark on the roll; the ballot."""
    assert village["vote"] == ["SELECT", "UPDATE", "INSERT"]


def test_a_paper_reads_neither_bylaws_nor_a_tally(sign_in):
    council = factories.a_council()
    client, poll = sign_in(factories.a_member(council)), made.an_open_poll(council)
    with counted_statements() as counted:
        assert client.get(f"/polls/{poll.id}").status_code == 200
    assert not [words for words in counted if "bylaws" in words or "tally" in words]
