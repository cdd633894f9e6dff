"""Whatever goes wrong while people vote, no log holds a receipt, a choice, a name, an address or a token."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from sqlalchemy import text

from app.kernel.db import db, session, transaction
from app.polls.service.ballots import key_on_roll
from app.polls.service.receipts import grouped, nonce_hash
from tests import factories
from tests.browsing import form_of
from tests.factories import polls as made
from tests.factories.people import PASSWORD, a_token, a_user_with_password
from tests.fault.attacker import POSTED
from tests.fault.served import Browser, Served, reach_read_back, served

pytestmark = pytest.mark.fault
LABELS = ("달그림자 화단", "물소리 정자", "반딧불 가로등")


@dataclass
class Secrets:
    """What no log may hold: {what it is: how it may be written}."""

    words: dict[str, set[str]] = field(default_factory=dict)

    def keep(self, kind: str, *written: str) -> None:
        self.words.setdefault(kind, set()).update(written)

    def in_log(self, log: str) -> dict[str, int]:
        """How many of each kind stand in the log; only what is there."""
        found = {kind: sum(word in log for word in words) for kind, words in self.words.items()}
        return {kind: count for kind, count in found.items() if count}


@contextmanager
def settings(**given: str) -> Iterator[None]:
    """PostgreSQL's settings for this database; on SQLite there is no server that could log."""
    name = db.engine.url.database
    try:
        _set([f'ALTER DATABASE "{name}" SET {key} = {value}' for key, value in given.items()])
        yield
    finally:
        _set([f'ALTER DATABASE "{name}" RESET {key}' for key in given])


def _set(statements: list[str]) -> None:
    session().rollback()
    if db.engine.dialect.name == "postgresql":
        with db.engine.connect() as connection:
            for statement in statements:
                connection.execute(text(statement))
            connection.commit()


def log_of_the_database() -> Path | None:
    if db.engine.dialect.name == "sqlite":
        return None
    with db.engine.connect() as connection:
        return Path(connection.execute(text("SHOW data_directory")).scalar_one()).parent / "log"


def what_goes_wrong(server: Served, secrets: Secrets) -> list[int]:
    """Eight neighbours and every trouble that voting can have; gives the answers."""
    council = factories.a_council()
    people = [
        factories.a_member(council, name=f"은비늘 {n}호", phone=f"0177{n:07d}", email=f"eunbi{n}@golmok.example")
        for n in range(8)
    ]
    poll = made.an_open_poll(council, method="choose_one", options=[made.NewOption(label) for label in LABELS])
    stranger = factories.a_user(name="은비늘 손님", phone="01770000099", email="sonnim@golmok.example")
    browsers = [_browser(server, secrets, poll.id, one) for one in (*people, stranger)]
    numbers = [one.id for one in people]
    answers = [_casts(browsers[n], poll.id, n % 3 + 1, secrets) for n in range(3)]
    again = filled(browsers[3], poll.id, secrets)
    answers.append(_sends(browsers[3], again, marks="2"))  # taken
    answers.append(_sends(browsers[3], again, marks="2"))  # the same once more: harmless
    for n, wrong in enumerate(({"marks": "99"}, {"marks": ""}, {"paper": "FORGED.paper"}, {"csrf_token": "x"}), 4):
        answers.append(_sends(browsers[n], filled(browsers[n], poll.id, secrets), **wrong))
    of_another = filled(browsers[7], poll.id, secrets)
    _put_in_box(poll.id, str(of_another.values["paper"]).partition(".")[0], key_on_roll(people[5].id, poll.id))
    answers.append(_sends(browsers[7], of_another))  # the key is taken: a unique violation, and a 500
    answers.append(_strangers_paper(browsers[8], poll.id, stranger.id))
    answers.append(_wrong_password(server, secrets))
    late = filled(browsers[6], poll.id, secrets)
    made.closed(poll)
    answers.append(_sends(browsers[6], late))
    secrets.keep("key of the roll", *(key_on_roll(number, poll.id) for number in numbers))
    return answers


def _browser(server: Served, secrets: Secrets, poll_id: int, person: object) -> Browser:
    token = a_token(person)
    secrets.keep("token", token)
    secrets.keep("name", person.name)
    secrets.keep("contact", person.phone, person.email)
    secrets.keep("choice", *LABELS)
    session().rollback()
    return server.browser(token)


