"""The worker's jobs for polls."""

from datetime import timedelta

from app.kernel import clock
from app.kernel.db import session, transaction
from app.polls import jobs, queries
from app.polls.states import PollState
from tests import factories
from tests.conftest import rows
from tests.factories import polls


def ended(poll):
    """The poll with its time over: it opened two hours ago and was to last an hour."""
    return polls.opened(poll, at=lambda connection: clock.now() - timedelta(hours=2))


def a_poll_whose_time_is_over(**given):
    past = clock.now() - timedelta(hours=2)
    span = {"opens_at": past, "closes_at": past + timedelta(hours=1), "at": past}
    return ended(polls.a_draft(**span, **given))


def test_the_job_closes_what_is_over_and_leaves_what_is_not(app):
    over, running = a_poll_whose_time_is_over(), polls.an_open_poll()
    assert jobs.close_due_polls(clock.now()) == 1
    assert queries.poll(over.id).state is PollState.CLOSED
    assert queries.poll(running.id).is_open
    assert jobs.close_due_polls(clock.now()) == 0


def test_the_job_leaves_a_replay_alone(app):
    poll = polls.a_draft(at=factories.in_days(-1), opens_at=factories.in_days(-1), closes_at=factories.in_days(-0.5))
    with transaction():
        queries.poll(poll.id).is_replay = True
    polls.opened(poll, at=lambda connection: factories.in_days(-0.9))
    assert jobs.close_due_polls(clock.now()) == 0
    assert queries.open_polls() == []


def mixed():
    return [(row.poll_id, row.ballot_count) for row in rows("mixing")]


def cast_some(poll, voters):
    for voter in voters:
        polls.cast(poll, voter, [1])


def test_a_box_is_mixed_after_twenty_ballots_or_a_minute(app):
    council = factories.a_council()
    voters = polls.voters_of(council, 42)
    poll, at = polls.an_open_poll(council), clock.now()
    if session().connection().dialect.name == "sqlite":
        cast_some(poll, voters[:20])
        assert jobs.mix_open_polls(at) == 0
        return
    assert jobs.mix_open_polls(at) == 0
    cast_some(poll, voters[:1])
    assert (jobs.mix_open_polls(at), mixed()) == (1, [(poll.id, 1)])
    cast_some(poll, voters[1:20])
    assert jobs.mix_open_polls(at + timedelta(seconds=59)) == 0
    cast_some(poll, voters[20:21])
    assert (jobs.mix_open_polls(at + timedelta(seconds=59)), mixed()) == (1, [(poll.id, 21)])
    cast_some(poll, voters[21:22])
    assert jobs.mix_open_polls(at + timedelta(seconds=100)) == 0
    assert jobs.mix_open_polls(at + timedelta(seconds=119)) == 1
    assert jobs.mix_open_polls(at + timedelta(seconds=600)) == 0


def test_the_roll_is_mixed_after_sheets_of_paper_as_after_ballots(app):
    council = factories.a_council()
    voters = polls.voters_of(council, 2)
    poll, at = polls.an_open_poll(council, takes_paper=True), clock.now()
    polls.handed(poll, voters[0])
    if session().connection().dialect.name == "sqlite":
        assert jobs.mix_open_polls(at) == 0
        return
    assert (jobs.mix_open_polls(at), mixed()) == (1, [(poll.id, 1)])
    polls.cast(poll, voters[1], [1])
    assert jobs.mix_open_polls(at + timedelta(seconds=59)) == 0
    assert (jobs.mix_open_polls(at + timedelta(seconds=60)), mixed()) == (1, [(poll.id, 2)])
