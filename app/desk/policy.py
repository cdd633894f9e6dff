"""Who may do what at the desk: officers of the centre that has the request, and nobody else, not even to read."""

from typing import TYPE_CHECKING, Any

from app.councils.policy import officer_of_dong
from app.decisions import policy as decisions
from app.kernel.i18n import lazy
from app.kernel.policy import Policy, Reason, rule

if TYPE_CHECKING:
    from app.desk.models import AnswerTemplate


@rule
def at_desk(user: Any, subject: Any) -> Reason:
    """An officer of the centre that has the request now; asked of what belongs to a request."""
    return decisions.received(user, subject.request) or decisions.holder(user, subject.request)


@rule
def waiting(user: Any, subject: Any) -> Reason:
    """It waits for an answer."""
    return None if subject.request.is_open else lazy("답변을 기다리는 요청이 아닙니다.")


@rule
def of_own_dong(user: Any, subject: "AnswerTemplate") -> Reason:
    """An officer of the centre whose text it is."""
    return officer_of_dong(user, subject.dong)


FOLDER_POLICY: Policy = {
    "read": at_desk,
    "note": at_desk,
    "assign": at_desk & waiting,
    "ask_section": at_desk & waiting,
}
OPINION_POLICY: Policy = {
    "read": at_desk,
    "enter": at_desk,
}
TEMPLATE_POLICY: Policy = {
    "edit": of_own_dong,
}
