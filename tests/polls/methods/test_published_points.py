"""Approval, cumulative dots, scores and majority judgement on published elections.

Where votelib stands after the source, its tests quote the ballots and were read for them.
"""

import pytest

from app.polls.methods.approval import approval
from app.polls.methods.cumulative import cumulative
from app.polls.methods.majority_judgement import majority_judgement
from app.polls.methods.points import Pointed
from app.polls.methods.score import score


def box_of(*rows):
    """Rows of (weight, points of the options 1, 2, 3, …)."""
    return [Pointed(tuple(enumerate(points, 1)), weight) for weight, points in rows]


# Totals are published, ballots are not: any ballots with these totals do. Ballots, marks, and the published per cent
APPROVAL = [
    (
        "St. Louis, mayor, primary of 2 March 2021 (electowiki): two go on",
        44_571,
        (25_388, 20_659, 17_186, 6_428),
        (56.96, 46.35, 38.56, 14.42),
        2,
    ),
    (
        "Fargo, mayor, 14 June 2022 (rangevoting.org; the ballots are an estimate of electionscience.org)",
        15_090,
        (9_755, 4_837, 3_741, 2_729, 1_353, 924, 575),
        (65, 32, 25, 18, 9, 6, 4),
        1,
    ),
]

# Sums as published, the winner first
SCORES = [
    (
        "Fedora Elections Guide, range voting example (the guide adds 4, 7 and 6 up to 15; the winner is the same)",
        7,
        [(1, (0, 3, 4, 4, 6, 0, 4)), (1, (7, 2, 7, 2, 3, 5, 0)), (1, (7, 7, 6, 1, 4, 1, 4))],
        (14, 12, 17, 7, 13, 6, 8),
        (3, 1, 5, 2, 7, 4, 6),
    ),
    (
        "Wikipedia, score voting: Memphis, Nashville, Chattanooga, Knoxville; votelib",
        10,
        [(42, (10, 4, 2, 0)), (26, (0, 10, 4, 2)), (15, (0, 6, 10, 6)), (17, (0, 5, 7, 10))],
        (420, 603, 457, 312),
        (2, 3, 1, 4),
    ),
    (
        "rangevoting.org, MedianVrange: pepperoni or mushroom; votelib",
        9,
        [(2, (9, 8)), (1, (0, 9))],
        (18, 25),
        (2, 1),
    ),
    (
        "Election-methods list, 24 October 2006: a ring of three",
        99,
        [(1, (99, 98, 0)), (1, (0, 99, 10)), (1, (60, 0, 99))],
        (159, 197, 109),
        (2, 1, 3),
    ),
]

SEVEN = [
    (101, (6, 5, 4, 3, 2, 1, 0)),
    (101, (5, 6, 5, 4, 3, 2, 1)),
    (101, (4, 5, 6, 5, 4, 3, 2)),
    (50, (3, 4, 5, 6, 5, 4, 3)),
    (99, (2, 3, 4, 5, 6, 5, 4)),
    (99, (1, 2, 3, 4, 5, 6, 5)),
    (99, (0, 1, 2, 3, 4, 5, 6)),
]

# Grades from 0, the worst; the ranking as published, as far as it is
JUDGED = [
    (
        "Wikipedia, majority judgment: Memphis, Nashville, Chattanooga, Knoxville; votelib",
        4,
        [(42, (3, 1, 0, 0)), (26, (0, 3, 1, 1)), (15, (0, 1, 3, 2)), (17, (0, 1, 2, 3))],
        (2, 4, 3, 1),
    ),
    ("Wikipedia, majority judgment: seven candidates from left to right, the left wins; votelib", 7, SEVEN, (2,)),
    ("rangevoting.org, MedianVrange: pepperoni, not mushroom; votelib", 10, [(2, (9, 8)), (1, (0, 9))], (1, 2)),
    (
        "Mieux Voter, majority-judgment-library-java, «Few judgments»",
        3,
        [(1, (0, 0, 0, 0, 1)), (1, (1, 2, 0, 0, 1)), (1, (2, 2, 0, 2, 1))],
        (2, 5, 1, 4, 3),
    ),
]


