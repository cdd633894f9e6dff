"""Voters at real servers: a signed-in browser each, and connections that may break."""

import random
import time
from collections import Counter, deque
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta
from http.client import HTTPConnection, HTTPException
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from flask import Flask, session
from flask_wtf.csrf import generate_csrf
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import insert

from app.councils.models import Council
from app.kernel import clock
from app.kernel.db import transaction
from app.people.models import Device, User
from app.people.queries import token_hash
from app.polls.models import Poll
from tests.factories import polls

PATIENCE = 300  # seconds that a voter goes on sending the same again
ANSWER_WITHIN = 60  # seconds
LOOKS = 10  # one voter in so many opens the page of the receipt
COOKIE = "golmok"
Fields = Mapping[str, str | Sequence[str]]


class Lost(Exception):
    """No answer came."""


@dataclass
class Voter:
    """A person and what their browser holds."""

    person: User
    cookie: str
    csrf: str
    signer: URLSafeTimedSerializer

    def paper(self, poll: Poll) -> str:
        """A fresh paper, as the ballot page hands it out."""
        return polls.paper_of(poll, self.person)

    def number_kept(self, poll_id: int) -> str:
        """The receipt's number as this browser keeps it: what its receipt page would show, without asking for it."""
        kept = [code for poll, _person, code in self.signer.loads(self.cookie)["receipts"] if poll == poll_id]
        assert len(set(kept)) == 1, f"{len(set(kept))} numbers of one poll"
        return kept[0]

    def ballot(self, paper: str, mark: int) -> Fields:
        """What the button of the read-back page sends."""
        return {"csrf_token": self.csrf, "paper": paper, "marks": str(mark)}


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    location: str
    text: str

    @property
    def is_receipt(self) -> bool:
        """Whether the voter is led to the receipt."""
        return self.status == 303 and self.location.endswith("/receipt")


@dataclass
class Line:
    """A voter's connection to a port, opened anew whenever it broke; counts what came back by status, 0 for nothing."""

    port: int
    heard: Counter[int] = field(default_factory=Counter)
    delay: Callable[[], float] = lambda: 0.0  # seconds between the head of a request and its body

    def send(self, voter: Voter, path: str, fields: Fields | None = None) -> Answer:
        """One request over a connection of its own, so that any process may get it. Raises Lost without an answer."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=ANSWER_WITHIN)
        try:
            answer = self._exchange(connection, voter, path, fields)
        except (OSError, HTTPException) as error:
            self.heard[0] += 1
            raise Lost(path) from error
        finally:
            connection.close()
        self.heard[answer.status] += 1
        return answer

    def insist(self, voter: Voter, path: str, fields: Fields | None = None, *, times: int = 10_000) -> Answer:
        """Send the same again until an answer comes that is no 5xx; Lost after so many times."""
        end = time.monotonic() + PATIENCE
        for _time in range(times):
            try:
                answer = self.send(voter, path, fields)
            except Lost:
                pass
            else:
                if answer.status < 500:
                    return answer
            assert time.monotonic() < end, f"nothing answers {path}: {self.heard}"
            time.sleep(random.uniform(0.1, 0.5))
        raise Lost(path)

    def told(self, voter: Voter, poll_id: int) -> str:
        """The receipt's number that the answer left with the voter; some look at its page, which must say the same."""
        code = voter.number_kept(poll_id)
        if voter.person.id % LOOKS == 0:
            assert self.receipt(voter, poll_id) == code
        return code

    def receipt(self, voter: Voter, poll_id: int) -> str:
        """The number on the receipt's page."""
        page = self.insist(voter, f"/polls/{poll_id}/receipt")
        assert page.status == 200, f"no receipt: {page.status} {page.location}"
        return page.text.split('data-copy="')[1].split('"')[0]

    def _exchange(self, connection: HTTPConnection, voter: Voter, path: str, fields: Fields | None) -> Answer:
        body = urlencode(fields, doseq=True).encode() if fields is not None else b""
        connection.putrequest("GET" if fields is None else "POST", path)
        for name, value in {"Cookie": f"{COOKIE}={voter.cookie}", "Connection": "close"}.items():
            connection.putheader(name, value)
        if fields is not None:
            connection.putheader("Content-Type", "application/x-www-form-urlencoded")
            connection.putheader("Content-Length", str(len(body)))
        connection.endheaders()
        if fields is not None:
            time.sleep(self.delay())
            connection.send(body)
        response = connection.getresponse()
        text = response.read().decode()
        for header in response.headers.get_all("Set-Cookie", []):
            if morsel := SimpleCookie(header).get(COOKIE):
                voter.cookie = morsel.value
        return Answer(response.status, response.headers.get("Location", ""), text)


def crowd(app: Flask, council: Council, count: int) -> list[Voter]:
    """So many members of the council, each signed in on a browser of their own."""
    return signed_in(app, polls.voters_of(council, count))


def signed_in(app: Flask, people: Sequence[User]) -> list[Voter]:
    """Each of the people, signed in on a browser of their own; whoever is named twice has two."""
    now = clock.now()
    tokens = [f"token {number} of {person.id}" for number, person in enumerate(people)]
    devices = [
        {
            "token_hash": token_hash(token), "user_id": person.id, "label": "",
            "signed_in_at": now, "expires_at": now + timedelta(days=1),
        }
        for token, person in zip(tokens, people, strict=True)
    ]  # fmt: skip
    with transaction() as current:
        current.execute(insert(Device), devices)
    with app.app_context(), app.test_request_context():
        csrf, secret = generate_csrf(), session["csrf_token"]
    signer = app.session_interface.get_signing_serializer(app)
    signed = [signer.dumps({"_user_id": token, "_fresh": True, "csrf_token": secret}) for token in tokens]
    return [Voter(person, cookie, csrf, signer) for person, cookie in zip(people, signed, strict=True)]


def at_once(count: int, work: Callable[[int], None], meanwhile: Callable[[list["Future[None]"]], None]) -> None:
    """Let so many clients work, each told its number, and do something meanwhile; whatever fails in one fails here."""
    with ThreadPoolExecutor(count) as pool:
        clients = [pool.submit(work, number) for number in range(count)]
        meanwhile(clients)
        for client in clients:
            client.result()


def each(voters: Sequence[Voter], clients: int, work: Callable[[Voter], None]) -> None:
    """Let every voter do it once, so many at a time."""
    waiting = deque(voters)

    def serve(_number: int) -> None:
        while waiting:
            try:
                voter = waiting.popleft()
            except IndexError:
                return
            work(voter)

    at_once(clients, serve, lambda _clients: None)
