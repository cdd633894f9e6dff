"""People at the booth, on a lent device and online in the same moment, before four server processes."""

from collections import Counter

import pytest

from app.polls import queries, service
from tests import factories
from tests.conftest import rows
from tests.factories import polls
from tests.fault.casters import in_step

pytestmark = pytest.mark.fault
PAIRS, TRIPLES = 200, 60


def contests(*channels):
    """Rounds for one process a channel: five sixths of the voters are in all channels in the same moment.

    With the last sixth each channel comes first once, so that none is first with everybody.
    """
    together = len(channels[0]) * 5 // 6
    same = [[[jobs[number]] for jobs in channels] for number in range(together)]
    parts = [[jobs[together + place :: len(channels)] for place in range(len(channels))] for jobs in channels]
    turned = [[its[(turn + number) % len(its)] for number, its in enumerate(parts)] for turn in range(len(channels))]
    return same + turned


def in_words(people, channels, marks, refused):
    """What came out when so many people were in so many channels at once."""
    used = ", ".join(f"{number} {channel}" for channel, number in sorted(marks.items()))
    return f"{people} people in {channels} at once: {used}; {refused} refused"


def test_two_hundred_people_have_one_channel_each_and_the_sheet_agrees(app, tmp_path, figure):
    council = factories.a_council()
    voters = polls.voters_of(council, PAIRS)
    poll = polls.an_open_poll(council, takes_paper=True)
    online = [[poll.id, voter.id, [1], polls.paper_of(poll, voter)] for voter in voters]
    paper = [[poll.id, voter.id, None, ""] for voter in voters]
    halves = zip(contests(online[::2], paper[::2]), contests(online[1::2], paper[1::2]), strict=True)
    answers = in_step([[*one, *other] for one, other in halves], tmp_path)
    marks = Counter(row.channel for row in rows("roll") if row.channel)
    figure("booth", in_words(PAIRS, "two channels", marks, answers.count("conflict")))
    told = Counter({"conflict": "refused", "paper": "paper"}.get(answer, "online") for answer in answers)
    assert not [answer for answer in answers if answer.startswith("error")]
    assert told == {"refused": PAIRS, **marks}
    assert marks["online"] + marks["paper"] == PAIRS
    assert min(marks.values()) > 0, "one channel was always first: nothing was tried"
    assert len(rows("ballot")) == marks["online"]
    sheet = service.reconciliation_sheet(queries.poll(poll.id))
    assert (sheet["online_ballots"], sheet["paper"]["handed_out"]) == (marks["online"], marks["paper"])


def test_sixty_people_on_paper_with_help_and_online_have_one_channel_each_and_the_sheet_agrees(app, tmp_path, figure):
    council = factories.a_council()
    helper, voters = factories.a_facilitator(council), polls.voters_of(council, TRIPLES)
    poll = polls.an_open_poll(council, takes_paper=True, takes_assisted=True)
    devices = [polls.lent(poll, voter, helper) for voter in voters]
    online = [[poll.id, voter.id, [1], polls.paper_of(poll, voter)] for voter in voters]
    paper = [[poll.id, voter.id, None, ""] for voter in voters]
    helped = [[poll.id, one.id, [2], service.ballot_form(poll, one), [helper.id, one.turn]] for one in devices]
    answers = in_step(contests(online, paper, helped), tmp_path)
    marks = Counter(row.channel for row in rows("roll") if row.channel)
    figure("with help", in_words(TRIPLES, "three channels", marks, answers.count("conflict")))
    assert not [answer for answer in answers if answer.startswith("error")]
    assert (marks.total(), answers.count("conflict")) == (TRIPLES, 2 * TRIPLES)
    assert len(marks) == 3, "one channel was always first: nothing was tried"
    ballots = Counter(row.marks for row in rows("ballot"))
    assert ballots == Counter({"[1]": marks["online"], "[2]": marks["assisted"]})
    sheet = service.reconciliation_sheet(queries.poll(poll.id))
    assert (Counter(sheet["marked"]), sheet["online_ballots"]) == (marks, ballots.total())
