"""Who may do what with a panel, and with a place in it."""

from typing import Any

from app.councils.policy import facilitator, member, officer, standing
from app.kernel.i18n import lazy
from app.kernel.policy import Policy, Reason, rule, secret, signed_in
from app.panels.states import PANEL, PlaceState


@rule
def announced(user: Any, subject: Any) -> Reason:
    """Everybody reads of a lot that was announced."""
    return lazy("아직 알리지 않은 추첨입니다.") if subject.is_draft else None


def _in_state(action: str, reason: Any) -> Any:
    return rule(lambda user, subject: None if PANEL.allows(action, subject.state) else reason)


editable = _in_state("edit", lazy("알린 뒤에는 바꿀 수 없습니다. 이웃이 그대로 믿고 기다립니다."))
drawable = _in_state("draw", lazy("추첨을 알린 뒤에 한 번만 뽑습니다."))
speaking = _in_state("publish", lazy("뽑힌 분들이 모인 뒤에, 아직 의견을 내지 않았을 때만 할 수 있습니다."))


@rule
def drawn(user: Any, subject: Any) -> Reason:
    """Names are known once the lot was drawn."""
    return None if subject.is_drawn else lazy("아직 뽑지 않았습니다.")


@rule
def asked(user: Any, subject: Any) -> Reason:
    """Whose place it is."""
    return None if user.is_authenticated and user.id == subject.user_id else lazy("뽑힌 분만 답할 수 있습니다.")


@rule
def answerable(user: Any, subject: Any) -> Reason:
    """An invitation can be answered, and an acceptance taken back, until the panel has spoken."""
    if subject.state in (PlaceState.INVITED, PlaceState.ACCEPTED) and not subject.panel.is_heard:
        return None
    return lazy("지금은 답을 받지 않습니다. 답할 날이 지났거나 이미 답하셨습니다.")


PANEL_POLICY: Policy = {
    "read": secret(announced | facilitator | officer),
    "prepare": facilitator & standing,
    "edit": facilitator & standing & editable,
    "draw": facilitator & standing & drawable,
    "see_names": facilitator & drawn,
    "publish": facilitator & speaking,
    "consent": signed_in & member & standing,
}
PLACE_POLICY: Policy = {
    "answer": asked & answerable,
    "answer_for": facilitator & answerable,
}