def filled(browser: Browser, poll_id: int, secrets: Secrets):
    """The filled read-back; its number is a secret from now on."""
    form = reach_read_back(browser, poll_id, 2)
    nonce, _person, seal = str(form.values["paper"]).split(".")
    secrets.keep("receipt", nonce, grouped(nonce), seal)
    secrets.keep("hash of a receipt", nonce_hash(poll_id, nonce))
    secrets.keep("token", str(form.values["csrf_token"]))
    return form


def _sends(browser: Browser, form, **changed: str) -> int:
    for name, value in changed.items():
        form.values[name] = value
    return browser.send(form)[0]


def _casts(browser: Browser, poll_id: int, mark: int, secrets: Secrets) -> int:
    return _sends(browser, filled(browser, poll_id, secrets), marks=str(mark))


def _put_in_box(poll_id: int, nonce: str, person: str) -> None:
    """A ballot under the key that is about to come, and a mark for it, so that the box is in no breach."""
    row = {"poll": poll_id, "hash": nonce_hash(poll_id, nonce)}
    mark = "UPDATE roll SET channel = 'online' WHERE poll_id = :poll AND person_key = :person"
    with transaction() as current:
        current.execute(text(mark), {"poll": poll_id, "person": person})
        current.execute(text("INSERT INTO ballot (poll_id, nonce_hash, marks) VALUES (:poll, :hash, '[1]')"), row)


def _strangers_paper(browser: Browser, poll_id: int, user_id: int) -> int:
    """Whoever is not on the roll sends a paper of their own that no page has offered."""
    page = form_of(browser.get("/")[1], "/preferences")
    page.action, page.values["marks"] = f"/polls/{poll_id}/ballots", "1"
    page.values["paper"] = made.service.ballot_form(
        made.queries.poll(poll_id), session().get_one(factories.User, user_id)
    )
    session().rollback()
    return browser.send(page)[0]


def _wrong_password(server: Served, secrets: Secrets) -> int:
    person = a_user_with_password(name="은비늘 문지기", phone=None, email="munjigi@golmok.example")
    secrets.keep("contact", str(person.email))
    secrets.keep("password", PASSWORD, "틀린 비밀번호 은비늘")
    browser = Browser(server, {})
    door = form_of(browser.get("/sign-in")[1], "/sign-in")
    door.values["contact"], door.values["password"] = str(person.email), "틀린 비밀번호 은비늘"
    return browser.send(door)[0]


def logged(app, folder: Path, secrets: Secrets) -> tuple[str, str, list[int]]:
    """What server and database have logged of all that."""
    database = log_of_the_database()
    begun = database.stat().st_size if database else 0
    # a mail server that is away: without one letters are shown on the operator's screen, which is not a log
    with served(app, folder, GOLMOK_SMTP_HOST="127.0.0.1", GOLMOK_SMTP_PORT="1") as server:
        answers = what_goes_wrong(server, secrets)
        until = time.monotonic() + 30
        while "did not leave" not in server.said() and time.monotonic() < until:  # the worker tells of the result
            time.sleep(0.2)
        said = server.said()
    kept = database.read_bytes()[begun:].decode("utf-8", "replace") if database else ""
    return said, kept, answers


def test_no_log_holds_what_is_secret_whatever_goes_wrong(app, tmp_path, figure):
    secrets = Secrets()
    with settings(log_error_verbosity="terse", log_min_duration_statement="0"):
        said, kept, answers = logged(app, tmp_path, secrets)
    assert answers == [303, 303, 303, 303, 303, 422, 422, 422, 400, 500, 403, 422, 409]
    assert POSTED.search(said), "the access log is on"
    assert "unexpected IntegrityError at polls.cast" in said
    assert "did not leave: ConnectionRefusedError" in said
    if kept:
        assert "duplicate key value violates unique constraint" in kept
        assert "duration:" in kept
    count, where = sum(map(len, secrets.words.values())), f"{len(said)} + {len(kept)} characters of logs"
    figure("logs", f"{count} secrets, {where}: found {secrets.in_log(said + kept) or 0}")
    assert secrets.in_log(said + kept) == {}


@pytest.mark.postgresql_only
def test_the_same_search_finds_what_postgresql_logs_without_that_setting(app, tmp_path, figure):
    if db.engine.dialect.name == "sqlite":
        pytest.skip("SQLite has no server that could log")
    secrets = Secrets()
    with settings(log_min_duration_statement="0"):
        _said, kept, _answers = logged(app, tmp_path, secrets)
    figure("logs", f"with log_error_verbosity = default: {secrets.in_log(kept)}")
    assert {"hash of a receipt", "key of the roll", "contact"} <= secrets.in_log(kept).keys()
