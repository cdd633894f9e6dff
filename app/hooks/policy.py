"""Who may have news sent where: officers for their dong and its councils, facilitators for their council,
operators for everything. What is sent is what everybody may read; the address is its owner's alone."""

from typing import TYPE_CHECKING, Any

from app.councils.policy import facilitator, officer, officer_of_dong
from app.councils.states import MembershipState, Seat
from app.kernel.i18n import lazy
from app.kernel.policy import Policy, Reason, rule, secret
from app.people.policy import operator, owner

if TYPE_CHECKING:
    from app.hooks.models import Webhook

_WHO = lazy("동주민센터 담당자와 퍼실리테이터, 운영자가 할 수 있습니다.")


@rule
def entitled(user: Any, subject: "Webhook") -> Reason:
    """Whose role covers the area that the webhook is about."""
    if operator(user, subject) is None:
        return None
    if subject.council is not None:
        return (facilitator | officer)(user, subject)
    return officer_of_dong(user, subject.dong) if subject.dong is not None else operator(user, subject)


@rule
def of_some_area(user: Any, subject: Any) -> Reason:
    """Whose role covers any area."""
    seats: Any = getattr(user, "memberships", ())
    leads = any(one.seat is Seat.FACILITATOR and one.state is MembershipState.CONFIRMED for one in seats)
    return None if leads or user.posts or operator(user, subject) is None else _WHO


@rule
def awake(user: Any, subject: "Webhook") -> Reason:
    """News goes out to it."""
    return None if subject.is_active else lazy("다시 보내기 시작한 뒤에 할 수 있습니다.")


OWN_POLICY: Policy = {
    "make": of_some_area,
}
WEBHOOK_POLICY: Policy = {
    "read": secret(owner),
    "make": entitled,
    "hear": owner & entitled,
    "send": owner & entitled & awake,
    "change": owner,
}
