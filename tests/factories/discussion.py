"""Comments and flags to test with."""

from typing import Any

from app.discussion import queries, service
from app.discussion.models import Comment
from app.discussion.states import Ground, Stance
from app.kernel import clock
from app.kernel.db import transaction
from app.people.models import User
from tests.factories import a_facilitator, a_member


def a_comment(subject: Any, by: User | None = None, parent: Comment | None = None, **given: Any) -> Comment:
    """A comment on the subject (a proposal with its council), by a member of the council."""
    by = by or a_member(subject.council)
    values = {"body": "저도 그렇게 생각합니다.", "stance": Stance.NEUTRAL, "at": clock.now(), **given}
    with transaction():
        return service.write(subject, by=by, parent=parent, **values)


def a_flag(comment: Comment, by: User | None = None, reason: str = "전화번호가 있습니다") -> User:
    """The member who flagged the comment."""
    comment = queries.comment(comment.id)
    by = by or a_member(comment.council)
    with transaction():
        service.flag(comment, reason=reason, by=by, at=clock.now())
    return by


def a_hidden_comment(subject: Any, by: User | None = None, **given: Any) -> Comment:
    """A comment that a facilitator hid."""
    written = a_comment(subject, by, **given)
    facilitator = a_facilitator(subject.council)
    with transaction():
        return service.hide(
            queries.comment(written.id),
            ground=Ground.PRIVACY,
            reason="이웃의 이름이 있습니다",
            by=facilitator,
            at=clock.now(),
        )
