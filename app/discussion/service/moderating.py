"""Verbs of moderation: flag, settle, hide, approve, show."""

from collections.abc import Sequence
from datetime import datetime

from app.discussion import queries
from app.discussion.models import Case, Comment, Flag
from app.discussion.service.cases import change, close_case, open_case, place, settle_flags
from app.discussion.states import CaseKind, Ground
from app.kernel.db import insert_if_new, session
from app.kernel.events import record
from app.people.models import User


def flag(comment: Comment, *, reason: str, by: User, at: datetime) -> bool:
    """Ask that the comment be looked at; a person's second flag changes nothing. Whether it was the first.

    The first flag of a comment gives it to a named moderator with a moment when it is due.
    """
    comment.move("flag")
    if not insert_if_new(Flag, comment_id=comment.id, user_id=by.id, reason=reason, raised_at=at):
        return False
    change(comment, flag_count=Comment.flag_count + 1)
    record("comment.flagged", comment, by=by, at=at, **place(comment))
    open_case(comment, CaseKind.FLAG, at=at)
    return True


def settle(comment: Comment, *, answer: str, by: User, at: datetime) -> Comment:
    """Leave a flagged comment as it is, and say why to those who flagged it."""
    comment.move("answer")
    settle_flags(comment, answer, at)
    close_case(comment, "keep", at=at, by=by, reason=answer)
    record("comment.kept", comment, by=by, at=at, answer_to_flag=answer, **place(comment))
    return comment


def hide(comment: Comment, *, ground: Ground, reason: str, by: User, at: datetime) -> Comment:
    """Hide the words from all but the writer and the moderators; everybody sees the reason."""
    was_shown = comment.is_shown
    comment.move("hide")
    comment.hidden_ground, comment.hidden_reason, comment.hidden_by_id = ground, reason, by.id
    comment.hint, comment.appears_at, comment.appealed = None, None, False
    session().flush()
    settle_flags(comment, reason, at)
    close_case(comment, "hide", at=at, by=by, ground=ground, reason=reason)
    if was_shown:
        queries.counted(comment, -1)
    facts = {"ground": ground.value, "reason": reason, "author_id": comment.author_id}
    record("comment.hidden", comment, by=by, at=at, **facts, **place(comment))
    return comment


def hide_all(comments: Sequence[Comment], *, ground: Ground, reason: str, by: User, at: datetime) -> int:
    """Hide several comments for one reason, such as the same advertisement in ten places; how many."""
    for comment in comments:
        hide(comment, ground=ground, reason=reason, by=by, at=at)
    return len(comments)


def approve(comment: Comment, *, by: User, at: datetime) -> Comment:
    """Show a comment that a hint had held."""
    comment.move("approve")
    comment.hint = None
    return _shown(comment, "keep", by, at)


def show(comment: Comment, *, by: User, at: datetime) -> Comment:
    """Show a hidden comment again."""
    comment.move("show")
    return _shown(comment, "restore", by, at)


def show_again(comment: Comment, *, reason: str, by: User, at: datetime) -> Comment:
    """Show what was hidden after its correction or an appeal, and say why."""
    comment.move("restore")
    return _shown(comment, "restore", by, at, reason)


def _shown(comment: Comment, action: str, by: User, at: datetime, reason: str = "") -> Comment:
    comment.hidden_ground, comment.hidden_reason, comment.hidden_by_id, comment.appealed = None, "", None, False
    session().flush()
    closed: Case = close_case(comment, action, at=at, by=by, reason=reason)
    queries.counted(comment, 1)
    facts = {"author_id": comment.author_id, "case_id": closed.id}
    record("comment.shown", comment, by=by, at=at, **facts, **place(comment))
    return comment
