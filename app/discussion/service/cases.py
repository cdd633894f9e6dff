"""Opening and closing the cases that moderators look at; the verbs beside this file do it with what they do."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select, update

from app.discussion import queries
from app.discussion.models import Case, Comment, Flag
from app.discussion.states import CaseKind, Ground
from app.kernel.db import insert_if_new, session
from app.kernel.events import record
from app.people.models import User


def open_case(comment: Comment, kind: CaseKind, *, at: datetime, words: str = "", not_by: int | None = None) -> Case:
    """Ask a named person to look at the comment, and tell them; the case that is open already stays as it is.

    Only a correction or an appeal takes an open case over: a flag that came in while the comment was being hidden must
    not swallow what its writer says. The person is never its writer, nor `not_by`. Due after as many hours as the
    council's rules of talk say.
    """
    others = [comment.author_id] if not_by is None else [comment.author_id, not_by]
    values = {
        "council_id": comment.council_id,
        "comment_id": comment.id,
        "kind": kind,
        "moderator_id": queries.moderator_for(comment.council, others),
        "words": words,
        "opened_at": at,
        "due_at": at + timedelta(hours=queries.rules_of(comment.council).hours),
        "version": 1,
    }
    is_new = insert_if_new(Case, **values)
    opened = queries.case_of(comment)
    assert opened is not None
    if words and not is_new:
        for name in ("kind", "moderator_id", "words", "opened_at", "due_at"):
            setattr(opened, name, values[name])
    if is_new or words:
        record("case.opened", opened, by=None, at=at, kind=kind.value)
    return opened


def close_case(
    comment: Comment,
    action: str,
    *,
    at: datetime,
    by: User | None,
    ground: Ground | None = None,
    reason: str = "",
    kind: CaseKind = CaseKind.OWN,
) -> Case:
    """Close the comment's case with what came of it; where nobody had opened one, a case of `kind` is written down."""
    found = queries.case_of(comment)
    if found is None:
        found = Case(council_id=comment.council_id, comment_id=comment.id, kind=kind, opened_at=at, due_at=at)
        session().add(found)
        session().flush()
    found.move(action)
    found.closed_at, found.closed_by_id = at, by.id if by else None
    found.ground, found.reason = ground, reason
    session().flush()
    return found


def lapse(comment: Comment, at: datetime, kinds: tuple[CaseKind, ...] = tuple(CaseKind)) -> None:
    """Close the comment's case, where one of these kinds is open: its writer left nothing to look at."""
    found = queries.case_of(comment)
    if found is not None and found.kind in kinds:
        close_case(comment, "lapse", at=at, by=None)


def settle_flags(comment: Comment, answer: str, at: datetime) -> None:
    """Answer every open flag of the comment."""
    open_ones = (Flag.comment_id == comment.id, Flag.settled_at.is_(None))
    session().execute(update(Flag).where(*open_ones).values(settled_at=at, answer=answer))
    # counted anew instead of set to 0: a flag may have come in the meantime
    change(comment, flag_count=select(func.count()).where(*open_ones).scalar_subquery())


def change(comment: Comment, **values: Any) -> None:
    """Change columns of the comment in the database itself, whoever else changes it at the same time."""
    session().execute(
        update(Comment).where(Comment.id == comment.id).values(**values),
        execution_options={"synchronize_session": False},
    )


def place(comment: Comment) -> dict[str, Any]:
    """What the comment is about, for an event."""
    return {"subject_type": comment.subject_type, "subject_id": comment.subject_id}
