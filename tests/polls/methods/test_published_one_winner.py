"""Instant run-off, Schulze, ranked pairs and Borda on published elections.

Each case names where it is published. Those of Schulze, Tideman, Munger, LeGrand, Gorr, rangevoting.org and Wikipedia
were read as the tests of other counters quote them (Condorcet PHP, votelib, tallystick and others).
Options are A, B, C, … in the order in which the source names them.
"""

from typing import NamedTuple

import pytest

from app.polls.methods.borda import borda
from app.polls.methods.counting import Tied
from app.polls.methods.irv import irv
from app.polls.methods.ranked_pairs import ranked_pairs
from app.polls.methods.schulze import schulze
from tests.polls.methods.rankings_of import ballots

COUNTS = {"irv": irv, "schulze": schulze, "ranked_pairs": ranked_pairs, "borda": borda}


class Case(NamedTuple):
    """An election, and for each count the published winner; several letters are a published tie."""

    source: str
    box: str
    winners: dict[str, str]


def all_by_pairs(winner, **others):
    return {"schulze": winner, "ranked_pairs": winner, **others}


SCHULZE = "Schulze, A new monotonic … election method (2011) and its drafts, section 3"
TIDEMAN = "Tideman, Independence of clones as a criterion for voting rules (1987)"
FORTY_FIVE = "5 ACBED, 5 ADECB, 8 BEDAC, 3 CABED, 7 CAEBD, 2 CBADE, 7 DCEBA, 8 EBADC"
LEGRAND = (
    "98 ACEDB, 64 BAECD, 12 BAEDC, 98 BEACD, 13 BEADC, 125 BEDAC, 124 CAEDB, 76 CEADB, 21 DABEC, 30 DBAEC, 98 DBECA, "
    "139 DCABE, 23 DCBAE"
)
BURLINGTON = "1332 ABC, 767 ACB, 455 A, 2043 BAC, 371 BCA, 568 B, 1513 CAB, 495 CBA, 1289 C"

