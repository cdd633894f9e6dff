"""Who may do what with a poll. Whether someone is on the roll is asked of the roll, inside the cast."""

from typing import Any

from app.councils.policy import facilitator, member, officer
from app.kernel.i18n import lazy
from app.kernel.policy import Policy, Reason, nobody, rule, secret, signed_in
from app.polls.states import PollState


@rule
def announced(user: Any, subject: Any) -> Reason:
    """Everybody reads a poll that was announced or opened."""
    return None if subject.is_announced else lazy("아직 알리지 않은 투표입니다.")


@rule
def draft(user: Any, subject: Any) -> Reason:
    """Rules may change until the poll opens."""
    return None if subject.is_draft else lazy("투표가 열린 뒤에는 규칙을 바꿀 수 없습니다.")


@rule
def box_open(user: Any, subject: Any) -> Reason:
    """Ballots are taken, as far as the state says; the database's clock has the last word at each ballot."""
    if subject.state is PollState.DRAFT:
        return lazy("아직 열리지 않은 투표입니다.")
    return None if subject.state is PollState.OPEN else lazy("마감된 투표입니다.")


@rule
def paper(user: Any, subject: Any) -> Reason:
    """Its rules say that paper is taken."""
    return None if subject.takes_paper else lazy("종이 투표를 받지 않는 투표입니다.")


@rule
def being_counted(user: Any, subject: Any) -> Reason:
    """The box is closed, and its paper is not counted yet."""
    if subject.state is PollState.COUNTING:
        return None
    return lazy("마감한 뒤부터 개표를 마칠 때까지만 할 수 있습니다.")


@rule
def counted(user: Any, subject: Any) -> Reason:
    """Nothing of the result is seen before closing."""
    return None if subject.is_counted else lazy("결과는 투표가 끝난 뒤에 모두에게 함께 보입니다.")


@rule
def provisional(user: Any, subject: Any) -> Reason:
    """Counted and not yet certified."""
    if subject.state is PollState.CLOSED:
        return None
    return lazy("개표가 끝나고 아직 확정하지 않은 투표만 확정할 수 있습니다.")


@rule
def standing(user: Any, subject: Any) -> Reason:
    """Neither certified nor void."""
    ended = subject.state in (PollState.CERTIFIED, PollState.VOID)
    return lazy("확정했거나 이미 무효가 된 투표입니다.") if ended else None


POLL_POLICY: Policy = {
    "read": secret(announced | facilitator | officer),
    "prepare": facilitator,
    "edit": facilitator & draft,
    "announce": facilitator & draft,
    "open": facilitator & draft,
    "cast": member & box_open,  # is a paper shown?
    "vote": signed_in,  # may a paper be sent? The roll and the clock decide inside the cast, without another question
    "hand_out": (facilitator | officer) & paper & box_open,
    "count": (facilitator | officer) & paper & being_counted,
    "result": counted,
    "certify": officer & provisional,
    "void": (facilitator | officer) & standing,
    "edit_open": nobody,
}
