"""Instant run-off, Schulze, ranked pairs and Borda on published and worked examples."""

from fractions import Fraction

import pytest

from app.polls.methods.borda import borda
from app.polls.methods.counting import Broken, Tied
from app.polls.methods.irv import irv
from app.polls.methods.ranked_pairs import ranked_pairs
from app.polls.methods.schulze import schulze
from tests.polls.methods.rankings_of import ballots

TENNESSEE = ballots((42, "ABCD"), (26, "BCDA"), (15, "CDBA"), (17, "DCBA"))
CONDORCET = ballots((23, "ABC"), (17, "BCA"), (2, "BAC"), (10, "CAB"), (8, "CBA"))
CONDORCET_AGAINST_BORDA = ballots((30, "ABC"), (1, "ACB"), (29, "BAC"), (10, "BCA"), (10, "CAB"), (1, "CBA"))
SCHULZE = ballots((8, "ACDB"), (2, "BADC"), (4, "CDBA"), (4, "DBAC"), (3, "DCBA"))
FIVE = ballots(
    (5, "ACBED"), (5, "ADECB"), (8, "BEDAC"), (3, "CABED"), (7, "CAEBD"), (2, "CBADE"), (7, "DCEBA"), (8, "EBADC")
)
RING = ballots((1, "ABC"), (1, "BCA"), (1, "CAB"))


def test_run_off_shows_every_round_of_the_capital_of_tennessee():
    """By hand: C (15) goes to D, then B (26) to D: D has 58 of 100, though B would beat it 68 to 32."""
    result = irv(TENNESSEE, [1, 2, 3, 4])
    assert [dict(turn.votes) for turn in result.rounds] == [
        {1: 42, 2: 26, 3: 15, 4: 17},
        {1: 42, 2: 26, 4: 32},
        {1: 42, 4: 58},
    ]
    assert ([turn.excluded for turn in result.rounds], result.elected) == ([3, 2, None], (4,))


def test_run_off_wins_with_half_of_the_continuing_and_says_the_share_of_all():
    """By hand: C's ballots name nobody else; A has 4 of 7 that continue, 4 of 9 of all."""
    last = irv(ballots((4, "A"), (3, "B"), (2, "C")), [1, 2, 3]).rounds[-1]
    assert (last.continuing, last.exhausted) == (7, 2)
    assert (last.of_continuing, last.of_valid) == (Fraction(4, 7), Fraction(4, 9))


def test_run_off_leaves_a_tie_for_the_last_place_to_the_order():
    equal = ballots((4, "A"), (2, "BC"), (2, "CB"))
    with pytest.raises(Tied) as raised:
        irv(equal, [1, 2, 3])
    assert (raised.value.options, raised.value.stage) == ((2, 3), "round 1")
    result = irv([*equal, *ballots((1, "BC"), (1, "CB"))], [1, 2, 3], order=[3, 1, 2])
    assert (result.elected, result.ties) == ((3,), (Broken("round 1", (2, 3), 2),))


def test_run_off_counts_a_ballot_up_to_the_first_shared_rank():
    result = irv(ballots((3, "A(BC)"), (2, "B"), (2, "(AB)C"), (4, "C")), [1, 2, 3])
    assert (result.valid, result.invalid) == (9, 2)
    assert result.rounds[1].exhausted == 2


def test_the_cycle_of_sixty_voters_that_is_told_of_condorcet():
    """By hand: A over B 33, B over C 42, C over A 35; the weakest, A over B, gives way."""
    pairs = ranked_pairs(CONDORCET, [1, 2, 3])
    assert (pairs.locked, pairs.left_out, pairs.elected) == (((2, 3), (3, 1)), ((1, 2),), (2,))
    assert pairs.condorcet is None
    assert schulze(CONDORCET, [1, 2, 3]).elected == (2,)


def test_condorcets_example_against_borda():
    """By hand: A beats B 41 to 40 and C 60 to 21, but B has the most points: 2 × 39 + 31."""
    assert schulze(CONDORCET_AGAINST_BORDA, [1, 2, 3]).condorcet == 1
    result = borda(CONDORCET_AGAINST_BORDA, [1, 2, 3])
    assert (result.points, result.elected) == ({1: 101, 2: 109, 3: 33}, (2,))


