"""Fills the polls of a city: five a council, four of them counted and one still open."""

import hashlib
import itertools
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import click
from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from app.councils.models import Council
from app.kernel.db import session, transaction
from app.kernel.ledger import append
from app.people.models import User
from app.polls import service
from app.polls.models import Ballot, Poll, RollEntry
from app.polls.service.ballots import key_on_roll
from app.polls.service.commitments import roll_root
from app.polls.service.opening import rule_sheet, rules_hash
from app.polls.states import Channel
from benchmarks.bulk import Row, words, write

POLLS_A_COUNCIL = 5


def fill(councils: int, ballots: int, now: datetime, voter_of: Callable[[int], int]) -> None:
    """Draft, open, fill and count the polls; the database takes a roll only for a draft, ballots only when open."""
    count = councils * POLLS_A_COUNCIL
    each = ballots // count
    polls = [draft(number, councils, now) for number in range(1, count + 1)]
    write_roll(polls, each)
    write(RollEntry, _still_to_vote(polls, voter_of), count)
    for poll in polls:
        open_poll(poll, each + 1)
    write_ballots(polls, each)
    with click.progressbar(polls, label="counting    ") as bar:
        for poll in bar:
            if poll.closes_at < now:
                close(poll, now)


def draft(number: int, councils: int, now: datetime) -> Poll:
    """The polls of the last round close next week, all others have closed."""
    is_open = number > councils * (POLLS_A_COUNCIL - 1)
    begins = now - timedelta(days=2 if is_open else 50)
    options = [service.NewOption(f"{words(number + place, 3)} 사업 {place}") for place in range(1, 7)]
    council = session().get_one(Council, (number - 1) % councils + 1)
    with transaction():
        return service.prepare(
            council, question=f"{words(number, 4)} 가운데 고르기", explanation="", method="choose_up_to_k",
            votes_per_voter=3, seats=3, options=options, opens_at=begins, closes_at=begins + timedelta(days=9),
            by=session().scalars(select(User).limit(1)).one(), at=begins,
        )  # fmt: skip


def open_poll(poll: Poll, roll_count: int) -> None:
    """Freeze the rules over the roll that was written before."""
    whole = select(Poll).where(Poll.id == poll.id).execution_options(populate_existing=True)
    council = joinedload(Poll.council)
    parts = (council.joinedload(Council.dong), council.joinedload(Council.bylaws), selectinload(Poll.options))
    with transaction():
        opening = session().scalars(whole.options(*parts)).one()
        opening.rules = rule_sheet(
            opening, opening.council, list(opening.options), roll_count=roll_count, opened_at=opening.opens_at
        )
        opening.rules_hash, opening.roll_count = rules_hash(opening.rules), roll_count
        opening.move("open")
        fixed = {"rules": opening.rules_hash, "roll": roll_count, "roll_root": roll_root(opening.id)}
        append(opening.council_id, "poll.opened", opening, fixed, at=opening.opens_at)


def close(poll: Poll, now: datetime) -> None:
    """Count the box."""
    with transaction():
        service.close_poll(poll.id, at=poll.closes_at, clock=lambda _: now)


def write_roll(polls: list[Poll], each: int) -> None:
    """So many people on the roll of each draft, all of whom have voted."""
    write(RollEntry, _roll(polls, each), len(polls) * each)


def write_ballots(polls: list[Poll], each: int) -> None:
    """So many ballots in the open box of each."""
    write(Ballot, _ballots(polls, each), len(polls) * each)


def _roll(polls: list[Poll], each: int) -> Iterator[Row]:
    for poll, voter in itertools.product(polls, range(each)):
        key = hashlib.sha256(f"roll {poll.id} {voter}".encode()).hexdigest()
        yield {"poll_id": poll.id, "person_key": key, "alley": "", "channel": Channel.ONLINE}


def _still_to_vote(polls: list[Poll], voter_of: Callable[[int], int]) -> Iterator[Row]:
    for poll in polls:
        key = key_on_roll(voter_of(poll.council_id), poll.id)
        yield {"poll_id": poll.id, "person_key": key, "alley": "", "channel": None}


def _ballots(polls: list[Poll], each: int) -> Iterator[Row]:
    for poll, voter in itertools.product(polls, range(each)):
        nonce = hashlib.sha256(f"ballot {poll.id} {voter}".encode()).hexdigest()
        yield {"poll_id": poll.id, "nonce_hash": nonce, "marks": f"[{voter % 4 + 1},5]"}
