"""Cumulative votes: real elections with their published totals, and what textbooks reckon out.

Totals are published, ballots are not: any ballots with these totals do. Fractions of votes, as Peoria counts them, are
counted in hundredths or ten-thousandths.
"""

from typing import NamedTuple

import pytest

from app.polls.methods.counting import Tied
from app.polls.methods.cumulative import cumulative
from app.polls.methods.points import Pointed

LIVERPOOL = "Liverpool School Board (Liverpool Daily Post; en.wikipedia)"
PEORIA = "Peoria, Illinois, city council at large"


class Election(NamedTuple):
    """Votes of every voter, seats, and the published totals: of the elected, then of the others."""

    source: str
    votes: int
    seats: int
    elected: tuple[float, ...]
    others: tuple[float, ...]
    parts: int = 1  # in which a vote was counted


ELECTIONS = [
    Election(
        f"{LIVERPOOL}, 1888",
        15,
        15,
        (
            28_053, 26_604, 26_537, 25_542, 25_270, 25_291, 22_425, 21_337, 18_585, 18_188, 17_763, 17_501, 14_121,
            13_377, 11_572,
        ),
        (9_705, 8_062, 7_698, 4_918, 4_432, 4_131, 2_779, 755, 734, 650, 452, 252),
    ),
    Election(
        f"{LIVERPOOL}, 17 November 1891",
        15,
        15,
        (
            41_351, 39_813, 36_679, 33_554, 30_222, 28_654, 27_938, 27_762, 27_443, 27_344, 27_215, 26_847, 26_380,
            26_294, 21_703,
        ),
        (21_606, 17_857, 15_894, 2_529, 2_527, 2_418, 1_994, 1_418, 1_175, 661, 602, 463, 392),
    ),
    Election(
        f"{LIVERPOOL}, 17 November 1894",
        15,
        15,
        (
            67_301, 52_061, 46_435, 44_758, 41_959, 30_517, 24_321, 28_427, 25_766, 28_628, 27_195, 27_097, 36_201,
            27_183, 18_232,
        ),
        (15_242, 2_290, 2_906, 2_227, 14_724, 11_190, 15_425),
    ),
    Election(
        f"{LIVERPOOL}, November 1897",
        15,
        15,
        (
            48_768, 47_607, 46_459, 47_821, 45_388, 43_984, 43_470, 41_253, 40_466, 39_048, 36_459, 36_244, 35_138,
            35_019, 34_752,
        ),
        (34_520, 33_336, 32_585, 23_270, 8_211),
    ),
    Election(
        "London School Board, Finsbury, 1900 (quoted in vote-2012.proboards.com, Twelve elections of Christmas)",
        6,
        6,
        (13_759, 11_725, 11_290, 11_155, 10_873, 10_704),
        (10_099, 9_261, 4_617, 405),
    ),
    Election(
        f"{PEORIA}, 5 April 2011, in whole votes (Illinois State Board of Elections; en.wikipedia)",
        5,
        5,
        (14_785, 10_072, 8_390, 6_911, 6_040),
        (5_559, 2_403, 2_261, 1_812, 1_011),
    ),
    Election(
        f"{PEORIA}, 7 April 2015 (en.wikipedia)",
        5,
        5,
        (12_510.6669, 12_323.7502, 9_931.8329, 9_555.5834, 6_866.1668),
        (4_371.9999,),
        10_000,
    ),
    Election(
        f"{PEORIA}, 2 April 2019 (pjstar.com)",
        5,
        5,
        (16_237, 7_821.58, 7_734.75, 7_459.08, 7_344.75),
        (6_937.08, 5_047.5, 3_120.92, 2_504.92, 992.4),
        100,
    ),
    Election(
        f"{PEORIA}, 4 April 2023 (pjstar.com; the paper counts fewer ballots than these votes need)",
        5,
        5,
        (8_918, 8_348.91, 8_275.16, 7_569.75, 6_100.91),
        (5_338, 5_312.5, 3_048.66, 1_954.5, 1_048.58),
        100,
    ),
]  # fmt: skip

# All votes as published beside those of the candidates; those of Liverpool in 1891 and 1894 do not add up to them
SUMS = {
    f"{LIVERPOOL}, November 1897": 753_798,
    f"{PEORIA}, 5 April 2011, in whole votes": 59_244,
}


