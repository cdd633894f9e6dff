"""A lot that anybody can draw again."""

from collections import Counter
from hashlib import md5, sha256
from itertools import product

import pytest

from app.polls.methods.lot import below, commitment, draw, list_hash, pick_all, seed

IDS = ("가", "나", "다", "라")


def test_the_order_can_be_drawn_again_by_hand():
    left, drawn = list(IDS), []
    for counter in range(4):
        ends = bytes([0, counter])
        word = int(sha256(ends + b"9319./2.5.8.10.12./" + ends).hexdigest(), 16)
        drawn.append(left.pop(word % len(left)))
    assert draw("9319./2.5.8.10.12./", IDS) == tuple(drawn)


def test_every_id_is_drawn_once_and_another_seed_draws_another_order():
    assert sorted(draw("a", IDS)) == sorted(IDS)
    assert len({draw(str(seed), IDS) for seed in range(300)}) == 24


def test_words_in_the_incomplete_stretch_are_thrown_away_so_that_all_chances_are_equal():
    chances = Counter(below(3, iter([word, spare]), bits=2) for word, spare in product(range(4), range(3)))
    assert set(chances.values()) == {4}


def test_an_id_that_stands_twice_is_refused():
    with pytest.raises(ValueError, match="twice"):
        draw("a", ["가", "가"])


def test_a_list_longer_than_the_counter_serves_is_refused():
    with pytest.raises(ValueError, match="60,000"):
        draw("a", [str(number) for number in range(60_001)])


def test_with_the_words_of_rfc_3797_its_worked_example_comes_out():
    """Section 6 of the RFC: 25 names, three lotteries, MD5."""
    key = b"9319./2.5.8.10.12./9.18.26.34.41.45./"
    digests = [md5(bytes([0, number]) + key + bytes([0, number])).hexdigest() for number in range(25)]
    assert digests[0] == "990dd0a5692a029a98b5e01aa28f3459"
    assert digests[15] == "3269e6ce559abd57e2ba6aab495eb9bd"
    names = [str(number) for number in range(1, 26)]
    order = pick_all(names, (int(digest, 16) for digest in digests), bits=128)
    assert " ".join(order[:11]) == "17 7 2 16 25 23 8 24 19 13 22"


def test_the_seed_can_be_made_again_by_hand():
    ids = list_hash([["id", "sex"], ["01", "여"]])
    assert ids == sha256("id,sex\n01,여\n".encode()).hexdigest()
    assert commitment("a") == sha256(b"a").hexdigest()
    assert seed("a", "주사위 3 1", ids) == sha256(f"a\n주사위 3 1\n{ids}".encode()).hexdigest()


def test_secret_source_and_list_each_change_the_seed():
    assert len({seed("a", "b", "c"), seed("A", "b", "c"), seed("a", "B", "c"), seed("a", "b", "C")}) == 4
