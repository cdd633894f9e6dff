"""Who may do what with a comment, its cases and the discussion around it."""

from typing import Any

from app.councils.policy import facilitator, member, officer, standing
from app.discussion.states import CommentState
from app.kernel.i18n import lazy
from app.kernel.policy import Policy, Reason, Rule, anyone, rule

_STANDS = {CommentState.SHOWN, CommentState.HELD, CommentState.WAITING}
_NOT_COMMENTER = lazy("글쓴이만 할 수 있습니다.")
_REVIEWED = {CommentState.CORRECTED, CommentState.APPEALED}


@rule
def commenter(user: Any, subject: Any) -> Reason:
    """Who wrote the comment."""
    return None if user.is_authenticated and user.id == subject.author_id else _NOT_COMMENTER


@rule
def not_commenter(user: Any, subject: Any) -> Reason:
    """Nobody judges what they wrote themselves."""
    mine = user.is_authenticated and user.id == subject.author_id
    return lazy("자기가 쓴 글이라서 다른 분이 해야 하는 일입니다.") if mine else None


@rule
def not_hider(user: Any, subject: Any) -> Reason:
    """An appeal goes to another person than the one who hid the comment."""
    appealed_to_oneself = subject.state is CommentState.APPEALED and user.id == subject.hidden_by_id
    return lazy("이 글을 가린 분이라서, 이의는 다른 분이 살펴봐야 합니다.") if appealed_to_oneself else None


def _in(states: set[CommentState], reason: Reason) -> Rule:
    return Rule(lambda user, subject: None if subject.state in states else reason)


shown = _in({CommentState.SHOWN}, lazy("가려졌거나 글쓴이가 거둔 글입니다."))
stands = _in(_STANDS, lazy("가려졌거나 글쓴이가 거둔 글입니다."))
hidden = _in({CommentState.HIDDEN}, lazy("가려진 글이 아닙니다."))
held = _in({CommentState.HELD}, lazy("확인을 기다리는 글이 아닙니다."))
reviewed = _in(_REVIEWED, lazy("고쳤거나 이의를 신청한 글이 아닙니다."))
kept = _in(set(CommentState) - {CommentState.WITHDRAWN}, lazy("글쓴이가 거둔 글입니다."))
blocked = _in({CommentState.BLOCKED}, lazy("임시조치로 막은 글이 아닙니다."))
moderator = facilitator | officer


@rule
def not_appealed(user: Any, subject: Any) -> Reason:
    """One appeal against one hiding."""
    return lazy("이의는 한 번 신청할 수 있고, 이미 답을 받았습니다.") if subject.appealed else None


@rule
def original(user: Any, subject: Any) -> Reason:
    """A copy of other words is there to be looked at, and changes only where they do."""
    return lazy("의견이 아니라, 살펴보려고 옮겨 둔 글입니다.") if subject.is_copy else None


COMMENT_POLICY: Policy = {
    "read": anyone,
    "read_words": (kept & (commenter | moderator)) | shown,
    "edit": commenter & original & stands,
    "withdraw": commenter & original & stands,
    "find_helpful": (member | officer) & not_commenter & original & shown & standing,
    "flag": (member | officer) & not_commenter & shown,
    "moderate": moderator,
    "settle": moderator & not_commenter,
    "hide": moderator & stands,
    "approve": moderator & not_commenter & held,
    "show": moderator & not_commenter & hidden,
    "see_cases": commenter | moderator,
    "correct": commenter & original & hidden,
    "appeal": commenter & hidden & not_appealed,
    "object": commenter & blocked,
    "review": moderator & not_commenter & reviewed & not_hider,
}
# who asks is told to the officers alone: a facilitator is a neighbour
BLOCKING_POLICY: Policy = {
    "ask": anyone,
    "decide": officer,
}
TALK_POLICY: Policy = {
    "edit_rules": moderator & standing,
    "summarise": facilitator & standing,
    "propose_correction": (member | officer) & standing,
    "pause": moderator & standing,
}
