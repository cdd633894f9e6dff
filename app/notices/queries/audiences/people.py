"""Who stands behind a matter. Never read from a roll or a box: who voted is nobody's business, not even ours."""

from collections.abc import Callable

from sqlalchemy import Select, exists, select, union
from sqlalchemy.orm import aliased

from app.councils.models import Caller, Membership
from app.councils.states import MembershipState, Seat
from app.decisions.models import AskingAgain, AskingSupport
from app.deeds import queries as deeds
from app.discussion.models import Comment, Flag
from app.meetings.models import Attendance, Division
from app.notices.queries.matters import Matter
from app.people.models import Post, User, WelfarePost
from app.people.states import Rank
from app.polls.models import MeetingVote
from app.proposals.models import CoProposer, Endorsement, Lineage, Proposal
from app.proposals.states import ASKING

People = Select[int | None]


def oneself(matter: Matter) -> list[People]:
    """Whom the event names."""
    return [select(User.id).where(User.id == matter.numbers["user_id"])]


def members(matter: Matter) -> list[People]:
    """The members of the council."""
    council = Membership.council_id == matter.numbers["council_id"]
    return [select(Membership.user_id).where(council, Membership.state == MembershipState.CONFIRMED)]


def voters(matter: Matter) -> list[People]:
    """The members; of a secret vote in a meeting those who came to it, and nobody else."""
    of_poll = MeetingVote.poll_id == matter.numbers["poll_id"]
    came = select(Attendance.user_id).join(Division, Division.meeting_id == Attendance.meeting_id)
    came = came.join(MeetingVote, MeetingVote.division_id == Division.id).where(of_poll)
    is_of_meeting = exists().where(of_poll)
    return [came, *(person.where(~is_of_meeting) for person in members(matter))]


def facilitators(matter: Matter) -> list[People]:
    """The facilitators of the council."""
    return [person.where(Membership.seat == Seat.FACILITATOR) for person in members(matter)]


def callers(matter: Matter) -> list[People]:
    """Who called for the council, and its members."""
    return [select(Caller.user_id).where(Caller.council_id == matter.numbers["council_id"]), *members(matter)]


def behind(matter: Matter) -> list[People]:
    """Who brought the proposal, alone or with others, and who said that it matters to them too."""
    number = matter.numbers["proposal_id"]
    return [
        select(Proposal.author_id).where(Proposal.id == number),
        select(CoProposer.user_id).where(CoProposer.proposal_id == number, CoProposer.accepted_at.is_not(None)),
        select(Endorsement.user_id).where(Endorsement.proposal_id == number),
    ]


def bringers(matter: Matter) -> list[People]:
    """Who brought the proposal, alone or with others."""
    return behind(matter)[:2]


def behind_and_oneself(matter: Matter) -> list[People]:
    """Who brought or supported the proposal, and whom the event names."""
    return [*behind(matter), *oneself(matter)]


def commenters(matter: Matter) -> list[People]:
    """Who talked about the proposal."""
    on = (Comment.subject_type == "proposal") & (Comment.subject_id == matter.numbers["proposal_id"])
    return [select(Comment.author_id).where(on)]


def took_part(matter: Matter) -> list[People]:
    """Who brought, supported or talked about the proposal."""
    return [*behind(matter), *commenters(matter)]


def bringers_and_facilitators(matter: Matter) -> list[People]:
    """Who brought the proposal, and the facilitators."""
    author, co_proposers, _supporters = behind(matter)
    return [author, co_proposers, *facilitators(matter)]


def supporters(matter: Matter) -> list[People]:
    """Who supported the proposal."""
    return [select(Endorsement.user_id).where(Endorsement.proposal_id == matter.numbers["proposal_id"])]


def took_part_and_hears_no_question(matter: Matter) -> list[People]:
    """Everybody who took part; of a proposal that lives on in another, supporters are asked and so told already."""
    number = matter.numbers["proposal_id"]
    everyone = union(*took_part(matter)).subquery()
    lives_on = exists().where(Lineage.old_id == number, Lineage.way.in_(ASKING))
    is_asked = exists().where(Endorsement.proposal_id == number, Endorsement.user_id == everyone.c[0])
    return [select(everyone.c[0]).where(~(lives_on & is_asked))]


