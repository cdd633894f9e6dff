"""Two hundred people at the booth and online in the same moment, before four server processes."""

from collections import Counter

import pytest

from app.polls import queries, service
from tests import factories
from tests.conftest import rows
from tests.factories import polls
from tests.fault.casters import PROCESSES, finished, running

pytestmark = pytest.mark.fault
PAIRS = 200


def test_two_hundred_people_have_one_channel_each_and_the_sheet_agrees(app, tmp_path):
    council = factories.a_council()
    voters = polls.voters_of(council, PAIRS)
    poll = polls.an_open_poll(council, takes_paper=True)
    online = [[poll.id, voter.id, [1], polls.paper_of(poll, voter)] for voter in voters]
    paper = [[poll.id, voter.id, None, ""] for voter in voters]
    half = PROCESSES // 2
    parts = [jobs[number::half] for jobs in (online, paper) for number in range(half)]
    answers = finished(running(parts, tmp_path))
    marks = Counter(row.channel for row in rows("roll") if row.channel)
    told = Counter({"conflict": "refused", "paper": "paper"}.get(answer, "online") for answer in answers)
    assert not [answer for answer in answers if answer.startswith("error")]
    assert told == {"refused": PAIRS, **marks}
    assert marks["online"] + marks["paper"] == PAIRS
    assert min(marks.values()) > 0, "the two never met: nothing was tried"
    assert len(rows("ballot")) == marks["online"]
    sheet = service.reconciliation_sheet(queries.poll(poll.id))
    assert (sheet["online_ballots"], sheet["paper"]["handed_out"]) == (marks["online"], marks["paper"])
