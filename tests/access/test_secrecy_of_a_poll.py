"""A whole poll through the pages, and then a search for traces of it in every place but the box."""

import logging
import re

import pytest
from sqlalchemy import select, text

from app.kernel import clock
from app.kernel.db import db
from app.kernel.events import Event, deliver
from app.polls.models import Poll
from tests import factories
from tests.access.walking import Walk, signed
from tests.browsing import form_of
from tests.factories import polls as ballots
from tests.factories.people import a_token

LABELS = [ballots.NewOption(label) for label in ("은행나무 아래", "우물터 앞", "느티나무 옆")]


def voted(walk: Walk, poll: Poll, role: str, mark: int) -> tuple[str, str, str]:
    """One voter through all pages; gives the paper's nonce, its seal and the receipt's number."""
    browser = walk.browser(role)
    paper = form_of(browser.get(f"/polls/{poll.id}").text, "readback").values
    paper["marks"] = str(mark)
    read = form_of(browser.post(f"/polls/{poll.id}/readback", data=paper).text, "ballots").values
    assert browser.post(f"/polls/{poll.id}/ballots", data=read).status_code == 303
    page = browser.get(f"/polls/{poll.id}/receipt").text
    nonce, _person, seal = read["paper"].split(".")
    grouped = "[ -]?".join(nonce[start : start + 4] for start in range(0, len(nonce), 4))
    found = re.search(grouped, page)
    assert found, "the receipt is not on its page"
    return nonce, seal, found[0]


def everything_but_the_box() -> dict[str, str]:
    tables = [table for table in db.metadata.sorted_tables if table.name != "ballot"]
    return {table.name: repr(db.session.execute(select(table)).all()) for table in tables}


def test_twelve_votes_leave_no_trace_outside_the_box(walk: Walk, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    council = factories.a_council()
    by = factories.a_facilitator(council)
    people = {f"voter{n}": factories.a_member(council, name=f"투표하는 이웃 {n}") for n in range(12)}
    walk.world.tokens.update({role: a_token(person) for role, person in people.items()})
    poll = ballots.an_open_poll(council, by=by, method="choose_one", options=LABELS)
    before = {event.id for event in db.session.scalars(select(Event))}
    receipts = [voted(walk, poll, role, n % 3 + 1) for n, role in enumerate(people)]
    given = {"marks": "1", "paper": "x", "csrf_token": signed(walk.app)}
    walk.browser("voter0").post(f"/polls/{poll.id}/ballots", data=given)
    walk.browser("S").post(f"/polls/{poll.id}/ballots", data={**given, "paper": f"{receipts[0][0]}.{receipts[0][1]}"})
    during = {event.action for event in db.session.scalars(select(Event)) if event.id not in before}
    assert during == set(), "an event for a ballot"
    ballots.closed(poll)
    deliver(clock.now())
    db.session.expire_all()
    assert (
        db.session.execute(text("SELECT count(*) FROM ballot WHERE poll_id = :id"), {"id": poll.id}).scalar_one() == 12
    )
    places = {**everything_but_the_box(), "logs": caplog.text}
    for nonce, seal, code in receipts:
        for secret in (nonce, seal, code, code.replace(" ", "").replace("-", "")):
            assert [place for place, words in places.items() if secret in words] == [], "a trace of a ballot"


def test_no_table_but_the_box_holds_what_somebody_marked(walk: Walk) -> None:
    columns = {(table.name, column.name) for table in db.metadata.sorted_tables for column in table.columns}
    found = {table for table, column in columns if column in {"marks", "nonce_hash", "nonce", "receipt"}}
    # sheets out of a paper box stand beside nobody's line of the roll: they have no number and no key of a person
    assert found == {"ballot", "paper_ballot", "paper_entry"}
