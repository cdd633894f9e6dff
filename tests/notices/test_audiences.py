"""Who is told of what: everyone whom an event concerns, once, and nobody else."""

import pytest
from sqlalchemy import delete, text

from app.councils.models import Caller, Membership
from app.councils.states import MembershipState
from app.discussion.models import Comment
from app.discussion.states import Stance
from app.kernel import clock
from app.kernel.db import session, transaction
from app.kernel.events import Event, record
from app.notices import jobs
from app.polls.models import Ballot, RollEntry
from app.proposals.models import CoProposer, Endorsement
from tests.conftest import counted_statements, rows
from tests.factories import a_council, a_facilitator, a_member, a_user, an_officer, kept, polls
from tests.factories.decisions import (
    a_counted_poll,
    a_held_meeting,
    a_matter,
    a_request,
    a_resolution,
    a_sent_report,
    an_answer,
)


def happened(action, subject, by=None, **facts) -> Event:
    """An event, recorded and not yet delivered."""
    with transaction():
        return record(action, subject, by=by, at=clock.now(), **facts)


def deliver() -> int:
    return jobs.deliver_events(clock.now())


def told() -> set[int]:
    return {line.user_id for line in rows("notification")}


def ids(*users) -> set[int]:
    return {user.id for user in users}


def a_comment(proposal, author) -> Comment:
    return kept(
        Comment(
            council_id=proposal.council_id,
            subject_type="proposal",
            subject_id=proposal.id,
            author=author,
            stance=Stance.FOR,
            body="좋습니다.",
            written_at=clock.now(),
        )
    )


def endorse(proposal, user) -> None:
    kept(Endorsement(proposal_id=proposal.id, user_id=user.id, at=clock.now()))


def co_propose(proposal, user, *, accepted=True) -> None:
    moment = clock.now()
    kept(
        CoProposer(
            proposal_id=proposal.id, user_id=user.id, invited_at=moment, accepted_at=moment if accepted else None
        )
    )


def test_an_answer_is_told_to_everyone_who_took_part_and_to_nobody_else(app):
    council = a_council()
    author, co_author, asked_only, supporter, talker, walker = (a_user() for _ in range(6))
    member, leader, officer = a_member(council), a_facilitator(council), an_officer(council.dong)
    a_member(council, state=MembershipState.LEFT), a_member(a_council()), a_user()
    proposal = a_matter(council, author=author)
    co_propose(proposal, co_author)
    co_propose(proposal, asked_only, accepted=False)
    endorse(proposal, supporter)
    a_comment(proposal, talker)
    source = a_held_meeting(council, a_resolution(), proposal=proposal, came=[walker, member])
    request = a_request(council, by=leader, source=source)
    an_answer(request, officer)
    with transaction():
        session().execute(text("UPDATE event SET delivered_at = at WHERE action <> 'decision.published'"))
    assert deliver() == 1
    assert told() == ids(author, co_author, supporter, talker, walker, member, leader)


def test_an_answer_to_a_poll_reaches_who_came_to_the_meeting_behind_it(app):
    council, walker = a_council(), a_user()
    meeting = a_held_meeting(council, a_resolution(), came=[walker])
    poll = a_counted_poll(council, {"가": 6, "나": 2}, options={1: {"agenda_item_id": meeting.items[0].id}})
    request = a_request(council, source=poll)
    an_answer(request, an_officer(council.dong))
    deliver()
    assert walker.id in told()


def test_who_voted_is_told_nothing_for_having_voted(app):
    """A voter who has left the council, on the roll with a used mark: no notice may follow from the mark."""
    council = a_council()
    voter, member = a_member(council, state=MembershipState.LEFT), a_member(council)
    poll = a_counted_poll(council, {"가": 6, "나": 2})
    with counted_statements() as statements:
        request = a_request(council, source=poll)
        an_answer(request, an_officer(council.dong))
        happened("poll.closed", poll)
        deliver()
    assert member.id in told()
    assert voter.id not in told()
    asked = " ".join(statement.lower() for statement in statements)
    for table in (RollEntry.__tablename__, Ballot.__tablename__):
        assert f"from {table} " not in asked
        assert f"join {table} " not in asked


