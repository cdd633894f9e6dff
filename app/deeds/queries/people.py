"""Who took part in what a commitment grew out of. Never read from a roll or a box: who voted is nobody's business."""

from dataclasses import dataclass

from sqlalchemy import Select, func, select, union

from app.deeds.models import Commitment
from app.discussion.models import Comment
from app.kernel.db import session
from app.meetings.models import AgendaItem, Attendance
from app.people.models import Post, User
from app.polls.models import Option
from app.proposals.models import CoProposer, Endorsement, Proposal

People = Select[int | None]


@dataclass(frozen=True)
class Source:
    """What a commitment grew out of: the proposal, the meeting, and the dong whose officers keep it."""

    proposal_id: int | None
    meeting_id: int | None
    dong_id: int


def source_of(commitment: Commitment) -> Source:
    """Where the commitment comes from; its council and its request with the report are loaded."""
    request = commitment.request
    if request is None:
        return Source(commitment.proposal_id, commitment.meeting_id, commitment.desk_id)
    meeting = request.report.meeting_id or meeting_of_poll(request.report.poll_id)
    return Source(request.proposal_id, meeting, request.desk_id)


def meeting_of_poll(poll_id: int | None) -> int | None:
    """The meeting on whose agenda the options of a poll stood."""
    on_agenda = select(AgendaItem.meeting_id).join(Option, Option.agenda_item_id == AgendaItem.id)
    return session().scalar(on_agenda.where(Option.poll_id == poll_id).limit(1)) if poll_id else None


def took_part(source: Source) -> Select[int]:
    """Who brought, supported or discussed the proposal, or came to the meeting, but for the officers of the dong."""
    of_proposal, officers = source.proposal_id, select(Post.user_id).where(Post.dong_id == source.dong_id)
    commented = (Comment.subject_type == "proposal") & (Comment.subject_id == of_proposal)
    ways: list[People] = [
        select(Proposal.author_id).where(Proposal.id == of_proposal),
        select(CoProposer.user_id).where(CoProposer.proposal_id == of_proposal, CoProposer.accepted_at.is_not(None)),
        select(Endorsement.user_id).where(Endorsement.proposal_id == of_proposal),
        select(Comment.author_id).where(commented),
        select(Attendance.user_id).where(Attendance.meeting_id == source.meeting_id),
    ]
    everyone = union(*ways).subquery()
    return select(User.id).where(User.id.in_(select(everyone.c[0])), User.id.not_in(officers))


def is_asked(source: Source, user_id: int) -> bool:
    """Whether the person took part."""
    return session().scalar(took_part(source).where(User.id == user_id)) is not None


def asked_count(source: Source) -> int:
    """How many took part: accounts, and names on the list of the meeting that have none."""
    nameless = select(func.count()).where(Attendance.meeting_id == source.meeting_id, Attendance.user_id.is_(None))
    accounts = session().scalar(select(func.count()).select_from(took_part(source).subquery())) or 0
    return accounts + (session().scalar(nameless) or 0)
