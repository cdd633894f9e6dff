"""Reads of secret votes of meetings."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.councils.models import Bylaws, Membership
from app.councils.states import MembershipState
from app.kernel.db import session
from app.meetings.models import Attendance, Division, Meeting, Recusal
from app.meetings.states import DivisionState
from app.polls.models import MeetingVote


def vote_of_poll(poll_id: int) -> MeetingVote | None:
    """What the poll decides in a meeting, with its division; None for a poll of its own."""
    one = select(MeetingVote).where(MeetingVote.poll_id == poll_id).options(joinedload(MeetingVote.division))
    return session().scalars(one.execution_options(populate_existing=True)).one_or_none()


def vote_of_division(division_id: int) -> MeetingVote | None:
    """The poll that decides the division."""
    return session().scalars(select(MeetingVote).where(MeetingVote.division_id == division_id)).one_or_none()


def poll_going_on(meeting_id: int) -> int | None:
    """The poll of the secret vote that goes on in the meeting."""
    votes = select(MeetingVote.poll_id).join(MeetingVote.division)
    return session().scalar(votes.where(Division.meeting_id == meeting_id, Division.state == DivisionState.OPEN))


def people_deciding(meeting: Meeting, item_id: int) -> Sequence[int]:
    """The persons who are there, may decide and have an account as confirmed members; one with two accounts is one."""
    recused = select(Recusal.attendance_id).where(Recusal.item_id == item_id)
    there = (
        select(Membership.person_id)
        .distinct()
        .join(Attendance, Attendance.user_id == Membership.user_id)
        .where(Attendance.meeting_id == meeting.id, Attendance.left_at.is_(None), Attendance.id.not_in(recused))
        .where(Membership.council_id == meeting.council_id, Membership.state == MembershipState.CONFIRMED)
    )
    if session().get_one(Bylaws, meeting.council_id).remote_presence != "quorum":
        there = there.where(Attendance.remote.is_(False))
    return session().scalars(there).all()
