"""Who may do what with a proposal, and with an amendment to one."""

from typing import Any

from app.councils.policy import facilitator, member, officer, standing
from app.kernel.i18n import lazy
from app.kernel.policy import Policy, Reason, Rule, anyone, rule, secret, signed_in
from app.proposals.states import AMENDMENT, PROPOSAL, ProposalState


@rule
def proposer(user: Any, subject: Any) -> Reason:
    """Who brings the proposal."""
    return None if user.is_authenticated and user.id == subject.author_id else lazy("제안한 분만 할 수 있습니다.")


@rule
def co_proposer(user: Any, subject: Any) -> Reason:
    """Who said yes to bringing it too."""
    found = user.is_authenticated and any(other.user_id == user.id for other in subject.co_proposers if other.accepted)
    return None if found else lazy("함께 제안한 분만 할 수 있습니다.")


@rule
def invited(user: Any, subject: Any) -> Reason:
    """Who was asked to bring it too and has not answered."""
    found = user.is_authenticated and any(other.user_id == user.id for other in subject.co_proposers if other.waits)
    return None if found else lazy("함께 제안하자고 초대받은 분만 할 수 있습니다.")


@rule
def asked(user: Any, subject: Any) -> Reason:
    """Who was asked to bring it too, whatever they answered."""
    found = user.is_authenticated and any(other.user_id == user.id for other in subject.co_proposers)
    return None if found else lazy("함께 제안하자고 초대받은 분만 할 수 있습니다.")


@rule
def out(user: Any, subject: Any) -> Reason:
    """Everybody reads what was published, also when it was withdrawn later; a draft is its author's."""
    return None if subject.is_out else lazy("아직 내놓지 않은 제안입니다.")


def _ended(subject: Any) -> Reason:
    """Why nothing more can be done with a proposal that has ended; None where it has not."""
    if subject.is_withdrawn:
        return lazy("거둔 제안입니다.")
    return lazy("결말이 난 제안입니다.") if subject.has_ended else None


@rule
def talked_about(user: Any, subject: Any) -> Reason:
    """It is out and was not withdrawn."""
    if subject.state in {ProposalState.PUBLISHED, ProposalState.TABLED}:
        return None
    return _ended(subject) or lazy("아직 내놓지 않은 제안입니다.")


@rule
def others_proposal(user: Any, subject: Any) -> Reason:
    """Who brings a proposal is counted as such: supporting it too would count one person twice."""
    mine = proposer(user, subject) is None or co_proposer(user, subject) is None
    return lazy("제안한 분은 이미 제안자로 세므로 공감을 더하지 않습니다.") if mine else None


@rule
def editable(user: Any, subject: Any) -> Reason:
    """Before a meeting takes it up: what neighbours prepare for must not change under their hands."""
    if PROPOSAL.allows("edit", subject.state):
        return None
    return _ended(subject) or lazy("회의에 올린 제안은 고칠 수 없습니다.")


@rule
def withdrawable(user: Any, subject: Any) -> Reason:
    """Before a meeting takes it up."""
    if PROPOSAL.allows("withdraw", subject.state):
        return None
    if subject.is_withdrawn:
        return lazy("이미 거둔 제안입니다.")
    return _ended(subject) or lazy("회의에 올린 제안은 거둘 수 없습니다.")


@rule
def amendable(user: Any, subject: Any) -> Reason:
    """Out, and not yet taken up by a meeting."""
    if PROPOSAL.allows("amend", subject.state):
        return None
    if subject.is_withdrawn:
        return lazy("거둔 제안입니다.")
    return lazy("아직 내놓지 않은 제안입니다.") if subject.is_draft else lazy("회의에 올린 제안은 고칠 수 없습니다.")


@rule
def others_words(user: Any, subject: Any) -> Reason:
    """Who brings the proposal edits it and needs no amendment."""
    mine = proposer(user, subject) is None or co_proposer(user, subject) is None
    return lazy("제안한 분은 수정안을 내지 않고 바로 고칠 수 있습니다.") if mine else None


@rule
def amender(user: Any, subject: Any) -> Reason:
    """Who offered the amendment."""
    return None if user.is_authenticated and user.id == subject.author_id else lazy("수정안을 낸 분만 할 수 있습니다.")


@rule
def unanswered(user: Any, subject: Any) -> Reason:
    """The amendment waits for its answer."""
    return None if AMENDMENT.allows("accept", subject.state) else lazy("이미 답이 정해진 수정안입니다.")


@rule
def uncovered(user: Any, subject: Any) -> Reason:
    """Everybody reads its words."""
    return lazy("가려진 수정안입니다.") if subject.is_covered else None


