"""Verbs of discussion: write, edit, withdraw, flag, settle, hide, show."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select, update

from app.councils.policy import facilitator, officer
from app.discussion import queries
from app.discussion.models import Comment, CommentVersion, Flag
from app.discussion.states import CommentState, Ground, Stance, Voice
from app.kernel.db import insert_if_new, kept_once, session
from app.kernel.errors import Invalid
from app.kernel.events import record
from app.kernel.i18n import lazy
from app.people.models import User


def write(
    subject: Any,
    *,
    body: str,
    stance: Stance,
    by: User,
    at: datetime,
    parent: Comment | None = None,
    once: str | None = None,
) -> Comment:
    """Say something about a subject, or answer another comment on it. The same form sent twice says it once.

    Raises Invalid where the comment to answer belongs elsewhere or no longer stands.
    """
    new = Comment(
        council=subject.council,
        subject_type=subject.__tablename__,
        subject_id=subject.id,
        parent_id=parent.id if parent else None,
        author_id=by.id,
        once=once or None,
        voice=_voice(by, subject),
        stance=stance,
        body=body,
        written_at=at,
    )
    kept, is_new = kept_once(new, lambda: queries.written_once(by.id, once))
    if is_new:
        _check_parent(kept, parent)
        kept.stand_below(parent)
        queries.counted(kept, 1)
        session().flush()
    return kept


def _check_parent(comment: Comment, parent: Comment | None) -> None:
    if parent is None:
        return
    if (parent.subject_type, parent.subject_id) != (comment.subject_type, comment.subject_id):
        raise Invalid(lazy("다른 곳에 있는 글에는 여기에서 답할 수 없습니다."))
    if parent.state is not CommentState.SHOWN:
        raise Invalid(lazy("답하려던 글이 그 사이에 가려졌거나 거두어졌습니다."))


def _voice(user: User, subject: Any) -> Voice:
    if officer(user, subject) is None:
        return Voice.OFFICER
    return Voice.FACILITATOR if facilitator(user, subject) is None else Voice.RESIDENT


def edit(comment: Comment, *, body: str, stance: Stance, at: datetime) -> Comment:
    """Put the comment in other words; what it said before stays readable. Nothing changed, nothing kept."""
    comment.move("edit")
    if (comment.body, comment.stance) == (body, stance):
        return comment
    before = CommentVersion(comment_id=comment.id, body=comment.body, stance=comment.stance, replaced_at=at)
    session().add(before)
    comment.body, comment.stance = body, stance
    comment.edited_at, comment.edit_count = at, comment.edit_count + 1
    session().flush()
    return comment


def withdraw(comment: Comment, *, at: datetime) -> Comment:
    """Take one's own comment back: its words are erased for good, the answers to it stay."""
    comment.move("withdraw")
    comment.body, comment.edited_at, comment.edit_count = "", None, 0
    session().flush()
    session().execute(delete(CommentVersion).where(CommentVersion.comment_id == comment.id))
    _settle_flags(comment, "", at)
    queries.counted(comment, -1)
    return comment


def flag(comment: Comment, *, reason: str, by: User, at: datetime) -> bool:
    """Ask that the comment be looked at; a person's second flag changes nothing. Whether it was the first."""
    comment.move("flag")
    if not insert_if_new(Flag, comment_id=comment.id, user_id=by.id, reason=reason, raised_at=at):
        return False
    _change(comment, flag_count=Comment.flag_count + 1)
    record("comment.flagged", comment, by=by, at=at, **_place(comment))
    return True


def settle(comment: Comment, *, answer: str, by: User, at: datetime) -> Comment:
    """Leave a flagged comment as it is, and say why to those who flagged it."""
    comment.move("answer")
    _settle_flags(comment, answer, at)
    record("comment.kept", comment, by=by, at=at, answer=answer, **_place(comment))
    return comment


def hide(comment: Comment, *, ground: Ground, reason: str, by: User, at: datetime) -> Comment:
    """Hide the words from all but the writer and the moderators; everybody sees the reason."""
    comment.move("hide")
    comment.hidden_ground, comment.hidden_reason, comment.hidden_by_id = ground, reason, by.id
    session().flush()
    _settle_flags(comment, reason, at)
    queries.counted(comment, -1)
    facts = {"ground": ground.value, "reason": reason, "author_id": comment.author_id}
    record("comment.hidden", comment, by=by, at=at, **facts, **_place(comment))
    return comment


def show(comment: Comment, *, by: User, at: datetime) -> Comment:
    """Show a hidden comment again."""
    comment.move("show")
    comment.hidden_ground, comment.hidden_reason, comment.hidden_by_id = None, "", None
    session().flush()
    queries.counted(comment, 1)
    record("comment.shown", comment, by=by, at=at, author_id=comment.author_id, **_place(comment))
    return comment


def _settle_flags(comment: Comment, answer: str, at: datetime) -> None:
    open_ones = (Flag.comment_id == comment.id, Flag.settled_at.is_(None))
    session().execute(update(Flag).where(*open_ones).values(settled_at=at, answer=answer))
    # counted anew instead of set to 0: a flag may have come in the meantime
    _change(comment, flag_count=select(func.count()).where(*open_ones).scalar_subquery())


def _change(comment: Comment, **values: Any) -> None:
    session().execute(
        update(Comment).where(Comment.id == comment.id).values(**values),
        execution_options={"synchronize_session": False},
    )


def _place(comment: Comment) -> dict[str, Any]:
    return {"subject_type": comment.subject_type, "subject_id": comment.subject_id}
