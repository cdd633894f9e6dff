"""Reads of minutes: their sentences, what was proposed, what was sealed, and which are due."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from app.councils.models import Membership
from app.councils.states import MembershipState
from app.councils.states import Seat as Office
from app.kernel.db import session
from app.kernel.errors import NotFound
from app.meetings.models import (
    Addendum,
    AgendaItem,
    Attendance,
    LineCorrection,
    LineVersion,
    Meeting,
    Minutes,
    MinutesDesk,
    MinutesLine,
    SealedMinutes,
)
from app.meetings.queries.attendance import attendees
from app.meetings.states import CorrectionState, MeetingState
from app.people.models import Post, User

REMIND_BEFORE = timedelta(days=3)


def desk(meeting: Meeting) -> MinutesDesk:
    """The minutes of a meeting that was read whole, with who was there."""
    return MinutesDesk(meeting, minutes_of(meeting.id), frozenset(attendees(meeting.id)))


def minutes_of(meeting_id: int) -> Minutes | None:
    """How far the minutes have come; None where there are no sentences."""
    of_meeting = select(Minutes).where(Minutes.meeting_id == meeting_id).options(joinedload(Minutes.approved_by))
    return session().scalars(of_meeting).one_or_none()


def locked_minutes(meeting_id: int) -> Minutes:
    """The minutes, held until the transaction ends: who changes a sentence waits for who seals them. NotFound."""
    held = select(Minutes).where(Minutes.meeting_id == meeting_id).with_for_update()
    found = session().scalars(held.execution_options(populate_existing=True)).one_or_none()
    if found is None:
        raise NotFound
    return found


def lines_of(meeting_id: int) -> Sequence[MinutesLine]:
    """Every sentence in its place, those that were struck out among them."""
    of_meeting = select(MinutesLine).where(MinutesLine.meeting_id == meeting_id)
    return session().scalars(of_meeting.order_by(MinutesLine.position, MinutesLine.id)).all()


def line(meeting_id: int, number: int) -> MinutesLine:
    """A sentence of these minutes. Raises NotFound."""
    found = session().get(MinutesLine, number)
    if found is None or found.meeting_id != meeting_id:
        raise NotFound
    return found


def versions_of(line_id: int) -> Sequence[LineVersion]:
    """What the sentence said before, the newest first."""
    of_line = select(LineVersion).where(LineVersion.line_id == line_id).options(joinedload(LineVersion.replaced_by))
    return session().scalars(of_line.order_by(LineVersion.id.desc())).all()


def changed_since_shown(minutes: Minutes) -> set[int]:
    """The sentences that were changed, struck out or brought back after those who were there could read them."""
    if minutes.shown_at is None:
        return set()
    later = select(LineVersion.line_id).join(MinutesLine, MinutesLine.id == LineVersion.line_id)
    of_meeting = later.where(MinutesLine.meeting_id == minutes.meeting_id, LineVersion.replaced_at > minutes.shown_at)
    return set(session().scalars(of_meeting))


def _corrections(meeting_id: int) -> Select[LineCorrection]:
    whole = (joinedload(LineCorrection.line), joinedload(LineCorrection.author))
    return select(LineCorrection).where(LineCorrection.meeting_id == meeting_id).options(*whole)


def corrections_of(meeting_id: int) -> Sequence[LineCorrection]:
    """What was proposed, the oldest first."""
    return session().scalars(_corrections(meeting_id).order_by(LineCorrection.id)).all()


def correction(meeting_id: int, number: int) -> LineCorrection:
    """One of them. Raises NotFound."""
    found = session().scalars(_corrections(meeting_id).where(LineCorrection.id == number)).one_or_none()
    if found is None:
        raise NotFound
    return found


def waiting_corrections(meeting_id: int) -> Sequence[LineCorrection]:
    """Those that nobody has answered."""
    waits = LineCorrection.state == CorrectionState.OFFERED
    return session().scalars(_corrections(meeting_id).where(waits).order_by(LineCorrection.id)).all()


def sealed(meeting_id: int) -> SealedMinutes | None:
    """The minutes as they were published; None before that."""
    return session().get(SealedMinutes, meeting_id)


def addenda_of(meeting_id: int) -> Sequence[Addendum]:
    """What was put right after the sealing, in its order."""
    of_meeting = select(Addendum).where(Addendum.meeting_id == meeting_id)
    return session().scalars(of_meeting.order_by(Addendum.number)).all()


def lines_that_said(meeting_id: int, text: str) -> Sequence[int]:
    """The lines of a meeting that say this sentence, or said it before somebody changed it."""
    of_meeting = select(MinutesLine.id).where(MinutesLine.meeting_id == meeting_id)
    before = select(LineVersion.line_id).where(LineVersion.text == text)
    return session().scalars(of_meeting.where((MinutesLine.text == text) | MinutesLine.id.in_(before))).all()


def what_happened(meeting_id: int) -> Sequence[AgendaItem]:
    """The items with everything that was said and decided on them, as the database has it now."""
    of_meeting = select(AgendaItem).where(AgendaItem.meeting_id == meeting_id).order_by(AgendaItem.position)
    whole = of_meeting.options(selectinload(AgendaItem.remarks), selectinload(AgendaItem.resolutions))
    return session().scalars(whole.execution_options(populate_existing=True)).all()


def names_not_for_minutes(meeting: Meeting) -> set[str]:
    """The names of those who came, but for the facilitators and the officers: only office holders are named."""
    came = set(session().scalars(select(Attendance.name).where(Attendance.meeting_id == meeting.id)))
    seat = (Membership.seat == Office.FACILITATOR, Membership.state == MembershipState.CONFIRMED)
    facilitators = select(Membership.user_id).where(Membership.council_id == meeting.council_id, *seat)
    officers = select(Post.user_id).where(Post.dong_id == meeting.council.dong_id)
    in_office = select(User.name).where(User.id.in_(facilitators.union(officers)))
    return came - set(session().scalars(in_office))


def _unpublished() -> Select[Minutes, Meeting]:
    both = select(Minutes, Meeting).join(Meeting, Meeting.id == Minutes.meeting_id)
    return both.where(Meeting.state == MeetingState.ENDED)


def due_soon(today: date) -> Sequence[tuple[Minutes, Meeting]]:
    """Those that are to be published within three days, and of which nobody was reminded."""
    near = (Meeting.publish_by <= today + REMIND_BEFORE, Meeting.publish_by >= today, Minutes.reminded_at.is_(None))
    return [(minutes, meeting) for minutes, meeting in session().execute(_unpublished().where(*near))]


def overdue(today: date) -> Sequence[tuple[Minutes, Meeting]]:
    """Those whose last day has passed, and of which nobody was told."""
    late = (Meeting.publish_by < today, Minutes.overdue_at.is_(None))
    return [(minutes, meeting) for minutes, meeting in session().execute(_unpublished().where(*late))]