def asker_who_took_no_part(matter: Matter) -> list[People]:
    """Whoever took part hears the fate of the proposal itself."""
    everyone = union(*took_part(matter)).subquery()
    asker = User.id == matter.numbers["asker_id"]
    return [select(User.id).where(asker, User.id.not_in(select(everyone.c[0])))]


def asker(matter: Matter) -> list[People]:
    """Who asked."""
    return [select(User.id).where(User.id == matter.numbers["asker_id"])]


def flaggers(matter: Matter) -> list[People]:
    """Who flagged the comment."""
    return [select(Flag.user_id).where(Flag.comment_id == matter.numbers["comment_id"])]


def attendees(matter: Matter) -> list[People]:
    """Who came to the meeting."""
    return [select(Attendance.user_id).where(Attendance.meeting_id == matter.numbers["meeting_id"])]


def members_and_attendees(matter: Matter) -> list[People]:
    """The members, and who came to the meeting."""
    return [*members(matter), *attendees(matter)]


def everyone_who_took_part(matter: Matter) -> list[People]:
    """Who brought, supported or talked about it, came to the meeting, asked again, or belongs to the council."""
    return [*behind(matter), *commenters(matter), *attendees(matter), *members(matter), *who_asked_again(matter)]


def who_asked_again(matter: Matter) -> list[People]:
    """Also those who have left the council since: the answer is the answer to what they asked."""
    asked = matter.numbers["request_id"]
    about = (AskingAgain.request_id == asked) | (AskingAgain.again_id == asked)
    return [
        select(AskingAgain.by_id).where(about),
        select(AskingSupport.user_id).join(AskingSupport.asking).where(about),
    ]


def officers(matter: Matter) -> list[People]:
    """The officers of the centre."""
    return [select(Post.user_id).where(Post.dong_id == matter.numbers["dong_id"])]


def of_rank(rank: Rank) -> Callable[[Matter], list[People]]:
    """Those of the rank at the centre, all its officers where it has nobody of the rank."""

    def those(matter: Matter) -> list[People]:
        number, other = matter.numbers["dong_id"], aliased(Post)
        somebody = exists().where(other.dong_id == number, other.rank == rank)
        return [select(Post.user_id).where(Post.dong_id == number, (Post.rank == rank) | ~somebody)]

    return those


def facilitators_and_bringers(matter: Matter) -> list[People]:
    """The facilitators, and who brought the proposal."""
    return [*facilitators(matter), *bringers(matter)]


def everyone_and_officers(matter: Matter) -> list[People]:
    """Everyone who took part, and the officers."""
    return [*everyone_who_took_part(matter), *officers(matter)]


def planners(matter: Matter) -> list[People]:
    """The welfare planners of the dong."""
    return [select(WelfarePost.user_id).where(WelfarePost.dong_id == matter.numbers["dong_id"])]


def facilitators_and_officers(matter: Matter) -> list[People]:
    """The facilitators, and the officers."""
    council = Membership.council_id == matter.numbers["council_id"], Membership.state == MembershipState.CONFIRMED
    return [select(Membership.user_id).where(*council, Membership.seat == Seat.FACILITATOR), *officers(matter)]


def operators_and_officers(matter: Matter) -> list[People]:
    """Who runs the installation, and the officers."""
    return [select(User.id).where(User.is_operator), *officers(matter)]


def took_part_in_deed(matter: Matter) -> list[People]:
    """Those who may say how it is now: nobody is asked for having voted, nor the officers who did it."""
    dong_id = matter.numbers["dong_id"] or 0
    source = deeds.Source(matter.numbers["proposal_id"], matter.numbers["meeting_id"], dong_id)
    return [deeds.took_part(source)]


def took_part_in_deed_and_officers(matter: Matter) -> list[People]:
    """Those who may say how it is now, and the officers."""
    return [*took_part_in_deed(matter), *officers(matter)]
