"""Forms that are no ballot: forged, empty, late, somebody else's. No ballot, no mark, and the voter can still vote."""

from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from app.kernel import clock
from app.polls import service
from app.polls.jobs import close_due_polls
from app.polls.models import Poll
from tests import factories
from tests.factories import polls
from tests.fault.boxes import Count, Told, compare
from tests.fault.servers import Server
from tests.fault.voters import Fields, Line, Voter, crowd

pytestmark = pytest.mark.fault
NOTHING = Count(ballots=0, marks_on_roll=0, lost=0, untold=0)
FORGED = "A" * 26


@dataclass(frozen=True)
class Attempt:
    """What a browser sends that must not become a vote, and how it is answered."""

    what: str
    fields: Fields
    statuses: frozenset[int] = frozenset({422})
    cookie: str | None = None  # that of the voter


def _of_a_lent_device(poll: Poll, voter: Voter) -> str:
    return service.ballot_form(poll, service.Helped(voter.person.id, voter.person.id, 1, "turn"))


def attempts(poll: Poll, other: Poll, voter: Voter, neighbour: Voter) -> list[Attempt]:
    """Every way to send something wrong in the voter's name."""
    paper = voter.paper(poll)
    nonce, person, seal = paper.split(".")
    good = voter.ballot(paper, 1)

    def papers(what: str, token: str) -> Attempt:
        return Attempt(what, {**good, "paper": token})

    def marks(what: str, *marked: str) -> Attempt:
        return Attempt(what, {**good, "marks": marked})

    without_token = {name: value for name, value in good.items() if name != "csrf_token"}
    return [
        papers("no paper", ""),
        papers("a paper made up", f"{FORGED}.{person}.{'0' * 64}"),
        papers("another number under a good seal", f"{FORGED}.{person}.{seal}"),
        papers("a good number for another person", f"{nonce}.{int(person) + 1}.{seal}"),
        papers("a good number under another seal", f"{nonce}.{person}.{'0' * 64}"),
        papers("half a paper", paper[: len(paper) // 2]),
        papers("the neighbour's paper", neighbour.paper(poll)),
        papers("the paper of another poll", voter.paper(other)),
        papers(
            "a paper of a lent device",
            _of_a_lent_device(poll, voter),
        ),
        papers("a very long paper", "A" * 100_000),
        papers("a paper that is no text of ours", "투표\0용지"),
        marks("nothing marked"),
        marks("an option that is not there", "99"),
        marks("too many", "1", "2"),
        marks("one twice", "1", "1"),
        marks("a word", "찬성"),
        marks("a negative number", "-1"),
        marks("digits of another script", "١"),
        marks("an empty mark", ""),
        Attempt("no token of the session", without_token, frozenset({400})),
        Attempt("a token made up", {**good, "csrf_token": "made up"}, frozenset({400})),
        Attempt("nothing at all", {}, frozenset({400})),
        Attempt("nobody signed in", good, frozenset({303, 400}), cookie=""),
        Attempt("a cookie made up", good, frozenset({303, 400}), cookie=voter.cookie[:-4] + "AAAA"),
    ]


@pytest.fixture
def town(app):
    council = factories.a_council()
    voters = crowd(app, council, 25)
    return voters, polls.an_open_poll(council, choices=3), polls.an_open_poll(council, choices=3)


def test_what_is_no_ballot_leaves_no_ballot_and_no_mark_and_every_voter_can_still_vote(town, url, tmp_path, figure):
    voters, poll, other = town
    neighbour, tried = voters.pop(), []
    with Server(url, tmp_path, processes=1) as server:
        line, address = Line(server.port), f"/polls/{poll.id}/ballots"
        for number, voter in enumerate(voters):
            cases = attempts(poll, other, voter, neighbour)
            one = cases[number % len(cases)]
            sender = voter if one.cookie is None else replace(voter, cookie=one.cookie)
            answer = line.send(sender, address, one.fields)
            assert answer.status in one.statuses, f"{one.what}: {answer.status}"
            assert not answer.is_receipt, one.what
            tried.append(one.what)
        assert compare(poll, {}) == compare(other, {}) == NOTHING
        told = {}
        for voter in voters:
            assert line.send(voter, address, voter.ballot(voter.paper(poll), 2)).is_receipt
            told[voter.person.id] = Told(2, line.receipt(voter, poll.id))
    assert set(tried) == {one.what for one in attempts(poll, other, voters[0], neighbour)}
    assert compare(poll, told) == Count(len(voters), len(voters), 0, 0)
    assert server.complaints() == []
    figure("refused", f"{len(set(tried))} kinds of forms: 0 ballots, 0 marks, then {len(told)} of {len(voters)} voted")


def test_a_neighbours_paper_is_never_recorded_and_both_end_with_a_ballot_of_their_own(town, url, tmp_path):
    (one, other, *_), poll, _other_poll = town
    with Server(url, tmp_path, processes=1) as server:
        line, address = Line(server.port), f"/polls/{poll.id}/ballots"
        paper = one.paper(poll)
        assert line.send(other, address, other.ballot(paper, 3)).status == 422, "before its owner has used it"
        assert line.send(one, address, one.ballot(paper, 1)).is_receipt
        assert line.send(other, address, other.ballot(paper, 3)).status == 422, "and after"
        assert line.send(other, address, other.ballot(other.paper(poll), 2)).is_receipt
        told = {
            one.person.id: Told(1, line.receipt(one, poll.id)),
            other.person.id: Told(2, line.receipt(other, poll.id)),
        }
    assert told[one.person.id].code != told[other.person.id].code
    assert compare(poll, told) == Count(2, 2, 0, 0)


def test_a_late_ballot_and_one_of_a_stranger_are_refused_and_leave_nothing(app, url, tmp_path):
    council, elsewhere = factories.a_council(), factories.a_council()
    (late,), (stranger,) = crowd(app, council, 1), crowd(app, elsewhere, 1)
    poll = polls.an_open_poll(council, choices=3, closes_at=clock.now() + timedelta(seconds=1))
    still_open = polls.an_open_poll(council, choices=3)
    paper = late.paper(poll)
    with Server(url, tmp_path, processes=1) as server:  # takes longer to start than the poll is open
        line = Line(server.port)
        assert line.send(late, f"/polls/{poll.id}/ballots", late.ballot(paper, 1)).status == 409, "not yet counted"
        assert close_due_polls(clock.now()) == 1
        assert line.send(late, f"/polls/{poll.id}/ballots", late.ballot(paper, 1)).status == 409, "counted"
        paper = stranger.paper(still_open)
        address = f"/polls/{still_open.id}/ballots"
        assert line.send(stranger, address, stranger.ballot(paper, 1)).status == 403
        assert line.send(late, address, late.ballot(late.paper(still_open), 2)).is_receipt
        told = {late.person.id: Told(2, line.receipt(late, still_open.id))}
    assert compare(poll, {}) == NOTHING
    assert compare(still_open, told) == Count(1, 1, 0, 0)
