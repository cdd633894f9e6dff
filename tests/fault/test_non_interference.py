"""Before closing, no page, header, mail, event or notice depends on what anybody has chosen.

Two worlds are copies of one database, and in each the same people cast the same papers; one voter chooses otherwise in
the second. Everything that everybody can fetch must be the same, byte for byte, but for the NOISE that stands here.
"""

import itertools
import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from app import create_app
from app.kernel import clock
from app.kernel.db import db
from app.kernel.events import deliver
from app.polls import queries, service
from config import TestConfig
from tests import postgres
from tests.access.walking import Walk, rules, signed
from tests.access.world import ROLES, World, a_world
from tests.conftest import Client
from tests.factories import polls as made
from tests.fault.answers import content, headers
from tests.fault.election import FULL

pytestmark = pytest.mark.fault
CAST_BY = ("R", "O", "F")  # in this order; the first of them is the one who may choose otherwise
NEAR = ("poll open", "council active", "council table", "dong", "-")
GROUPS = [tuple(ROLES)[place::4] for place in range(4)] if FULL else [("V", "A", "R", "F", "D", "d", "P")]
LANGUAGES = ("ko", "en") if FULL else ("ko",)
# moments, the Message-ID of a letter, that of news to a webhook
ROW_NOISE = re.compile(r"datetime\.datetime\([^)]*\)|<[\d.]+@localhost>|(?<=')msg_[\w-]+")
Device = tuple[service.Helped, str]
Seen = dict[tuple[str, str, str], tuple[int, bytes, tuple[tuple[str, str], ...]]]


DRAWN = "/next-statement"  # which statement comes is drawn by chance: only that one comes is compared


class Worlds:
    """Copies of the database of the test, each with an application of its own; in all of them it is the same moment."""

    def __init__(self, store: Any, uploads: Any) -> None:
        """Keep the database as it is now."""
        self.store, self.uploads, self.numbers = store, uploads, itertools.count()
        self.moment = clock.now()
        db.session.remove()
        if hasattr(store, "path"):
            with db.engine.connect() as connection:
                connection.exec_driver_sql("COMMIT")
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
                connection.exec_driver_sql("BEGIN")
        db.engine.dispose()

    @contextmanager
    def copy(self) -> Iterator[Flask]:
        """One more copy, and inside it its application."""
        name = f"world_{os.getpid()}_{next(self.numbers)}"
        application = self._application(self._url(name))
        with application.app_context(), clock.told_by(lambda: self.moment):
            yield application
            db.session.remove()
            db.engine.dispose()
        if not hasattr(self.store, "path"):
            self.store.cluster.drop_database(name)

    def _url(self, name: str) -> str:
        if hasattr(self.store, "path"):
            shutil.copy(self.store.path, self.store.path.with_name(name))
            return f"sqlite:///{self.store.path.with_name(name)}"
        source = self.store.url.rpartition("/")[2]
        made_at: str = postgres.ensure_cluster().create_database(name, source)
        return made_at.replace("postgresql://", "postgresql+psycopg://")

    def _application(self, url: str) -> Flask:
        class Settings(TestConfig):
            SQLALCHEMY_DATABASE_URI = url
            UPLOADS = self.uploads

        application = create_app(Settings)
        application.test_client_class = Client
        return application


@pytest.fixture
def world(app: Flask) -> World:
    return a_world()


def papers(world: World) -> dict[str, str]:
    """A paper for each who casts one, the same in all worlds."""
    poll = queries.poll(world.things["poll open"]["poll_id"])
    return {role: made.paper_of(poll, world.users[role]) for role in CAST_BY}


def cast_all(walk: Walk, forms: dict[str, str], choices: tuple[int, ...]) -> None:
    poll_id = walk.world.things["poll open"]["poll_id"]
    for (role, paper), mark in zip(forms.items(), choices, strict=True):
        sent = {"paper": paper, "marks": str(mark), "csrf_token": signed(walk.app)}
        assert walk.browser(role).post(f"/polls/{poll_id}/ballots", data=sent).status_code == 303
    deliver(clock.now())


def vote_on_a_device(walk: Walk, device: Device, mark: int) -> tuple[FlaskClient, TestResponse]:
    """R votes on the device of D, with the same turn and paper in all worlds; D's browser, and the answer."""
    helped, paper = device
    poll_id, browser = walk.world.things["poll helped"]["poll_id"], walk.browser("D")
    with browser.session_transaction() as cookie:
        cookie["lent"] = [poll_id, helped.id, helped.person_id, helped.turn]
    sent = {"paper": paper, "marks": str(mark), "csrf_token": signed(walk.app)}
    answer = browser.post(f"/polls/{poll_id}/assisted/ballots", data=sent)
    assert answer.status_code == 200
    deliver(clock.now())
    return browser, answer


