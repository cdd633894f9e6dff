"""Who may do what in a council: every role, in its own and in a foreign one."""

from types import SimpleNamespace

import pytest

from app.councils import policy, queries
from app.councils.models import Council
from app.councils.states import COUNCIL, MEMBERSHIP, CouncilState, MembershipState, Seat
from app.kernel.errors import Conflict
from app.kernel.policy import can, why_not
from tests.factories import a_council, a_dong, a_facilitator, a_member, a_user, an_observer, an_officer, an_operator
from tests.factories.councils import a_request

VISITOR = SimpleNamespace(is_authenticated=False)
EVERYBODY = {"visitor", "user", "waiting", "resident", "facilitator", "observer", "officer", "operator"}
WITH_A_NAME = EVERYBODY - {"visitor"}
TABLE = {
    "read": EVERYBODY,
    "call": WITH_A_NAME,
    "sign": WITH_A_NAME,
    "join": WITH_A_NAME,
    "take_part": {"resident", "facilitator", "observer"},
    "facilitate": {"facilitator"},
    "see_members": {"resident", "facilitator", "observer", "officer"},
    "confirm": {"officer"},
    "seat": {"officer"},
    "edit_bylaws": {"facilitator", "officer"},
    "close": {"officer"},
}


def people_of(council) -> dict:
    return {
        "visitor": VISITOR,
        "user": a_user(),
        "waiting": a_request(council).user,
        "resident": a_member(council),
        "facilitator": a_facilitator(council),
        "observer": an_observer(council),
        "officer": an_officer(council.dong),
        "operator": an_operator(),
    }


def test_the_table_of_a_council_is_complete():
    assert set(policy.COUNCIL_POLICY) == set(TABLE)


@pytest.mark.parametrize("action", list(TABLE))
def test_each_role_may_do_what_the_table_says_in_its_own_council(app, action):
    council = a_council()
    allowed = {name for name, user in people_of(council).items() if can(user, action, council)}
    assert allowed == TABLE[action]


@pytest.mark.parametrize(
    "action", ["take_part", "facilitate", "see_members", "confirm", "seat", "edit_bylaws", "close"]
)
def test_no_role_reaches_into_a_foreign_council(app, action):
    own, foreign = a_council(), a_council()
    allowed = {name for name, user in people_of(own).items() if can(user, action, foreign)}
    assert allowed == set()


@pytest.mark.parametrize("state", [CouncilState.GATHERING, CouncilState.CLOSED])
def test_nobody_takes_part_while_a_council_is_not_open(app, state):
    council = a_council(state=state)
    people = people_of(council)
    assert not can(people["resident"], "take_part", council)
    assert not can(people["facilitator"], "facilitate", council)
    assert "열려 있는" in str(why_not(people["resident"], "take_part", council))


def test_an_ended_council_is_not_edited(app):
    council = a_council(state=CouncilState.CLOSED)
    people = people_of(council)
    assert not can(people["officer"], "close", council)
    assert not can(people["facilitator"], "edit_bylaws", council)


@pytest.mark.parametrize("state", [state for state in MembershipState if state is not MembershipState.CONFIRMED])
def test_a_seat_counts_only_when_it_is_confirmed(app, state):
    council = a_council()
    user = a_member(council, Seat.FACILITATOR, state=state)
    assert policy.seat_of(user, council.id) is None
    assert not can(user, "facilitate", council)


def test_requests_are_read_by_who_asked_and_decided_by_officers(app):
    council = a_council()
    asked = queries.membership(a_request(council).id)
    people = {**people_of(council), "asker": asked.user, "foreign officer": an_officer(a_dong())}
    for action in policy.MEMBERSHIP_POLICY:
        allowed = {name for name, user in people.items() if can(user, action, asked)}
        expected = {"read": {"asker", "officer"}, "leave": {"asker"}}.get(action, {"officer"})
        assert allowed == expected, action


def test_a_dong_is_served_by_its_own_officers(app):
    dong = a_dong()
    mine, other = an_officer(dong), an_officer(a_dong())
    for action in ("take_in", "serve"):
        assert can(mine, action, dong)
        assert not can(other, action, dong)
        assert not can(VISITOR, action, dong)
    assert can(VISITOR, "read", dong)


def test_any_officer_is_one_with_a_post_somewhere(app):
    council = a_council()
    assert policy.any_officer(an_officer(a_dong()), council) is None
    assert policy.any_officer(a_user(), council) is not None
    assert policy.any_officer(VISITOR, council) is not None


def test_calling_is_asked_of_councils_at_large(app):
    assert can(a_user(), "call", Council)
    assert not can(VISITOR, "call", Council)


@pytest.mark.parametrize(
    ("action", "state", "after"),
    [
        ("activate", CouncilState.GATHERING, CouncilState.ACTIVE),
        ("close", CouncilState.GATHERING, CouncilState.CLOSED),
        ("close", CouncilState.ACTIVE, CouncilState.CLOSED),
    ],
)
def test_a_council_moves_as_its_table_says(app, action, state, after):
    assert COUNCIL.after(action, state) is after
    with pytest.raises(Conflict, match="마친 회의"):
        COUNCIL.after(action, CouncilState.CLOSED)


def test_a_membership_moves_as_its_table_says(app):
    moves = {
        (action, state.name): MEMBERSHIP.after(action, state).name
        for action in ("confirm", "decline", "revoke", "leave", "ask")
        for state in MembershipState
        if MEMBERSHIP.allows(action, state)
    }
    assert moves == {
        ("confirm", "REQUESTED"): "CONFIRMED",
        ("decline", "REQUESTED"): "DECLINED",
        ("revoke", "CONFIRMED"): "REQUESTED",
        ("revoke", "DECLINED"): "REQUESTED",
        ("leave", "REQUESTED"): "LEFT",
        ("leave", "CONFIRMED"): "LEFT",
        ("leave", "DECLINED"): "LEFT",
        ("ask", "DECLINED"): "REQUESTED",
        ("ask", "LEFT"): "REQUESTED",
    }
