"""The single transferable vote on published elections (the wards of Scotland stand in a test of their own).

After the source stands the counter (Condorcet PHP, votelib) whose tests quote it and were read for it.

Where a source does not cut transfer values to five places, as the Scottish Order does, its figures are compared to
within a hundredth of a vote.
"""

from fractions import Fraction
from typing import NamedTuple

import pytest

from app.polls.methods.stv_meek import stv_meek
from app.polls.methods.stv_scottish import stv_scottish
from tests.polls.methods.rankings_of import ballots
from tests.polls.methods.test_published_one_winner import box_of, letters, options_of


class Case(NamedTuple):
    """An election for several seats: the quota, the elected in order, and the votes of stages, by their number."""

    source: str
    box: str
    seats: int
    quota: int
    elected: str
    votes: dict[int, dict[str, float]] = {}


# A Adams, B Baker, C Campbell, D Gray, E Miller
SCOTTISH_GUIDE = (
    "35 AB, 84 ADB, 267 ADE, 49 AD, 78 AE, 37 A, 377 B, 7 CAB, 7 CADB, 19 CADE, 23 CAD, 263 CAE, 38 CA, 223 CB, "
    "15 CDB, 58 CDE, 10 CD, 252 CE, 57 C, 54 DB, 96 DE, 17 D, 331 E"
)

CASES = [
    Case(
        "Scottish Government, worked example of the count (gov.scot 0038/00389095); votelib",
        SCOTTISH_GUIDE,
        3,
        600,
        "CAE",
        {
            0: {"A": 550, "B": 377, "C": 972, "D": 167, "E": 331},
            1: {"A": 686, "B": 462, "D": 198, "E": 427},
            2: {"B": 467, "D": 251, "E": 449},
            3: {"B": 537, "E": 602},
        },
    ),
    Case(
        "Wikipedia, single transferable vote: what to eat at a party",
        "4 A, 2 BA, 8 CD, 4 CE, 1 D, 1 E",
        3,
        6,
        "CAD",
        {
            0: {"A": 4, "B": 2, "C": 12, "D": 1, "E": 1},
            1: {"A": 4, "B": 2, "D": 5, "E": 3},
            2: {"A": 6, "D": 5, "E": 3},
        },
    ),
    Case(
        "fr.wikipedia, Scrutin à vote unique transférable; Condorcet PHP",
        "28 ABCD, 14 ACDB, 15 BCAD, 17 CABD, 26 DBCA",
        2,
        34,
        "AB",
        {0: {"A": 42, "B": 15, "C": 17, "D": 26}, 1: {"B": 20.33, "C": 19.67, "D": 26}, 2: {"B": 37.33, "D": 28.67}},
    ),
    Case(
        "Wikipedia, Schulze STV: the resistance to free riding; Condorcet PHP",
        "12 ABC, 26 ACB, 12 ACB, 13 CAB, 27 B",
        2,
        31,
        "AB",
        {0: {"A": 50, "B": 27, "C": 13}, 1: {"B": 31.56, "C": 27.44}},
    ),
    Case(
        "it.wikipedia, Voto singolo trasferibile; Condorcet PHP",
        "40 AD, 10 BA, 5 BC, 25 CB, 20 DB",
        3,
        26,
        "ADC",
        {0: {"A": 40, "B": 15, "C": 25, "D": 20}},
    ),
    Case(
        "rangevoting.org, STVPRunger; votelib (D first, then B and F: by hand in one stage, with 26.8 and 27.2 votes)",
        "20 ABCD, 20 BDEF, 20 FAC, 20 DCEF, 19 CDB",
        3,
        25,
        "DFB",
    ),
]

# One seat: the rule is then the run-off, and whoever has the quota has more than half
ONE_SEAT = [
    ("Wikipedia, the capital of Tennessee", "42 ABCD, 26 BCDA, 15 CDBA, 17 DCBA", "D"),
    ("Wikipedia, Condorcet criterion", "35 ABC, 34 CBA, 31 BCA", "C"),
    ("rangevoting.org, rangeVirv", "50 ABCDE, 51 BACDE, 100 CDBEA, 53 DECBA, 49 EDCBA", "D"),
    ("Kaltofen (Duke, 2022)", "7 ABC, 8 BCA, 10 CAB, 4 ACB", "C"),
    ("Kaltofen (NCSU, 2016)", "7 ABCD, 6 BACD, 5 CBAD, 3 DCBA", "A"),
    ("votelib, forwards", "9 BCA, 8 ABC, 7 CAB", "A"),
    ("votelib, backwards", "9 ACB, 8 CBA, 7 BAC", "A"),
]


@pytest.mark.parametrize("case", [pytest.param(case, id=case.source) for case in CASES])
def test_the_published_options_are_elected_in_order_with_the_published_votes(case):
    result = stv_scottish(box_of(case.box), options_of(case.box), seats=case.seats)
    assert (letters(result.elected), result.quota) == (case.elected, case.quota)
    for number, votes in case.votes.items():
        counted = {letter: result.stages[number].votes[ord(letter) - 64] for letter in votes}
        assert all(_told(counted[letter], votes[letter]) for letter in votes), (number, counted)


def _told(counted, published):
    """Whole figures are what is left when the decimals are cut off."""
    if isinstance(published, int):
        return int(counted) == published
    return abs(counted - Fraction(str(published))) < Fraction(1, 100)


@pytest.mark.parametrize(("box", "winner"), [pytest.param(box, winner, id=name) for name, box, winner in ONE_SEAT])
@pytest.mark.parametrize("count", [stv_scottish, stv_meek])
def test_for_one_seat_the_published_winner_of_the_run_off_is_elected(count, box, winner):
    assert letters(count(box_of(box), options_of(box), seats=1).elected) == winner


def test_two_elected_pass_what_they_do_not_need_to_their_voters_third_preference():
    """OpaVote, Meek STV Explained, has these sixty ballots for three seats.

    By hand, Scottish: quota 16; A's 12 and B's 10 pass the other, elected already, and go to C, who has 25 less what
    is cut. Meek: quota 15; C has 3 + 13 × 11/26 + 11 × 13/28, or 13.607, after one sharing out, and the next is enough.
    """
    box = ballots((28, "ABC"), (26, "BAC"), (3, "C"), (2, "D"), (1, "E"))
    meek, scottish = (count(box, [1, 2, 3, 4, 5], seats=3) for count in (stv_meek, stv_scottish))
    assert (meek.elected, scottish.elected) == ((1, 2, 3), (1, 2, 3))
    assert Fraction(2499, 100) < scottish.stages[-1].votes[3] < 25
    assert (meek.rounds[0].elected, meek.rounds[1].elected) == ((1, 2), (3,))