def test_the_first_example_of_schulze():
    """Schulze (2011), section 3.1: 21 voters, the strongest paths and the winner D."""
    result = schulze(SCHULZE, [1, 2, 3, 4])
    assert result.pairs[1] == {2: 8, 3: 14, 4: 10}
    assert result.pairs[4] == {1: 11, 2: 19, 3: 9}
    assert result.paths == {
        1: {2: 14, 3: 14, 4: 12},
        2: {1: 13, 3: 13, 4: 12},
        3: {1: 13, 2: 15, 4: 12},
        4: {1: 13, 2: 19, 3: 13},
    }
    assert result.winners == result.elected == (4,)


def test_the_common_example_of_forty_five_voters_for_the_strongest_paths():
    """Eight kinds of ballots and five options; E wins, with the strongest paths worked out in most accounts of it."""
    result = schulze(FIVE, [1, 2, 3, 4, 5])
    assert [list(result.paths[option].values()) for option in range(1, 6)] == [
        [28, 28, 30, 24],
        [25, 28, 33, 24],
        [25, 29, 29, 24],
        [25, 28, 28, 24],
        [25, 28, 28, 31],
    ]
    assert result.elected == (5,)


def test_pairs_see_unranked_options_as_last_and_equal():
    result = schulze(ballots((3, "A"), (2, "BC")), [1, 2, 3])
    assert result.pairs == {1: {2: 3, 3: 3}, 2: {1: 2, 3: 2}, 3: {1: 2, 2: 0}}


def test_a_perfect_ring_is_left_to_the_order_by_both_counts_of_pairs():
    for count, stage in ((schulze, "winners"), (ranked_pairs, "defeats with 2 votes")):
        with pytest.raises(Tied) as raised:
            count(RING, [1, 2, 3])
        assert (raised.value.options, raised.value.stage) == ((1, 2, 3), stage)
        assert count(RING, [1, 2, 3], order=[2, 3, 1]).elected == (2,)


def test_equal_defeats_that_do_not_contradict_one_another_need_no_order():
    result = ranked_pairs(ballots((1, "ABC")), [1, 2, 3])
    assert (result.locked, result.elected, result.ties) == (((1, 2), (1, 3), (2, 3)), (1,), ())


def test_a_ring_below_the_winner_needs_no_order():
    """A beats all; B, C and D beat one another in a ring by 4 to 2 each, which decides nothing and is not locked."""
    result = ranked_pairs(ballots((2, "ABCD"), (2, "ACDB"), (2, "ADBC")), [1, 2, 3, 4])
    assert (result.elected, result.ties) == ((1,), ())
    assert result.locked == ((1, 2), (1, 3), (1, 4))
    assert sorted(result.left_out) == [(2, 3), (3, 4), (4, 2)]


def test_two_undefeated_options_are_left_to_the_order():
    equal = ballots((1, "AB"), (1, "BA"))
    with pytest.raises(Tied, match="undefeated: 1, 2"):
        ranked_pairs(equal, [1, 2, 3])
    assert ranked_pairs(equal, [1, 2, 3], order=[3, 2, 1]).ties == (Broken("undefeated", (1, 2), 2),)


def test_borda_of_the_capital_of_tennessee():
    """By hand, with three points for a first place: A 126, B 194, C 173, D 107."""
    result = borda(TENNESSEE, [1, 2, 3, 4], seats=2)
    assert (result.points, result.elected) == ({1: 126, 2: 194, 3: 173, 4: 107}, (2, 3))


def test_borda_shares_the_points_of_equal_and_unranked_options():
    """By hand: A 3, then B, C and D share 2 + 1 + 0; on the second B and C share 3 + 2."""
    result = borda(ballots((1, "A"), (1, "(BC)AD")), [1, 2, 3, 4], order=[1, 2, 3, 4])
    assert result.points == {1: 4, 2: Fraction(7, 2), 3: Fraction(7, 2), 4: 1}


def test_borda_leaves_equal_points_on_the_border_to_the_order():
    with pytest.raises(Tied, match="points: 1, 2"):
        borda(ballots((1, "AB"), (1, "BA")), [1, 2])
    assert borda(ballots((1, "AB"), (1, "BA")), [1, 2], seats=2).ties == ()
