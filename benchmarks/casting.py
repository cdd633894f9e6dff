"""How fast ballots are cast, beside a bare Flask route that runs the same three durable statements."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from statistics import median
from urllib.parse import urlencode

from flask import Flask
from flask import session as cookie
from flask_wtf.csrf import generate_csrf
from sqlalchemy import insert

from app.councils.models import Bylaws, Council, Membership
from app.councils.states import CouncilState, Kind, MembershipState, Seat, Tie
from app.kernel import clock
from app.kernel.db import session, transaction
from app.people.models import Device, User
from app.people.queries import token_hash
from app.polls import service
from app.polls.models import Poll
from app.polls.service.ballots import key_on_roll
from benchmarks import load
from benchmarks.servers import server

NUMBER = "재기-1"
CLIENTS = {1: 1_000, 8: 2_000, 32: 2_000}  # clients: ballots
ROUNDS = 10
WARM_UP = 200  # ballots
VOTERS = sum(CLIENTS.values()) + WARM_UP
Side = tuple[int, Sequence[bytes]]  # the port of a server, and what is sent to it


@dataclass(frozen=True)
class Row:
    """Ballots a second, of so many clients at a time."""

    clients: int
    rate: float
    bare_rate: float
    median: float  # milliseconds

    @property
    def share(self) -> float:
        """Of the bare route's rate."""
        return self.rate / self.bare_rate


def measure(app: Flask, workers: int) -> list[Row]:
    """Cast by 1, 8 and 32 clients at once, each level beside the bare route's in the same run."""
    with app.app_context():
        voters = members(VOTERS)
        poll, bare_poll = open_poll(voters[0]), open_poll(voters[0])
        messages = _messages(app, poll, voters)
        bare_messages = [_bare_message(bare_poll, voter) for voter in voters]
        session().close()
    with (
        server("app:create_app()", workers) as ours,
        server("benchmarks.bare:casting()", workers, GOLMOK_BENCHMARK_POLL=str(bare_poll.id)) as bare,
    ):
        return [_level(clients, start, (ours, messages), (bare, bare_messages)) for clients, start in _starts()]


def _starts() -> Iterator[tuple[int, int]]:
    """The levels, and which ballot each starts with; a few before them warm both servers up."""
    start = WARM_UP
    for clients, ballots in CLIENTS.items():
        yield clients, start
        start += ballots


def _level(clients: int, start: int, ours: Side, bare: Side) -> Row:
    """Cast by so many clients, on both sides in turns: a machine that slows down slows both."""
    if start == WARM_UP:
        _cast(ours, 0, WARM_UP, 8)
        _cast(bare, 0, WARM_UP, 8)
    part = CLIENTS[clients] // ROUNDS
    rounds = [
        (_cast(ours, first, part, clients), _cast(bare, first, part, clients))
        for first in range(start, start + CLIENTS[clients], part)
    ]
    rates = [median(found.rate for found in side) for side in zip(*rounds, strict=True)]
    return Row(clients, *rates, median(found.median for found, _bare in rounds))


def _cast(side: Side, first: int, ballots: int, clients: int) -> load.Found:
    port, messages = side
    found = load.run(port, messages[first : first + ballots], clients)
    assert set(found.statuses) == {303}, f"answered {found.statuses}"
    return found


def members(count: int) -> list[User]:
    """A council of its own, with so many people in it, each signed in."""
    now = clock.now()
    with transaction() as current:
        council = Council(
            dong_id=1, kind=Kind.ALLEY, name="투표 재기", state=CouncilState.ACTIVE, number=NUMBER, called_at=now
        )
        council.bylaws = Bylaws(preset="alley", ties=[tie.value for tie in Tie], min_age=14)
        voters = [User(name=f"주민 {n}", registered_at=now) for n in range(count)]
        current.add_all([council, *voters])
        current.flush()
        rows = [
            {
                "council_id": council.id, "user_id": voter.id, "tie": Tie.LIVES, "birth_year": 1960, "asked_at": now,
                "seat": Seat.RESIDENT, "state": MembershipState.CONFIRMED, "version": 1,
            }
            for voter in voters
        ]  # fmt: skip
        current.execute(insert(Membership.__table__), rows)  # type: ignore[arg-type]
        devices = [
            {
                "token_hash": token_hash(f"token {voter.id}"), "user_id": voter.id, "label": "",
                "signed_in_at": now, "expires_at": now + timedelta(days=1),
            }
            for voter in voters
        ]  # fmt: skip
        current.execute(insert(Device), devices)
    return voters


def open_poll(by: User) -> Poll:
    """A poll of that council that takes ballots for a day."""
    now = clock.now()
    council = session().query(Council).filter_by(number=NUMBER).one()
    options = [service.NewOption("가로등"), service.NewOption("벤치"), service.NewOption("화분")]
    with transaction():
        poll = service.prepare(
            council, question="어느 것을 먼저 할까요?", explanation="", method="choose_one", votes_per_voter=1, seats=1,
            options=options, opens_at=now, closes_at=now + timedelta(days=1), by=by, at=now,
        )  # fmt: skip
    with transaction():
        return service.open_poll(poll, by=by, at=now)


def _messages(app: Flask, poll: Poll, voters: Sequence[User]) -> list[bytes]:
    """One whole POST a voter, as the read-back page would send it."""
    with app.test_request_context():
        token = generate_csrf()
        secret = str(cookie["csrf_token"])
    sign = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
    name = app.config["SESSION_COOKIE_NAME"]
    messages = []
    for voter in voters:
        paper = service.ballot_form(poll, voter)
        receipts = [[poll.id, voter.id, service.receipt_of(poll.id, paper, voter).code]]
        signed = sign.dumps(
            {"_user_id": f"token {voter.id}", "_fresh": True, "csrf_token": secret, "receipts": receipts}
        )
        body = urlencode({"csrf_token": token, "paper": paper, "marks": 1})
        messages.append(load.request(f"/polls/{poll.id}/ballots", cookie=f"{name}={signed}", body=body))
    return messages


def _bare_message(poll: Poll, voter: User) -> bytes:
    nonce = hashlib.sha256(f"{poll.id} {voter.id}".encode()).hexdigest()
    return load.request(f"/{key_on_roll(voter.id, poll.id)}/{nonce}", body="")
