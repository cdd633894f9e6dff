"""People at the booth, on a lent device and online in the same moment, before four server processes."""

import random
import threading
import time
from collections import Counter

import pytest

from app.kernel.db import db
from app.polls import queries, service
from tests import factories
from tests.conftest import rows
from tests.factories import polls
from tests.fault.casters import in_step
from tests.fault.servers import Server
from tests.fault.voters import Answer, Line, Voter, at_once, crowd, signed_in

pytestmark = pytest.mark.fault
PAIRS, TRIPLES = 200, 60
DESKS = 4  # where sheets are handed out at the same time


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


def at_desk_and_online(port: int, poll_id: int, voters: list[Voter], desks: list[Voter]) -> list[tuple[Answer, str]]:
    """Each votes online while a desk hands them a sheet; of each the answer online and the tone in which the desk is
    told. The two requests leave within some milliseconds, either first."""
    online: dict[int, Answer] = {}
    told: dict[int, str] = {}
    papers = [voter.paper(queries.poll(poll_id)) for voter in voters]
    pairs = [threading.Barrier(2) for _desk in desks]

    def work(number: int) -> None:
        place, is_desk = divmod(number, 2)
        line = Line(port)
        for position in range(place, len(voters), len(desks)):
            voter = voters[position]
            pairs[place].wait()
            time.sleep(random.choice([0.0, random.uniform(0.0, 0.01)]))
            if is_desk:
                told[position] = hand_out(line, desks[place], poll_id, voter)
            else:
                ballot = voter.ballot(papers[position], 1)
                online[position] = line.send(voter, f"/polls/{poll_id}/ballots", ballot)

    at_once(2 * len(desks), work, lambda _clients: None)
    return [(online[position], told[position]) for position in range(len(voters))]


def hand_out(line: Line, desk: Voter, poll_id: int, voter: Voter) -> str:
    """Press "hand out" for the voter; the tone of the sentence that the desk reads on its next page."""
    before = desk.cookie
    answer = line.send(desk, f"/polls/{poll_id}/handouts", {"csrf_token": desk.csrf, "person": str(voter.person.id)})
    assert answer.status == 303, answer
    [(tone, _sentence)] = desk.signer.loads(desk.cookie)["_flashes"]
    desk.cookie = before
    return str(tone)


def test_two_hundred_people_at_the_desks_and_on_their_own_devices_have_one_channel_each(app, url, tmp_path, figure):
    council = factories.a_council()
    officer = factories.an_officer(council.dong)
    voters, desks = crowd(app, council, PAIRS), signed_in(app, [officer] * DESKS)
    poll = polls.an_open_poll(council, takes_paper=True)
    with Server(url, tmp_path, processes=4) as server:
        answers = at_desk_and_online(server.port, poll.id, voters, desks)
    db.session.remove()  # what was read before saw another moment
    marks = Counter(row.channel for row in rows("roll") if row.channel)
    refused = sum((online.status == 409) + (told == "danger") for online, told in answers)
    figure("at the desks", in_words(PAIRS, "two channels over HTTP", marks, refused))
    outcomes = Counter((online.is_receipt, told) for online, told in answers)
    assert outcomes == Counter({(True, "danger"): marks["online"], (False, "success"): marks["paper"]})
    assert refused == marks.total() == PAIRS
    assert min(marks["online"], marks["paper"]) > 0, "one channel was always first: nothing was tried"
    assert len(rows("ballot")) == marks["online"]
    assert server.complaints() == []
