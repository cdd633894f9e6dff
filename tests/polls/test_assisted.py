"""Voting with help: a paper for one turn at one device, one channel for each person, and no trace but the mark."""

import pytest

from app.kernel.db import session, transaction
from app.kernel.errors import Conflict, Forbidden, Invalid
from app.kernel.events import Event
from app.kernel.outbox import Message
from app.polls import queries, service
from app.polls.models import Poll
from app.polls.service import AlreadyVoted, Helped
from app.polls.service.invariants import Breached
from app.polls.states import Channel
from tests import factories
from tests.conftest import rows
from tests.factories import polls


@pytest.fixture
def town(app):
    """A poll with every channel, two voters on its roll, and two who help."""
    council = factories.a_council()
    voters = [factories.a_member(council, name=name) for name in ("박순자", "김영희")]
    helpers = [factories.a_facilitator(council), factories.an_officer(council.dong)]
    return polls.an_open_poll(council, takes_paper=True, takes_assisted=True), voters, helpers


def marks():
    return sorted(str(row.channel) for row in rows("roll") if row.channel)


def refusals():
    return [row.count for row in rows("refused_duplicates")]


def refused(kind, poll, by, form):
    with pytest.raises(kind):
        polls.cast(poll, by, [1], form)
    session().rollback()
    assert (rows("ballot"), marks()) == ([], [])


def test_the_rules_of_a_poll_name_help_among_the_channels_in_order(app):
    assert polls.an_open_poll(takes_assisted=True).rules["channels"] == ["assisted", "online"]
    poll = polls.an_open_poll(takes_assisted=True, takes_paper=True)
    assert poll.rules["channels"] == ["assisted", "online", "paper"]


def test_a_draft_written_anew_may_stop_offering_help(app):
    poll = queries.poll(polls.a_draft(takes_assisted=True).id)
    given = {"question": "다시 묻습니다", "explanation": "", "method": "motion", "votes_per_voter": 1, "seats": 1}
    times = {"opens_at": poll.opens_at, "closes_at": poll.closes_at, "at": poll.opens_at}
    with transaction():
        service.edit(poll, **given, **times, options=[], by=factories.a_user())
    assert session().get(Poll, poll.id).takes_assisted is False


def test_whoever_votes_with_help_is_marked_so_and_nothing_else_is_kept(town):
    poll, (voter, _other), (helper, _officer) = town
    before = session().query(Event).count(), session().query(Message).count()
    helped = polls.lent(poll, voter, helper)
    assert marks() == [], "handing the device over has marked the roll"
    receipt = polls.cast(poll, helped, [1])
    assert (marks(), len(rows("ballot"))) == (["assisted"], 1)
    assert (session().query(Event).count(), session().query(Message).count()) == before
    assert service.standing(poll, voter).channel is Channel.ASSISTED
    assert service.in_the_box(poll.id, [receipt.code]) == receipt.code


def test_the_same_paper_again_gives_the_same_receipt_and_one_ballot(town):
    poll, (voter, _other), (helper, _officer) = town
    helped = polls.lent(poll, voter, helper)
    form = service.ballot_form(poll, helped)
    assert polls.cast(poll, helped, [1], form) == polls.cast(poll, helped, [2], form)
    polls.closed(poll)
    assert polls.cast(poll, helped, [2], form).poll_id == poll.id
    assert [row.marks for row in rows("ballot")] == ["[1]"]


def test_a_paper_serves_one_channel_one_person_one_poll_one_helper_and_one_turn(town):
    poll, (voter, other), (helper, officer) = town
    elsewhere = polls.an_open_poll(poll.council, takes_assisted=True)
    helped = polls.lent(poll, voter, helper)
    form = service.ballot_form(poll, helped)
    refused(Invalid, poll, voter, form)
    refused(Invalid, poll, helped, service.ballot_form(poll, voter))
    refused(Invalid, poll, polls.lent(poll, other, helper), form)
    refused(Invalid, poll, polls.lent(poll, voter, officer), form)
    refused(Invalid, poll, polls.lent(poll, voter, helper), form)
    refused(Invalid, poll, Helped(voter.id, voter.id, officer.id, helped.turn), form)
    refused(Invalid, elsewhere, helped, form)
    polls.cast(poll, helped, [1], form)
    assert marks() == ["assisted"], "after all of this they still vote"


