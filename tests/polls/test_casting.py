"""Casting: one person, one ballot, once; whatever goes wrong leaves nothing behind."""

from datetime import timedelta

import pytest
from sqlalchemy import text, update

from app.councils.states import MembershipState
from app.kernel import clock
from app.kernel.db import session, transaction
from app.kernel.errors import Conflict, Forbidden, Invalid, NotFound
from app.kernel.events import Event
from app.kernel.outbox import Message
from app.polls import queries, service
from app.polls.methods import BLANK
from app.polls.models import Poll
from tests import factories
from tests.conftest import counted_statements, rows
from tests.factories import polls


@pytest.fixture
def poll(app):
    return polls.an_open_poll(voters=1, choices=3, method="choose_up_to_k", votes_per_voter=2)


@pytest.fixture
def voter(poll):
    return voter_of(poll)


def voter_of(poll, index=0):
    members = session().execute(
        text("SELECT user_id FROM membership WHERE council_id = :council ORDER BY id"), {"council": poll.council_id}
    )
    return session().get(factories.User, members.all()[index].user_id)


def marked():
    return [row.channel for row in rows("roll") if row.channel is not None]


def nothing_was_kept():
    return rows("ballot") == [] and marked() == []


def test_a_ballot_is_kept_with_its_marks_in_their_one_written_form(poll, voter):
    receipt = polls.cast(poll, voter, [3, 1])
    (ballot,) = rows("ballot")
    assert (ballot.poll_id, ballot.marks) == (poll.id, "[1,3]")
    assert marked() == ["online"]
    assert receipt.poll_id == poll.id


def test_the_row_holds_a_hash_and_the_receipt_the_text(poll, voter):
    receipt = polls.cast(poll, voter, [1])
    (ballot,) = rows("ballot")
    assert ballot.nonce_hash not in receipt.code
    assert len(ballot.nonce_hash) == 64
    assert len(receipt.code.replace("-", "")) * 5 >= 128  # bits: letters A-Z and 2-7


def test_a_blank_ballot_is_a_ballot(poll, voter):
    polls.cast(poll, voter, [BLANK])
    assert rows("ballot")[0].marks == "[]"


def test_the_same_form_again_gives_the_same_receipt_and_keeps_the_first_marks(poll, voter):
    form = service.ballot_form(poll, voter)
    receipts = {polls.cast(poll, voter, marks, form) for marks in ([1], [1], [2, 3])}
    assert len(receipts) == 1
    assert [row.marks for row in rows("ballot")] == ["[1]"]


def test_a_second_form_is_a_conflict_that_names_the_channel_and_leaves_one_ballot(poll, voter):
    first, second = service.ballot_form(poll, voter), service.ballot_form(poll, voter)
    polls.cast(poll, voter, [1], first)
    with pytest.raises(Conflict, match=r"이미 투표하셨습니다.*온라인"):
        polls.cast(poll, voter, [2], second)
    assert [row.marks for row in rows("ballot")] == ["[1]"]


def test_whoever_took_a_paper_ballot_cannot_vote_online(poll, voter):
    with transaction():
        session().execute(
            text("UPDATE roll SET channel = 'paper' WHERE person_key = :key"),
            {"key": service.person_key(voter, poll)},
        )
    with pytest.raises(Conflict, match="종이"):
        polls.cast(poll, voter, [1])
    assert rows("ballot") == []


def test_whoever_is_not_on_the_roll_is_told_so_and_nothing_is_kept(poll):
    stranger = factories.a_user()
    with pytest.raises(Forbidden, match="투표인명부에 없습니다"):
        polls.cast(poll, stranger, [1])
    assert nothing_was_kept()


def test_a_member_confirmed_after_opening_is_not_on_the_roll(poll):
    late = factories.a_member(queries.poll(poll.id).council)
    with pytest.raises(Forbidden):
        polls.cast(poll, late, [1])
    assert nothing_was_kept()


def test_whoever_left_after_opening_keeps_the_vote_that_the_roll_gives(poll, voter):
    with transaction():
        session().execute(text("UPDATE membership SET state = :left"), {"left": MembershipState.LEFT.value})
    polls.cast(poll, voter, [1])
    assert len(rows("ballot")) == 1


@pytest.mark.parametrize(
    "forge",
    [
        lambda form: "",
        lambda form: "no form at all",
        lambda form: form.partition(".")[0],
        lambda form: form.partition(".")[0] + ".",
        lambda form: "A" + form[1:] if form[0] != "A" else "B" + form[1:],
        lambda form: form[:-1] + ("0" if form[-1] != "0" else "1"),
        lambda form: form + "0",
        lambda form: "ㄱ" + form,
        lambda form: form.lower(),
        lambda form: form.replace(".", ".1", 1),
        lambda form: "{0}..{2}".format(*form.split(".")),
    ],
)
def test_a_forged_form_keeps_nothing_and_the_voter_can_still_vote(poll, voter, forge):
    with pytest.raises(Invalid, match="투표용지가 맞지 않아"):
        polls.cast(poll, voter, [1], forge(service.ballot_form(poll, voter)))
    assert nothing_was_kept()
    polls.cast(poll, voter, [1])
    assert len(rows("ballot")) == 1


