"""Words in forms that nobody of ours expects: a sentence and the words kept, escaped, and never a broken page."""

from typing import Any

import pytest
from sqlalchemy import text
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from app.kernel.db import db
from tests.access.filled import filled
from tests.access.table import LINES, Line, addresses, one_each
from tests.access.walking import Walk, outcome
from tests.browsing import forms

HOSTILE = {
    "empty": "",
    "blanks": " \u3000\t ",
    "long": "가" * 100_000,
    "NUL": "골목\x00길",
    "bytes that are no text": "골목%ED%A0%80길",
    "full-width digits": "１２",
    "other digits": "٣",
    "negative": "-5",
    "huge number": "9" * 25,
    "long number": "9" * 5000,
    "exponent": "1e400",
    "not a number": "NaN",
    "script": '"><script>alert(1)</script>',
    "template": "{{7*7}}${7*7}",
    "format": "%(name)s %s {0} {name}",
    "line ends": "a\r\nSet-Cookie: evil=1\r\n\r\nb",
    "right to left": "\u202egnp.exe\u200b",
    "year 1": "0001-01-01",
    "year 9999": "9999-12-31",
    "time": "25:61",
    "another's": "9223372036854775807",
    "quote": '\'; DROP TABLE "user"; --',
}
ASKED_OF_POSTGRESQL = {"long", "NUL", "bytes that are no text", "huge number", "long number", "another's", "quote"}
POSTS = one_each("POST")
EVERYWHERE = {"people.sign_in": ("password",), "people.code": ("code",), "people.another_code": ()}


NEWCOMERS = {"councils.join": "S"}


def who(line: Line) -> str:
    role = NEWCOMERS.get(line.endpoint)
    return role or next((role for role in "AFDOV" if line.expected[role] == "opens"), "A")


def fields_of(walk: Walk, line: Line) -> dict[str, Any]:
    """What the page's own form names, with what a person would fill in."""
    given = filled(walk, line.endpoint, line.thing, who(line))
    page = walk.go(who(line), "GET", addresses(walk, line)[0])
    own = [form for form in forms(page.text) if form.action in {"", addresses(walk, line)[0]}] if page.text else []
    named = {name: "" for form in own for name in form.names if name != "csrf_token"}
    return {**named, **given, **dict.fromkeys(EVERYWHERE.get(line.endpoint, ()), "")}


@pytest.mark.parametrize("line", POSTS, ids=str)
def test_no_field_breaks_a_page_whatever_it_holds(walk: Walk, line: Line, database: str) -> None:
    """On PostgreSQL only with what a form may let through and a database may choke on."""
    role, path, wrong = who(line), addresses(walk, line)[0], []
    kinds = HOSTILE if database == "sqlite" else {kind: HOSTILE[kind] for kind in ASKED_OF_POSTGRESQL}
    usual = fields_of(walk, line)
    for name in usual:
        for kind, value in kinds.items():
            fresh = filled(walk, line.endpoint, line.thing, role)  # a stream is read once
            answer = walk.go(role, "POST", path, {**fresh, name: value})
            if answer.status_code not in {200, 303, 400, 403, 404, 409, 413, 422}:
                wrong.append(f"{name} = {kind}: {answer.status_code}")
            if answer.status_code == 303:
                walk.put_back()
            elif "<script>alert(1)" in answer.text:
                wrong.append(f"{name} = {kind}: not escaped")
            if "Set-Cookie: evil" in str(answer.headers):
                wrong.append(f"{name} = {kind}: in the header")
    assert wrong == []


FILES = {"photo", "file"}  # a stream can be sent once


@pytest.mark.parametrize("line", POSTS, ids=str)
def test_keys_that_come_twice_or_with_brackets_break_no_page(walk: Walk, line: Line) -> None:
    role, path = who(line), addresses(walk, line)[0]
    for name in fields_of(walk, line):
        fresh = filled(walk, line.endpoint, line.thing, role)
        for twisted in ({name: ["", "1", "<b>"]}, {f"{name}[]": "1"}, {f"{name}[__proto__]": "x"}):
            given: dict[str, Any] = {**{key: value for key, value in fresh.items() if key not in FILES}, **twisted}
            answer = walk.go(role, "POST", path, given)
            assert answer.status_code in {200, 303, 403, 404, 409, 422}, f"{twisted}: {answer.status_code}"
    walk.put_back()


