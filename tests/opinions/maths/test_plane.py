"""The plane: singular vectors of imputed answers, positions from given answers, and how far statements stand."""

import math

import numpy as np
import pytest

from app.opinions.maths.plane import Deck, Spread, plane_of
from tests.opinions.maths.conversations import PUBLISHED, made, published, real, votes_of

NAN = np.nan


def imputed(votes):
    """Answers with the mean where one is missing, less the mean: by the definition, not as the program does it."""
    answers = votes.answers[:, votes.asked].copy()
    answers[:, votes.left_out[votes.asked]] = 0.0
    means = np.array([np.mean(column[~np.isnan(column)]) for column in answers.T])
    return np.where(np.isnan(answers), means, answers) - means, means


def test_the_axes_are_the_first_two_right_singular_vectors():
    votes = votes_of(made((30, 20), 12)[0], hidden={3})
    centred, means = imputed(votes)
    plane = plane_of(Spread.of(votes))
    vectors = np.linalg.svd(centred)[2][:2]
    np.testing.assert_allclose(plane.means, means, atol=1e-12)
    np.testing.assert_allclose(np.abs(plane.axes), np.abs(vectors), atol=1e-10)
    assert (plane.axes.max(axis=1) == np.abs(plane.axes).max(axis=1)).all(), "the largest part is positive"


def test_a_person_stands_where_the_given_answers_lead_stretched_for_the_missing_ones():
    votes = votes_of(made((12, 8), 9, seen=0.6)[0], hidden={2})
    plane = plane_of(Spread.of(votes))
    for person, row in enumerate(votes.answers):
        own = row.copy()
        own[2] = 0.0
        given = [column for column in range(9) if not math.isnan(own[column])]
        for axis in (0, 1):
            total = sum((own[column] - plane.means[column]) * plane.axes[axis, column] for column in given)
            assert plane.positions[person, axis] == pytest.approx(math.sqrt(9 / len(given)) * total, abs=1e-9)


def test_a_statement_stands_where_one_would_who_agreed_with_it_alone():
    votes = votes_of(made((10, 9), 6, seen=0.9)[0])
    plane = plane_of(Spread.of(votes))
    for column in range(6):
        place = [math.sqrt(6) * (1 - plane.means[column]) * plane.axes[axis, column] for axis in (0, 1)]
        assert plane.statements[column].tolist() == pytest.approx(place)
        assert plane.extremity[column] == pytest.approx(math.hypot(*place))


def test_hidden_and_meta_statements_have_no_part_in_the_plane():
    answers = made((15, 15), 8)[0]
    plane = plane_of(Spread.of(votes_of(answers, hidden={1}, meta={5})))
    assert plane.extremity[[1, 5]].tolist() == [0, 0]
    assert (plane.extremity[[0, 2, 3, 4, 6, 7]] > 0).all()


@pytest.mark.parametrize(
    ("answers", "directions"),
    [
        (np.array([[1.0, 1.0], [1.0, 1.0]]), 0),
        (np.array([[1.0], [-1.0]]), 1),
        (np.array([[1.0, -1.0], [-1.0, 1.0]]), 1),
    ],
)
def test_a_direction_that_does_not_exist_is_0(answers, directions):
    axes = plane_of(Spread.of(votes_of(answers))).axes
    assert [bool(axis.any()) for axis in axes] == [place < directions for place in range(2)]


def test_people_drawn_more_than_once_weigh_so_much():
    votes = votes_of(made((9, 7), 6)[0])
    spread, weights = Spread.of(votes), np.array([0, 3, 1, 2, *[1] * 12], dtype=float)
    plane = plane_of(spread, weights)
    again = plane_of(Spread.of(votes_of(np.repeat(votes.answers, weights.astype(int), axis=0))))
    np.testing.assert_allclose(plane.means, again.means, atol=1e-12)
    np.testing.assert_allclose(plane.axes, again.axes, atol=1e-10)


def test_dealing_keeps_what_each_statement_was_answered_and_by_whom():
    votes = votes_of(made((12, 9), 7, seen=0.7)[0], hidden={6})
    spread = Spread.of(votes)
    before = spread.deviations(spread.means())
    dealt = Deck.of(spread).dealt(np.random.default_rng(3))
    assert not np.array_equal(before, dealt)
    for statement in range(7):
        seen = spread.seen[statement] > 0
        assert sorted(before[statement, seen]) == sorted(dealt[statement, seen])
        assert not dealt[statement, ~seen].any()


@pytest.mark.parametrize("name", PUBLISHED)
def test_extremities_are_those_that_polis_published(name):
    _, oracle = published(name)
    plane = plane_of(Spread.of(real(name).matrix()))
    assert plane.extremity[:5].tolist() == pytest.approx(oracle["extremity_first5"], abs=1e-6)
