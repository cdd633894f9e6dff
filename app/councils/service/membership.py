"""Belonging to a council: a neighbour asks, an officer of the dong confirms or declines and gives seats."""

from datetime import datetime

from sqlalchemy import update

from app.councils import queries
from app.councils.models import Council, Membership
from app.councils.service.identity import identity_key
from app.councils.service.rules import YOUNGEST
from app.councils.states import MembershipState, Seat, Tie
from app.kernel import clock
from app.kernel.db import session
from app.kernel.errors import Conflict, Invalid
from app.kernel.events import record
from app.kernel.i18n import lazy
from app.people.models import User


def ask(
    council: Council, *, tie: Tie, birth_year: int, legal_name: str, place: str, by: User, at: datetime
) -> Membership:
    """Ask to belong to the council; asked twice it is one request, and after a refusal it is asked anew.

    Raises Invalid for a tie or an age that the bylaws leave out and for a name that no card shows, Conflict where the
    council has ended.
    """
    council = queries.locked_council(council.id)
    if council.is_closed:
        raise Conflict(lazy("마친 골목회의에는 참여를 신청할 수 없습니다."))
    found = queries.membership_of(council.id, by.id)
    if found is not None and (found.is_requested or found.is_confirmed):
        return found
    _check(council, tie, birth_year, clock.seoul(at).year)
    asked = found or Membership(council_id=council.id, user_id=by.id, state=MembershipState.REQUESTED)
    if found is not None:
        asked.move("ask")
    asked.tie, asked.birth_year, asked.place, asked.asked_at = tie, birth_year, place, at
    asked.legal_name, asked.identity_key = legal_name, identity_key(legal_name, birth_year)
    asked.seat, asked.reason, asked.decided_at, asked.decided_by_id = Seat.RESIDENT, "", None, None
    session().add(asked)
    record("membership.requested", asked, by=by, at=at)
    return asked


def _check(council: Council, tie: Tie, birth_year: int, year: int) -> None:
    """By the year alone: who reaches the age this year may ask, and the officer looks at the birthday."""
    if tie.value not in council.bylaws.ties:
        raise Invalid(lazy("이 회의의 규칙으로는 그 관계로 참여할 수 없습니다. 규칙을 읽어 보세요."))
    age = year - birth_year
    if age < council.bylaws.min_age:
        raise Invalid(lazy("이 회의는 만 %(age)s세부터 참여할 수 있습니다.", age=council.bylaws.min_age))
    if age < YOUNGEST:
        raise Invalid(
            lazy("만 %(age)s세가 안 된 분은 보호자와 함께 동주민센터에서 종이로 신청해 주세요.", age=YOUNGEST)
        )


def confirm(membership: Membership, *, by: User, at: datetime, person_id: int | None = None) -> Membership:
    """The officer has seen the tie and the card; road and name are erased. Confirming twice is once.

    Where others of the council have the same name and year of birth (`queries.lookalikes`), the officer says who it
    is: `person_id` is the person of one of them, or the account itself for somebody else. Raises Invalid where they
    do not.
    """
    if membership.is_confirmed:
        return membership
    queries.locked_council(membership.council_id)
    alike = {one.person_id for one in queries.lookalikes(membership)}
    if alike and person_id not in {*alike, membership.user_id}:
        raise Invalid(lazy("이름과 태어난 해가 같은 분이 이미 있습니다. 같은 분인지 골라 주세요."))
    membership.move("confirm")
    _decided(membership, reason="", by=by, at=at)
    if alike and person_id != membership.user_id:
        _count_as(membership, person_id)
    facts = {"alike": len(alike), "same_as": membership.same_as_id} if alike else {}
    record("membership.confirmed", membership, by=by, at=at, user_id=membership.user_id, **facts)
    return membership


def decline(membership: Membership, *, reason: str, by: User, at: datetime) -> Membership:
    """The officer could not confirm it; the person reads the reason. Declining twice is once."""
    if not membership.is_declined:
        membership.move("decline")
        _decided(membership, reason=reason, by=by, at=at)
        record("membership.declined", membership, by=by, at=at, user_id=membership.user_id)
    return membership


def _count_as(membership: Membership, person_id: int | None) -> None:
    """The account is the person's, and so are all that were this account's."""
    theirs = Membership.council_id == membership.council_id, Membership.same_as_id == membership.user_id
    session().execute(update(Membership).where(*theirs).values(same_as_id=person_id))
    membership.same_as_id = person_id


def _decided(membership: Membership, *, reason: str, by: User, at: datetime) -> None:
    membership.reason, membership.decided_at, membership.decided_by_id = reason, at, by.id
    membership.place, membership.legal_name = "", ""


def revoke(membership: Membership, *, by: User, at: datetime) -> Membership:
    """Take the officer's own decision back: the request waits again, without a seat."""
    if not membership.is_requested:
        membership.move("revoke")
        membership.seat, membership.reason = Seat.RESIDENT, ""
        membership.decided_at, membership.decided_by_id, membership.same_as_id = None, None, None
        record("membership.revoked", membership, by=by, at=at, user_id=membership.user_id)
    return membership


def leave(membership: Membership, *, by: User, at: datetime) -> Membership:
    """Leave, or take the request back; birth year, name and road are erased.

    The identity key stays until the council ends: whoever comes back under another account has voted before.
    """
    if membership.state is not MembershipState.LEFT:
        membership.move("leave")
        membership.birth_year, membership.place, membership.legal_name, membership.reason = None, "", "", ""
        membership.seat = Seat.RESIDENT
        record("membership.left", membership, by=by, at=at)
    return membership


def seat(membership: Membership, given: Seat, *, by: User, at: datetime) -> Membership:
    """Give a confirmed member a seat; raises Conflict for whoever is not confirmed."""
    if not membership.is_confirmed:
        raise Conflict(lazy("참여가 확인된 분에게만 자리를 정할 수 있습니다."))
    if membership.seat is not given:
        facts = {"user_id": membership.user_id, "before": membership.seat.value, "after": given.value}
        membership.seat = given
        record("membership.seated", membership, by=by, at=at, **facts)
    return membership


def forget_identities(council: Council) -> None:
    """Nobody votes any more in a council that ends: who was alike is forgotten, who counted as whom stays."""
    session().execute(update(Membership).where(Membership.council_id == council.id).values(identity_key=None))