def heaped(totals, each):
    """As few ballots as can be with these totals: option after option is given away, `each` points a ballot."""
    rows, hand, left = [], {}, each
    for option, total in totals.items():
        while total:
            if left == each and total >= each:
                rows.append(Pointed(((option, each),), total // each))
                total %= each
                continue
            given = min(left, total)
            hand[option] = given
            total, left = total - given, left - given
            if not left:
                rows.append(Pointed(tuple(sorted(hand.items())), 1))
                hand, left = {}, each
    return [*rows, Pointed(tuple(sorted(hand.items())), 1)] if hand else rows


@pytest.mark.parametrize("election", [pytest.param(one, id=one.source) for one in ELECTIONS])
def test_the_published_totals_elect_the_published_candidates(election):
    totals = dict(enumerate((round(votes * election.parts) for votes in (*election.elected, *election.others)), 1))
    each = election.votes * election.parts
    result = cumulative(heaped(totals, each), list(totals), points=each, seats=election.seats)
    assert {row.option: row.points for row in result.rows} == totals
    assert set(result.elected) == set(range(1, election.seats + 1))
    assert result.invalid == 0
    assert result.unused == result.valid * each - sum(totals.values()) < each


@pytest.mark.parametrize("source", SUMS)
def test_the_candidates_of_an_election_have_all_the_votes_that_were_published_as_cast(source):
    (election,) = [one for one in ELECTIONS if one.source.startswith(source)]
    assert sum(election.elected) + sum(election.others) == SUMS[source]


def shares_of(*rows):
    """Rows of (shares, how many votes of each share go to the candidates 1, 2, 3, …)."""
    return [Pointed(tuple((o, n) for o, n in enumerate(votes, 1) if n), weight) for weight, votes in rows]


def test_twenty_shares_of_a_hundred_are_fourth_of_four_at_worst():
    """Ross, Westerfield and Jordan, Fundamentals of Corporate Finance, chapter on stock valuation: Smith has 20 shares
    and 80 votes, Jones 320, who cannot give four of his own more than 80 each. 80 each is a tie of five for four seats.
    """
    even = shares_of((20, (4, 0, 0, 0, 0)), (80, (0, 1, 1, 1, 1)))
    with pytest.raises(Tied) as tied:
        cumulative(even, range(1, 6), points=4, seats=4)
    assert tied.value.options == (1, 2, 3, 4, 5)
    uneven = shares_of((20, (4, 0, 0, 0, 0)), (79, (0, 1, 1, 1, 1)), (1, (0, 2, 2, 0, 0)))
    result = cumulative(uneven, range(1, 6), points=4, seats=4, order=(5, 4, 3, 2, 1))
    assert [row.points for row in result.rows] == [81, 81, 80, 79, 79]
    assert 1 in result.elected


def test_2501_of_ten_thousand_shares_elect_one_of_three_directors():
    """The same chapter, JRJ Corporation: 7,499 others cannot give three candidates more than 2,501 shares' votes each;
    two with 2,502 leave 2,495 for the third.
    """
    box = shares_of((2_501, (3, 0, 0, 0)), (2_502, (0, 3, 0, 0)), (2_502, (0, 0, 3, 0)), (2_495, (0, 0, 0, 3)))
    result = cumulative(box, range(1, 5), points=3, seats=3)
    assert result.elected == (2, 3, 1)
    assert [row.points // 3 for row in result.rows] == [2_502, 2_502, 2_501, 2_495]


def test_thirty_and_nineteen_shares_of_a_hundred_elect_one_director_each_of_five():
    """everything2.com, Cumulative vote: 51, 30 and 19 shares have 255, 150 and 95 votes; four of the 51's candidates
    have 63 or 64 each, so the 30 and the 19 shares have a seat each.
    """
    box = shares_of((30, (5,)), (19, (0, 5)), (12, (0, 0, 2, 1, 1, 1)), (13, (0, 0, 1, 2, 1, 1)))
    box += shares_of((13, (0, 0, 1, 1, 2, 1)), (13, (0, 0, 1, 1, 1, 2)))
    result = cumulative(box, range(1, 7), points=5, seats=5, order=range(1, 7))
    assert [row.points for row in result.rows] == [150, 95, 64, 64, 64, 63]
    assert set(result.elected) == {1, 2, 4, 5, 6}
