"""Reads of requests to block a comment for a time."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from app.discussion.models import BlockingRequest, Comment
from app.discussion.models.blocking import NOTICE
from app.discussion.states import BlockingState
from app.kernel.db import session
from app.kernel.errors import NotFound

MOST_AT_ONCE = 100


def _with_comment() -> Select[BlockingRequest]:
    comment = joinedload(BlockingRequest.comment)
    return select(BlockingRequest).options(
        joinedload(BlockingRequest.council),
        comment.joinedload(Comment.author),
        comment.joinedload(Comment.council),
    )


def blocking_request(number: int) -> BlockingRequest:
    """One request with its comment; raises NotFound."""
    found = session().scalars(_with_comment().where(BlockingRequest.id == number)).one_or_none()
    if found is None:
        raise NotFound
    return found


def blocking_requests(council_id: int) -> Sequence[BlockingRequest]:
    """The council's requests that an officer still has to do something about, the oldest first."""
    waiting = BlockingRequest.state.in_([BlockingState.ASKED, BlockingState.BLOCKED])
    of_council = _with_comment().where(BlockingRequest.council_id == council_id, waiting)
    return session().scalars(of_council.order_by(BlockingRequest.id).limit(MOST_AT_ONCE)).all()


def blocking_of(comment: Comment) -> BlockingRequest | None:
    """The request because of which the comment is blocked now."""
    blocked = _with_comment().where(BlockingRequest.comment_id == comment.id)
    return session().scalars(blocked.where(BlockingRequest.state == BlockingState.BLOCKED)).one_or_none()


def blocked_until(at: datetime) -> Sequence[BlockingRequest]:
    """Requests whose blocking is over."""
    blocked = _with_comment().where(BlockingRequest.state == BlockingState.BLOCKED, BlockingRequest.until <= at)
    return session().scalars(blocked.order_by(BlockingRequest.id).limit(MOST_AT_ONCE)).all()


def outcomes_due(at: datetime) -> Sequence[BlockingRequest]:
    """Requests whose blocking is over soon and that the officers were not told of yet."""
    soon = _with_comment().where(BlockingRequest.state == BlockingState.BLOCKED, BlockingRequest.until <= at + NOTICE)
    return session().scalars(soon.where(BlockingRequest.due_told_at.is_(None)).limit(MOST_AT_ONCE)).all()
