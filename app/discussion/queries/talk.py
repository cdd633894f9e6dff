"""Reads of what belongs to a whole discussion: rules, pause, summary, corrections, and how much somebody has said."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, literal, select
from sqlalchemy.orm import joinedload

from app.councils.models import Council, Membership
from app.discussion.models import Comment, Pause, Summary, SummaryCorrection, TalkRules
from app.discussion.states import CommentState
from app.kernel.db import session
from app.kernel.errors import NotFound

MOST_AT_ONCE = 200


def rules_of(council: Council) -> TalkRules:
    """The council's rules of talk; the default where it has set none."""
    own = select(TalkRules).where(TalkRules.council_id == council.id).options(joinedload(TalkRules.council))
    return session().scalars(own).one_or_none() or TalkRules.of_no_say(council)


def paused_until(subject_type: str, subject_id: int, at: datetime) -> datetime | None:
    """Until when the discussion rests, None where it does not."""
    pause = select(Pause.until).where(Pause.subject_type == subject_type, Pause.subject_id == subject_id)
    return session().scalars(pause.where(Pause.until > at)).one_or_none()


@dataclass(frozen=True)
class Talk:
    """What stands on top of a discussion."""

    subject_type: str
    subject_id: int
    paused_until: datetime | None
    summary: Summary | None
    policy: Summary  # a blank one with the council, to ask who may do what
    open_corrections: int


def talk_about(subject: Any, at: datetime) -> Talk:
    """What stands on top of the subject's discussion, in one statement."""
    kind, number = subject.__tablename__, subject.id
    pause = select(Pause.until).where(Pause.subject_type == kind, Pause.subject_id == number, Pause.until > at)
    waiting = select(func.count()).where(
        SummaryCorrection.subject_type == kind,
        SummaryCorrection.subject_id == number,
        SummaryCorrection.answered_at.is_(None),
    )
    latest = select(func.max(Summary.id)).where(Summary.subject_type == kind, Summary.subject_id == number)
    one_row = select(literal(1).label("one")).subquery()
    wanted = (
        select(pause.scalar_subquery(), waiting.scalar_subquery(), Summary)
        .select_from(one_row)
        .outerjoin(Summary, Summary.id == latest.scalar_subquery())
        .options(joinedload(Summary.by))
    )
    until, count, summary = session().execute(wanted).one()
    return Talk(kind, number, until, summary, Summary(council=subject.council), count)


def latest_summary(subject_type: str, subject_id: int) -> Summary | None:
    """The summary that stands on top, with its writer."""
    return next(iter(summaries(subject_type, subject_id, limit=1)), None)


def summaries(subject_type: str, subject_id: int, limit: int = 100) -> Sequence[Summary]:
    """What the discussion was said to have come to, the latest first, with the writers."""
    of_subject = select(Summary).where(Summary.subject_type == subject_type, Summary.subject_id == subject_id)
    newest_first = of_subject.options(joinedload(Summary.by)).order_by(Summary.id.desc())
    return session().scalars(newest_first.limit(limit)).all()


def corrections(subject_type: str, subject_id: int) -> Sequence[SummaryCorrection]:
    """What neighbours would have the summary say, the latest first, with their names."""
    of_subject = select(SummaryCorrection).where(
        SummaryCorrection.subject_type == subject_type, SummaryCorrection.subject_id == subject_id
    )
    loaded = of_subject.options(joinedload(SummaryCorrection.by), joinedload(SummaryCorrection.council))
    return session().scalars(loaded.order_by(SummaryCorrection.id.desc()).limit(100)).all()


def correction(number: int) -> SummaryCorrection:
    """One proposed correction with its writer and its council; raises NotFound."""
    wanted = select(SummaryCorrection).where(SummaryCorrection.id == number)
    loaded = wanted.options(joinedload(SummaryCorrection.by), joinedload(SummaryCorrection.council))
    found = session().scalars(loaded).one_or_none()
    if found is None:
        raise NotFound
    return found


def said_since(user_id: int, council_id: int, since: datetime) -> Sequence[datetime]:
    """When the person wrote in the council since the moment, the first first."""
    mine = select(Comment.written_at).where(
        Comment.author_id == user_id, Comment.council_id == council_id, Comment.written_at > since, ~Comment.is_copy
    )
    return session().scalars(mine.order_by(Comment.written_at)).all()


def confirmed_at(user_id: int, council_id: int) -> datetime | None:
    """When an officer confirmed that the person belongs to the council."""
    mine = select(Membership.decided_at).where(Membership.user_id == user_id, Membership.council_id == council_id)
    return session().scalars(mine).one_or_none()


def waiting_comments(at: datetime) -> Sequence[Comment]:
    """Comments that were written in quiet hours which are over."""
    over = select(Comment).where(Comment.state == CommentState.WAITING, Comment.appears_at <= at)
    return session().scalars(over.order_by(Comment.id).limit(MOST_AT_ONCE)).all()
