"""verify.py on channels with weights where the roll and the paper box differ."""

from tests.records.kinds_with_limits import ON_PAPER, ONLINE, weighed
from tests.records.records import record_of, the_verifier


def test_too_few_sheets_in_the_box_are_not_weighed_however_many_were_handed_out(app):
    poll = weighed(ONLINE, ON_PAPER[:15], lost=10)
    assert (poll.tally.result["channels"]["paper"], "weighed" in poll.tally.result) == (25, False)
    verify = the_verifier()
    assert verify.faults(record_of(poll), verify.Record) == []


def test_enough_sheets_in_the_box_have_to_be_weighed(app):
    poll = weighed(ONLINE, ON_PAPER[:20], lost=5)
    assert "weighed" in poll.tally.result
    verify = the_verifier()
    assert verify.faults(record_of(poll), verify.Record) == []
