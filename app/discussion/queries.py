"""Reads of discussion, and the gap through which other slices say what their comments hang on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload, selectinload

from app.discussion.models import Comment, CommentVersion, Flag
from app.discussion.states import CommentState
from app.kernel.db import session
from app.kernel.errors import NotFound
from app.kernel.paging import Page, page_of

PER_PAGE = 50


@dataclass(frozen=True)
class Subject:
    """What a slice tells of the things its comments hang on."""

    find: Callable[[int], Any]  # the thing with its council, for its policy
    page: Callable[..., str]  # page(number, **query) -> the address where its comments are shown
    counted: Callable[[int, int], None]  # counted(number, change): so many more comments are shown


_SUBJECTS: dict[str, Subject] = {}


def hang_on(subject_type: str, subject: Subject) -> None:
    """Let comments hang on the things of this table."""
    _SUBJECTS[subject_type] = subject


def subject_of(comment: Comment) -> Any:
    """The thing that the comment is about."""
    return _SUBJECTS[comment.subject_type].find(comment.subject_id)


def counted(comment: Comment, change: int) -> None:
    """Tell the subject that so many more (or fewer) of its comments are shown."""
    _SUBJECTS[comment.subject_type].counted(comment.subject_id, change)


def page_of_subject(comment: Comment) -> str:
    """The address of the comment on the page of its subject."""
    before = select(func.count()).where(
        Comment.subject_type == comment.subject_type,
        Comment.subject_id == comment.subject_id,
        Comment.thread_id <= comment.thread_id,
        Comment.path < comment.path,
    )
    number = session().execute(before).scalar_one() // PER_PAGE + 1
    page = _SUBJECTS[comment.subject_type].page
    address = page(comment.subject_id, page=number) if number > 1 else page(comment.subject_id)
    return f"{address}#comment-{comment.id}"


@dataclass(frozen=True)
class Thread(Page[Comment]):
    """One page of the comments on a subject, in the order of reading."""

    subject_type: str
    subject_id: int
    newest_first: bool

    def url(self, number: int) -> str:
        """The address of another page of this discussion."""
        return self._address(self.newest_first, page=number)

    @property
    def orders(self) -> list[tuple[bool, str]]:
        """Both orders with their addresses: (newest first?, address)."""
        return [(newest_first, self._address(newest_first)) for newest_first in (False, True)]

    def parent_of(self, comment: Comment) -> Comment | None:
        """The comment that this one answers, None where it stands on an earlier page."""
        return next((other for other in self.items if other.id == comment.parent_id), None)

    def _address(self, newest_first: bool, **query: object) -> str:
        page = _SUBJECTS[self.subject_type].page
        order = {"order": "newest"} if newest_first else {}
        return f"{page(self.subject_id, **order, **query)}#comments"


def thread(subject_type: str, subject_id: int, number: int = 1, *, newest_first: bool = False) -> Thread:
    """One page of the comments on a subject with their authors, in one statement.

    A thread reads from its first word to its last; the threads themselves come in either order.
    """
    order = Comment.thread_id.desc() if newest_first else Comment.thread_id
    comments = (
        select(Comment)
        .where(Comment.subject_type == subject_type, Comment.subject_id == subject_id)
        .options(joinedload(Comment.author), joinedload(Comment.council))
        .order_by(order, Comment.path)
    )
    page = page_of(comments, number, PER_PAGE)
    return Thread(page.items, page.number, page.has_next, subject_type, subject_id, newest_first)


def comment(number: int) -> Comment:
    """One comment with its author and its council; raises NotFound."""
    loaded = (joinedload(Comment.author), joinedload(Comment.council))
    found = session().scalars(select(Comment).where(Comment.id == number).options(*loaded)).one_or_none()
    if found is None:
        raise NotFound
    return found


def written_once(author_id: int, once: str | None) -> Comment | None:
    """The comment that came from this form before."""
    same = select(Comment).where(Comment.author_id == author_id, Comment.once == once)
    return session().scalars(same).one_or_none() if once else None


def versions(comment: Comment) -> Sequence[CommentVersion]:
    """What the comment said before, the latest first."""
    earlier = select(CommentVersion).where(CommentVersion.comment_id == comment.id)
    return session().scalars(earlier.order_by(CommentVersion.id.desc())).all()


def flag_of(comment: Comment, user_id: int) -> Flag | None:
    """The user's own flag on the comment."""
    own = select(Flag).where(Flag.comment_id == comment.id, Flag.user_id == user_id)
    return session().scalars(own).one_or_none()


def flagged(council_id: int, number: int = 1) -> Page[Comment]:
    """The council's comments with flags that wait for an answer, the most flagged first, in two statements."""
    waiting = (
        select(Comment)
        .where(Comment.council_id == council_id, Comment.flag_count > 0, Comment.state == CommentState.SHOWN)
        .options(
            joinedload(Comment.author),
            joinedload(Comment.council),
            selectinload(Comment.flags.and_(Flag.settled_at.is_(None))),
        )
        .order_by(Comment.flag_count.desc(), Comment.id)
    )
    return page_of(waiting, number)


def authors(subject_type: str, subject_id: int) -> Select[int]:
    """Who said something about the subject that still stands, for a statement of a higher slice."""
    return select(Comment.author_id).where(
        Comment.subject_type == subject_type,
        Comment.subject_id == subject_id,
        Comment.state == CommentState.SHOWN,
    )
