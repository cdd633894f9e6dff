"""Commitments: they fix the roll and the box, and tell nothing that may not be seen."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel import clock, ledger
from app.kernel.db import transaction
from app.polls import queries, service
from app.polls.service import commitments
from tests import factories
from tests.conftest import rows
from tests.factories import polls

# The test leaves and roots of the Certificate Transparency project (RFC 6962), as it publishes them.
LEAVES = ["", "\x00", "\x10", " !", "01", "@ABC", "PQRSTUVW", "`abcdefghijklmno"]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


@pytest.mark.parametrize("count", range(9))
def test_the_tree_is_that_of_certificate_transparency(count):
    assert commitments.merkle_root(LEAVES[:count]) == ROOTS[count]


def by_the_book(leaves):
    """RFC 6962, section 2.1, word for word: split at the largest power of two below the number of leaves."""
    if len(leaves) < 2:
        return hashlib.sha256(b"".join(b"\x00" + leaf.encode() for leaf in leaves)).digest()
    split = 1 << (len(leaves) - 1).bit_length() - 1
    return hashlib.sha256(b"\x01" + by_the_book(leaves[:split]) + by_the_book(leaves[split:])).digest()


@given(st.lists(st.text(max_size=4), max_size=70))
def test_a_tree_of_any_size_is_that_of_the_rfc(leaves):
    assert commitments.merkle_root(leaves) == by_the_book(leaves).hex()


@pytest.fixture
def counted(app):
    return polls.a_counted_poll([[1], [2], [1], [3], [1], [2]])


def closing_entry(poll):
    return next(entry for entry in ledger.entries_about("poll", poll.id) if entry.kind == "poll.closed").body


def test_opening_fixes_the_rules_and_the_roll(app):
    poll = polls.an_open_poll(voters=3)
    (entry,) = ledger.entries_about("poll", poll.id)
    keys = sorted(row.person_key for row in rows("roll"))
    root = commitments.merkle_root(f"{key}\n-" for key in keys)
    assert (entry.kind, entry.body) == ("poll.opened", {"rules": poll.rules_hash, "roll": 4, "roll_root": root})


def test_closing_fixes_receipts_roll_and_channels(counted):
    body = closing_entry(counted)
    assert body["receipts_root"] == commitments.merkle_root(sorted(row.nonce_hash for row in rows("ballot")))
    roll = sorted(f"{row.person_key}\n{row.channel or '-'}" for row in rows("roll"))
    assert body["roll_root"] == commitments.merkle_root(roll)
    assert (body["ballots"], body["channels"], body["rules"]) == (
        6,
        {"online": 6, "assisted": 0, "paper": 0},
        counted.rules_hash,
    )


def test_what_covers_marks_cannot_be_opened_by_trying_without_the_salt(counted):
    body, marks = closing_entry(counted), [[[1], 3], [[2], 2], [[3], 1]]
    text = ledger.canonical(marks)
    assert body["marks"] == hashlib.sha256(f"{commitments.salt('marks', counted.id)}\n{text}".encode()).hexdigest()
    assert body["marks"] != hashlib.sha256(text.encode()).hexdigest()
    assert len({commitments.salt(name, counted.id) for name in ("marks", "count", "pairing")}) == 3


def test_observers_with_the_salt_can_check_which_receipt_has_which_marks(counted):
    salt = commitments.salt("pairing", counted.id)
    leaves = sorted(
        hashlib.sha256(f"{salt}\n{row.nonce_hash}\n{row.marks}".encode()).hexdigest() for row in rows("ballot")
    )
    assert closing_entry(counted)["pairing_root"] == commitments.merkle_root(leaves)


def test_marks_stand_in_an_order_that_says_nothing_of_the_voters(counted):
    assert commitments.marks_counted(counted.id) == [([1], 3), ([2], 2), ([3], 1)]


def test_certifying_fixes_the_count_that_closing_fixed(counted):
    officer = factories.an_officer(counted.council.dong)
    with transaction():
        service.certify(queries.poll(counted.id), by=officer, at=clock.now())
    entries = ledger.entries_about("poll", counted.id)
    assert [entry.kind for entry in entries] == ["poll.opened", "poll.closed", "poll.certified"]
    assert entries[-1].body == {"count": closing_entry(counted)["count"]}


def test_a_void_poll_says_why_in_the_ledger_and_a_draft_leaves_nothing_there(app):
    opened, draft = polls.an_open_poll(), polls.a_draft()
    for poll in (opened, draft):
        with transaction():
            service.void(queries.poll(poll.id), reason="보기를 빠뜨렸습니다.", by=factories.a_user(), at=clock.now())
    assert ledger.entries_about("poll", opened.id)[-1].body == {"reason": "보기를 빠뜨렸습니다."}
    assert not ledger.entries_about("poll", draft.id)


def test_the_ledger_holds_nothing_of_a_ballot_before_closing(app):
    council = factories.a_council()
    voters = polls.voters_of(council, 6)
    poll = polls.an_open_poll(council)
    before = [entry.line for entry in ledger.entries_of(council.id)]
    for voter in voters:
        polls.cast(poll, voter, [1])
    assert [entry.line for entry in ledger.entries_of(council.id)] == before