def test_a_new_report_is_told_to_the_officers_of_its_dong(app):
    council = a_council()
    mine, other = an_officer(council.dong), an_officer(a_council().dong)
    a_member(council)
    a_sent_report(council)
    deliver()
    (line,) = rows("notification")
    assert line.user_id == mine.id
    assert line.url == f"/dongs/{council.dong_id}/requests"
    assert other.id not in told()


@pytest.mark.parametrize("action", ["meeting.announced", "minutes.published"])
def test_meetings_are_told_to_confirmed_members(app, action):
    council = a_council()
    member, walker = a_member(council), a_user()
    a_member(council, state=MembershipState.REQUESTED)
    meeting = a_held_meeting(council, a_resolution(), came=[walker])
    happened(action, meeting)
    deliver()
    assert told() == (ids(member, walker) if action == "minutes.published" else ids(member))


@pytest.mark.parametrize("action", ["poll.opened", "poll.closed"])
def test_polls_are_told_to_confirmed_members(app, action):
    council = a_council()
    member = a_member(council)
    happened(action, a_counted_poll(council, {"가": 6, "나": 2}))
    deliver()
    assert told() == ids(member)


@pytest.mark.parametrize("action", ["poll.box_closed", "objection.made"])
def test_what_waits_for_an_answer_or_a_count_is_told_to_who_may_give_it(app, action):
    council = a_council()
    facilitator, officer, member = a_facilitator(council), an_officer(council.dong), a_member(council)
    an_officer(a_council().dong)
    poll = polls.a_draft(council, by=facilitator)
    happened(action, poll if action == "poll.box_closed" else polls.an_objection(poll, member), by=member)
    session().execute(delete(Event).where(Event.action != action))
    deliver()
    assert told() == ids(facilitator, officer)
    assert {line.url for line in rows("notification")} == {
        f"/polls/{poll.id}/{'counting' if action == 'poll.box_closed' else 'roll'}"
    }


def test_an_answer_to_an_objection_is_told_to_who_objected(app):
    council = a_council()
    a_member(council)
    neighbour = a_member(council, state=MembershipState.REQUESTED)
    objection = polls.an_objection(polls.a_draft(council), neighbour)
    session().execute(delete(Event))
    happened("objection.answered", objection, by=an_officer(council.dong), accepted=True)
    deliver()
    assert told() == ids(neighbour)


@pytest.mark.parametrize("action", ["membership.confirmed", "membership.declined"])
def test_a_membership_is_told_to_the_person_alone(app, action):
    council = a_council()
    person = a_member(council)
    a_member(council)
    membership = session().query(Membership).filter_by(user_id=person.id).one()
    happened(action, membership, by=an_officer(council.dong))
    deliver()
    assert told() == ids(person)


def test_a_council_that_opens_is_told_to_its_callers(app):
    council, caller = a_council(), a_user()
    kept(Caller(council_id=council.id, name=caller.name, user_id=caller.id, signed_at=clock.now()))
    kept(Caller(council_id=council.id, name="이름만 적은 이웃", signed_at=clock.now()))
    happened("council.activated", council)
    deliver()
    assert told() == ids(caller)


def test_a_hidden_comment_is_told_to_who_wrote_it(app):
    council, writer = a_council(), a_user()
    comment = a_comment(a_matter(council), writer)
    a_member(council)
    happened("comment.hidden", comment, by=a_facilitator(council))
    deliver()
    assert told() == ids(writer)


def test_a_hidden_comment_on_anything_else_is_told_too(app):
    council, writer = a_council(), a_user()
    comment = a_comment(a_matter(council), writer)
    with transaction():
        comment.subject_type = "statement"
    happened("comment.hidden", comment)
    deliver()
    (line,) = rows("notification")
    assert (line.user_id, line.title, line.url) == (writer.id, council.name, f"/comments/{comment.id}/cases")


def test_a_tabled_proposal_is_told_to_the_people_behind_it(app):
    council, supporter = a_council(), a_user()
    proposal = a_matter(council)
    endorse(proposal, supporter)
    a_member(council)
    happened("proposal.tabled", proposal)
    deliver()
    assert told() == ids(proposal.author, supporter)


def test_nobody_is_told_what_they_did_themselves(app):
    council = a_council()
    leader, member = a_facilitator(council), a_member(council)
    happened("meeting.announced", a_held_meeting(council, a_resolution()), by=leader)
    deliver()
    assert told() == ids(member)
