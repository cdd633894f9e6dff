"""Handing out paper: one channel for each person, whichever comes first, and no trace but the mark."""

import pytest

from app.kernel.db import session, transaction
from app.kernel.errors import Conflict, Forbidden
from app.kernel.events import Event
from app.polls import queries, service
from app.polls.models import Poll, RefusedDuplicates
from app.polls.service import AlreadyVoted
from app.polls.states import Channel, PollState
from tests import factories
from tests.conftest import rows
from tests.factories import polls


@pytest.fixture
def town(app):
    """A poll that takes paper, with two voters on its roll."""
    council = factories.a_council()
    voters = [factories.a_member(council, name=name) for name in ("박순자", "김영희")]
    return polls.an_open_poll(council, takes_paper=True), voters


def refusals():
    return [row.count for row in rows("refused_duplicates")]


def marks():
    return sorted(str(row.channel) for row in rows("roll") if row.channel)


def test_the_rules_of_a_poll_name_the_channels_in_order(app):
    assert polls.an_open_poll().rules["channels"] == ["online"]
    assert polls.an_open_poll(takes_paper=True).rules["channels"] == ["online", "paper"]


def test_a_draft_written_anew_may_stop_taking_paper(app):
    poll = queries.poll(polls.a_draft(takes_paper=True).id)
    given = {"question": "다시 묻습니다", "explanation": "", "method": "motion", "votes_per_voter": 1, "seats": 1}
    with transaction():
        service.edit(
            poll,
            **given,
            options=[],
            opens_at=poll.opens_at,
            closes_at=poll.closes_at,
            by=factories.a_user(),
            at=poll.opens_at,
        )
    assert session().get(Poll, poll.id).takes_paper is False


def test_whoever_is_handed_paper_is_marked_and_nothing_else_is_kept(town):
    poll, (voter, _other) = town
    events = session().query(Event).count()
    assert polls.handed(poll, voter) is None
    assert marks() == ["paper"]
    assert rows("ballot") == []
    assert session().query(Event).count() == events, "an event for a sheet of paper"
    assert service.standing(poll, voter).channel is Channel.PAPER


def test_paper_handed_out_twice_says_so_and_is_no_refused_duplicate(town):
    poll, (voter, _other) = town
    polls.handed(poll, voter)
    assert polls.handed(poll, voter) is Channel.PAPER
    assert (marks(), refusals()) == (["paper"], [0])


def test_paper_after_an_online_ballot_is_refused_and_counted(town):
    poll, (voter, _other) = town
    polls.cast(poll, voter, [1])
    assert polls.handed(poll, voter) is Channel.ONLINE
    assert (marks(), refusals()) == (["online"], [1])


def test_an_online_ballot_after_paper_is_refused_in_a_sentence_that_names_paper(town):
    poll, (voter, other) = town
    polls.handed(poll, voter)
    with pytest.raises(AlreadyVoted, match=r"이미 투표하셨습니다\(종이\)"):
        polls.cast(poll, voter, [1])
    polls.cast(poll, other, [1])
    assert (marks(), len(rows("ballot"))) == (["online", "paper"], 1)


def test_refusals_are_counted_while_an_open_poll_takes_paper_and_nowhere_else(town):
    poll, _voters = town
    without = polls.an_open_poll()
    for number in (poll.id, poll.id, without.id):
        with transaction():
            service.count_refused(number)
    polls.closed(poll)
    with transaction():
        service.count_refused(poll.id)
    assert [(row.poll_id, row.count) for row in session().query(RefusedDuplicates)] == [(poll.id, 2)]


def test_nobody_outside_the_roll_is_handed_paper(town):
    poll, _voters = town
    with pytest.raises(Forbidden, match="명부에 없는 분"):
        polls.handed(poll, factories.a_user())


def test_no_paper_is_handed_out_where_the_rules_name_none(app):
    council = factories.a_council()
    voter = factories.a_member(council)
    with pytest.raises(Conflict, match="종이 투표를 받지 않는"):
        polls.handed(polls.an_open_poll(council), voter)


def test_no_paper_is_handed_out_after_the_end_by_the_clock_of_the_database(town):
    poll, (voter, _other) = town
    with pytest.raises(Conflict, match="마감되었습니다"), transaction():
        service.hand_out(poll.id, voter.id, clock=polls.after_closing(poll))
    polls.closed(poll)
    with pytest.raises(Conflict, match="마감되었습니다"):
        polls.handed(poll, voter)
    assert marks() == []


def test_the_people_on_the_roll_are_found_by_a_part_of_their_name(town):
    poll, (voter, _other) = town
    polls.handed(poll, voter)
    factories.a_member(poll.council, name="박순자")  # came after the roll was made
    factories.a_member(factories.a_council(), name="박순자")
    assert [one.user.id for one in service.on_roll_named(poll, "순자")] == [voter.id]
    assert [one.user.name for one in service.on_roll_named(poll, "희")] == ["김영희"]
    assert service.on_roll_named(poll, "%") == []


def test_closing_a_poll_with_paper_counts_nothing_yet(town):
    poll, (voter, _other) = town
    polls.cast(poll, voter, [1])
    poll = polls.closed(polls.closed(poll))
    assert (poll.state, poll.tally, queries.result(poll)) == (PollState.COUNTING, None, None)
    told = [event.action for event in session().query(Event).filter_by(subject_type="poll", subject_id=poll.id)]
    assert told == ["poll.opened", "poll.box_closed"]
    sheet = service.reconciliation_sheet(poll)
    assert (sheet["valid"], sheet["blank"], sheet["invalid"]) == (None, None, None)
