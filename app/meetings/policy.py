"""Who may do what in a meeting."""

from typing import Any

from app.councils.policy import facilitator, member, officer
from app.kernel.i18n import lazy
from app.kernel.policy import Policy, Reason, rule, secret
from app.meetings.states import MeetingState


@rule
def announced(user: Any, subject: Any) -> Reason:
    """Everybody reads what was announced; a meeting cancelled before that was never announced."""
    never = subject.state is MeetingState.DRAFT or (subject.is_cancelled and subject.announced_at is None)
    return lazy("아직 알리지 않은 회의입니다.") if never else None


@rule
def minutes_out(user: Any, subject: Any) -> Reason:
    """Everybody reads the minutes once they are published."""
    return None if subject.state is MeetingState.PUBLISHED else lazy("아직 공개하지 않은 회의록입니다.")


MEETING_POLICY: Policy = {
    "read": secret(announced | officer | facilitator),
    "convene": facilitator,
    "announce": facilitator,
    "put_up": officer | facilitator,
    "cancel": facilitator,
    "run": facilitator,
    "attend": member,
    "attendance": officer | facilitator,
    "read_minutes": minutes_out | officer | facilitator,
    "publish": facilitator,
}
