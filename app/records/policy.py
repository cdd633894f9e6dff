"""Who may do what with the cosigning of a council's ledger: the party with its own key, and nobody for it."""

from typing import TYPE_CHECKING

from app.councils.policy import facilitator, officer, seat_of, standing
from app.councils.states import Seat
from app.kernel.i18n import lazy
from app.kernel.policy import Policy, Reason, anyone, rule
from app.people.models import User

if TYPE_CHECKING:
    from app.records.models import Cosigner


@rule
def cosigning_officer(user: User, subject: "Cosigner") -> Reason:
    """An officer of the dong centre that cosigns."""
    posts = getattr(user, "posts", ())
    if subject.dong_id is not None and any(post.dong_id == subject.dong_id for post in posts):
        return None
    return lazy("함께 서명하는 동주민센터의 담당자만 할 수 있습니다.")


@rule
def cosigning_facilitator(user: User, subject: "Cosigner") -> Reason:
    """A facilitator of the neighbouring council that cosigns."""
    if subject.neighbour_id is not None and seat_of(user, subject.neighbour_id) is Seat.FACILITATOR:
        return None
    return lazy("함께 서명하는 동주민센터의 담당자나 이웃 골목회의의 퍼실리테이터만 할 수 있습니다.")


party = cosigning_officer | cosigning_facilitator
COSIGNING_POLICY: Policy = {
    "read": anyone,
    "name_centre": officer & standing,
    "invite": (facilitator | officer) & standing,
}
COSIGNER_POLICY: Policy = {
    "read": anyone,
    "register": party & standing,
    "sign": party,
    "retire": party | officer,
}
