"""Whom an event concerns. Never read from a roll or a box: who voted is nobody's business, not even ours."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, exists, select, union
from sqlalchemy.orm import aliased

from app.councils.models import Caller, Membership
from app.councils.states import MembershipState, Seat
from app.deeds import queries as deeds
from app.discussion.models import Comment, Flag
from app.kernel.db import session
from app.kernel.events import Event
from app.meetings.models import Attendance, Division
from app.notices.queries.matters import Matter
from app.people.models import Post, User, WelfarePost
from app.people.states import Rank
from app.polls.models import MeetingVote
from app.proposals.models import CoProposer, Endorsement, Lineage, Proposal
from app.proposals.states import ASKING

People = Select[int | None]


@dataclass(frozen=True)
class Recipient:
    """Someone to tell; `email` is None for who has none or wants no letters."""

    user_id: int
    language: str
    email: str | None


def _oneself(matter: Matter) -> list[People]:
    return [select(User.id).where(User.id == matter.numbers["user_id"])]


def _members(matter: Matter) -> list[People]:
    council = Membership.council_id == matter.numbers["council_id"]
    return [select(Membership.user_id).where(council, Membership.state == MembershipState.CONFIRMED)]


def _voters(matter: Matter) -> list[People]:
    """The members; of a secret vote in a meeting those who came to it, and nobody else."""
    of_poll = MeetingVote.poll_id == matter.numbers["poll_id"]
    came = select(Attendance.user_id).join(Division, Division.meeting_id == Attendance.meeting_id)
    came = came.join(MeetingVote, MeetingVote.division_id == Division.id).where(of_poll)
    is_of_meeting = exists().where(of_poll)
    return [came, *(members.where(~is_of_meeting) for members in _members(matter))]


def _facilitators(matter: Matter) -> list[People]:
    return [members.where(Membership.seat == Seat.FACILITATOR) for members in _members(matter)]


def _callers(matter: Matter) -> list[People]:
    return [select(Caller.user_id).where(Caller.council_id == matter.numbers["council_id"]), *_members(matter)]


def _behind(matter: Matter) -> list[People]:
    """Who brought the proposal, alone or with others, and who said that it matters to them too."""
    number = matter.numbers["proposal_id"]
    return [
        select(Proposal.author_id).where(Proposal.id == number),
        select(CoProposer.user_id).where(CoProposer.proposal_id == number, CoProposer.accepted_at.is_not(None)),
        select(Endorsement.user_id).where(Endorsement.proposal_id == number),
    ]


def _bringers(matter: Matter) -> list[People]:
    """Who brought the proposal, alone or with others."""
    return _behind(matter)[:2]


def _behind_and_oneself(matter: Matter) -> list[People]:
    return [*_behind(matter), *_oneself(matter)]


def _commenters(matter: Matter) -> list[People]:
    on = (Comment.subject_type == "proposal") & (Comment.subject_id == matter.numbers["proposal_id"])
    return [select(Comment.author_id).where(on)]


def _took_part(matter: Matter) -> list[People]:
    return [*_behind(matter), *_commenters(matter)]


def _bringers_and_facilitators(matter: Matter) -> list[People]:
    author, co_proposers, _supporters = _behind(matter)
    return [author, co_proposers, *_facilitators(matter)]


def _supporters(matter: Matter) -> list[People]:
    return [select(Endorsement.user_id).where(Endorsement.proposal_id == matter.numbers["proposal_id"])]


def _took_part_and_hears_no_question(matter: Matter) -> list[People]:
    """Everybody who took part; of a proposal that lives on in another, supporters are asked and so told already."""
    number = matter.numbers["proposal_id"]
    everyone = union(*_took_part(matter)).subquery()
    lives_on = exists().where(Lineage.old_id == number, Lineage.way.in_(ASKING))
    is_asked = exists().where(Endorsement.proposal_id == number, Endorsement.user_id == everyone.c[0])
    return [select(everyone.c[0]).where(~(lives_on & is_asked))]


def _asker_who_took_no_part(matter: Matter) -> list[People]:
    """Whoever took part hears the fate of the proposal itself."""
    everyone = union(*_took_part(matter)).subquery()
    asker = User.id == matter.numbers["asker_id"]
    return [select(User.id).where(asker, User.id.not_in(select(everyone.c[0])))]


def _asker(matter: Matter) -> list[People]:
    return [select(User.id).where(User.id == matter.numbers["asker_id"])]


def _flaggers(matter: Matter) -> list[People]:
    return [select(Flag.user_id).where(Flag.comment_id == matter.numbers["comment_id"])]


def _attendees(matter: Matter) -> list[People]:
    return [select(Attendance.user_id).where(Attendance.meeting_id == matter.numbers["meeting_id"])]


def _members_and_attendees(matter: Matter) -> list[People]:
    return [*_members(matter), *_attendees(matter)]


def _everyone_who_took_part(matter: Matter) -> list[People]:
    return [*_behind(matter), *_commenters(matter), *_attendees(matter), *_members(matter)]


def _officers(matter: Matter) -> list[People]:
    return [select(Post.user_id).where(Post.dong_id == matter.numbers["dong_id"])]


def _of_rank(rank: Rank) -> Callable[[Matter], list[People]]:
    """Those of the rank at the centre, all its officers where it has nobody of the rank."""

    def those(matter: Matter) -> list[People]:
        number, other = matter.numbers["dong_id"], aliased(Post)
        somebody = exists().where(other.dong_id == number, other.rank == rank)
        return [select(Post.user_id).where(Post.dong_id == number, (Post.rank == rank) | ~somebody)]

    return those


def _facilitators_and_bringers(matter: Matter) -> list[People]:
    return [*_facilitators(matter), *_bringers(matter)]


def _everyone_and_officers(matter: Matter) -> list[People]:
    return [*_everyone_who_took_part(matter), *_officers(matter)]


def _planners(matter: Matter) -> list[People]:
    return [select(WelfarePost.user_id).where(WelfarePost.dong_id == matter.numbers["dong_id"])]


def _facilitators_and_officers(matter: Matter) -> list[People]:
    council = Membership.council_id == matter.numbers["council_id"], Membership.state == MembershipState.CONFIRMED
    return [select(Membership.user_id).where(*council, Membership.seat == Seat.FACILITATOR), *_officers(matter)]


def _operators_and_officers(matter: Matter) -> list[People]:
    return [select(User.id).where(User.is_operator), *_officers(matter)]


def _took_part_in_deed(matter: Matter) -> list[People]:
    """Those who may say how it is now: nobody is asked for having voted, nor the officers who did it."""
    dong_id = matter.numbers["dong_id"] or 0
    source = deeds.Source(matter.numbers["proposal_id"], matter.numbers["meeting_id"], dong_id)
    return [deeds.took_part(source)]


def _took_part_in_deed_and_officers(matter: Matter) -> list[People]:
    return [*_took_part_in_deed(matter), *_officers(matter)]


AUDIENCES: Mapping[str, Callable[[Matter], list[People]]] = {
    "council.activated": _callers,
    "membership.confirmed": _oneself,
    "membership.declined": _oneself,
    "comment.hidden": _oneself,
    "comment.shown": _oneself,
    "comment.upheld": _oneself,
    "comment.kept": _flaggers,
    "comment.blocked": _oneself,
    "blocking.asked": _officers,
    "blocking.objected": _officers,
    "blocking.due": _officers,
    "case.opened": _oneself,
    "case.reminded": _oneself,
    "case.overdue": _officers,
    "proposal.tabled": _behind,
    "amendment.offered": _bringers,
    "amendment.accepted": _behind_and_oneself,
    "amendment.declined": _oneself,
    "proposal.moved_on": _bringers_and_facilitators,
    "proposal.withdrawn": _took_part,
    "proposal.closed": _took_part_and_hears_no_question,
    "proposal.invited": _oneself,
    "handover.offered": _facilitators_and_officers,
    "handover.accepted": _asker,
    "handover.declined": _asker,
    "merger.suggested": _oneself,
    "merger.agreed": _asker_who_took_no_part,
    "merger.declined": _asker,
    "support.asked": _supporters,
    "proposal.reopened": _took_part,
    "question.opened": _members,
    "question.closed": _members,
    "statement.waiting": _facilitators,
    "statement.shown": _oneself,
    "statement.hidden": _oneself,
    "statement.settled": _oneself,
    "meeting.announced": _members,
    "minutes.shown": _attendees,
    "minutes.correction_proposed": _facilitators,
    "minutes.correction_accepted": _oneself,
    "minutes.correction_declined": _oneself,
    "meeting.reminded": _members,
    "meeting.seat_given": _oneself,
    "minutes.published": _members_and_attendees,
    "minutes.added": _members_and_attendees,
    "minutes.due": _facilitators,
    "minutes.overdue": _facilitators,
    "poll.opened": _voters,
    "poll.box_closed": _facilitators_and_officers,
    "poll.closed": _voters,
    "objection.made": _facilitators_and_officers,
    "objection.answered": _oneself,
    "poll.breached": _operators_and_officers,
    "council.breached": _operators_and_officers,
    "cosigner.invited": _facilitators,
    "panel.invited": _oneself,
    "panel.heard": _members,
    "referral.made": _planners,
    "report.sent": _officers,
    "decision.published": _everyone_who_took_part,
    "plan.due": _facilitators_and_officers,
    "plan.overdue": _facilitators_and_officers,
    "plan.sent": _officers,
    "plan.reviewed": _facilitators,
    "plan.finalised": _members,
    "plan.settled": _members,
    "commitment.done": _took_part_in_deed,
    "commitment.cut": _took_part_in_deed,
    "commitment.dropped": _took_part_in_deed,
    "commitment.reopened": _took_part_in_deed_and_officers,
    "commitment.overdue": _officers,
    "commitment.trial_decided": _took_part_in_deed,
    "check.opened": _took_part_in_deed,
    "check.closed": _took_part_in_deed_and_officers,
    "request.supplement_asked": _facilitators_and_bringers,
    "request.supplied": _officers,
    "request.extended": _everyone_who_took_part,
    "request.consented": _everyone_and_officers,
    "request.consent_asked": _facilitators,
    "request.extension_declined": _officers,
    "request.passed_on": _everyone_and_officers,
    "request.progressed": _everyone_who_took_part,
    "request.progress_due": _of_rank(Rank.OFFICER),
    "request.due_soon": _of_rank(Rank.OFFICER),
    "request.due_today": _of_rank(Rank.TEAM_LEADER),
    "request.overdue": _of_rank(Rank.HEAD),
    "request.on_agenda": _facilitators,
}


def recipients(event: Event, matter: Matter) -> Sequence[Recipient]:
    """Everyone the event concerns but whoever did it, each once, in one statement."""
    concerned = union(*AUDIENCES[event.action](matter)).subquery()
    people = select(User.id, User.language, User.email, User.letters_wanted).join(concerned, concerned.c[0] == User.id)
    if event.by_id is not None:
        people = people.where(User.id != event.by_id)
    return [
        Recipient(number, language, email if wanted else None)
        for number, language, email, wanted in session().execute(people.order_by(User.id))
    ]
