"""No partial result through any page: two worlds that differ in one choice look the same before closing."""

import itertools
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.kernel.db import db
from tests import factories
from tests.browsing import form_of, forms, submit
from tests.conftest import rows
from tests.factories import polls as made

OPENED, CLOSES = datetime(2026, 1, 5, tzinfo=UTC), datetime(2099, 1, 5, tzinfo=UTC)
NOISE = re.compile(
    r'(?<=name=")(?:csrf_token|paper|once)"[^>]*|data-copy="[^"]*"|<p class="receipt-code">.*?</p>'
    r'|<ol class="receipt-words">.*?</ol>|<path class="qrline"[^>]*/></g></svg> *'
    r'|<b class="code">[^<]*</b>',  # the reference number of a fault
    re.DOTALL,
)
MOMENT = re.compile(  # the two worlds are made one after the other
    r"오[전후]\s\d{1,2}시\s\d{2}분|\d{4}-\d{2}-\d{2}T[\d:.]+\+00:00"
)
VARYING = {"Set-Cookie", "Date", "Expires", "ETag", "Last-Modified", "Content-Length"}  # lengths stand beside
KNOWN = {"poll_id", "council_id", "dong_id"}

Seen = dict[tuple[str, str], tuple[int, int, str, tuple[tuple[str, str], ...]]]


def a_world(sign_in: Callable[..., FlaskClient], visitor: FlaskClient, marks: list[str]) -> tuple[Any, dict[str, Any]]:
    """One council, one poll, two who vote; the first of them marks what is given."""
    council = factories.a_council()
    voter, other, idle = (factories.a_member(council) for _ in range(3))
    people = {"voter": voter, "other": other, "idle": idle, "observer": factories.an_observer(council)}
    people["facilitator"] = factories.a_facilitator(council)
    people["officer"], people["operator"] = factories.an_officer(council.dong), factories.an_operator()
    poll = made.a_draft(
        council, choices=4, method="choose_up_to_k", votes_per_voter=2, closes_at=CLOSES, opens_at=OPENED,
        by=people["facilitator"],
    )  # fmt: skip
    made.opened(poll, at=lambda _connection: OPENED)
    browsers = {"visitor": visitor, **{name: sign_in(person) for name, person in people.items()}}
    vote(browsers["voter"], poll, marks)
    vote(browsers["other"], poll, ["1"])
    return poll, browsers


def vote(client: FlaskClient, poll: Any, marks: list[str]) -> int:
    """The whole way; returns the length of the read-back."""
    read_back = submit(client, f"/polls/{poll.id}", "/readback", marks=marks)
    form = form_of(read_back.text, "/ballots")
    assert client.post(form.action, data=form.values).status_code == 303
    return len(read_back.data)


def addresses(app: Flask, poll: Any) -> Iterator[str]:
    """Every address that can be opened with a poll, its council and its dong."""
    values = {"poll_id": poll.id, "council_id": poll.council_id, "dong_id": poll.council.dong_id}
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and rule.arguments <= KNOWN and rule.endpoint != "static":
            yield rule.build({name: values[name] for name in rule.arguments})[1]


def everything_seen(app: Flask, poll: Any, browsers: dict[str, FlaskClient]) -> Seen:
    poll = made.queries.poll(poll.id)
    seen: Seen = {}
    for address, (role, client) in itertools.product(sorted(set(addresses(app, poll))), browsers.items()):
        answer = client.get(address)
        page = MOMENT.sub("#", answer.data.decode("utf-8", "replace"))
        headers = tuple(sorted((name, value) for name, value in answer.headers if name not in VARYING))
        seen[role, address] = (
            answer.status_code,
            len(page.encode()),
            NOISE.sub("#", page),
            headers,
        )
    return seen


def test_before_closing_two_worlds_that_differ_in_one_choice_look_the_same_to_everybody(
    app, store, sign_in, client, monkeypatch
):
    worlds = []
    for marks in (["1", "2"], ["3", "4"]):
        db.session.remove()
        store.reset()
        monkeypatch.setattr(factories, "_numbers", itertools.count(1))
        poll, browsers = a_world(sign_in, app.test_client(), marks)
        worlds.append(everything_seen(app, poll, browsers))
    one, other = worlds
    assert one.keys() == other.keys()
    assert len(one) > 50
    different = [where for where in one if one[where] != other[where]]
    assert not different, different


def test_closing_is_what_makes_the_worlds_different(app, client):
    council = factories.a_council()
    poll = made.a_counted_poll([[1]] * 5 + [[2]] * 4, council)
    other = made.a_counted_poll([[1]] * 4 + [[2]] * 5, council)
    results = [NOISE.sub("#", client.get(f"/polls/{one.id}/result").text) for one in (poll, other)]
    assert "가결되었습니다" in results[0]
    assert "부결되었습니다" in results[1]


@pytest.mark.parametrize("given", [{}, {"choices": 12}, {"choices": 4, "method": "choose_up_to_k"}])
def test_the_read_back_is_as_long_for_every_choice(app, sign_in, given):
    council = factories.a_council()
    voters = [factories.a_member(council) for _ in range(3)]
    poll = made.an_open_poll(council, **given)
    choices = ["1", "2", "0" if given else "3"]
    lengths = {vote(sign_in(voter), poll, [choice]) for choice, voter in zip(choices, voters, strict=True)}
    assert len(lengths) == 1, "whoever watches the line could tell the choices apart"


@pytest.mark.parametrize("role", ["visitor", "idle", "facilitator", "officer", "observer", "operator"])
def test_nobody_can_tell_from_a_page_how_many_have_voted(app, sign_in, client, role):
    council = factories.a_council()
    voters = [factories.a_member(council) for _ in range(3)]
    watcher = {
        "visitor": None,
        "idle": factories.a_member(council),
        "facilitator": factories.a_facilitator(council),
        "officer": factories.an_officer(council.dong),
        "observer": factories.an_observer(council),
        "operator": factories.an_operator(),
    }[role]
    poll = made.an_open_poll(council)
    browser = sign_in(watcher) if watcher else client
    places = [f"/polls/{poll.id}", f"/polls/{poll.id}/receipts", f"/councils/{council.id}/polls"]

    def look() -> list[str]:
        return [NOISE.sub("#", browser.get(place).text) for place in places]

    before = look()
    for voter in voters:
        made.cast(poll, voter, [1])
    assert look() == before


def test_no_page_of_a_poll_forgets_its_token(app, sign_in):
    council = factories.a_council()
    poll = made.an_open_poll(council)
    client = sign_in(factories.a_facilitator(council))
    pages = [f"/polls/{poll.id}", f"/polls/{poll.id}/receipts", f"/polls/{poll.id}/annulment"]
    for page in [*pages, f"/councils/{council.id}/polls/new"]:
        posts = [form for form in forms(client.get(page).text) if form.method == "post"]
        assert posts
        assert all(form.values.get("csrf_token") for form in posts), page


def test_a_choice_appears_in_no_log_and_no_event(app, sign_in, caplog):
    council = factories.a_council()
    voter = factories.a_member(council)
    poll = made.an_open_poll(council, choices=4)
    caplog.set_level("DEBUG")
    vote(sign_in(voter), poll, ["3"])
    assert "더불어농장" not in caplog.text
    assert "marks" not in caplog.text
    assert {row.action for row in rows("event")} == {"poll.opened"}
