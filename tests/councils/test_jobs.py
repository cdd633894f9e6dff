"""What councils do when something happened elsewhere."""

from flask import Flask

from app.councils import jobs  # noqa: F401 - subscribes
from app.councils.models import Membership
from app.councils.states import MembershipState
from app.kernel import clock, events
from app.kernel.db import session, transaction
from app.people.service import accounts
from tests import factories


def test_who_destroys_the_account_leaves_every_council_without_a_trace(app: Flask) -> None:
    councils = [factories.a_council(), factories.a_council()]
    person = factories.a_member(councils[0], place="국사봉길 82", birth_year=1955)
    factories.a_member(councils[1], user=person)
    neighbour = factories.a_member(councils[0])
    with transaction():
        accounts.leave(person, at=clock.now())
    events.deliver(clock.now())
    session().expire_all()
    kept = {(row.user_id, row.state, row.birth_year, row.place) for row in session().query(Membership)}
    assert kept == {
        (person.id, MembershipState.LEFT, None, ""),
        (neighbour.id, MembershipState.CONFIRMED, 1955, ""),
    }
