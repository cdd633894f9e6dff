"""A fingerprint that somebody kept: its code on the page of a record leads back there, which says whether it fits."""

import base64
import re

import pytest

from app.documents import qr
from app.kernel import ledger
from tests import factories
from tests.conftest import rows
from tests.factories import polls

FEW = [[1], [2], [1]]
FITS, IS_OTHER, IS_MISSING = "장부에 그대로 있습니다", "장부에 없습니다", "장부에 그런 줄이 없습니다"
UNREADABLE = "적은 지문을 읽지 못했습니다"


@pytest.fixture
def poll(app):
    return polls.a_counted_poll(FEW)


def codes(poll):
    return [entry.code for entry in ledger.entries_about("poll", poll.id)]


def address_in_the_code(app, poll):
    with app.test_request_context():
        return qr.checkpoint_address(poll.id, codes(poll)[-1])


def asked(client, poll, code):
    answer = client.get(f"/polls/{poll.id}/record", query_string={"checkpoint": code})
    assert answer.status_code == 200
    return re.sub(r"<template>.*?</template>", "", answer.text, flags=re.DOTALL)


def said(page):
    """Which of the answers stand on the page: one or none."""
    return [answer for answer in (FITS, IS_OTHER, IS_MISSING, UNREADABLE) if answer in page]


def test_the_page_shows_the_code_of_the_last_fingerprint_with_its_words(app, client, poll):
    page = asked(client, poll, "")
    (drawn,) = re.findall(r'src="data:image/svg\+xml;base64,([^"]+)"', page)
    assert base64.b64decode(drawn).decode() == qr.svg(address_in_the_code(app, poll))
    assert "이 지문을 확인하는 쪽의 QR 코드" in page
    assert codes(poll)[-1] in page


def test_the_address_in_the_code_opens_the_page_that_says_it_fits(app, client, poll):
    address = address_in_the_code(app, poll)
    assert address.startswith("http://golmok.test/polls/")
    page = client.get(address.removeprefix("http://golmok.test")).text
    assert FITS in page
    assert "투표를 마감하고 세었습니다." in page


def test_every_fingerprint_of_the_ledger_fits_also_of_an_open_poll(client, app):
    poll = polls.an_open_poll()
    assert [said(asked(client, poll, code)) for code in codes(poll)] == [[FITS]]


def test_capitals_and_blanks_of_a_typed_fingerprint_are_read(client, poll):
    seq, _colon, digest = codes(poll)[-1].partition(":")
    assert said(asked(client, poll, f" {seq} : {digest[:32].upper()} {digest[32:]} ")) == [FITS]


def test_a_fingerprint_in_whose_place_another_stands_does_not_fit(client, poll):
    assert said(asked(client, poll, f"2:{'0' * 64}")) == [IS_OTHER]


def test_a_fingerprint_beyond_the_end_of_the_ledger_does_not_fit(client, poll):
    assert said(asked(client, poll, f"{len(rows('ledger')) + 1}:{'0' * 64}")) == [IS_MISSING]
    assert said(asked(client, poll, f"999999999:{'0' * 64}")) == [IS_MISSING]


def test_a_fingerprint_of_another_council_does_not_fit(client, poll):
    other = polls.a_counted_poll(FEW, factories.a_council())
    assert said(asked(client, poll, codes(other)[-1])) == [IS_OTHER]


@pytest.mark.parametrize(
    "typed", ["지문", "2", ":", "0:" + "0" * 64, "2:abc", "9999999999:" + "0" * 64, "2:" + "<b>" * 30]
)
def test_what_is_no_fingerprint_is_said_to_be_none(client, poll, typed):
    page = asked(client, poll, typed)
    assert said(page) == [UNREADABLE]
    assert "<b><b>" not in page


def test_nothing_is_said_where_nothing_is_asked(client, poll):
    assert said(asked(client, poll, "")) == []


def test_a_past_that_was_written_anew_is_seen_by_the_fingerprint_on_paper(client, poll):
    kept = codes(poll)[-1]
    polls.tamper("UPDATE ledger SET hash = :hash", "ledger_update_refused", hash="1" * 64)
    assert said(asked(client, poll, kept)) == [IS_OTHER]


def test_the_check_in_the_browser_takes_the_fingerprint_over(client, poll):
    assert f'value="{codes(poll)[-1]}"' in asked(client, poll, codes(poll)[-1])
