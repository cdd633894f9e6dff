"""Pairs of many ballots at once, against looking at every ballot and every pair."""

from random import Random

import pytest

from app.polls.methods.rankings import Ranked, pairwise, smith_set, sort_out


def one_by_one(rows, options):
    above = {(a, b): 0 for a in options for b in options if a != b}
    for ranking, weight in rows:
        place = {option: number for number, group in enumerate(ranking) for option in group}
        for a, b in above:
            if a in place and place[a] < place.get(b, len(options)):
                above[a, b] += weight
    return above


@pytest.mark.parametrize("options", [1, 2, 126, 127, 128, 300])
@pytest.mark.parametrize("heaviest", [1, 7, 10**15])
def test_pairs_are_counted_whatever_the_number_of_options_and_the_weights(options, heaviest):
    chance = Random(options + heaviest)
    named = list(range(1, options + 1))
    rows = []
    for _ in range(20):
        line = chance.sample(named, chance.randint(1, options))
        cut = chance.randint(0, len(line))
        groups = [tuple(line[:cut]), *((option,) for option in line[cut:])]
        rows.append(Ranked(tuple(group for group in groups if group), chance.randint(1, heaviest)))
    assert pairwise(rows, named) == one_by_one(rows, named)


def test_no_ballots_put_nobody_above_anybody():
    assert pairwise([], [1, 2]) == {(1, 2): 0, (2, 1): 0}


def test_equal_ballots_are_one_row_however_their_ranks_are_written():
    box = sort_out([Ranked(((2, 1), (), (3,)), 2), Ranked(((1, 2), (3,)), 3), Ranked(((), ()), 1)], [1, 2, 3])
    assert (box.rows, box.blank, box.invalid) == ((Ranked(((1, 2), (3,)), 5),), 1, 0)


@pytest.mark.parametrize(
    ("defeats", "found"),
    [
        ("AB AC BC", "A"),
        ("AB BC CA AD BD CD", "ABC"),
        ("AB BC CA AD BD DC", "ABCD"),
        ("AB AC AD", "A"),
        ("AC AD BC BD", "AB"),
        ("", "ABCD"),
        ("AB CD", "ABCD"),
    ],
)
def test_the_smith_set_are_the_fewest_who_beat_all_others(defeats, found):
    won = {(ord(pair[0]) - 64, ord(pair[1]) - 64): 1 for pair in defeats.split()}
    options = [1, 2, 3, 4] if "D" in defeats or not defeats else [1, 2, 3]
    assert smith_set(won, options) == {ord(letter) - 64 for letter in found}