@rule
def not_amender(user: Any, subject: Any) -> Reason:
    """Nobody flags their own words."""
    return lazy("내가 낸 수정안입니다.") if amender(user, subject) is None else None


@rule
def not_taken(user: Any, subject: Any) -> Reason:
    """Its words are its own: those that the proposal took are the proposal's."""
    return lazy("제안이 이미 받아들인 글입니다.") if subject.is_accepted else None


def of_proposal(asked: Rule) -> Rule:
    """The rule, asked of the proposal that an amendment is for."""
    return Rule(lambda user, subject: asked(user, subject.proposal))


@rule
def lives_on(user: Any, subject: Any) -> Reason:
    """It was merged or split: its supporters say where their support goes."""
    if subject.ending is not None and subject.ending.asks_supporters:
        return None
    return lazy("합치거나 나눈 제안이 아닙니다.")


@rule
def reopenable(user: Any, subject: Any) -> Reason:
    """It has ended in a way that leaves the matter as it was: nothing was merged, answered or taken back."""
    if subject.ending is not None and subject.ending.can_be_reopened:
        return None
    return lazy("다시 열 수 있는 제안이 아닙니다.")


@rule
def asked_of(user: Any, subject: Any) -> Reason:
    """Who is asked whether the proposals shall be one."""
    return None if user.is_authenticated and user.id == subject.asked_id else lazy("물음을 받은 분만 할 수 있습니다.")


@rule
def asks(user: Any, subject: Any) -> Reason:
    """Who suggested that the proposals be one."""
    return None if user.is_authenticated and user.id == subject.by_id else lazy("합치자고 한 분만 할 수 있습니다.")


@rule
def waiting(user: Any, subject: Any) -> Reason:
    """The suggestion was not answered yet."""
    return None if subject.waits else lazy("이미 답한 제의입니다.")


MERGER_POLICY: Policy = {
    "read": secret(asked_of | asks | facilitator),
    "answer": asked_of & waiting & standing,
    "drop": (asks | facilitator) & waiting,
}


def of_taker(asked: Rule) -> Rule:
    """The rule, asked of the council that a proposal is offered to."""
    return Rule(lambda user, subject: asked(user, subject.to))


HANDOVER_POLICY: Policy = {
    "read": anyone,
    "answer": of_taker((facilitator | officer) & standing) & waiting,
    "drop": (facilitator | officer) & waiting,
}


@rule
def right_link(user: Any, subject: Any) -> Reason:
    """The link is the one that the author made last and has not withdrawn."""
    return None if subject.is_right else lazy("쓸 수 없게 된 초대 주소입니다.")


@rule
def not_yet_bringing(user: Any, subject: Any) -> Reason:
    """Who brings it already is not asked."""
    mine = proposer(user, subject) is None or co_proposer(user, subject) is None
    return lazy("이미 이 제안을 함께하고 있습니다.") if mine else None


PROPOSAL_POLICY: Policy = {
    "propose": signed_in & member & standing,
    "take_down": officer & standing,
    "read": secret(proposer | co_proposer | invited | out),
    "edit": (proposer | co_proposer) & editable,
    "publish": proposer,
    "withdraw": proposer & withdrawable,
    "invite": proposer & editable,
    "answer": asked & editable,
    "accept": invited & editable,
    "step_out": co_proposer & editable,
    "amend": signed_in & others_words & member & amendable & standing,
    "endorse": signed_in & others_proposal & member & talked_about & standing,
    "comment": signed_in & (officer | member) & talked_about & standing,
    "table": facilitator,
    "close": facilitator & talked_about & standing,
    "merge": (proposer | facilitator) & talked_about & standing,
    "hand_over": (facilitator | officer) & talked_about & standing,
    "split": (proposer | facilitator) & talked_about & standing,
    "move_support": signed_in & member & lives_on,
    "note": (officer | facilitator) & out,
    "reopen": facilitator & reopenable & standing,
}
AMENDMENT_POLICY: Policy = {
    "read": anyone,
    "answer": of_proposal((proposer | co_proposer) & standing),
    "accept": of_proposal((proposer | co_proposer) & amendable & standing) & unanswered & uncovered,
    "decline": of_proposal((proposer | co_proposer) & standing) & unanswered,
    "withdraw": amender & unanswered,
    "flag": (member | officer) & not_amender & not_taken & uncovered,
}
LINK_POLICY: Policy = {
    "read": secret(right_link),
    "join": right_link & of_proposal(signed_in & not_yet_bringing & member & editable & standing),
}
