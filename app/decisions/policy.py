"""Who may do what with reports, requests and answers."""

from typing import TYPE_CHECKING, Any

from app.councils.policy import facilitator, officer, officer_of_dong
from app.decisions.states import ReportState, RequestState
from app.kernel.i18n import lazy
from app.kernel.policy import Policy, Reason, rule, secret

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


REPORT_POLICY: Policy = {
    "read": secret(sent | facilitator),
    "edit": facilitator & unsent,
    "send": facilitator & unsent,
}
REQUEST_POLICY: Policy = {
    "read": secret(received | facilitator),
    "edit": facilitator & unreceived,
    "answer": officer & received & unanswered,
    "publish": officer & received & unanswered,
}
DESK_POLICY: Policy = {
    "read": officer_of_dong,
}
