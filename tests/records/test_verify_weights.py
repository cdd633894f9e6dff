"""verify.py on channels with weights where the roll and the paper box differ."""

from app.polls.models import Poll
from tests import factories
from tests.factories import polls
from tests.records.kinds_with_limits import ONLINE
from tests.records.records import record_of, the_verifier


def a_poll_of_which_sheets_were_taken_home(came_back: int, kept: int) -> Poll:
    """Counted, with a weight of the paper; of the sheets handed out some are not in the box."""
    voters = polls.voters_of(council := factories.a_council(), len(ONLINE) + came_back + kept)
    draft = {"choices": 3, "method": "choose_up_to_k", "votes_per_voter": 2, "takes_paper": True, "paper_percent": 70}
    poll = polls.an_open_poll(council, **draft)
    for voter, marks in zip(voters, ONLINE, strict=False):
        polls.cast(poll, voter, marks)
    for voter in voters[len(ONLINE) :]:
        polls.handed(poll, voter)
    poll = polls.closed(poll)
    polls.a_batch(poll, *[[1]] * came_back)
    polls.reconciled(poll, printed=came_back + kept, box="종이를 집에 가져간 이웃이 있습니다.")
    return polls.counted(poll)


def test_too_few_sheets_in_the_box_are_not_weighed_however_many_were_handed_out(app):
    poll = a_poll_of_which_sheets_were_taken_home(15, 10)
    assert (poll.tally.result["channels"]["paper"], "weighed" in poll.tally.result) == (25, False)
    verify = the_verifier()
    assert verify.faults(record_of(poll), verify.Record) == []


def test_enough_sheets_in_the_box_have_to_be_weighed(app):
    poll = a_poll_of_which_sheets_were_taken_home(20, 5)
    assert "weighed" in poll.tally.result
    verify = the_verifier()
    assert verify.faults(record_of(poll), verify.Record) == []
