"""What a voter can see afterwards: the own line of the roll, and where the ballot of a receipt is."""

import base64
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert

from app.kernel.db import session, transaction
from app.kernel.errors import Invalid
from app.polls import queries, service
from app.polls.models import Ballot
from app.polls.service.receipts import NUMBER_LENGTH, ballots_of, grouped, nonce_hash
from app.polls.service.words import ADJECTIVES, NOUNS
from app.polls.states import Channel
from tests import factories
from tests.factories import polls

PAPERS = 10_000


@pytest.fixture
def voters(app):
    return polls.voters_of(factories.a_council(), 2)


@pytest.fixture
def poll(voters):
    council = factories.session().query(factories.Council).one()
    return polls.an_open_poll(council, choices=3)


@pytest.fixture
def voter(voters):
    return voters[0]


def test_each_person_has_standing_of_their_own(poll, voters):
    voter, neighbour = voters
    assert (service.standing(poll, voter).is_on_roll, service.standing(poll, voter).has_voted) == (True, False)
    polls.cast(poll, voter, [1])
    assert service.standing(poll, voter).channel is Channel.ONLINE
    assert not service.standing(poll, neighbour).has_voted
    stranger = service.standing(poll, factories.a_user())
    assert (stranger.is_on_roll, stranger.channel) == (False, None)


def test_a_receipt_is_kept_while_the_box_is_open_and_in_the_count_after(poll, voter):
    code = polls.cast(poll, voter, [1]).code
    assert service.receipt_standing(poll.id, code) == "kept"
    polls.closed(poll)
    assert service.receipt_standing(poll.id, code) == "in"
    assert service.receipt_standing(poll.id, code.lower().replace("-", " ").replace("o", "0")) == "in"


def test_a_number_of_no_ballot_is_out(poll, voter):
    polls.cast(poll, voter, [1])
    assert service.receipt_standing(poll.id, "A" * 26) == "out"


def test_words_of_no_ballot_are_out(poll, voter):
    polls.cast(poll, voter, [1])
    assert service.receipt_standing(poll.id, "반가운 소나무 느린 거북이 작은 우체통") == "out"


def test_a_receipt_says_nothing_in_another_poll(poll, voter):
    other = polls.an_open_poll(queries.poll(poll.id).council)
    assert service.receipt_standing(other.id, polls.cast(poll, voter, [1]).code) == "out"


def test_the_words_say_nothing_in_another_poll(poll, voter):
    other = polls.an_open_poll(queries.poll(poll.id).council)
    assert service.receipt_standing(other.id, " ".join(polls.cast(poll, voter, [1]).pairs)) == "out"


def receipt_with(nonce: bytes) -> service.Receipt:
    return service.Receipt(grouped(base64.b32encode(nonce).decode().rstrip("=")), 7)


def prefix_of(typed: str) -> str:
    """What the box is asked for: the first of the range without the zeros that fill it up."""
    return str(ballots_of(7, typed).compile().params["nonce_hash_1"])[:12]


@given(st.binary(min_size=16, max_size=16))
def test_the_words_of_any_number_lead_back_to_its_ballot(nonce):
    receipt = receipt_with(nonce)
    hashed = nonce_hash(7, receipt.code.replace("-", ""))
    assert prefix_of(" ".join(receipt.pairs)) == prefix_of(receipt.code) == hashed[:12]


@given(
    st.binary(min_size=16, max_size=16), st.lists(st.sampled_from(["", " ", ",", "·", "\n", " ,  ", ". "]), min_size=6)
)
def test_words_are_read_wherever_the_blanks_are(nonce, between):
    words = " ".join(receipt_with(nonce).pairs).split()
    typed = "".join(word + blank for word, blank in zip(words, between, strict=False))
    assert prefix_of(typed) == prefix_of(" ".join(words))
    assert prefix_of(unicodedata.normalize("NFD", typed)) == prefix_of(typed)


@given(st.binary(min_size=16, max_size=16))
def test_the_address_in_the_qr_code_is_as_good_as_its_number(nonce):
    code = receipt_with(nonce).code
    assert prefix_of(f"https://golmok.test/polls/7/receipts#{code.replace('-', '')}") == prefix_of(code)