def test_no_number_of_a_paper_can_hold_the_rest_of_another_seal(town):
    """The seal is a hash over words with a byte between them: what is sent as a number could hold that byte."""
    poll, (voter, _other), (helper, _officer) = town
    helped = polls.lent(poll, voter, helper)
    nonce, _dot, seal = service.ballot_form(poll, helped).partition(".")
    for told in (f"{helper.id}\0{helped.turn}\0{nonce}", f"{nonce}\0{helper.id}\0{helped.turn}"):
        refused(Invalid, poll, voter, f"{told}.{seal}")


def test_a_poll_whose_rules_name_no_help_takes_no_such_ballot(app):
    council = factories.a_council()
    voter, helper = factories.a_member(council), factories.a_facilitator(council)
    poll = polls.an_open_poll(council)
    helped = Helped(voter.id, voter.id, helper.id, "turn")
    with pytest.raises(Conflict, match="도움 받아 하는 투표를 받지 않는"):
        polls.cast(poll, helped, [1])
    session().rollback()
    polls.cast(poll, voter, [1])
    assert marks() == ["online"]


def test_nobody_outside_the_roll_is_lent_the_device_and_no_ballot_of_theirs_is_taken(town):
    poll, _voters, (helper, _officer) = town
    stranger = factories.a_user()
    with pytest.raises(Forbidden, match="기기를 건네지"):
        polls.lent(poll, stranger, helper)
    refused(Forbidden, poll, Helped(stranger.id, stranger.id, helper.id, "turn"), None)


def test_the_device_is_lent_to_nobody_who_has_voted_and_other_channels_are_counted(town):
    poll, (voter, other), (helper, _officer) = town
    polls.cast(poll, voter, [1])
    polls.handed(poll, other)
    told = []
    for person in (voter, other):
        with transaction():
            told.append(service.lend_device(poll, person, by=helper))
    assert (told, refusals()) == ([Channel.ONLINE, Channel.PAPER], [2])


def test_after_help_the_other_channels_are_refused_and_the_refusal_names_it(town):
    poll, (voter, _other), (helper, _officer) = town
    polls.cast_with_help(poll, voter, [1], helper)
    assert polls.handed(poll, voter) is Channel.ASSISTED
    with pytest.raises(AlreadyVoted, match="도움 받아"):
        polls.cast(poll, voter, [2])
    session().rollback()
    with transaction():
        assert service.lend_device(poll, voter, by=helper) is Channel.ASSISTED
    assert (marks(), refusals(), len(rows("ballot"))) == (["assisted"], [1], 1)


def test_whoever_voted_meanwhile_is_refused_on_the_device(town):
    poll, (voter, other), (helper, _officer) = town
    devices = [polls.lent(poll, one, helper) for one in (voter, other)]
    polls.cast(poll, voter, [2])
    polls.handed(poll, other)
    for helped, channel in zip(devices, (Channel.ONLINE, Channel.PAPER), strict=True):
        with pytest.raises(AlreadyVoted) as fault:
            polls.cast(poll, helped, [1])
        assert fault.value.channel is channel
        session().rollback()
    assert (marks(), len(rows("ballot"))) == (["online", "paper"], 1)


def test_no_ballot_is_taken_after_the_end_by_the_clock_of_the_database(town):
    poll, (voter, _other), (helper, _officer) = town
    helped = polls.lent(poll, voter, helper)
    form = service.ballot_form(poll, helped)
    with pytest.raises(Conflict, match="마감되었습니다"), transaction():
        service.cast(poll.id, [1], form=form, by=helped, clock=polls.after_closing(poll))
    assert (rows("ballot"), marks()) == ([], [])


def test_ballots_with_help_are_counted_with_the_others_and_the_sheet_balances(town):
    poll, (voter, other), (helper, _officer) = town
    polls.cast_with_help(poll, voter, [1], helper)
    polls.cast(poll, other, [1])
    polls.closed(poll)
    polls.reconciled(poll, printed=0)
    counted = polls.counted(poll)
    sheet = service.reconciliation_sheet(counted)
    assert sheet["marked"] == {"online": 1, "assisted": 1, "paper": 0}
    assert (sheet["online_ballots"], sheet["balances"]) == (2, True)
    assert counted.tally.result["channels"] == {"online": 1, "assisted": 1}
    assert queries.result(counted).assisted == 1


def test_a_ballot_without_its_mark_of_help_stops_the_count(town):
    poll, (voter, _other), (helper, _officer) = town
    polls.cast_with_help(poll, voter, [1], helper)
    polls.tamper("UPDATE roll SET channel = NULL WHERE poll_id = :poll", "roll_update_refused", poll=poll.id)
    with pytest.raises(Breached):
        polls.closed(poll)
