"""Reads of one discussion, and the gap through which other slices say what their comments hang on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import aliased, joinedload

from app.discussion.models import UNSEEN, Comment, CommentVersion, Flag, Helpful
from app.discussion.states import CommentState, Order, Stance
from app.kernel.db import session
from app.kernel.errors import NotFound
from app.kernel.paging import Page, page_of

PER_PAGE = 50
PER_SIDE = 25


@dataclass(frozen=True)
class Subject:
    """What a slice tells of the things its comments hang on."""

    find: Callable[[int], Any]  # the thing with its council, for its policy
    page: Callable[..., str]  # page(number, **query) -> the address where its comments are shown
    counted: Callable[[int, int], None]  # counted(number, change): so many more comments are shown
    is_talked_about: bool = True  # False where nothing but a copy of its own words hangs on it


_SUBJECTS: dict[str, Subject] = {}


def hang_on(subject_type: str, subject: Subject) -> None:
    """Let comments hang on the things of this table."""
    _SUBJECTS[subject_type] = subject


def subject(subject_type: str, subject_id: int) -> Any:
    """The thing that is talked about; raises NotFound, also where nothing of this type is."""
    if subject_type not in _SUBJECTS or not _SUBJECTS[subject_type].is_talked_about:
        raise NotFound
    return _SUBJECTS[subject_type].find(subject_id)


def subject_of(comment: Comment) -> Any:
    """The thing that the comment is about."""
    return _SUBJECTS[comment.subject_type].find(comment.subject_id)


def place_of(subject: Any) -> str:
    """The address of the page on which the subject's discussion stands."""
    return f"{_SUBJECTS[subject.__tablename__].page(subject.id)}#comments"


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
        Comment.state.not_in(UNSEEN),
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
    order: Order
    helped: frozenset[int]  # numbers of the comments that the reader found helpful

    def url(self, number: int) -> str:
        """The address of another page of this discussion."""
        return self._address(self.order, page=number)

    @property
    def orders(self) -> list[tuple[Order, str]]:
        """Every order with its address."""
        return [(order, self._address(order)) for order in Order]

    @property
    def in_sides(self) -> bool:
        """Whether for and against stand side by side instead of in threads."""
        return self.order is Order.SIDES

    @property
    def sides(self) -> list[tuple[Stance, list[Comment]]]:
        """For and against, each with its comments, the most helpful first."""
        return [(side, [one for one in self.items if one.stance is side]) for side in (Stance.FOR, Stance.AGAINST)]

    def parent_of(self, comment: Comment) -> Comment | None:
        """The comment that this one answers, None where it stands on another page."""
        return next((other for other in self.items if other.id == comment.parent_id), None)

    def _address(self, order: Order, **query: object) -> str:
        page = _SUBJECTS[self.subject_type].page
        said = {} if order is Order.OLDEST else {"order": order.value}
        return f"{page(self.subject_id, **said, **query)}#comments"


def order_of(given: str | None) -> Order:
    """The order that an address asks for; anything that is none is from the first word on."""
    return next((order for order in Order if order.value == given), Order.OLDEST)


def thread(
    subject_type: str, subject_id: int, number: int = 1, *, order: Order = Order.OLDEST, reader_id: int | None = None
) -> Thread:
    """One page of the comments on a subject with their authors, in one statement, and one more for who has signed in.

    A thread reads from its first word to its last; the threads themselves come in the order that is asked for.
    What waits for a person or for the morning is there for its writer alone, unless neighbours had read it before.
    """
    if order is Order.SIDES:
        page: Page[Comment] = Page(_sides(subject_type, subject_id), 1, False)
    else:
        page = page_of(_comments(subject_type, subject_id, reader_id).order_by(*_sorted(order)), number, PER_PAGE)
    helped = _helped(page.items, reader_id)
    return Thread(page.items, page.number, page.has_next, subject_type, subject_id, order, helped)


