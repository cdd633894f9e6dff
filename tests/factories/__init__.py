"""Things to test with; articles, because each call makes another one. They commit, so every browser sees them."""

import itertools
from datetime import datetime, timedelta
from typing import Any

from app.councils.models import Bylaws, Council, Membership
from app.councils.states import CouncilState, Kind, MembershipState, Seat, Tie
from app.kernel import clock
from app.kernel.db import session, transaction
from app.people.models import Post, User
from app.places.models import Alley, Dong, Gu, RoadSegment

_numbers = itertools.count(1)


def next_number() -> int:
    """Another number each time."""
    return next(_numbers)


def kept(thing: Any) -> Any:
    """The thing, stored; where a transaction goes on, with what else it keeps."""
    current = session()
    if current.in_transaction() and current.connection().get_execution_options().get("writes"):
        current.add(thing)
        current.flush()
    else:
        with transaction():
            current.add(thing)
    return thing


def a_gu(**given: Any) -> Gu:
    n = next_number()
    return kept(Gu(**{"code": f"{n:05d}", "city": "서울특별시", "name": f"시험{n}구", **given}))


def a_dong(**given: Any) -> Dong:
    n = next_number()
    gu = given.pop("gu", None) or a_gu()
    values = {
        "code": f"{n:010d}",
        "name": f"시험{n}동",
        "official_name": f"시험제{n}동",
        "population": 27_480,
        "centre_name": f"시험{n}동주민센터",
        "centre_phone": "02-000-0000",
    }
    return kept(Dong(gu=gu, **{**values, **given}))


def an_alley(**given: Any) -> Alley:
    dong = given.pop("dong", None) or a_dong()
    segments = [RoadSegment(position=1, road="국사봉길", from_number="82", to_number="86-9")]
    return kept(Alley(**{"dong": dong, "name": f"국사봉길 {next_number()}호 골목", "segments": segments, **given}))


def a_user(**given: Any) -> User:
    n = next_number()
    values = {"name": f"주민{n}", "phone": f"010{n:08d}", "email": f"user{n}@example.org"}
    return kept(User(**{**values, "registered_at": clock.now(), **given}))


def an_officer(dong: Dong, **given: Any) -> User:
    user = a_user(**given)
    kept(Post(user=user, dong=dong, section="마을자치팀", title="주무관", phone="02-000-0001"))
    return user


def an_operator(**given: Any) -> User:
    return a_user(is_operator=True, **given)


def a_council(**given: Any) -> Council:
    """An active alley council with bylaws: everybody of 14 or more, no quorum, more than half of the valid votes."""
    n = next_number()
    dong = given.pop("dong", None) or a_dong()
    bylaws = given.pop("bylaws", {})
    values = {
        "kind": Kind.ALLEY,
        "name": f"국사봉길 골목회의 {n}",
        "state": CouncilState.ACTIVE,
        "number": f"시험-2026-{n:04d}",
        "called_at": clock.now(),
    }
    council = Council(dong=dong, **{**values, **given})
    council.bylaws = Bylaws(
        **{"preset": "alley", "ties": [tie.value for tie in Tie], "min_age": 14, "votes_per_voter": 1, **bylaws}
    )
    return kept(council)


def a_member(council: Council, seat: Seat = Seat.RESIDENT, **given: Any) -> User:
    """A user whose tie to the council is confirmed; `state=`, `tie=`, `birth_year=` go to the membership."""
    names = ("state", "tie", "birth_year", "place")
    own = {name: given.pop(name) for name in names if name in given}
    user = given.pop("user", None) or a_user(**given)
    values = {"state": MembershipState.CONFIRMED, "tie": Tie.LIVES, "birth_year": 1955, "asked_at": clock.now()}
    kept(Membership(council=council, user=user, seat=seat, **{**values, **own}))
    return user


def a_facilitator(council: Council, **given: Any) -> User:
    return a_member(council, Seat.FACILITATOR, **given)


def an_observer(council: Council, **given: Any) -> User:
    return a_member(council, Seat.OBSERVER, **given)


def days(count: float) -> timedelta:
    return timedelta(days=count)


def in_days(count: float) -> datetime:
    return clock.now() + timedelta(days=count)
