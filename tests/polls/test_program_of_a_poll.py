"""Which program opened a poll stands on its frozen sheet, which one counted it in the ledger: a change is seen."""

import json
from contextlib import contextmanager

import pytest
from sqlalchemy import update

from app.kernel import ledger
from app.kernel.db import transaction
from app.kernel.errors import NotFound
from app.kernel.ledger import LedgerEntry
from app.kernel.program import Program, running
from app.polls import queries
from app.polls.service.opening import rules_hash
from app.polls.views.programs import closing_of
from app.polls.views.rules import rule_rows
from tests import factories
from tests.factories import polls

NEXT = Program("9.8.7", "f" * 64)
SOME = [[1], [2], [1]] * 4


@contextmanager
def deployed(app, program):
    """Another program runs here from now on."""
    before = app.config["PROGRAM"]
    app.config["PROGRAM"] = program
    try:
        yield
    finally:
        app.config["PROGRAM"] = before


def counted_by_another(app):
    """A poll during which a new version was deployed."""
    council = factories.a_council()
    voters = polls.voters_of(council, len(SOME))
    poll = polls.an_open_poll(council)
    for voter, marks in zip(voters, SOME, strict=True):
        polls.cast(poll, voter, marks)
    with deployed(app, NEXT):
        return polls.closed(poll)


def closing(poll):
    (body,) = [one.body for one in ledger.entries_about("poll", poll.id) if one.kind == "poll.closed"]
    return body


def words(app, poll):
    with app.test_request_context():
        return dict(rule_rows(queries.poll(poll.id)))["세는 프로그램"]


def test_the_program_stands_on_the_sheet_that_opening_hashes(app):
    poll = polls.an_open_poll()
    assert poll.rules["program"] == {"version": running().version, "code": running().code}
    assert rules_hash(poll.rules | {"program": NEXT.told}) != poll.rules_hash == rules_hash(poll.rules)


def test_closing_fixes_in_the_ledger_which_program_counted(app):
    poll = counted_by_another(app)
    assert closing(poll)["program"] == NEXT.told
    assert poll.rules["program"] == running().told


def test_the_rules_say_of_an_open_poll_which_program_opened_it(app):
    said = words(app, polls.an_open_poll())
    assert running().version in said
    assert running().code[:12] in said
    assert "바뀌었습니다" not in said


def test_the_rules_say_that_the_same_program_opened_and_counted(app):
    assert "열 때와 셀 때 같은 프로그램입니다." in words(app, polls.a_counted_poll(SOME))


def test_a_new_version_during_the_poll_is_said_on_the_result_and_on_the_record_page(app, client):
    poll = counted_by_another(app)
    for address in ("result", "record"):
        page = client.get(f"/polls/{poll.id}/{address}").text
        assert "투표를 연 뒤에 프로그램이 바뀌었습니다." in page
        assert all(code in page for code in (running().code[:12], NEXT.code[:12], NEXT.version))


def test_a_poll_that_an_older_program_opened_shows_that_its_program_is_not_written_down(app, client):
    poll = polls.a_counted_poll(SOME)
    older = {name: value for name, value in poll.rules.items() if name != "program"}
    polls.tamper(
        "UPDATE poll SET rules = :rules WHERE id = :poll", "poll_update_refused", rules=json.dumps(older), poll=poll.id
    )
    page = client.get(f"/polls/{poll.id}/result").text
    assert "열 때의 프로그램은 적혀 있지 않습니다." in page


def test_a_poll_of_before_there_was_such_a_thing_shows_no_program(app):
    poll = polls.an_open_poll()
    older = {name: value for name, value in poll.rules.items() if name != "program"}
    polls.tamper(
        "UPDATE poll SET rules = :rules WHERE id = :poll", "poll_update_refused", rules=json.dumps(older), poll=poll.id
    )
    with app.test_request_context():
        assert "세는 프로그램" not in dict(rule_rows(queries.poll(poll.id)))


def forge_the_closing(poll):
    """Another program stands in the ledger, which nobody has signed."""
    entry = next(one for one in ledger.entries_about("poll", poll.id) if one.kind == "poll.closed")
    told = {**entry.content, "body": {**entry.body, "program": NEXT.told}}
    forged = update(LedgerEntry).where(LedgerEntry.hash == entry.hash).values(line=ledger.canonical(told))
    polls.tamper(forged, "ledger_update_refused")


def test_the_result_does_not_say_what_nobody_has_signed_of_the_program_that_counted(app, client):
    poll = polls.a_counted_poll(SOME)
    forge_the_closing(poll)
    page = client.get(f"/polls/{poll.id}/result").text
    assert NEXT.code[:12] not in page
    assert "같은 프로그램입니다" not in page
    assert f"골목회의 {running().version} (지문 {running().code[:12]}…)로 열었습니다." in page


def test_the_result_goes_by_the_first_closing_that_was_signed_and_has_one_page_for_two(app, client):
    poll = polls.a_counted_poll(SOME)
    body = closing(poll)
    forge_the_closing(poll)
    with transaction():
        ledger.append(poll.council_id, "poll.closed", poll, body, at=poll.closes_at)
    page = client.get(f"/polls/{poll.id}/result")
    assert page.status_code == 200
    assert "열 때와 셀 때 같은 프로그램입니다." in page.text
    with app.test_request_context():
        assert queries.poll_counted(poll.id)[1] == body == closing_of(queries.poll(poll.id))


def test_a_result_that_is_nowhere_is_not_found(app):
    with pytest.raises(NotFound):
        queries.poll_counted(1)