KEPT = [
    ("councils.call", "topic"), ("councils.take_in", "topic"), ("councils.close", "why"), ("councils.join", "place"),
    ("proposals.draft", "problem"), ("proposals.edition", "wish"), ("proposals.withdrawal", "reason"),
    ("proposals.offer", "wish"), ("proposals.offer", "reason"), ("proposals.refusal", "reason"),
    ("proposals.comment", "body"), ("discussion.edition", "body"), ("discussion.flags", "reason"),
    ("discussion.hiding", "reason"), ("discussion.settlement", "answer"), ("discussion.correction", "body"),
    ("discussion.appeal", "words"), ("discussion.review", "reason"), ("discussion.hide_several", "reason"),
    ("discussion.answer_blocking", "reason"), ("discussion.blocking_outcome", "reason"),
    ("discussion.object_to_blocking", "words"), ("discussion.summary", "body"),
    ("discussion.summary_corrections", "body"),
    ("discussion.answer_correction", "answer"), ("decisions.add", "text"),
    ("decisions.reword", "text"), ("decisions.answer", "reason"), ("meetings.convene", "title"),
    ("decisions.supplement", "words"), ("decisions.extension", "words"), ("decisions.transfer", "words"),
    ("decisions.reword", "text"), ("decisions.answer", "reason"), ("decisions.correct", "why"),
    ("decisions.ask_again", "facts"), ("decisions.withdraw", "reason"), ("decisions.close", "reason"),
    ("decisions.state_view", "text"), ("meetings.convene", "title"),
    ("meetings.details", "place"), ("meetings.add_item", "title"), ("meetings.cancel", "reason"),
    ("meetings.admit", "name"), ("meetings.knock", "name"),
    ("meetings.write_remark", "text"), ("meetings.remark", "text"),
    ("meetings.resolve", "dissent"), ("polls.prepare", "question"), ("polls.edit", "explanation"),
    ("opinions.ask", "title"), ("opinions.edition", "background"), ("opinions.write", "text"),
    ("opinions.seeds", "seeds"), ("opinions.hiding", "reason"), ("opinions.fate", "fate_reason"),
    ("polls.annul", "reason"), ("people.edit", "name"), ("people.register", "name"),
]  # fmt: skip


@pytest.mark.parametrize(("endpoint", "name"), KEPT, ids=str)
def test_what_was_typed_too_long_stays_in_the_form_beside_a_sentence(walk: Walk, endpoint: str, name: str) -> None:
    line = next(one for one in POSTS if one.endpoint == endpoint)
    typed = "<골목 & 길>" + "가" * 5000
    before = walk.digest()
    answer = refused(walk, line, {name: typed})
    assert "&lt;골목 &amp; 길&gt;" + "가" * 5000 in answer.text, "what was typed is gone"
    assert "aria-invalid" in answer.text
    assert walk.digest() == before


def refused(walk: Walk, line: Line, given: dict[str, Any]) -> TestResponse:
    fields = {**filled(walk, line.endpoint, line.thing, who(line)), **given}
    answer = walk.go(who(line), "POST", addresses(walk, line)[0], fields)
    assert (answer.status_code, outcome(answer)) == (422, "conflict")
    return answer


PUBLIC = [
    pair
    for pair in KEPT
    if pair not in {("councils.join", "place"), ("meetings.admit", "name"), ("meetings.knock", "name")}
]
PRIVATE_ALREADY = {("people.edit", "name"), ("people.register", "name"), ("discussion.flags", "reason")}


@pytest.mark.parametrize(("endpoint", "name"), [pair for pair in PUBLIC if pair not in PRIVATE_ALREADY], ids=str)
@pytest.mark.parametrize("number", ["900101-1234567", "010-1234-5678", "０１０ １２３４ ５６７８"])
def test_no_public_text_takes_a_private_number(walk: Walk, endpoint: str, name: str, number: str) -> None:
    line = next(one for one in POSTS if one.endpoint == endpoint)
    before = walk.digest()
    answer = refused(walk, line, {name: f"연락처 {number}"})
    assert number in answer.text, "what was typed is gone"
    assert walk.digest() == before


def test_the_tables_are_all_there_after_everything(walk: Walk) -> None:
    names = [table.name for table in db.metadata.sorted_tables]
    assert "user" in names
    for name in names:
        db.session.execute(text(f'SELECT count(*) FROM "{name}"')).scalar_one()


def test_an_option_of_another_poll_or_none_is_no_ballot(walk: Walk) -> None:
    line = next(one for one in LINES if str(one) == "POST polls.cast poll open")
    before = walk.digest()
    for marks in (["99"], ["-1"], ["1", "2"], ["1", "1"], ["１"], ["1 "], [], ["9" * 5000], ["0", "1"]):
        paper = filled(walk, "polls.cast", line.thing, "R")["paper"]
        given = MultiDict([("paper", paper), *(("marks", mark) for mark in marks)])
        answer = walk.go("R", "POST", addresses(walk, line)[0], given.to_dict(flat=False))
        assert answer.status_code == 422, marks
    assert walk.digest() == before


def test_a_paper_of_another_voter_or_poll_is_not_taken(walk: Walk) -> None:
    path = addresses(walk, next(one for one in LINES if str(one) == "POST polls.cast poll open"))[0]
    before = walk.digest()
    others = [
        filled(walk, "polls.cast", "poll open", "A")["paper"],
        filled(walk, "polls.cast", "poll closed", "R")["paper"],
        "AAAA.BBBB", "", ".", "\x00", "가.나", "a" * 100_000,
    ]  # fmt: skip
    for paper in others:
        assert walk.go("R", "POST", path, {"paper": paper, "marks": "1"}).status_code in {403, 422}, paper[:20]
    assert walk.digest() == before