def _comments(subject_type: str, subject_id: int, reader_id: int | None) -> Select[Comment]:
    seen = Comment.state.not_in(UNSEEN) | (Comment.author_id == reader_id) | (Comment.edit_count > 0)
    return (
        select(Comment)
        .where(Comment.subject_type == subject_type, Comment.subject_id == subject_id, seen)
        .options(joinedload(Comment.author), joinedload(Comment.council))
    )


def _sorted(order: Order) -> list[Any]:
    """What to sort by: the thread's first comment decides where the whole thread stands."""
    within = [Comment.thread_id, Comment.path]
    if order is Order.NEWEST:
        return [Comment.thread_id.desc(), Comment.path]
    if order is Order.HELPFUL:
        first = aliased(Comment)
        votes = select(first.helpful_count).where(first.id == Comment.thread_id).scalar_subquery()
        return [votes.desc(), *within]
    return [_is_open_question().desc(), *within] if order is Order.QUESTIONS else within


def _is_open_question() -> Any:
    """Whether the thread begins with a question that nobody else has answered where everybody reads it."""
    first, reply = aliased(Comment), aliased(Comment)
    answered = select(reply.id).where(
        reply.parent_id == first.id, reply.author_id != first.author_id, reply.state == CommentState.SHOWN
    )
    asked = (first.stance == Stance.QUESTION) & (first.state == CommentState.SHOWN) & ~answered.exists()
    return select(case((asked, 1), else_=0)).where(first.id == Comment.thread_id).scalar_subquery()


def _sides(subject_type: str, subject_id: int) -> list[Comment]:
    """The most helpful of either side, in one statement."""
    place = func.row_number().over(partition_by=Comment.stance, order_by=(Comment.helpful_count.desc(), Comment.id))
    shown = Comment.state == CommentState.SHOWN, Comment.stance.in_((Stance.FOR, Stance.AGAINST))
    said = select(Comment.id, place.label("place")).where(
        Comment.subject_type == subject_type, Comment.subject_id == subject_id, *shown
    )
    ranked = said.subquery()
    found = _comments(subject_type, subject_id, None).join(ranked, ranked.c.id == Comment.id)
    return list(session().scalars(found.where(ranked.c.place <= PER_SIDE).order_by(ranked.c.place)))


def _helped(comments: Sequence[Comment], reader_id: int | None) -> frozenset[int]:
    if reader_id is None or not comments:
        return frozenset()
    numbers = [comment.id for comment in comments]
    mine = select(Helpful.comment_id).where(Helpful.user_id == reader_id, Helpful.comment_id.in_(numbers))
    return frozenset(session().scalars(mine))


def comment(number: int) -> Comment:
    """One comment with its author and its council; raises NotFound."""
    loaded = (joinedload(Comment.author), joinedload(Comment.council))
    found = session().scalars(select(Comment).where(Comment.id == number).options(*loaded)).one_or_none()
    if found is None:
        raise NotFound
    return found


def copy_of(subject: Any, *, held: bool = False) -> Comment | None:
    """The copy of the subject's own words, None where nobody has asked to look at them.

    `held`: as it is at this moment, and nobody hides it until the transaction ends.
    """
    own = (Comment.subject_type == subject.__tablename__, Comment.subject_id == subject.id, Comment.is_copy)
    wanted = select(Comment).where(*own)
    if held:
        return session().scalars(wanted.with_for_update(), execution_options={"populate_existing": True}).one_or_none()
    return session().scalars(wanted.options(joinedload(Comment.council))).one_or_none()


def written_by(author_id: int) -> Select[Comment]:
    """The person's own comments, the latest first; no copies of other words of theirs."""
    own = select(Comment).where(Comment.author_id == author_id, Comment.is_copy.is_(False))
    return own.order_by(Comment.id.desc())


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


def authors(subject_type: str, subject_id: int) -> Select[int]:
    """Who said something about the subject that still stands, for a statement of a higher slice."""
    return select(Comment.author_id).where(
        Comment.subject_type == subject_type,
        Comment.subject_id == subject_id,
        Comment.state == CommentState.SHOWN,
    )