def test_the_form_of_a_neighbour_keeps_nothing_for_either(poll, voter):
    neighbour = voter_of(poll, 1)
    with pytest.raises(Invalid):
        polls.cast(poll, neighbour, [1], service.ballot_form(poll, voter))
    assert nothing_was_kept()
    polls.cast(poll, neighbour, [1])
    polls.cast(poll, voter, [2])
    assert len(rows("ballot")) == 2


def test_the_form_of_another_poll_keeps_nothing(poll, voter):
    other = polls.an_open_poll(queries.poll(poll.id).council, choices=3)
    with pytest.raises(Invalid):
        polls.cast(poll, voter, [1], service.ballot_form(other, voter))
    assert nothing_was_kept()


@pytest.mark.parametrize("marks", [[], [1, 1], [4], [1, 2, 3], [-1], [BLANK, 1]])
def test_marks_that_are_no_ballot_are_refused_and_the_same_form_still_works(poll, voter, marks):
    form = service.ballot_form(poll, voter)
    with pytest.raises(Invalid, match=r"[가-힣]"):
        polls.cast(poll, voter, marks, form)
    assert nothing_was_kept()
    polls.cast(poll, voter, [1], form)
    assert len(rows("ballot")) == 1


def test_a_poll_whose_time_has_passed_takes_nothing_even_if_no_job_ran(poll, voter):
    form = service.ballot_form(poll, voter)
    with pytest.raises(Conflict, match="마감되었습니다"), transaction():
        service.cast(poll.id, [1], form=form, by=voter, clock=polls.after_closing(poll))
    assert nothing_was_kept()
    assert queries.poll(poll.id).is_open


def test_the_clock_of_the_database_decides_and_not_ours(app):
    poll = polls.an_open_poll(voters=1)
    voter = voter_of(poll)
    # time goes by: the closing moment, which the trigger keeps in its place, comes to lie behind the database's clock
    past = clock.database_now(session().connection()) - timedelta(seconds=1)
    polls.tamper(update(Poll.__table__).values(closes_at=past), "poll_update_refused")
    with pytest.raises(Conflict, match="마감되었습니다"):
        polls.cast(poll, voter, [1])
    assert nothing_was_kept()


def test_a_lost_answer_can_be_asked_for_again_after_closing(poll, voter):
    form = service.ballot_form(poll, voter)
    receipt = polls.cast(poll, voter, [1], form)
    polls.closed(poll)
    assert polls.cast(poll, voter, [1], form) == receipt
    assert len(rows("ballot")) == 1


@pytest.mark.parametrize("end", [polls.a_draft, lambda: polls.closed(polls.an_open_poll(voters=1))])
def test_a_box_that_is_not_open_takes_nothing(app, end):
    poll = end()
    with pytest.raises(Conflict):
        polls.cast(poll, factories.a_member(queries.poll(poll.id).council), [1])
    assert nothing_was_kept()


def test_a_poll_taken_back_takes_nothing(poll, voter):
    with transaction():
        service.void(queries.poll(poll.id), reason="문구가 잘못됨", by=factories.a_user(), at=clock.now())
    with pytest.raises(Conflict):
        polls.cast(poll, voter, [1])
    assert nothing_was_kept()


def test_a_poll_that_is_not_there_is_not_found(app):
    voter = factories.a_user()
    paper = service.ballot_form(Poll(id=404), voter)
    with pytest.raises(NotFound), transaction():
        service.cast(404, [1], form=paper, by=voter)


def test_a_failing_insert_takes_the_mark_on_the_roll_back(poll, voter):
    form = service.ballot_form(poll, voter)
    with pytest.raises(ZeroDivisionError), transaction():
        _ = 1 / 0 if service.cast(poll.id, [1], form=form, by=voter) else None
    assert nothing_was_kept()
    polls.cast(poll, voter, [1])


def test_no_event_and_no_letter_tells_of_a_ballot(poll, voter):
    before = session().query(Event).count()
    polls.cast(poll, voter, [1])
    assert session().query(Event).count() == before
    assert session().query(Message).count() == 0


def test_casting_asks_the_database_three_things_however_many_have_voted(app):
    poll = polls.an_open_poll(voters=6)
    papers = [(voter_of(poll, n), service.ballot_form(poll, voter_of(poll, n))) for n in range(6)]
    asked = []
    for voter, form in papers:
        with counted_statements() as statements:
            polls.cast(poll, voter, [1], form)
        asked.append([words.split()[0] for words in statements if not words.startswith("BEGIN")])
    assert asked == [["SELECT", "UPDATE", "INSERT"]] * 6
