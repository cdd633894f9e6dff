"""What the worker does for meetings: reminders of meetings and minutes, decided matters end, seats are freed."""

from datetime import datetime

from app.councils.models import Membership
from app.kernel.db import session, transaction
from app.kernel.events import Event, subscribe
from app.kernel.i18n import force_locale
from app.meetings import queries, service
from app.meetings.models import AgendaItem, Resolution
from app.meetings.states import Outcome
from app.people.models import User
from app.proposals import service as proposals
from app.proposals.states import Fate


def watch_minutes(at: datetime) -> int:
    """Remind of minutes that are due within three days, and tell of those that are late; how many. Each minute."""
    with transaction():
        return service.remind_of_minutes(at)


def remind_of_meetings(at: datetime) -> int:
    """Remind neighbours of the meetings of the day after tomorrow; how many."""
    due = queries.to_remind(at)
    for number in due:
        with transaction():
            service.remind(number, at=at)
    return len(due)


def forget_old_voices(at: datetime) -> int:
    """Delete who said what in divisions of meetings that nobody has ended for a day; how many. Each minute."""
    with transaction():
        return service.forget_old_voices(at)


@subscribe("minutes.published")
def end_matters(event: Event) -> None:
    """Each proposal on which the meeting had the last word has its fate."""
    by = session().get(User, event.by_id) if event.by_id else None
    source = proposals.Source("meeting", event.subject_id)
    for item in queries.meeting(event.subject_id).items:
        word = _last_word(item)
        if item.proposal_id is None or word is None:
            continue
        with force_locale("ko"):  # kept as the minutes are
            reason = f"{word.outcome.label} – {word.text}"
        proposals.settle(
            item.proposal_id, fate=Fate.DECIDED_BY_MEETING, reason=reason, by=by, at=event.at, source=source
        )


@subscribe("membership.left", "membership.revoked")
def free_seats(event: Event) -> None:
    """Whoever belongs to the council no more gives back the seats in its meetings."""
    membership = session().get_one(Membership, event.subject_id)
    for booking in queries.bookings_of(membership.user_id, membership.council_id):
        if booking.meeting.allows("book"):
            service.give_back(booking.meeting, booking.user_id, at=event.at)


@subscribe("meeting.ended", "meeting.cancelled")
def forget_bookings(event: Event) -> None:
    """Who had a seat, and what they needed, is kept no longer than it is of use."""
    service.forget_bookings(event.subject_id)


def _last_word(item: AgendaItem) -> Resolution | None:
    """What decided the item; None where it goes on: to the centre, to a round more, or for want of a quorum."""
    if not item.resolutions:
        return None
    last = item.resolutions[-1]
    goes_on = last.asks_centre if last.outcome is Outcome.CARRIED else last.outcome is not Outcome.NOT_CARRIED
    return None if goes_on else last
