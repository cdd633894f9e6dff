"""Councils at every stage."""

from typing import Any

from app.councils.models import Caller, Council, Membership
from app.councils.service import Call
from app.councils.service.alleys import Segment
from app.councils.states import CouncilState, MembershipState, Seat, Tie
from app.kernel import clock
from tests.factories import a_council, a_user, an_alley, kept


def a_call(**given: Any) -> Call:
    """What a neighbour wants to call a council with: two names beside the first."""
    values = {"topic": "국사봉길 쓰레기 문제", "segments": [Segment("국사봉길", "82", "86-9")]}
    return Call(**{**values, "names": ["김영희", "박순자"], **given})


def a_gathering_council(names: int = 1, **given: Any) -> Council:
    """A council at an alley that still gathers callers; `names` have no account."""
    alley = given.pop("alley", None) or an_alley()
    council = a_council(dong=alley.dong, alley=alley, state=CouncilState.GATHERING, **given)
    for number in range(names):
        kept(Caller(council_id=council.id, name=f"이웃{number}", signed_at=clock.now()))
    return council


def a_request(council: Council, **given: Any) -> Membership:
    """A neighbour who waits for an officer."""
    user = given.pop("user", None) or a_user()
    values = {"state": MembershipState.REQUESTED, "tie": Tie.LIVES, "birth_year": 1955, "seat": Seat.RESIDENT}
    fixed = {"place": "국사봉길 82", "asked_at": clock.now()}
    return kept(Membership(council=council, user=user, **{**values, **fixed, **given}))
