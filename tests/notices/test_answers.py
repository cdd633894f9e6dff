"""Who hears of answers, corrections and of asking again: everybody who took part, and never anybody for voting."""

import pytest
from sqlalchemy import update

from app.councils.models import Membership
from app.councils.states import MembershipState
from app.decisions import queries, service
from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.events import Event
from app.notices import jobs
from app.notices import queries as notices
from app.polls.models import Ballot, RollEntry
from tests.conftest import counted_statements, rows
from tests.factories import a_council, a_facilitator, a_member, a_user, an_officer, polls
from tests.factories.answers import a_correction, a_refused_request, asked_again
from tests.factories.decisions import a_held_meeting, a_matter, a_resolution, an_answer
from tests.factories.proposals import a_co_proposer, an_endorsement
from tests.notices.test_audiences import a_comment


def deliver() -> None:
    while jobs.deliver_events(clock.now()):
        pass


def told(action: str) -> set[int]:
    return {line.user_id for line in rows("notification") if line.action == action}


def ids(*users) -> set[int]:
    return {user.id for user in users}


@pytest.fixture
def alley(app):
    return a_council()


@pytest.fixture
def neighbours(alley):
    """One of each who takes part, and a stranger."""
    people = {name: a_user() for name in ("author", "co_author", "supporter", "talker", "walker", "stranger")}
    return {**people, "member": a_member(alley), "leader": a_facilitator(alley)}


@pytest.fixture
def refused(alley, neighbours):
    proposal = a_matter(alley, author=neighbours["author"])
    a_co_proposer(proposal, neighbours["co_author"])
    an_endorsement(proposal, neighbours["supporter"])
    a_comment(proposal, neighbours["talker"])
    source = a_held_meeting(alley, a_resolution(), proposal=proposal, came=[neighbours["walker"]])
    officer = an_officer(alley.dong)
    return a_refused_request(alley, officer=officer, source=source, by=neighbours["leader"])


def took_part(neighbours) -> set[int]:
    return ids(*(person for name, person in neighbours.items() if name != "stranger"))


def test_an_answer_and_its_correction_are_told_to_everybody_who_took_part(alley, neighbours, refused):
    a_correction(refused, an_officer(alley.dong), reason="고친 이유입니다.")
    deliver()
    assert told("decision.published") == took_part(neighbours)
    assert told("decision.corrected") == took_part(neighbours)
    assert {row.url for row in rows("notification") if row.action == "decision.corrected"} == {
        f"/requests/{refused.id}/versions"
    }


def test_what_is_asked_again_is_told_to_the_centre_and_its_answer_also_to_who_asked_and_left(
    alley, neighbours, refused
):
    asker, officer = a_member(alley), an_officer(alley.dong)
    asking = asked_again(refused, asker, facts="두 집이 찬성합니다.")
    with transaction() as current:
        current.execute(update(Membership).where(Membership.user_id == asker.id).values(state=MembershipState.LEFT))
    deliver()
    assert officer.id in told("asking_again.sent")
    an_answer(queries.request(asking.again_id), officer)
    deliver()
    assert asker.id in told("decision.published")
    assert neighbours["stranger"].id not in told("decision.published")


def test_neighbours_are_asked_to_stand_behind_it_once_and_not_where_it_is_sent_at_once(alley, neighbours, refused):
    other = a_refused_request(alley, by=neighbours["leader"])
    asked_again(refused, neighbours["member"])
    deliver()
    assert told("asking_again.begun") == ids(neighbours["leader"])
    asked_again(other, neighbours["leader"])
    deliver()
    assert told("asking_again.begun") == ids(neighbours["leader"])


def test_a_second_officer_is_asked_and_the_writer_hears_when_it_comes_back(alley, neighbours, refused):
    writer, reader = an_officer(alley.dong), an_officer(alley.dong)
    again = asked_again(refused, neighbours["leader"]).again_id
    with transaction():
        service.want_reviews(alley.dong, True)
        words = service.Words.of(queries.request(refused.id).decision)
        review = service.ask_review(queries.request(again), words, seen=0, by=writer, at=clock.now())
    with transaction():
        service.send_back(queries.review(review.id), "조항을 적어 주세요.", by=reader, at=clock.now())
    deliver()
    assert reader.id in told("answer_review.asked")
    assert writer.id not in told("answer_review.asked")
    assert told("answer_review.sent_back") == ids(writer)


DEEDS = ("decision.published", "decision.corrected", "asking_again.begun", "asking_again.sent", "request.withdrawn",
         "request.closed", "council_view.stated")  # fmt: skip


@pytest.mark.parametrize("action", DEEDS)
def test_whether_somebody_voted_makes_no_difference_to_who_is_told(alley, neighbours, refused, action):
    """The same deed before and after two residents vote, one of whom has left since: the same people hear of it."""
    voter, quiet = (a_member(alley) for _ in range(2))
    poll = polls.opened(polls.a_draft(alley, by=neighbours["leader"]), by=neighbours["leader"])
    before = heard(action, refused)
    polls.cast(poll, voter, [1])
    polls.cast(poll, neighbours["member"], [2])
    with counted_statements() as statements:
        after = heard(action, refused)
    assert before == after
    assert (voter.id in after) is (quiet.id in after)
    asked = " ".join(statement.lower() for statement in statements)
    for table in (RollEntry.__tablename__, Ballot.__tablename__):
        assert f"from {table} " not in asked
        assert f"join {table} " not in asked


def heard(action: str, refused) -> set[int]:
    """Who would be told of the deed now."""
    event = Event(action=action, subject_type="request", subject_id=refused.id, by_id=None, facts={})
    from_now = notices.matter(event)
    return {person.user_id for person in notices.recipients(event, from_now)}
