"""A whole secret vote through the running server: who voted in which order and for what is known to the test alone."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from flask import Flask
from sqlalchemy import select

from app.kernel import chance, clock
from app.kernel.db import db, session, transaction
from app.people.models import User
from app.polls.jobs import mix_open_polls, seal_ended_boxes
from app.polls.models import Poll
from app.polls.service.ballots import key_on_roll
from app.polls.service.receipts import nonce_hash
from app.polls.service.sealing import unsealed
from app.polls.states import PollState
from tests import factories
from tests.factories import polls as made
from tests.factories.people import a_token
from tests.fault.attacker import Scene, Snapshot
from tests.fault.served import Served, served, vote, vote_with_help

FULL = os.environ.get("GOLMOK_FAULT") == "full"
VOTERS = 400 if FULL else 40
CLOSES_WITHIN = 60  # seconds


@dataclass
class Election:
    """One poll with its server, what the attacker sees, and the truth {voter: ballot}."""

    poll_id: int
    server: Served
    scene: Scene
    truth: dict[str, str]


@contextmanager
def held(app: Flask, folder: Path, voters: int = VOTERS, *, with_help: bool = False) -> Iterator[Election]:
    """So many neighbours sign in and vote at once one after the other, in a secret order, for what they like.

    `with_help`: all of them on one device, which a facilitator lends to one after the other.
    """
    council = factories.a_council()
    people = made.voters_of(council, voters)
    _give_contacts(people)
    poll = made.an_open_poll(council, choices=3, closes_at=clock.now() + timedelta(hours=6), takes_assisted=with_help)
    poll_id = poll.id
    helper = a_token(factories.a_facilitator(council)) if with_help else ""
    ids = chance.shuffled([person.id for person in people])
    with served(app, folder) as server:
        scene = Scene(db.engine, poll_id, [], {one: key_on_roll(one, poll_id) for one in ids})
        scene.contacts = {f"019{one:08d}": scene.users[one] for one in ids}
        truth: dict[str, str] = {}
        scene.snapshots.append(_snapshot(scene))
        for number, one in enumerate(ids):
            truth[scene.users[one]] = _votes(server, scene, one, helper)
            if number in (voters // 2, voters - 1):
                scene.snapshots.append(_snapshot(scene))
        scene.log = server.said()
        yield Election(poll_id, server, scene, truth)


def _give_contacts(people: list[User]) -> None:
    with transaction() as current:
        for person in people:
            current.merge(person).phone = f"019{person.id:08d}"


def _votes(server: Served, scene: Scene, user_id: int, helper: str) -> str:
    session().rollback()
    token = a_token(session().get_one(User, user_id))
    session().rollback()
    browser, mark = server.browser(helper or token), int(chance.digits(4)) % 3 + 1
    vote_so = vote_with_help if helper else vote
    nonce = vote_so(browser, scene.poll_id, mark, *([user_id] if helper else []))
    browser.close()
    voter = scene.users[user_id]
    scene.voters.append(voter)
    scene.known[voter] = [str(user_id), token, f"019{user_id:08d}", f"주민 {user_id}"]
    return nonce_hash(scene.poll_id, nonce)


def _snapshot(scene: Scene) -> Snapshot:
    return frozenset(scene.ordered("roll")), frozenset(scene.ordered("ballot"))


def mixed(election: Election) -> None:
    """A minute later the worker has mixed what was left over."""
    session().rollback()
    mix_open_polls(clock.now() + timedelta(seconds=61))
    session().rollback()


def closed(election: Election) -> None:
    """The time is over: the server's own worker closes the box, and the files are sealed as it does each minute."""
    made.tamper(
        "UPDATE poll SET closes_at = :now WHERE id = :poll", "poll_update_refused",
        now=_stored(clock.now()), poll=election.poll_id,
    )  # fmt: skip
    until = time.monotonic() + CLOSES_WITHIN
    while time.monotonic() < until:
        session().rollback()
        if session().scalar(select(Poll.state).where(Poll.id == election.poll_id)) is PollState.CLOSED:
            break
        time.sleep(0.2)
    while time.monotonic() < until and unsealed():
        session().rollback()
        seal_ended_boxes(clock.now())
    assert not unsealed()
    session().rollback()


def _stored(moment: object) -> str:
    return str(moment).replace("+00:00", "") if db.engine.dialect.name == "sqlite" else str(moment)