def addresses(walk: Walk, near: tuple[str, ...] = NEAR) -> list[str]:
    """Every address that a GET can ask for with something of the world, or with what is near the poll."""
    things = {**walk.world.things, "-": {}}
    found = {
        walk.address(rule, thing, **values)
        for rule in rules(walk.app, "GET")
        for thing, values in things.items()
        if rule.arguments <= values.keys() and (FULL or thing in near)
    }
    return sorted(found)


def everything(walk: Walk, watchers: tuple[str, ...]) -> Seen:
    """What each of them sees at every address."""
    seen: Seen = {}
    for role in watchers:
        seen |= seen_by(walk, role, walk.browser(role), addresses(walk))
    return seen


def seen_by(walk: Walk, role: str, browser: FlaskClient, found: list[str]) -> Seen:
    """What this browser sees at these addresses."""
    seen: Seen = {}
    for address, language in itertools.product(found, LANGUAGES):
        answer = browser.get(address, headers={"Accept-Language": language})
        said = (b"", ()) if address.endswith(DRAWN) else (content(answer), headers(walk.app, answer))
        seen[role, address, language] = (answer.status_code, *said)
        answer.close()
    return seen


def everything_written() -> dict[str, list[str]]:
    """The rows of all tables but the box: letters, events, notices, the roll."""
    tables = [table for table in db.metadata.sorted_tables if table.name not in {"ballot", "mixing"}]
    return {
        table.name: [
            ROW_NOISE.sub("", repr(row)) for row in db.session.execute(select(table).order_by(*table.primary_key))
        ]
        for table in tables
    }


def seen_in(
    watchers: tuple[str, ...], worlds: Worlds, world: World, forms: dict[str, str], first: int, then: Callable[[], None]
) -> Any:
    """What is seen in one world, in which the first voter marks `first`."""
    with worlds.copy() as application:
        walk = Walk(application, world, lambda: None)
        cast_all(walk, forms, (first, 1, 2))
        then()
        return everything(walk, watchers), everything_written()


def differing(one: Any, other: Any) -> list[Any]:
    (pages, tables), (other_pages, other_tables) = one, other
    assert pages.keys() == other_pages.keys()
    return [where for where in pages if pages[where] != other_pages[where]] + [
        table for table in tables if tables[table] != other_tables[table]
    ]


@pytest.mark.parametrize("watchers", GROUPS, ids="".join)
def test_before_closing_nothing_that_anybody_sees_depends_on_a_choice(app, store, world, watchers, figure):
    forms, uploads = papers(world), app.config["UPLOADS"]
    worlds = Worlds(store, uploads)
    yes, no = (seen_in(watchers, worlds, world, forms, first, lambda: None) for first in (1, 2))
    who = "".join(watchers)
    words = f"{who}: {len(yes[0])} answers and {len(yes[1])} tables compared, {len(differing(yes, no))} differ"
    figure("two worlds", words)
    assert differing(yes, no) == []


def test_nothing_that_a_helpers_browser_gets_from_the_ballot_on_depends_on_the_choice(app, store, world, figure):
    poll = queries.poll(world.things["poll helped"]["poll_id"])
    helped = service.Helped(world.users["R"].id, world.users["R"].id, world.users["D"].id, "turn")
    device, near = (helped, service.ballot_form(poll, helped)), ("poll helped", *NEAR)
    worlds = Worlds(store, app.config["UPLOADS"])

    def seen(mark: int) -> Any:
        with worlds.copy() as application:
            walk = Walk(application, world, lambda: None)
            browser, answer = vote_on_a_device(walk, device, mark)
            told = {("D", "the answer", ""): (answer.status_code, content(answer), headers(walk.app, answer))}
            return told | seen_by(walk, "D", browser, addresses(walk, near)), everything_written()

    yes, no = (seen(mark) for mark in (1, 2))
    figure("two worlds", f"on a lent device: {len(yes[0])} answers compared, {len(differing(yes, no))} differ")
    assert differing(yes, no) == []


def test_after_closing_the_same_comparison_finds_the_choice(app, store, world, figure):
    forms, uploads = papers(world), app.config["UPLOADS"]
    poll_id = world.things["poll open"]["poll_id"]
    worlds = Worlds(store, uploads)

    def close() -> None:
        made.closed(queries.poll(poll_id))
        deliver(clock.now())

    yes, no = (seen_in(("V",), worlds, world, forms, first, close) for first in (1, 2))
    found = differing(yes, no)
    figure("two worlds", f"after closing {len(found)} of {len(yes[0])} answers and tables differ")
    assert {("V", f"/polls/{poll_id}/result", "ko"), "tally"} <= set(found)
