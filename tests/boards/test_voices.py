"""How many people spoke, and how many of them for the first time; never who, and never of fewer than five."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import update

from app.boards.maths.suppression import LEAST, one_in_another, people
from app.boards.queries.voices import KINDS, voices
from app.boards.states import Span
from app.discussion.models import Comment
from app.kernel import clock
from app.kernel.db import transaction
from app.proposals.models import Endorsement
from tests.factories import a_council, a_member, a_user, an_officer, in_days
from tests.factories.discussion import a_comment
from tests.factories.opinions import a_question, answered, statements
from tests.factories.polls import a_counted_poll
from tests.factories.proposals import a_co_proposer, a_proposal, an_endorsement


def of(dong_id: int, span: Span = Span.THREE_MONTHS) -> tuple[int | None, int | None]:
    found = voices([dong_id], span, clock.now()).get(dong_id)
    return (found.people, found.firsts) if found else (0, 0)


def moved(model: type, at: datetime) -> None:
    """As if all there is of a kind had happened at the moment."""
    column = {"at": at} if model is Endorsement else {"written_at": at}
    with transaction() as current:
        current.execute(update(model).values(**column))


def test_who_does_several_things_is_one_person(app):
    proposal = a_proposal()  # one author
    for _each in range(4):
        person = a_member(proposal.council)
        an_endorsement(proposal, person)
        a_comment(proposal, person)
        a_comment(proposal, person)
    assert of(proposal.council.dong_id) == (5, 5)


def test_each_kind_of_voice_counts(app):
    proposal = a_proposal()
    a_co_proposer(proposal)
    a_co_proposer(proposal, accepted=False)
    an_endorsement(proposal)
    a_comment(proposal)
    answered(statements(a_question(proposal.council))[0], agree=2)
    found = voices([proposal.council.dong_id], Span.MONTH, clock.now())[proposal.council.dong_id]
    assert dict.fromkeys(KINDS) == found.kinds  # each of them is fewer than five, and none is nobody
    assert of(proposal.council.dong_id) == (6, 6)


def test_who_votes_is_no_voice(app):
    poll = a_counted_poll([[1]] * 6)
    assert of(poll.council.dong_id) == (0, 0)


def test_an_officer_of_the_dong_is_no_voice_there(app):
    proposal = a_proposal()
    for _each in range(5):
        an_endorsement(proposal)
    officer = an_officer(proposal.council.dong)
    a_comment(proposal, officer)
    assert of(proposal.council.dong_id) == (6, 6)


def test_who_spoke_before_the_period_is_no_first_timer(app):
    proposal = a_proposal(published_at=in_days(-400))
    old = [a_member(proposal.council) for _each in range(6)]
    for person in old:
        an_endorsement(proposal, person)
    moved(Endorsement, in_days(-400))
    for person in (*old, *(a_member(proposal.council) for _each in range(7))):
        a_comment(proposal, person)
    assert of(proposal.council.dong_id) == (13, 7)


def test_a_step_in_another_dong_does_not_take_the_first_one_here_away(app):
    there, here = a_proposal(published_at=in_days(-400)), a_proposal(published_at=in_days(-400))
    crowd = [a_user() for _each in range(6)]
    for person in crowd:
        an_endorsement(there, person)
    moved(Endorsement, in_days(-400))
    for person in crowd:
        an_endorsement(here, person)
    assert of(here.council.dong_id) == (6, 6)


@pytest.mark.parametrize(("old", "new", "told"), [(0, 4, (None, None)), (2, 5, (7, None)), (5, 4, (9, None))])
def test_a_few_people_are_not_told_nor_what_gives_them_away(app, old, new, told):
    proposal = a_proposal(published_at=in_days(-400))
    known = [a_member(proposal.council) for _each in range(old)]
    for person in known:
        a_comment(proposal, person)
    moved(Comment, in_days(-400))
    for person in (*known, *(a_member(proposal.council) for _each in range(new))):
        an_endorsement(proposal, person)
    assert of(proposal.council.dong_id) == told


def test_first_timers_of_a_longer_span_do_not_give_away_those_of_a_shorter_one(app):
    proposal = a_proposal(published_at=in_days(-800))
    known = [a_member(proposal.council) for _each in range(8)]
    for person in known[:5]:
        a_comment(proposal, person)
    moved(Comment, in_days(-400))
    for person in known[5:]:
        an_endorsement(proposal, person)
    moved(Endorsement, in_days(-200))
    for person in (*known, *(a_member(proposal.council) for _each in range(5))):
        a_comment(proposal, person)
    assert of(proposal.council.dong_id, Span.THREE_MONTHS) == (13, 5)
    assert of(proposal.council.dong_id, Span.TWELVE_MONTHS) == (13, None)  # 8 less 5 would tell of three


@given(st.lists(st.integers(0, 30), min_size=1, max_size=6))
def test_no_difference_of_what_is_told_is_a_few_people(counts):
    told = [one for one in one_in_another(counts) if one is not None]
    assert not any(0 < one < LEAST for one in told)
    assert not any(0 < abs(one - other) < LEAST for one in told for other in told)


@given(st.integers(0, 30))
def test_a_number_alone_is_told_where_it_is_nobody_or_enough(count):
    assert people(count) == (None if 0 < count < LEAST else count)


def test_the_page_of_a_number_of_people_names_nobody(app, client):
    proposal = a_proposal(author=a_user(name="김제안"))
    dong_id = proposal.council.dong_id
    crowd = [a_member(proposal.council, name=f"박순례{number}") for number in range(6)]
    for person in crowd:
        an_endorsement(proposal, person)
    for figure in ("voices", "firsts"):
        page = client.get(f"/dongs/{dong_id}/figures/{figure}").text
        assert "7명" in page
        assert figure == "firsts" or "6명" in page
        assert "박순례" not in page
        assert "김제안" not in page


def test_a_council_alone_does_not_make_a_dong_quiet_or_loud(app, client):
    council = a_council()
    assert "아직 센 것이 없습니다" in client.get(f"/dongs/{council.dong_id}/figures").text