def named(table):
    return [pytest.param(*rest, id=name) for name, *rest in table]


@pytest.mark.parametrize(("voters", "marks", "percents", "seats"), named(APPROVAL))
def test_published_approvals_give_the_published_shares_of_ballots(voters, marks, percents, seats):
    cards = [Pointed(((option, 1),), 1) for option, count in enumerate(marks, 1) for _ in range(count)]
    boxes = [sorted(card.points[0] for card in cards[voter::voters]) for voter in range(voters)]
    result = approval([Pointed(tuple(box), 1) for box in boxes], range(1, len(marks) + 1), seats=seats)
    assert (result.valid, result.elected) == (voters, tuple(range(1, seats + 1)))
    assert tuple(row.points for row in result.rows) == marks
    for row, percent in zip(result.rows, percents, strict=True):
        assert round(float(row.per_ballot * 100), 2 if isinstance(percent, float) else None) == percent


@pytest.mark.parametrize(("highest", "rows", "sums", "ranking"), named(SCORES))
def test_published_scores_add_up_to_the_published_sums(highest, rows, sums, ranking):
    result = score(box_of(*rows), range(1, len(sums) + 1), highest=highest)
    assert {row.option: row.points for row in result.rows} == dict(enumerate(sums, 1))
    assert tuple(row.option for row in result.rows) == ranking
    assert result.elected == ranking[:1]


@pytest.mark.parametrize(("grades", "rows", "ranking"), named(JUDGED))
def test_published_grades_give_the_published_ranking(grades, rows, ranking):
    result = majority_judgement(box_of(*rows), range(1, len(rows[0][1]) + 1), grades=grades)
    assert tuple(row.option for row in result.rows)[: len(ranking)] == ranking
    assert result.elected == ranking[:1]


def test_forty_of_a_hundred_shares_elect_one_of_three_directors_against_sixty():
    """lawjock.com, cumulative voting calculator: 60 shares have 180 votes, 40 shares 120; 61 votes are enough for one.

    By hand: 180 votes cannot give three of the majority's directors 61 each; with 60 each the fourth has 61 of the 120.
    """
    majority, minority = (60, (1, 1, 1, 0)), (40, (0, 0, 0, 3))
    result = cumulative(box_of(majority, minority), (1, 2, 3, 4), points=3, seats=3, order=(1, 2, 3, 4))
    assert result.elected == (4, 1, 2)
    enough = [(60, (1, 1, 1, 0)), (20, (0, 0, 0, 3)), (1, (0, 0, 0, 1)), (19, ())]
    result = cumulative(box_of(*enough), (1, 2, 3, 4), points=3, seats=3, order=(1, 2, 3, 4))
    assert (result.elected, result.rows[0].points, result.unused) == ((4, 1, 2), 61, 2)


def test_just_over_a_sixth_of_the_votes_elects_one_of_five_directors():
    """ya.guru, question 7265676: 15 million shares, five directors: 12,500,001 of 75 million votes are safe.

    By hand: the 62,499,999 other votes cannot give five candidates 12,500,001 each.
    """
    shares = 15_000_000
    safe = [(2_500_000, (0, 0, 0, 0, 0, 5)), (1, (1, 1, 1, 1, 0, 1)), (shares - 2_500_001, (1, 1, 1, 1, 1, 0))]
    result = cumulative(box_of(*safe), range(1, 7), points=5, seats=5, order=range(1, 7))
    assert {row.option: row.points for row in result.rows} == {
        **dict.fromkeys((1, 2, 3, 4), 12_500_000),
        5: 12_499_999,
        6: 12_500_001,
    }
    assert result.elected == (6, 1, 2, 3, 4)
