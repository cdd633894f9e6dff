"""A ballot cast with help, and then a search for traces of it in all that the helper's browser can see or keeps."""

import logging
import re
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from app.kernel import clock
from app.kernel.db import db
from app.kernel.events import Event, deliver
from app.kernel.outbox import Message
from app.polls.models import Poll
from tests import factories
from tests.access.test_secrecy_of_a_poll import everything_but_the_box
from tests.access.walking import Walk, rules, signed
from tests.browsing import form_of
from tests.factories import polls as ballots
from tests.factories.people import a_token

LABELS = [ballots.NewOption(label) for label in ("은행나무 아래", "우물터 앞", "느티나무 옆")]
CHOSEN = "우물터 앞"


def voted(browser: FlaskClient, poll: Poll, person: int, token: str) -> list[str]:
    """The whole way on the helper's device; gives what nobody may find afterwards: nonce, seal, number, words."""
    browser.post(f"/polls/{poll.id}/assisted", data={"person": str(person), "csrf_token": token})
    paper = form_of(browser.get(f"/polls/{poll.id}/assisted/ballot").text, "/readback").values
    paper["marks"] = "2"
    read = form_of(browser.post(f"/polls/{poll.id}/assisted/readback", data=paper).text, "/ballots").values
    answer = browser.post(f"/polls/{poll.id}/assisted/ballots", data=read)
    assert answer.status_code == 200
    assert CHOSEN not in answer.text, "the receipt tells the choice"
    assert answer.headers["Clear-Site-Data"] == '"cache"'
    nonce, _person, seal = read["paper"].split(".")
    pairs = re.findall(r"<li>([가-힣]+ [가-힣]+)\s*</li>", answer.text)
    assert len(pairs) == 3
    return [nonce, seal, "-".join(nonce[start : start + 4] for start in range(0, len(nonce), 4)), *pairs]


def seen_by(walk: Walk, browser: FlaskClient, poll: Poll) -> Iterator[tuple[str, str]]:
    """(address, all of the answer) of every address of the poll, and of the pages that everybody has."""
    for rule in rules(walk.app, "GET"):
        if rule.arguments <= {"poll_id", "council_id"}:
            path = walk.address(rule, "-", poll_id=poll.id, council_id=poll.council_id)
            answer = browser.get(path)
            yield path, f"{answer.status_code} {answer.headers}\n{answer.get_data(as_text=True)}"
            answer.close()


def kept_by(walk: Walk, browser: FlaskClient) -> str:
    """All cookies, and what the signed one holds."""
    sign = walk.app.session_interface.get_signing_serializer(walk.app)  # type: ignore[attr-defined]
    cookie = browser.get_cookie("golmok")
    assert cookie
    return f"{[one.value for one in browser._cookies.values()]} {sign.loads(cookie.value)}"  # type: ignore[union-attr]


@pytest.mark.parametrize("is_cleared", [False, True], ids=["before the screen is cleared", "after"])
def test_the_device_shows_and_keeps_nothing_of_a_ballot_that_was_cast_on_it(
    walk: Walk, caplog: pytest.LogCaptureFixture, is_cleared: bool
) -> None:
    caplog.set_level(logging.DEBUG)
    council = factories.a_council()
    helper, voter = factories.a_facilitator(council), factories.a_member(council, name="도움 받는 이웃")
    walk.world.tokens["helper"] = a_token(helper)
    poll = ballots.an_open_poll(council, takes_assisted=True, method="choose_one", options=LABELS)
    while deliver(clock.now()):  # until the people of the world have been told all
        pass
    before = [(row.id, row.action) for row in db.session.scalars(select(Event))]
    letters = len(db.session.scalars(select(Message.id)).all())
    browser, token = walk.browser("helper"), signed(walk.app)
    secrets = voted(browser, poll, voter.id, token)
    if is_cleared:
        ended = browser.post(f"/polls/{poll.id}/assisted/end", data={"csrf_token": token})
        assert ended.headers["Clear-Site-Data"] == '"cache"', "more would sign the helper out"
    places = dict(seen_by(walk, browser, poll))
    assert {f"/polls/{poll.id}/{page}" for page in ("assisted", "assisted/ballot", "booth")} <= places.keys()
    while deliver(clock.now()):
        pass
    db.session.expire_all()
    assert [(row.id, row.action) for row in db.session.scalars(select(Event))] == before, "an event for a ballot"
    assert len(db.session.scalars(select(Message.id)).all()) == letters, "a letter for a ballot"
    places |= {**everything_but_the_box(), "logs": caplog.text, "cookies": kept_by(walk, browser)}
    for secret in secrets:
        assert [place for place, words in places.items() if secret in words] == [], "a trace of a ballot"
    chosen = {place for place, words in places.items() if CHOSEN in words}
    others = {place for place, words in places.items() if LABELS[0].label in words}
    assert chosen == others, "the one that was chosen stands where the others do not"
    assert not [place for place, words in places.items() if "checked" in words and "marks-" in words]


def test_every_answer_on_the_way_is_stored_nowhere(walk: Walk) -> None:
    council = factories.a_council()
    helper, voter = factories.an_officer(council.dong), factories.a_member(council)
    walk.world.tokens["helper"] = a_token(helper)
    poll = ballots.an_open_poll(council, takes_assisted=True)
    browser, token = walk.browser("helper"), {"csrf_token": signed(walk.app)}
    place = f"/polls/{poll.id}/assisted"
    answers = [browser.post(place, data={**token, "person": str(voter.id)}), browser.get(place)]
    answers.append(browser.get(f"{place}/ballot"))
    paper = form_of(answers[-1].text, "/readback").values
    paper["marks"] = "1"
    answers.append(browser.post(f"{place}/readback", data=paper))
    read = form_of(answers[-1].text, "/ballots").values
    answers += [browser.post(f"{place}/ballots", data=read), browser.get(place), browser.get(f"{place}/ballot")]
    answers.append(browser.post(f"{place}/end", data=token))
    assert [one.status_code for one in answers] == [303, 200, 200, 200, 200, 409, 409, 303]
    assert {one.headers["Cache-Control"] for one in answers} == {"no-store"}
    assert ['autocomplete="off"' in one.text for one in answers[2:4]] == [True, True]
    assert not [one for one in answers if 'href="/"' in one.text], "a way that leads elsewhere"
