"""Who may do what in a meeting."""

from typing import Any

from app.councils.policy import facilitator, member, officer, standing
from app.kernel.i18n import lazy
from app.kernel.policy import Policy, Reason, Rule, rule, secret
from app.meetings.states import MeetingState, Role


@rule
def announced(user: Any, subject: Any) -> Reason:
    """Everybody reads what was announced; a meeting cancelled before that was never announced."""
    never = subject.state is MeetingState.DRAFT or (subject.is_cancelled and subject.announced_at is None)
    return lazy("아직 알리지 않은 회의입니다.") if never else None


@rule
def minutes_out(user: Any, subject: Any) -> Reason:
    """Everybody reads the minutes once they are published."""
    return None if subject.state is MeetingState.PUBLISHED else lazy("아직 공개하지 않은 회의록입니다.")


@rule
def begun(user: Any, subject: Any) -> Reason:
    """Neighbours are there, or were."""
    return None if subject.has_begun else lazy("아직 시작하지 않은 회의입니다.")


def _helps(*roles: Role) -> Rule:
    """Who was given one of the roles for this meeting, and is still a member."""
    held = Rule(
        lambda user, subject: (
            None
            if any(one.role in roles and one.user_id == getattr(user, "id", None) for one in subject.roles)
            else lazy("이 회의의 퍼실리테이터나, 그 일을 맡은 분만 할 수 있습니다.")
        )
    )
    return member & held


@rule
def minutes_public(user: Any, subject: Any) -> Reason:
    """Everybody reads minutes that are published."""
    return minutes_out(user, subject.meeting)


@rule
def was_there(user: Any, subject: Any) -> Reason:
    """Somebody who was checked in at the meeting, with an account."""
    came = user.is_authenticated and user.id in subject.came
    return None if came else lazy("이 회의에 참석한 이웃만 할 수 있습니다.")


@rule
def put_to_those_who_came(user: Any, subject: Any) -> Reason:
    """The facilitator has put the draft to those who were there."""
    return None if subject.is_shown else lazy("아직 참석자에게 보이지 않은 회의록입니다.")


MEETING_POLICY: Policy = {
    "read": secret(announced | officer | facilitator),
    "convene": facilitator,
    "announce": facilitator,
    "put_up": officer | facilitator,
    "cancel": facilitator,
    "run": facilitator,
    "assist": facilitator | _helps(*Role),
    "keep_time": facilitator | _helps(Role.TIMEKEEPER),
    "write_down": facilitator | _helps(Role.SCRIBE),
    "count": facilitator | _helps(Role.TELLER),
    "propose": facilitator & begun & standing,
    "attend": member,
    "attendance": officer | facilitator,
    "read_minutes": minutes_out | officer | facilitator,
    "publish": facilitator,
}
MINUTES_POLICY: Policy = {
    "read": minutes_public | officer | facilitator | _helps(Role.SCRIBE) | (was_there & put_to_those_who_came),
    "history": officer | facilitator | (was_there & put_to_those_who_came),
    "write": facilitator | _helps(Role.SCRIBE),
    "correct": was_there & put_to_those_who_came,
    "settle": facilitator,
    "approve": facilitator | officer,
    "append": facilitator,
}
