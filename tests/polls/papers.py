"""A voter at the browser: from the paper to the read-back, and on to the box."""

from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests import factories
from tests.browsing import form_of, submit
from tests.factories import polls as made


def a_town() -> tuple[Any, Any, Any]:
    """A council, a voter, and a poll on a motion with the voter on its roll."""
    council = factories.a_council()
    voter = factories.a_member(council, name="박순자")
    return council, voter, made.an_open_poll(council)


def poll_url(poll: Any, page: str = "") -> str:
    """The address of the poll, or of one of its pages."""
    return f"/polls/{poll.id}{page and '/' + page}"


def mark(client: FlaskClient, poll: Any, *positions: int) -> TestResponse:
    """From the paper to the read-back."""
    return submit(client, poll_url(poll), "/readback", marks=[str(position) for position in positions] or None)


def press(client: FlaskClient, page: TestResponse, action: str, **changed: Any) -> TestResponse:
    """Press the button of a page that was answered; `changed` is what a tampered browser would send instead."""
    form = form_of(page.text, action)
    for name, value in changed.items():
        form.values.setlist(name, value if isinstance(value, list) else [value])
    return client.post(form.action, data=form.values)


def code_in(page: TestResponse) -> str:
    """The number on a page of a receipt."""
    return page.text.split('data-copy="')[1].split('"')[0]
