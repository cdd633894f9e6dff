"""The receipt on its page: words, number and QR code, for nobody else and in no log; and the page that checks it."""

import pytest

from app.documents import qr
from app.kernel import clock
from app.kernel.db import transaction
from app.people.service import devices
from app.polls import service
from tests import factories
from tests.browsing import submit
from tests.factories import polls as made
from tests.polls import papers
from tests.polls.papers import code_in, mark, poll_url, press


@pytest.fixture
def town(app):
    return papers.a_town()


@pytest.fixture
def voted(town, sign_in):
    """A browser whose person has voted, the poll, and the receipt."""
    _council, voter, poll = town
    client = sign_in(voter)
    sent = press(client, mark(client, poll, 1), "/ballots")
    return client, poll, service.Receipt(code_in(client.get(sent.location)), poll.id)


def test_the_receipt_shows_three_pairs_of_words_the_number_and_the_code(voted):
    client, poll, receipt = voted
    page = client.get(poll_url(poll, "receipt")).text
    for pair in receipt.pairs:
        assert f"<li>{pair}" in page
    assert receipt.code.replace("-", "</span> <span>") in page
    assert f'<img class="receipt-qr" src="{poll_url(poll, "receipt.svg")}"' in page
    assert "QR 코드" in page.partition('class="receipt-qr"')[2].partition('alt="')[2].partition('"')[0]


def test_an_english_reader_sees_the_same_words_marked_as_korean(voted):
    client, poll, receipt = voted
    client.set_cookie("language", "en")
    page = client.get(poll_url(poll, "receipt")).text
    for pair in receipt.pairs:
        assert f'<li><span lang="ko">{pair}</span>' in page
    assert "Full number" in page


def test_the_qr_code_holds_the_page_that_checks_with_the_number_behind_a_hash(voted):
    client, poll, receipt = voted
    answer = client.get(poll_url(poll, "receipt.svg"))
    address = f"http://golmok.test{poll_url(poll, 'receipts')}#{receipt.code.replace('-', '')}"
    assert (answer.mimetype, answer.headers["Cache-Control"]) == ("image/svg+xml", "no-store")
    assert answer.text == qr.svg(address, evenly=True)


def test_the_qr_code_is_for_the_browser_of_the_person_alone(voted, town, sign_in, client):
    browser, poll, _receipt = voted
    council, voter, _poll = town
    address = poll_url(poll, "receipt.svg")
    assert client.get(address).status_code == 303
    assert sign_in(voter).get(address).status_code == 404, "another browser of the same person"
    with transaction():
        token = devices.sign_in(factories.a_member(council), at=clock.now())
    with browser.session_transaction() as cookie:
        cookie["_user_id"] = token
    assert browser.get(address).status_code == 404, "another person at the same browser"


@pytest.mark.parametrize("language", ["ko", "en"])
def test_all_receipts_are_equally_long_so_that_a_log_of_lengths_tells_none_from_another(app, sign_in, language):
    council = factories.a_council()
    voters = [factories.a_member(council, name="같은 이름") for _ in range(8)]
    poll = made.an_open_poll(council)
    seen = set()
    for voter in voters:
        paper = service.ballot_form(poll, voter)
        receipt = made.cast(poll, voter, [1], form=paper)
        client = sign_in(voter)
        client.set_cookie("language", language)
        with client.session_transaction() as cookie:
            cookie["receipts"] = [[poll.id, voter.id, receipt.code]]
        pages = [client.get(poll_url(poll, page)) for page in ("receipt", "receipt.svg")]
        assert [page.status_code for page in pages] == [200, 200]
        seen.add(tuple(len(page.data) for page in pages))
    assert len(seen) == 1


@pytest.mark.parametrize("language", ["ko", "en"])
def test_anybody_checks_with_words_or_with_the_number_and_never_learns_the_choice(voted, client, language):
    _browser, poll, receipt = voted
    made.closed(poll)
    client.set_cookie("language", language)
    one, two, three = receipt.pairs
    for typed in (f"{one}\r\n{two}\r\n{three}", f"{one}, {two}·{three}", receipt.code, receipt.code.replace("-", "")):
        page = submit(client, poll_url(poll, "receipts"), "/receipts", code=typed).text
        assert {"ko": "함 안에 있습니다", "en": "In the box"}[language] in page
        assert not {"찬성", ">For<"} & set(page.split())


def test_a_misread_word_is_answered_with_the_word_and_the_nearest_of_ours(voted, client):
    _browser, poll, _receipt = voted
    made.closed(poll)
    page = submit(client, poll_url(poll, "receipts"), "/receipts", code="반가운 소나모 느린 거북이 작은 우체통").text
    assert "접수증을 읽지 못했습니다" in page
    assert "혹시 소나무 아닌가요?" in page


def test_neither_words_nor_number_are_in_an_address_or_a_log(voted, client, caplog):
    browser, poll, receipt = voted
    caplog.set_level("DEBUG")
    browser.get(poll_url(poll, "receipt"))
    browser.get(poll_url(poll, "receipt.svg"))
    made.closed(poll)
    asked = [" ".join(receipt.pairs), receipt.code, "반가운 소나모"]
    answers = [submit(client, poll_url(poll, "receipts"), "/receipts", code=typed) for typed in asked]
    assert {answer.request.full_path for answer in answers} == {f"{poll_url(poll, 'receipts')}?"}
    secrets = [*receipt.pairs, *" ".join(receipt.pairs).split(), receipt.code, receipt.code.replace("-", ""), "소나모"]
    assert [word for word in secrets if word in caplog.text] == []


def test_the_page_that_checks_is_without_a_script_told_to_type_the_number(voted, client):
    _browser, poll, _receipt = voted
    page = client.get(poll_url(poll, "receipts")).text
    assert "<noscript>" in page
    assert "<textarea" in page
    assert "js/receipt.js" in page
