"""Grouping: the best partition, how many groups, and the order of groups."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.opinions.maths import grouping
from app.opinions.maths.grouping import grouped, most_groups, silhouettes
from tests.opinions.maths import plain_figures
from tests.opinions.maths.conversations import patiently

corners = st.lists(st.tuples(st.integers(-9, 9), st.integers(-9, 9)), min_size=4, max_size=7, unique=True)


def chance(seed=1):
    return np.random.default_rng(seed)


def clouds(*middles, size=20, width=0.2, seed=1):
    """People around these middles."""
    return np.concatenate([middle + width * chance(seed).normal(size=(size, 2)) for middle in np.array(middles)])


def cost(points, labels):
    """Square distances from the middles."""
    parts = [points[labels == group] for group in set(labels.tolist())]
    return sum(float(((part - part.mean(axis=0)) ** 2).sum()) for part in parts)


@patiently
@given(places=corners, groups=st.integers(2, 3))
def test_everybody_is_in_the_group_whose_middle_is_nearest(places, groups):
    points = np.array(places, dtype=float)
    (found,) = grouping._partitions(grouping._base(points, np.ones(len(points))), np.array([groups]), chance())
    middles = np.array([points[found == group].mean(axis=0) for group in sorted(set(found.tolist()))])
    apart = np.hypot(*(points[:, None] - middles).transpose(2, 0, 1))
    own = apart[np.arange(len(points)), np.unique(found, return_inverse=True)[1]]
    assert (own <= apart.min(axis=1) + 1e-9).all()


def test_many_starts_nearly_always_find_the_best_partition():
    """Of eight points without any groups in them, held against all ways to divide them."""
    missed = 0
    for seed in range(40):
        points = chance(seed).normal(size=(8, 2))
        (found,) = grouping._partitions(grouping._base(points, np.ones(8)), np.array([2]), chance())
        ways = (np.array(way) for way in itertools.product((0, 1), repeat=8) if len(set(way)) == 2)
        missed += cost(points, found) > min(cost(points, way) for way in ways) + 1e-9
    assert missed <= 2


@patiently
@given(places=corners, data=st.data())
def test_the_silhouette_is_that_of_going_through_all_pairs(places, data):
    labels = data.draw(st.lists(st.integers(0, 2), min_size=len(places), max_size=len(places)))
    labels[:2] = [0, 1]
    (found,) = silhouettes(np.array(places, dtype=float), np.array([labels]))
    assert found == pytest.approx(plain_figures.silhouette(places, labels))


@pytest.mark.parametrize("middles", [[(0, 0), (9, 0)], [(0, 0), (9, 0), (0, 9)], [(0, 0), (9, 0), (0, 9), (9, 9)]])
def test_as_many_groups_are_found_as_there_are(middles):
    found = grouped(clouds(*middles), chance())
    assert found.sizes == [20] * len(middles)
    assert found.silhouette > 0.9


@pytest.mark.parametrize(("base_clusters", "most"), [(2, 2), (11, 2), (12, 3), (24, 4), (36, 5), (100, 5)])
def test_so_many_groups_are_tried_at_most(base_clusters, most):
    assert most_groups(base_clusters) == most


def test_more_than_a_hundred_people_are_grouped_through_base_clusters():
    points = clouds((0, 0), (6, 1), (1, 7), size=150)
    base = grouping._base(points, np.ones(len(points)))
    assert 3 < len(base.centres) <= 100
    assert base.weights.sum() == 450
    found = grouped(points, chance())
    assert [len(set(found.labels[start : start + 150].tolist())) for start in (0, 150, 300)] == [1, 1, 1]
    assert found.sizes == [150, 150, 150]


def test_the_largest_group_comes_first_and_equal_ones_by_their_angle():
    points = np.concatenate([clouds((-9, 0), (0, -9), size=10), clouds((9, 0), size=15)])
    found = grouped(points, chance())
    assert found.sizes == [15, 10, 10]
    assert np.round(found.centres).tolist() == [[9, 0], [0, -9], [-9, 0]]


def test_who_counts_twice_pulls_the_middle_twice():
    points = np.array([[0.0, 0.0], [1.0, 0.0], [9.0, 0.0], [9.0, 1.0]])
    found = grouped(points, chance(), np.array([3.0, 1.0, 1.0, 1.0]))
    assert found.centres.tolist() == [[0.25, 0.0], [9.0, 0.5]]


@pytest.mark.parametrize("points", [[], [[1, 1]], [[1, 1]] * 9])
def test_people_who_all_stand_in_one_place_are_not_divided(points):
    assert grouped(np.array(points, dtype=float).reshape(-1, 2), chance()) is None


def test_two_places_are_never_divided_into_three():
    found = grouped(np.array([[0.0, 0.0]] * 20 + [[1.0, 0.0]] * 19), chance())
    assert (found.sizes, found.silhouette) == ([20, 19], 1.0)


def test_the_same_chance_gives_the_same_groups():
    points = chance(5).normal(size=(180, 2))
    one, other = (grouped(points, chance(2)) for _ in range(2))
    assert one.labels.tobytes() == other.labels.tobytes()
