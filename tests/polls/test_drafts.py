"""Drafts: preparing, editing, announcing."""

from datetime import timedelta

import pytest

from app.kernel.db import session, transaction
from app.kernel.errors import Conflict, Invalid
from app.kernel.events import Event
from app.polls import queries, service
from app.polls.service import NewOption
from app.polls.states import PollState
from tests import factories
from tests.conftest import rows
from tests.factories import polls


def labels(poll):
    return [option.label for option in queries.poll(poll.id).options]


def test_a_motion_brings_its_three_answers_and_ties_yes_to_its_matter(app):
    proposal_of = NewOption("분리수거함을 늘린다", proposal_id=None, cost_won=9_600_000)
    poll = queries.poll(polls.a_draft(options=[proposal_of]).id)
    assert [(option.position, option.label, option.cost_won) for option in poll.options] == [
        (1, "찬성", 9_600_000),
        (2, "반대", None),
        (3, "기권", None),
    ]
    assert (poll.state, poll.votes_per_voter) == (PollState.DRAFT, 1)


def test_options_keep_the_order_of_the_paper(app):
    poll = polls.a_draft(choices=3)
    assert labels(poll) == list(polls.LABELS[:3])
    assert [option.position for option in queries.poll(poll.id).options] == [1, 2, 3]


def test_a_choice_of_one_gives_one_vote_whatever_was_asked(app):
    assert polls.a_draft(choices=3, votes_per_voter=2).votes_per_voter == 1


@pytest.mark.parametrize(
    "given",
    [
        {"question": "  "},
        {"method": "astrology"},
        {"choices": 1},
        {"options": [NewOption("하나"), NewOption("둘")]},
        {"choices": 2, "options": [NewOption("같은 이름"), NewOption(" 같은 이름 ")]},
        {"choices": 2, "options": [NewOption("하나"), NewOption(" ")]},
        {"choices": 2, "options": [NewOption("하나"), NewOption("길" * 121)]},
        {"choices": 3, "method": "choose_up_to_k", "votes_per_voter": 0},
        {"choices": 3, "method": "choose_up_to_k", "votes_per_voter": 4},
        {"choices": 3, "seats": 0},
        {"choices": 3, "seats": 4},
        {"opens_at": factories.in_days(2), "closes_at": factories.in_days(1)},
        {"opens_at": factories.in_days(-2), "closes_at": factories.in_days(-1)},
    ],
)
def test_parts_that_do_not_fit_together_are_refused_with_a_sentence_and_nothing_is_kept(app, given):
    with pytest.raises(Invalid, match=r"[가-힣].*[.다]$"):
        polls.a_draft(**given)
    assert rows("poll") == rows("option") == []


def test_a_draft_is_written_anew_with_other_options(app):
    poll = queries.poll(polls.a_draft(choices=3).id)
    edit(poll, method="choose_up_to_k", options=polls.options(4), votes_per_voter=2, seats=2)
    again = queries.poll(poll.id)
    assert (again.method, again.votes_per_voter, again.seats) == ("choose_up_to_k", 2, 2)
    assert labels(again) == list(polls.LABELS[:4])


def test_the_options_of_a_poll_just_edited_are_there_without_asking_again(app):
    poll = queries.poll(polls.a_draft(choices=3).id)
    edit(poll, method="choose_one", options=polls.options(2))
    assert [option.label for option in poll.options] == list(polls.LABELS[:2])


def test_a_wrong_edit_leaves_the_draft_as_it_was(app):
    poll = queries.poll(polls.a_draft(choices=3).id)
    with pytest.raises(Invalid):
        edit(poll, method="choose_one", options=polls.options(1))
    assert labels(poll) == list(polls.LABELS[:3])


def test_announcing_is_told_once(app):
    poll = queries.poll(polls.a_draft().id)
    for minute in range(2):
        with transaction():
            service.announce(poll, by=factories.a_user(), at=factories.in_days(0) + timedelta(minutes=minute))
    assert [event.action for event in session().query(Event)] == ["poll.announced"]
    assert poll.is_announced


def test_an_edit_takes_the_announcement_back(app):
    poll = queries.poll(polls.a_draft().id)
    with transaction():
        service.announce(poll, by=factories.a_user(), at=factories.in_days(0))
    edit(poll, question="달라진 물음")
    assert not queries.poll(poll.id).is_announced


def test_an_opened_poll_is_edited_by_nobody(app):
    poll = queries.poll(polls.an_open_poll().id)
    before = rows("poll"), rows("option")
    with pytest.raises(Conflict):
        edit(poll, question="달라진 물음")
    with pytest.raises(Conflict), transaction():
        service.announce(queries.poll(poll.id), by=factories.a_user(), at=factories.in_days(0))
    assert (rows("poll"), rows("option")) == before


def edit(poll, **given):
    values = {
        "question": poll.question,
        "explanation": "",
        "method": "motion",
        "votes_per_voter": 1,
        "seats": 1,
        "options": [],
        "opens_at": poll.opens_at,
        "closes_at": poll.closes_at,
    }
    with transaction():
        service.edit(poll, **{**values, **given}, by=factories.a_user(), at=factories.in_days(0))
