"""Verbs of a writer whose comment was hidden, and the answers to them: correct it, appeal, review."""

from datetime import datetime

from sqlalchemy import delete

from app.discussion import queries
from app.discussion.models import Comment, CommentVersion
from app.discussion.service.cases import close_case, open_case, place
from app.discussion.service.moderating import show_again
from app.discussion.states import CaseKind
from app.kernel.db import session
from app.kernel.errors import Invalid
from app.kernel.events import record
from app.kernel.i18n import lazy
from app.people.models import User


def correct(comment: Comment, *, body: str, at: datetime) -> Comment:
    """Put forward other words for one's hidden comment; they are shown once a moderator has read them.

    Raises Invalid where they are the words that were hidden.
    """
    if body == comment.body:
        raise Invalid(lazy("아직 가려진 글과 똑같습니다. 문제가 된 부분을 고쳐 주세요."))
    comment.move("correct")
    session().flush()
    open_case(comment, CaseKind.CORRECTION, at=at, words=body)
    return comment


def appeal(comment: Comment, *, words: str, at: datetime) -> Comment:
    """Ask another person than the one who hid it to judge the hiding; once for each hiding."""
    comment.move("appeal")
    comment.appealed = True
    session().flush()
    open_case(comment, CaseKind.APPEAL, at=at, words=words, not_by=comment.hidden_by_id)
    return comment


def grant(comment: Comment, *, reason: str, by: User, at: datetime) -> Comment:
    """Show the comment again, a corrected one in its new words: the old ones are erased, for they were hidden."""
    opened = queries.case_of(comment)
    if opened is not None and opened.kind is CaseKind.CORRECTION:
        session().execute(delete(CommentVersion).where(CommentVersion.comment_id == comment.id))
        comment.body, comment.edited_at, comment.edit_count = opened.words, at, 0
    return show_again(comment, reason=reason, by=by, at=at)


def uphold(comment: Comment, *, reason: str, by: User, at: datetime) -> Comment:
    """Leave the comment hidden and say why; its writer is told."""
    comment.move("uphold")
    session().flush()
    close_case(comment, "uphold", at=at, by=by, ground=comment.hidden_ground, reason=reason)
    record("comment.upheld", comment, by=by, at=at, author_id=comment.author_id, reason=reason, **place(comment))
    return comment