CASES = [
    Case(f"{SCHULZE}, 3.1: 21 voters", "8 ACDB, 2 BADC, 4 CDBA, 4 DBAC, 3 DCBA", {"schulze": "D"}),
    Case(f"{SCHULZE}: 30 voters", "3 ACDB, 9 BACD, 8 CDAB, 5 DABC, 5 DBCA", {"schulze": "C"}),
    Case(f"{SCHULZE}: 45 voters; Wikipedia, Schulze method", FORTY_FIVE, {"schulze": "E"}),
    Case("fr.wikipedia, ranked pairs; Condorcet PHP: the 45 voters of Schulze", FORTY_FIVE, {"ranked_pairs": "A"}),
    Case(f"{SCHULZE}: 9 voters, no unique winner", "3 ABCD, 2 CBDA, 2 DABC, 2 DBCA", {"schulze": "BD"}),
    Case(f"{SCHULZE}: 63 voters", "12 ABCD, 6 ADBC, 9 BCDA, 15 CDAB, 21 DBAC", {"schulze": "D"}),
    Case(f"{SCHULZE}: 15 voters", "6 ACDB, 1 BADC, 3 CBDA, 3 DBAC, 2 DCBA", {"schulze": "AD"}),
    Case(
        f"{SCHULZE}, participation, situation 1",
        "3 ADEBCF, 3 BFECDA, 4 CABFDE, 1 DBCEFA, 4 DEFABC, 2 ECBDFA, 2 FACDBE",
        {"schulze": "A"},
    ),
    Case(
        f"{SCHULZE}, participation, situation 2",
        "3 ADEBCF, 3 BFECDA, 4 CABFDE, 1 DBCEFA, 4 DEFABC, 2 ECBDFA, 2 FACDBE, 2 AEFCBD",
        {"schulze": "D"},
    ),
    Case(
        f"{SCHULZE}: before E joins",
        "3 ABDC, 5 ADBC, 1 ADCB, 2 BADC, 2 BDCA, 4 CABD, 6 CBAD, 2 DBCA, 5 DCAB",
        {"schulze": "A"},
    ),
    Case(
        f"{SCHULZE}: after E joins",
        "3 ABDEC, 5 ADEBC, 1 ADECB, 2 BADEC, 2 BDECA, 4 CABDE, 6 CBADE, 2 DBECA, 5 DECAB",
        {"schulze": "B"},
    ),
    Case(
        f"{SCHULZE}: equal ranks, by winning votes (by margins it is A)",
        "6 ABCD, 8 (AB)(CD), 8 (AC)(BD), 18 (AC)DB, 8 (ACD)B, 40 B(ACD), 4 CBDA, 9 CDAB, 8 (CD)(AB), 14 DABC, 11 DBCA, "
        "4 DCAB",
        {"schulze": "D"},
    ),
    Case(
        f"{SCHULZE}: 45 voters, B",
        "9 ADBEC, 6 BCADE, 5 BCDEA, 2 CDBEA, 6 DECBA, 14 EACBD, 2 ECABD, 1 EDACB",
        {"schulze": "B"},
    ),
    Case(
        f"{SCHULZE}: 45 voters, E",
        "9 ADBEC, 1 BACED, 6 CBADE, 2 CDBEA, 5 CDEAB, 6 DECAB, 14 EBACD, 2 EBCAD",
        {"schulze": "E"},
    ),
    Case(f"{TIDEMAN}, example 2", "9 ABCDE, 8 BACED, 15 CEDBA, 16 DEABC", {"ranked_pairs": "A"}),
    Case(f"{TIDEMAN}, example 2 without a clone", "9 ABCD, 8 BACD, 15 CDBA, 16 DABC", {"ranked_pairs": "A"}),
    Case(f"{TIDEMAN}, example 3", "3 ABC, 2 CBA, 2 CAB", {"ranked_pairs": "C"}),
    Case(f"{TIDEMAN}, example 4", "6 ABCD, 5 BCAD, 4 CABD, 5 DABC, 4 DBCA, 3 DCAB", {"ranked_pairs": "A"}),
    Case(f"{TIDEMAN}, example 5", "7 ABCDE, 3 EDABC, 6 DEBCA, 3 BCAED, 5 ECABD, 3 DCABE", {"ranked_pairs": "A"}),
    Case(f"{TIDEMAN}, example 6: equal defeats in a ring", "1 ABCD, 1 BCDA, 1 DCAB", {"ranked_pairs": "ABCD"}),
    Case(
        "Munger, The best Condorcet-compatible election method: Ranked Pairs (2023), example 1",
        "3 ACDB, 5 ADBC, 4 BACD, 5 BCDA, 2 CADB, 5 CDAB, 2 DABC, 4 DBAC",
        {"ranked_pairs": "D"},
    ),
    Case("LeGrand, rbvote: 921 voters", LEGRAND, {"schulze": "A", "ranked_pairs": "B"}),
    Case("Gorr, ranked pairs, example 1", "7 ABC, 5 BAC, 4 CAB, 2 BCA", all_by_pairs("A")),
    Case("Gorr, ranked pairs, example 2", "40 ABC, 35 BCA, 25 CAB", {"ranked_pairs": "A"}),
    Case("Gorr, ranked pairs, example 3: nobody ahead", "7 ABC, 7 BAC, 2 CAB, 2 CBA", {"ranked_pairs": "AB"}),
    Case("rangevoting.org, WinningVotes: before", "9 BCA, 6 CAB, 5 ABC", {"schulze": "B"}),
    Case("rangevoting.org, WinningVotes: after", "9 BCA, 6 (AC)B, 5 ABC", {"schulze": "A"}),
    Case(
        "Wikipedia, the capital of Tennessee",
        "42 ABCD, 26 BCDA, 15 CDBA, 17 DCBA",
        all_by_pairs("B", irv="D", borda="B"),
    ),
    Case(
        "Burlington, mayor, 2009: the three leaders (rangevoting.org); A Montroll, B Kiss, C Wright",
        BURLINGTON,
        all_by_pairs("A", irv="B"),
    ),
    Case("Wikipedia, Condorcet criterion: 100 voters", "35 ABC, 34 CBA, 31 BCA", all_by_pairs("B", irv="C")),
    Case("Wikipedia, Condorcet criterion: 5 voters", "3 ABC, 2 BCA", all_by_pairs("A", borda="B")),
    Case("Wikipedia, instant-runoff voting: Bob, Sue and Bill", "2 ACB, 2 BAC, 1 CBA", {"irv": "B"}),
    Case(
        "rangevoting.org, rangeVirv: 303 voters",
        "50 ABCDE, 51 BACDE, 100 CDBEA, 53 DECBA, 49 EDCBA",
        {"irv": "D"},
    ),
    Case("votelib: a run-off that wins forwards …", "9 BCA, 8 ABC, 7 CAB", {"irv": "A"}),
    Case("votelib: … and backwards", "9 ACB, 8 CBA, 7 BAC", {"irv": "A"}),
    Case(
        "Kaltofen, Discrete Mathematical Models (Duke, 2022), after Tannenbaum",
        "7 ABC, 8 BCA, 10 CAB, 4 ACB",
        {"irv": "C"},
    ),
    Case("Kaltofen (2022): four voters raise the winner, who loses", "7 ABC, 8 BCA, 14 CAB", {"irv": "B"}),
    Case("Kaltofen (NCSU, 2016)", "7 ABCD, 6 BACD, 5 CBAD, 3 DCBA", {"irv": "A"}),
    Case("Kaltofen (2016): three voters raise the winner, who loses", "7 ABCD, 6 BACD, 5 CBAD, 3 ADCB", {"irv": "B"}),
]

