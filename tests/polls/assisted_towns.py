"""A town where people vote with help: an open poll, a voter, and the browsers of the two who lend a device."""

import re
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests import factories
from tests.browsing import submit
from tests.conftest import rows
from tests.factories import polls as made
from tests.polls.papers import poll_url, press


class Town:
    """An open poll with help, a voter, and the browsers of a facilitator and an officer."""

    def __init__(self, sign_in: Any, **given: Any) -> None:
        self.sign_in, self.council = sign_in, factories.a_council()
        self.voters = [factories.a_member(self.council, name=name) for name in ("박순자", "김영희")]
        self.people = factories.a_facilitator(self.council), factories.an_officer(self.council.dong)
        given = {"takes_assisted": True, "choices": 3, **given}
        self.poll = made.an_open_poll(self.council, **given)
        self.helper, self.officer = (sign_in(one) for one in self.people)

    def url(self, page: str = "") -> str:
        return poll_url(self.poll, page)

    def lend(self, name: str, client: FlaskClient | None = None) -> TestResponse:
        """Find somebody at the booth and press the button of the device."""
        client = client or self.helper
        return press(client, submit(client, self.url("booth"), "/booth", name=name), "/assisted")

    def read_back(self, *positions: int, client: FlaskClient | None = None) -> TestResponse:
        marks = [str(position) for position in positions] or None
        return submit(client or self.helper, self.url("assisted/ballot"), "/assisted/readback", marks=marks)

    def vote(self, name: str, position: int, client: FlaskClient | None = None) -> TestResponse:
        """The whole way; the answer to the last press."""
        client = client or self.helper
        self.lend(name, client)
        return press(client, self.read_back(position, client=client), "/assisted/ballots")

    def clear(self, page: TestResponse, client: FlaskClient | None = None) -> TestResponse:
        return press(client or self.helper, page, "/assisted/end")


def marks() -> list[str]:
    """The channels on the roll."""
    return [row.channel for row in rows("roll") if row.channel]


def words_in(page: TestResponse) -> list[str]:
    """The pairs of words of a receipt."""
    return [word.strip() for word in re.findall(r"<li>([가-힣]+ [가-힣]+)\s*</li>", page.text)]
