"""Who may do what with a comment."""

from typing import Any

from app.councils.policy import facilitator, member, officer
from app.discussion.states import CommentState
from app.kernel.i18n import lazy
from app.kernel.policy import Policy, Reason, anyone, rule


@rule
def commenter(user: Any, subject: Any) -> Reason:
    """Who wrote the comment."""
    return None if user.is_authenticated and user.id == subject.author_id else lazy("글쓴이만 할 수 있습니다.")


@rule
def not_commenter(user: Any, subject: Any) -> Reason:
    """Nobody judges what they wrote themselves."""
    mine = user.is_authenticated and user.id == subject.author_id
    return lazy("자기가 쓴 글이라서 다른 분이 해야 하는 일입니다.") if mine else None


@rule
def shown(user: Any, subject: Any) -> Reason:
    """A comment that stands as it was written."""
    return None if subject.state is CommentState.SHOWN else lazy("가려졌거나 글쓴이가 거둔 글입니다.")


@rule
def hidden(user: Any, subject: Any) -> Reason:
    """A comment that was hidden with a reason."""
    return None if subject.state is CommentState.HIDDEN else lazy("가려진 글이 아닙니다.")


COMMENT_POLICY: Policy = {
    "read": anyone,
    "read_words": (hidden & (commenter | facilitator | officer)) | shown,
    "edit": commenter & shown,
    "withdraw": commenter & shown,
    "flag": (member | officer) & not_commenter & shown,
    "moderate": facilitator | officer,
    "settle": (facilitator | officer) & not_commenter,
    "hide": (facilitator | officer) & shown,
    "show": (facilitator | officer) & not_commenter & hidden,
}
