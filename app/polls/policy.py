"""Who may do what with a poll. Whether someone is on the roll is asked of the roll, inside the cast."""

from typing import Any

from app.councils.policy import facilitator, member, officer
from app.councils.policy import standing as of_standing_council
from app.councils.states import MembershipState
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
def assisted(user: Any, subject: Any) -> Reason:
    """Its rules say that people may vote on a device of the centre."""
    return None if subject.takes_assisted else lazy("도움 받아 하는 투표를 받지 않는 투표입니다.")


@rule
def at_a_booth(user: Any, subject: Any) -> Reason:
    """Its rules name something that a booth is for."""
    if subject.takes_paper or subject.takes_assisted:
        return None
    return lazy("투표소를 두지 않는 투표입니다. 온라인으로만 투표합니다.")


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


@rule
def replaceable(user: Any, subject: Any) -> Reason:
    """Only a poll that residents knew of and that is void leads on to another."""
    if subject.is_void and subject.is_announced:
        return None
    return lazy("모두에게 알린 뒤에 무효로 한 투표만 고쳐서 새로 만들 수 있습니다.")


@rule
def neighbour(user: Any, subject: Any) -> Reason:
    """Whoever belongs to the council or has asked to, whatever was answered."""
    mine = [one for one in getattr(user, "memberships", ()) if one.council_id == subject.council.id]
    if any(one.state is not MembershipState.LEFT for one in mine):
        return None
    return lazy("이 골목회의에 참여하거나 참여를 신청한 분만 할 수 있습니다.")


@rule
def roll_disputable(user: Any, subject: Any) -> Reason:
    """From the announcement to the closing."""
    if subject.is_open or (subject.is_draft and subject.is_announced):
        return None
    return lazy("명부에 대한 이의는 투표를 알린 때부터 마감할 때까지 신청할 수 있습니다.")


POLL_POLICY: Policy = {
    "read": secret(announced | facilitator | officer),
    "prepare": facilitator,
    "edit": facilitator & draft,
    "announce": facilitator & draft,
    "open": facilitator & draft,
    "cast": member & box_open,  # is a paper shown?
    "vote": signed_in,  # may a paper be sent? The roll and the clock decide inside the cast, without another question
    "booth": (facilitator | officer) & at_a_booth & box_open,
    "assist": (facilitator | officer) & assisted & box_open,
    "assisted_cast": (facilitator | officer) & assisted,  # the clock decides inside the cast
    "hand_out": (facilitator | officer) & paper & box_open,
    "count": (facilitator | officer) & paper & being_counted,
    "result": counted,
    "certify": officer & provisional,
    "void": (facilitator | officer) & standing,
    "replace": facilitator & of_standing_council & replaceable,
    "object": signed_in & neighbour & roll_disputable,
    "answer_objections": facilitator | officer,
    "add_to_roll": officer & box_open,
    "edit_open": nobody,
}
