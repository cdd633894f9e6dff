"""Words of another slice, copied so that moderators can look at them as at any comment."""

from datetime import datetime
from typing import Any

from app.discussion import queries
from app.discussion.models import Comment
from app.discussion.states import Stance
from app.kernel.db import insert_if_new, session


def copy(subject: Any, body: str, *, written_at: datetime) -> Comment:
    """The copy of what the subject itself says, by its author; made once, also when two ask at the same time."""
    values = {
        "council_id": subject.council_id,
        "subject_type": subject.__tablename__,
        "subject_id": subject.id,
        "author_id": subject.author_id,
        "stance": Stance.NEUTRAL,
        "body": body,
        "is_copy": True,
        "written_at": written_at,
        "version": 1,
    }
    is_new = insert_if_new(Comment, **values)
    kept = queries.copy_of(subject)
    assert kept is not None
    if is_new:
        kept.stand_below(None)
        session().flush()
    return kept
