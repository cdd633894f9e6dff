"""The gate: it opens for groups that are there, and stays shut for those that k-means sees in noise."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.opinions.maths import gate
from app.opinions.maths.gate import GROUP_TOO_SMALL, LIKE_CHANCE, NO_GROUPS, TOO_FEW_PEOPLE, UNSTABLE, Trial, judged
from app.opinions.maths.plane import Spread, plane_of
from tests.opinions.maths import plain_figures
from tests.opinions.maths.conversations import PUBLISHED, made, noise, patiently, real, votes_of


def gate_of(answers, *, seed=1, told=lambda done, total: None, **flags):
    """The gate of these answers."""
    votes = answers if hasattr(answers, "clustered") else votes_of(answers, **flags)
    trial = Trial(Spread.of(votes), votes.clustered, seed)
    return judged(trial, trial.grouping(plane_of(trial.spread).positions), told)


def test_it_opens_for_groups_that_are_there():
    found = gate_of(made((24, 20, 16), 16)[0])
    assert (found.open, found.missed) == (True, ())
    assert found.silhouette > found.silhouette_of_chance
    assert found.stability > 0.9
    assert (found.people, found.smallest, found.smallest_needed) == (60, 16, 6)


def test_it_stays_shut_for_noise():
    """One noise in twenty may look clearer than chance; none of these has stable groups besides."""
    found = [gate_of(noise(40, 12, seed=seed)) for seed in range(6)]
    assert not any(one.open for one in found)
    assert sum(LIKE_CHANCE not in one.missed for one in found) <= 2
    assert all(0.3 < one.silhouette < 0.6 for one in found), "k-means sees groups in all of them"


def test_with_fewer_than_thirty_people_it_is_shut_however_clear_the_groups_are():
    found = gate_of(made((15, 14), 16)[0])
    assert (found.people, found.missed) == (29, (TOO_FEW_PEOPLE,))
    assert gate_of(made((15, 15), 16)[0]).open


def test_a_group_of_four_keeps_it_shut():
    found = gate_of(made((30, 4), 20, strength=4.0)[0])
    assert found.missed == (GROUP_TOO_SMALL,)
    assert (found.smallest, found.smallest_needed) == (4, 5)


def test_a_group_of_less_than_a_tenth_keeps_it_shut():
    found = gate_of(made((85, 9), 20, strength=4.0)[0])
    assert found.missed == (GROUP_TOO_SMALL,)
    assert (found.smallest, found.smallest_needed) == (9, 10)


def test_groups_that_do_not_come_back_keep_it_shut():
    found = gate_of(made((20, 20), 10, strength=0.45, seed=3)[0])
    assert UNSTABLE in found.missed
    assert found.stability < 0.7


@pytest.mark.parametrize("answers", [np.ones((40, 8)), np.zeros((0, 0)), np.array([[1.0, -1.0]])])
def test_where_all_answer_alike_there_is_nothing_to_divide(answers):
    found = gate_of(answers)
    assert NO_GROUPS in found.missed
    assert (found.silhouette, found.silhouette_of_chance, found.stability, found.smallest) == (None,) * 4


def test_statements_that_were_left_out_decide_nothing():
    answers, groups = made((25, 25), 12, strength=0.0)
    answers = answers.copy()
    answers[:, :6] = np.where(groups[:, None] == 0, 1.0, -1.0)
    assert gate_of(answers).open
    assert LIKE_CHANCE in gate_of(answers, hidden={0, 1, 2}, meta={3, 4, 5}).missed


@pytest.mark.parametrize("name", [*PUBLISHED, "polis_london_youth"])
def test_the_real_conversations_of_few_people_are_not_divided(name):
    found = gate_of(real(name).matrix())
    assert {TOO_FEW_PEOPLE, LIKE_CHANCE, UNSTABLE} <= set(found.missed)
    assert 0.39 < found.silhouette < 0.49, "as clear as Polis showed them, and no clearer than chance"


def test_the_same_seed_gives_the_same_figures_and_another_one_others():
    answers = noise(30, 8, seed=4)
    found = gate_of(answers, seed=5)
    assert found == gate_of(answers, seed=5)
    assert found.silhouette_of_chance != gate_of(answers, seed=6).silhouette_of_chance


def test_progress_is_told_after_every_round():
    told = []
    found = gate_of(noise(30, 8, seed=1), told=lambda done, total: told.append((done, total)))
    total = found.shuffles + found.resamples
    assert told == [(done, total) for done in range(1, total + 1)]
    assert (found.shuffles, found.resamples) == (99, 49)


@pytest.mark.parametrize(
    ("people", "statements", "rounds"),
    [(1, 1, (99, 49)), (1000, 200, (99, 49)), (1001, 200, (39, 25)), (5000, 200, (39, 25)), (5001, 200, (19, 15))],
)
def test_large_conversations_have_fewer_rounds(people, statements, rounds):
    nothing = np.broadcast_to(0.0, (statements, people))
    assert gate.rounds(Spread(nothing, nothing, nothing[0])) == rounds


@pytest.mark.parametrize(("rounds", "larger"), [(99, 4), (39, 1), (19, 0)])
def test_chance_passes_once_in_twenty(rounds, larger):
    """The found silhouette, were it one of chance's, is above the percentile in (larger + 1) of (rounds + 1) places."""
    values = list(range(rounds))
    assert sum(value > gate.percentile(values) for value in values) == larger
    assert (larger + 1) / (rounds + 1) == pytest.approx(0.05)


@patiently
@given(data=st.data(), people=st.integers(2, 12))
def test_agreement_of_two_groupings_is_that_of_going_through_all_pairs(data, people):
    labels = st.lists(st.integers(0, 3), min_size=people, max_size=people)
    one, other = data.draw(labels), data.draw(labels)
    expected = plain_figures.adjusted_rand(one, other)
    assert gate.adjusted_rand(np.array(one), np.array(other)) == pytest.approx(expected)


def test_names_of_groups_do_not_matter_for_agreement():
    assert gate.adjusted_rand(np.array([0, 0, 1, 1, 2]), np.array([2, 2, 0, 0, 1])) == 1.0
