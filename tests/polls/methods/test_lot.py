"""A lot that anybody can draw again."""

from collections import Counter
from hashlib import sha256
from itertools import product

import pytest

from app.polls.methods.lot import below, draw

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
