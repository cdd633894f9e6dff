"""Who may do what with commitments and with the checks that residents are asked for."""

from typing import Any

from app.councils.policy import facilitator
from app.decisions.policy import holder
from app.kernel.i18n import lazy
from app.kernel.policy import Policy, Reason, anyone, rule, signed_in


@rule
def keeper(user: Any, subject: Any) -> Reason:
    """An officer of the centre that answered: of the council's dong, or of where the request was passed on to."""
    return holder(user, subject)


@rule
def asked(user: Any, subject: Any) -> Reason:
    """Who took part in the proposal or came to the meeting, never who voted."""
    return None if subject.is_asked else lazy("이 제안이나 회의에 함께한 분께만 여쭙니다.")


@rule
def taking_answers(user: Any, subject: Any) -> Reason:
    """Answers are taken until the round is closed."""
    return None if subject.check.is_open else lazy("답을 받는 기간이 끝났습니다.")


@rule
def open_check(user: Any, subject: Any) -> Reason:
    """Numbers from paper are taken until the round is closed."""
    return None if subject.is_open else lazy("답을 받는 기간이 끝났습니다.")


COMMITMENT_POLICY: Policy = {
    "read": anyone,
    "look_after": keeper,
}
CHECK_POLICY: Policy = {
    "read": anyone,
    "take_down": facilitator & open_check,
}
ANSWERING_POLICY: Policy = {
    "read": anyone,
    "answer": signed_in & taking_answers & asked,
}
