"""Who may do what in a council. Subjects of every slice have a loaded `council`, so the rules serve them all."""

from typing import Any

from app.councils.states import CouncilState, MembershipState, Seat
from app.kernel.i18n import lazy
from app.kernel.policy import Policy, Reason, Rule, anyone, rule, secret, signed_in

# what a page asks many hundred times is not made anew each time
_NO_MEMBER = lazy("이 골목회의에 참여가 확인된 주민만 할 수 있습니다.")
_NO_OFFICER = lazy("이 동의 주민센터 담당자만 할 수 있습니다.")


def seat_of(user: Any, council_id: int) -> Seat | None:
    """The seat the user has in the council, None unless an officer has confirmed it."""
    for membership in getattr(user, "memberships", ()):
        if membership.council_id == council_id and membership.state is MembershipState.CONFIRMED:
            return Seat(membership.seat)
    return None


@rule
def member(user: Any, subject: Any) -> Reason:
    """A resident, facilitator or observer whose tie to the council an officer has confirmed."""
    if seat_of(user, subject.council.id):
        return None
    return _NO_MEMBER


def _seated(seat: Seat, reason: Reason) -> Rule:
    return Rule(lambda user, subject: None if seat_of(user, subject.council.id) is seat else reason)


facilitator = _seated(Seat.FACILITATOR, lazy("이 골목회의의 퍼실리테이터만 할 수 있습니다."))
observer = _seated(Seat.OBSERVER, lazy("이 골목회의의 참관인만 할 수 있습니다."))


@rule
def officer(user: Any, subject: Any) -> Reason:
    """An officer of the dong centre that the council belongs to."""
    if any(post.dong_id == subject.council.dong_id for post in getattr(user, "posts", ())):
        return None
    return _NO_OFFICER


@rule
def officer_of_dong(user: Any, subject: Any) -> Reason:
    """An officer of the dong itself: asked of a Dong, which knows no council."""
    if any(post.dong_id == subject.id for post in getattr(user, "posts", ())):
        return None
    return _NO_OFFICER


@rule
def any_officer(user: Any, subject: Any) -> Reason:
    """An officer of any dong centre."""
    return None if getattr(user, "posts", ()) else lazy("동주민센터 담당자만 할 수 있습니다.")


@rule
def applicant(user: Any, subject: Any) -> Reason:
    """Who asked to belong to the council."""
    return None if user.is_authenticated and user.id == subject.user_id else lazy("신청한 분만 할 수 있습니다.")


@rule
def standing(user: Any, subject: Any) -> Reason:
    """The council has its three callers and has not ended."""
    if subject.council.state is CouncilState.ACTIVE:
        return None
    return lazy("열려 있는 골목회의에서만 할 수 있습니다.")


@rule
def not_ended(user: Any, subject: Any) -> Reason:
    """The council gathers its callers or is open."""
    return lazy("마친 골목회의입니다.") if subject.council.state is CouncilState.CLOSED else None


COUNCIL_POLICY: Policy = {
    "read": anyone,
    "call": signed_in,
    "sign": signed_in,
    "join": signed_in,
    "take_part": member & standing,
    "facilitate": facilitator & standing,
    "see_members": member | officer,
    "confirm": officer,
    "seat": officer,
    "edit_bylaws": (facilitator | officer) & not_ended,
    "close": officer & not_ended,
}
MEMBERSHIP_POLICY: Policy = {
    "read": secret(applicant | officer),
    "leave": applicant,
    "confirm": officer,
    "decline": officer,
    "revoke": officer,
    "seat": officer,
}
DONG_POLICY: Policy = {
    "take_in": officer_of_dong,
    "serve": officer_of_dong,
}