@pytest.mark.parametrize("turn", range(6))
def test_the_word_that_no_receipt_has_is_named_and_so_is_the_nearest_one(turn):
    words = "반가운 소나무 느린 거북이 작은 우체통".split()
    strange = ("반가온", "소나모", "느릳", "거부기", "자근", "우채통")[turn]
    with pytest.raises(Invalid) as refused:
        ballots_of(7, " ".join([*words[:turn], strange, *words[turn + 1 :]]))
    said = str(refused.value.reason)
    assert strange in said
    assert words[turn] in said
    assert not any(word in said for word in words[:turn] + words[turn + 1 :])


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "여섯 개나 자세한 번호"),
        ("-", "여섯 개나 자세한 번호"),
        ("ABCD", "26자인데 4자"),
        ("'; DROP TABLE ballot", "26자인데"),
        ("없는 번호", "접수증에 쓰지 않는 낱말입니다: 없는"),
        ("반가운 소나무 느린", "낱말이 3개입니다"),
        ("반가운 소나무 느린 거북이 작은 우체통 큰", "여섯 개보다 많습니다"),
        ("소나무 반가운", "차례가 접수증과 다릅니다: 소나무"),
        ("반가운 소나무 거북이 작은 우체통", "차례가 접수증과 다릅니다: 거북이"),
        ("반가운소나무느린거북선작은우체통", "접수증에 쓰지 않는 낱말입니다: 거북선작은우체통"),
    ],
)
def test_what_can_be_no_receipt_is_told_what_to_look_at_again(typed, said):
    with pytest.raises(Invalid) as refused:
        ballots_of(7, typed)
    assert said in str(refused.value.reason)


def test_two_ballots_with_the_same_words_are_both_in_the_box(poll, voter):
    receipt = polls.cast(poll, voter, [1])
    twin = nonce_hash(poll.id, receipt.code.replace("-", ""))[:12] + "0" * 52
    with transaction() as current:
        current.execute(insert(Ballot).values(poll_id=poll.id, nonce_hash=twin, marks="[1]"))
    assert service.receipt_standing(poll.id, " ".join(receipt.pairs)) == "kept"
    assert service.receipt_standing(poll.id, receipt.code) == "kept"


@pytest.mark.parametrize("fill", ["0", "f"])
def test_the_first_and_the_last_ballot_that_words_can_mean_are_found(poll, fill):
    words = f"{ADJECTIVES[0]} {NOUNS[255]} {ADJECTIVES[17]} {NOUNS[16]} {ADJECTIVES[254]} {NOUNS[1]}"
    with transaction() as current:
        hashed = "00ff1110fe01".ljust(64, fill)
        current.execute(insert(Ballot).values(poll_id=poll.id, nonce_hash=hashed, marks="[1]"))
    assert service.receipt_standing(poll.id, words) == "kept"
    near = f"{ADJECTIVES[0]} {NOUNS[255]} {ADJECTIVES[17]} {NOUNS[16]} {ADJECTIVES[254]} {NOUNS[2]}"
    assert service.receipt_standing(poll.id, near) == "out"


@pytest.mark.parametrize("typed", ["반가운 소나무 느린 거북이 작은 우체통", "A" * 26])
def test_a_receipt_is_looked_up_by_the_key_of_the_box(poll, typed):
    connection = session().connection()
    query = str(ballots_of(poll.id, typed).compile(connection.engine, compile_kwargs={"literal_binds": True}))
    if connection.dialect.name == "sqlite":
        (row,) = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}").all()
        assert re.fullmatch(
            r"SEARCH ballot USING PRIMARY KEY \(poll_id=\? AND nonce_hash>\? AND nonce_hash<\?\)", row.detail
        )
        return
    connection.exec_driver_sql("SET LOCAL enable_seqscan = off")  # a table of no rows is read whole otherwise
    plan = "\n".join(connection.exec_driver_sql(f"EXPLAIN {query}").scalars())
    assert re.search(r"Index Cond: .*poll_id = \d+.*nonce_hash.* >= .*nonce_hash.* <= ", plan), plan
    assert "Filter" not in plan


def test_the_words_come_from_the_number_alone_whatever_was_chosen(poll, voters):
    receipts = [polls.cast(poll, voter, [mark]) for mark, voter in enumerate(voters, 1)]
    for receipt in receipts:
        assert receipt.pairs == service.Receipt(receipt.code, poll.id).pairs
        assert receipt.pairs != service.Receipt(receipt.code, poll.id + 1).pairs


@pytest.mark.proof
@pytest.mark.once
def test_ten_thousand_papers_have_as_many_numbers_and_as_many_words(poll, voter, figure):
    receipts = [service.receipt_of(poll.id, polls.paper_of(poll, voter), voter) for _paper in range(PAPERS)]
    numbers, words = {one.code for one in receipts}, {tuple(one.pairs) for one in receipts}
    figure("receipts", f"{PAPERS} papers: {len(numbers)} different numbers, {len(words)} different six words")
    assert len(numbers) == len(words) == PAPERS
    assert {len(number.replace("-", "")) for number in numbers} == {NUMBER_LENGTH}
