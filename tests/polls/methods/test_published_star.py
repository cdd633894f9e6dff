"""STAR on published elections, and on the points where its rules for ties leave more than one reading.

Those of BetterVoting are the Equal Vote Coalition's own (Equal-Vote/bettervoting, packages/backend/src/Tabulators/
Star.test.ts); those of starvote are Larry Hastings's (larryhastings/starvote, test_elections). Options are 1, 2, 3, …
in the order in which the source names them.
"""

import pytest

from app.polls.methods.counting import Broken, Tied
from app.polls.methods.points import Pointed
from app.polls.methods.star import RUNOFF, SCORING, star

ALLISON_LEADS = [
    (1, (5, 2, 1, 4)), (3, (5, 2, 1, 0)), (1, (5, 3, 4, 0)), (2, (5, 1, 4, 0)), (1, (4, 0, 5, 1)), (1, (3, 4, 5, 0)),
    (1, (3, 5, 5, 5)),
]  # fmt: skip
SECOND_EQUAL = [
    (1, (5, 4, 3, 3)), (1, (4, 5, 1, 1)), (1, (4, 5, 1, 2)), (1, (3, 5, 1, 0)), (1, (5, 4, 3, 0)), (1, (5, 0, 4, 1)),
    (1, (5, 0, 4, 0)), (1, (4, 0, 5, 1)), (1, (3, 4, 5, 0)), (1, (3, 5, 5, 4)),
]  # fmt: skip
CLONE = [(2, (5, 2, 1, 5)), (2, (4, 2, 1, 3)), (2, (4, 2, 1, 5)), (11, (0, 1, 1, 0))]

# Source; ballots; the winner; who met, where the source says it; the sums, where it says them
ELECTED = [
    ("BetterVoting: Condorcet winner", ALLISON_LEADS, 1, (1, 3), None),
    ("BetterVoting: runner-up tie", SECOND_EQUAL, 1, (1, 2), None),
    ("BetterVoting: runoff", [(1, (0, 5)), (1, (2, 4))], 2, (1, 2), None),
    ("BetterVoting: runoff tie, score resolves", [(1, (0, 5)), (1, (3, 2))], 2, (1, 2), None),
    ("BetterVoting: runoff and score tie, most fives", [(1, (2, 4)), (1, (5, 3))], 1, (1, 2), None),
    (
        "starvote: breakable tie for second in the scoring round",
        [(2, (1, 2, 5)), (1, (5, 3, 5))],
        3,
        (2, 3),
        (7, 7, 15),
    ),
    (
        "starvote: runoff tie broken by the sums",
        [(1, (1, 2, 5)), (1, (1, 5, 3)), (1, (1, 3, 3))],
        3,
        (2, 3),
        (3, 10, 11),
    ),
    (
        "starvote: runoff tie broken by the fives",
        [(1, (1, 4, 5)), (1, (1, 3, 2)), (1, (1, 5, 5))],
        3,
        (2, 3),
        (3, 12, 12),
    ),
    ("starvote: before the clone", [(n, line[:3]) for n, line in CLONE], 2, (1, 2), (26, 23, 17)),
    ("starvote: after the clone", CLONE, 4, (1, 4), (26, 23, 17, 26)),
    (
        "starvote: A Space Fabric Odyssey",
        [(2, (5, 3, 0)), (3, (4, 5, 0)), (4, (4, 0, 5))],
        1,
        (1, 2),
        (38, 21, 20),
    ),
]

# Source; ballots; between whom it is undecided, and in which round
UNDECIDED = [
    ("BetterVoting: true tie", [(1, (0, 5)), (1, (5, 0))], (1, 2), RUNOFF),
    ("starvote: three for first", [(1, (1, 3, 5)), (1, (3, 5, 1)), (1, (5, 1, 3))], (1, 2, 3), SCORING),
    ("starvote: two for second", [(1, (1, 2, 5)), (1, (2, 1, 5)), (1, (3, 3, 5))], (1, 2), SCORING),
    ("starvote: three for second", [(1, (1, 3, 5, 5)), (1, (3, 5, 1, 5)), (1, (5, 1, 3, 5))], (1, 2, 3), SCORING),
    ("starvote: a tie in the runoff", [(1, (1, 3, 5)), (1, (1, 5, 3)), (1, (1, 4, 4))], (2, 3), RUNOFF),
    ("starvote: no preference", [(1, (5, 5, 5)), (1, (3, 3, 3)), (1, (4, 4, 4))], (1, 2, 3), SCORING),
]


def box_of(rows):
    return [Pointed(tuple(enumerate(scores, 1)), weight) for weight, scores in rows]


def options_of(rows):
    return range(1, len(rows[0][1]) + 1)


@pytest.mark.parametrize(("rows", "winner", "met", "sums"), [pytest.param(*rest, id=name) for name, *rest in ELECTED])
def test_the_published_winner_is_elected(rows, winner, met, sums):
    result = star(box_of(rows), options_of(rows))
    assert (result.elected, result.finalists, result.ties) == ((winner,), met, ())
    assert sums is None or tuple(result.sums.values()) == sums


@pytest.mark.parametrize(("rows", "options", "stage"), [pytest.param(*rest, id=name) for name, *rest in UNDECIDED])
def test_a_published_tie_is_left_to_a_lot(rows, options, stage):
    with pytest.raises(Tied) as tied:
        star(box_of(rows), options_of(rows))
    assert (tied.value.options, tied.value.stage) == (options, stage)


def test_the_order_chooses_who_meets_and_the_result_says_so():
    """starvote, three for second and no preference, with the orders published there."""
    three = star(box_of(UNDECIDED[3][1]), range(1, 5), order=[4, 3, 2, 1])
    assert (three.elected, three.finalists, three.ties) == ((4,), (3, 4), (Broken(SCORING, (1, 2, 3), 3),))
    alike = star(box_of(UNDECIDED[5][1]), range(1, 4), order=[1, 2, 3])
    assert (alike.elected, alike.finalists) == ((1,), (1, 2))
    assert alike.ties == (Broken(SCORING, (1, 2, 3), 1), Broken(RUNOFF, (1, 2), 1))


def test_of_three_with_equal_sums_the_two_go_on_whom_ballots_score_higher_most_often():
    """Option 1 has the only five; BetterVoting looks at the fives at once where more than two are tied."""
    result = star(box_of([(1, (5, 0, 2)), (1, (1, 2, 3)), (1, (0, 4, 1))]), (1, 2, 3))
    assert set(result.sums.values()) == {6}
    assert {option: sum(line.values()) for option, line in result.pairs.items()} == {1: 2, 2: 3, 3: 4}
    assert (result.finalists, result.elected) == ((2, 3), (3,))


def test_what_is_not_scored_has_nought_and_a_box_of_blanks_elects_nobody():
    result = star([Pointed(((2, 5),), 3), Pointed((), 2), Pointed(((1, 6),), 1)], (1, 2))
    assert (result.elected, result.valid, result.blank, result.invalid) == ((2,), 3, 2, 1)
    assert star([Pointed((), 2)], (1, 2)).elected == ()
    assert star([Pointed(((12, 1),), 2)], (12,)).elected == (12,)
