"""Reads of postings: where the paper notice hangs since when, and whether that is as early as the bylaws ask."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select

from app.kernel import clock
from app.kernel.db import session
from app.kernel.errors import NotFound
from app.meetings.models import Meeting, Posting


@dataclass(frozen=True)
class PaperNotice:
    """The postings of a meeting, the first one first; `latest_on` is the last day that keeps the notice period."""

    postings: Sequence[Posting]
    notice_days: int
    latest_on: date

    @property
    def first_on(self) -> date | None:
        """The day in Seoul on which the first was put up."""
        return clock.seoul(self.postings[0].posted_at).date() if self.postings else None

    @property
    def is_late(self) -> bool:
        """Whether the first was put up later than the bylaws ask."""
        return bool(self.notice_days and self.first_on and self.first_on > self.latest_on)


def paper_notice(meeting: Meeting) -> PaperNotice:
    """Where and when the notice of a meeting, read with its council's bylaws, was put up."""
    of_meeting = select(Posting).where(Posting.meeting_id == meeting.id).order_by(Posting.posted_at, Posting.id)
    days = meeting.council.bylaws.notice_days
    latest_on = clock.seoul(meeting.starts_at).date() - timedelta(days=days)
    return PaperNotice(session().scalars(of_meeting).all(), days, latest_on)


def posting(meeting_id: int, number: int) -> Posting:
    """One posting of a meeting. Raises NotFound."""
    one = select(Posting).where(Posting.id == number, Posting.meeting_id == meeting_id)
    found = session().scalars(one).one_or_none()
    if found is None:
        raise NotFound
    return found


def posting_once(meeting_id: int, once: str | None) -> Posting | None:
    """What the form with this token has kept."""
    twin = select(Posting).where(Posting.meeting_id == meeting_id, Posting.once == once)
    return session().scalars(twin).one_or_none() if once else None


def is_posted(key: str) -> bool:
    """Whether a posting leads to the photo."""
    return session().scalar(select(Posting.id).where(Posting.key == key)) is not None


def posting_count(meeting_id: int) -> int:
    """At how many places the notice was put up."""
    return session().scalar(select(func.count()).where(Posting.meeting_id == meeting_id)) or 0
