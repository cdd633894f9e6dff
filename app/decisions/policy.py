"""Who may do what with reports, requests and answers."""

from typing import TYPE_CHECKING, Any

from app.councils.policy import facilitator, officer_of_dong
from app.decisions.states import ReportState, RequestState
from app.kernel.i18n import lazy
from app.kernel.policy import Policy, Reason, anyone, rule, secret
from app.people.policy import operator

if TYPE_CHECKING:
    from app.decisions.models import Report, Request


@rule
def sent(user: Any, subject: "Report") -> Reason:
    """Everybody reads a report that was sent."""
    return lazy("아직 보내지 않은 보고서입니다.") if subject.state is ReportState.DRAFT else None


@rule
def unsent(user: Any, subject: "Report") -> Reason:
    """Nobody changes what the centre has received."""
    return None if subject.state is ReportState.DRAFT else lazy("센터에 보낸 보고서는 고칠 수 없습니다.")


@rule
def received(user: Any, subject: "Request") -> Reason:
    """Everybody reads a request that the centre has received."""
    return lazy("아직 센터에 보내지 않은 요청입니다.") if subject.state is RequestState.WRITTEN else None


@rule
def unreceived(user: Any, subject: "Request") -> Reason:
    """Nobody changes a request that the centre has received."""
    return None if subject.state is RequestState.WRITTEN else lazy("센터가 받은 요청은 고칠 수 없습니다.")


@rule
def unanswered(user: Any, subject: "Request") -> Reason:
    """A published answer stays as it is."""
    return lazy("공개한 답변은 고칠 수 없습니다.") if subject.state is RequestState.ANSWERED else None


@rule
def holder(user: Any, subject: "Request") -> Reason:
    """An officer of the centre that has the request: of its own dong, or of where it was passed on to."""
    if any(post.dong_id == subject.desk_id for post in getattr(user, "posts", ())):
        return None
    return lazy("이 요청을 맡은 동주민센터의 담당자만 할 수 있습니다.")


@rule
def proposer(user: Any, subject: "Request") -> Reason:
    """Who wrote the proposal that the request grew out of."""
    proposal = subject.proposal
    if user.is_authenticated and proposal is not None and proposal.author_id == user.id:
        return None
    return lazy("이 골목회의의 퍼실리테이터와 제안한 분만 할 수 있습니다.")


REPORT_POLICY: Policy = {
    "read": secret(sent | facilitator),
    "edit": facilitator & unsent,
    "send": facilitator & unsent,
}
REQUEST_POLICY: Policy = {
    "read": secret(received | facilitator),
    "edit": facilitator & unreceived,
    "answer": holder & received & unanswered,
    "publish": holder & received & unanswered,
    "handle": holder & received & unanswered,
    "supply": (facilitator | proposer) & received & unanswered,
    "consent": facilitator & received & unanswered,
}
KIND_POLICY: Policy = {
    "read": anyone,
    "edit": operator,
}
DESK_POLICY: Policy = {
    "read": officer_of_dong,
}