# The points as published, less what a rule adds that gives one point to the last place
BORDA = [
    ("Wikipedia, the capital of Tennessee", "42 ABCD, 26 BCDA, 15 CDBA, 17 DCBA", (126, 194, 173, 107)),
    ("votelib, Borda, base 0", "51 ACBD, 5 CBDA, 23 BCDA, 21 DCBA", (153, 151, 205, 91)),
    ("votelib, Borda, after Benham", "46 ABC, 44 BCA, 5 CAB, 5 CBA", (97, 139, 64)),
    ("fr.wikipedia, Méthode Borda; Condorcet PHP", "30 BACD, 30 BADC, 25 ACDB, 15 ADCB", (240, 180, 95, 85)),
    ("thoughtfulexaminations.com, Borda count", "41 ABC, 25 ACB, 13 BAC, 26 BCA, 30 CBA, 15 CAB", (160, 149, 141)),
    ("learn8.cc, Alice, Betty and Connie", "18 ABC, 12 ACB, 10 BAC, 5 BCA, 8 CAB, 7 CBA", (78, 55, 47)),
]


def box_of(text):
    return ballots(*((int(row.split()[0]), row.split()[1]) for row in text.split(", ")))


def options_of(text):
    return sorted({ord(letter) - 64 for letter in text if letter.isalpha()})


def letters(options):
    return "".join(chr(64 + option) for option in options)


@pytest.mark.parametrize(
    ("method", "case"), [pytest.param(m, c, id=f"{m}: {c.source}") for c in CASES for m in c.winners]
)
def test_the_published_winner_is_elected(method, case):
    options = options_of(case.box)
    if len(case.winners[method]) == 1:
        assert letters(COUNTS[method](box_of(case.box), options).elected) == case.winners[method]
        return
    with pytest.raises(Tied) as tied:
        COUNTS[method](box_of(case.box), options)
    assert letters(tied.value.options) == case.winners[method]


@pytest.mark.parametrize(("box", "points"), [pytest.param(box, points, id=name) for name, box, points in BORDA])
def test_the_published_points_come_out(box, points):
    result = borda(box_of(box), options_of(box))
    assert tuple(result.points.values()) == points
    assert result.elected == (points.index(max(points)) + 1,)


def test_the_rounds_of_burlington_come_out_as_counted_from_its_published_ballots():
    """rangevoting.org: Montroll has 2,554, Kiss 2,982, Wright 3,297; then Kiss 4,314 and Wright 4,064.

    The city's own count has 4,313 and 4,061; Montroll beats Kiss by 4,067 to 3,477.
    """
    rounds = irv(box_of(BURLINGTON), [1, 2, 3]).rounds
    assert [dict(turn.votes) for turn in rounds] == [{1: 2554, 2: 2982, 3: 3297}, {2: 4314, 3: 4064}]
    pairs = schulze(box_of(BURLINGTON), [1, 2, 3]).pairs
    assert (pairs[1][2], pairs[2][1]) == (4067, 3477)


def test_the_strongest_paths_of_a_published_tie_come_out():
    """Schulze, draft of 23 December 2016, section 3, example 2: nine voters, B and D are potential winners."""
    result = schulze(box_of("3 ABCD, 2 CBDA, 2 DABC, 2 DBCA"), [1, 2, 3, 4], order=[1, 2, 3, 4])
    assert result.winners == (2, 4)
    assert [list(result.paths[option].values()) for option in (1, 2, 3, 4)] == [
        [5, 5, 5],
        [5, 7, 5],
        [5, 5, 5],
        [6, 5, 5],
    ]
