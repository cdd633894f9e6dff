"""Who stands by a difference of the reconciliation sheet: two office holders, by name, and never in the record."""

import pytest

from app.kernel import clock
from app.kernel.db import transaction
from app.polls import queries, service
from tests import factories
from tests.documents.readers import docx_text, squeezed
from tests.factories import polls
from tests.records.records import record_of

WRITER, OTHER, REASON = "하진행", "오담당", "한 장이 돌아오지 않았습니다"


@pytest.fixture
def council(app):
    return factories.a_council()


def a_poll_with_a_sheet(council, *, ballots, reasons):
    """A poll with paper that six people took, being counted; a facilitator has written its sheet."""
    voters = polls.voters_of(council, 6)
    poll = polls.an_open_poll(council, takes_paper=True)
    for voter in voters:
        polls.handed(poll, voter)
    poll = polls.closed(poll)
    polls.a_batch(poll, *[[1]] * ballots)
    leader = factories.a_facilitator(council, name=WRITER)
    with transaction():
        service.write_reconciliation(poll.id, printed=6, unused=0, spoilt=0, reasons=reasons, by=leader)
    return poll


@pytest.fixture
def poll(council):
    """One whose sheet differs by one, with the reason."""
    return a_poll_with_a_sheet(council, ballots=5, reasons={"box": REASON})


@pytest.fixture
def counted(poll, council):
    """The same once an officer has confirmed it, and counted."""
    with transaction():
        service.confirm_reconciliation(poll.id, by=factories.an_officer(council.dong, name=OTHER), at=clock.now())
    return polls.counted(poll)


def test_the_result_names_both_to_everybody(client, counted):
    page = client.get(f"/polls/{counted.id}/result").text
    assert f"적고 확인한 사람: {WRITER}, {OTHER}" in page
    assert "명이 확인함" not in page


def test_before_the_second_has_confirmed_the_first_is_named(sign_in, council, poll):
    page = sign_in(factories.an_officer(council.dong)).get(f"/polls/{poll.id}/reconciliation").text
    assert f"적은 사람: {WRITER}" in page
    assert "이름은 결과와 함께 모두에게 보입니다" in page
    assert "적고 확인한 사람" not in page


@pytest.mark.parametrize("address", ["result/paper", "result.docx"])
def test_the_official_paper_says_the_difference_its_reason_and_both_names(client, counted, address):
    content = client.get(f"/polls/{counted.id}/{address}").data
    said = content.decode() if address.endswith("paper") else docx_text(content)
    assert all(squeezed(word) in squeezed(said) for word in (REASON, WRITER, OTHER, "앞의 수가 1만큼 적습니다"))


def test_a_sheet_that_balances_names_nobody(client, council):
    poll = polls.counted(a_poll_with_a_sheet(council, ballots=6, reasons={}))
    assert WRITER not in client.get(f"/polls/{poll.id}/result").text


def test_the_record_and_the_ledger_hold_the_number_of_people_and_no_name(counted):
    told = record_of(queries.poll(counted.id)).decode()
    assert '"confirmed_by":2' in told
    assert WRITER not in told
    assert OTHER not in told
