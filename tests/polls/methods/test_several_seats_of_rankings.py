"""The single transferable vote under the Scottish rules and Meek's, worked out by hand."""

from fractions import Fraction

import pytest

from app.polls.methods.counting import Broken, Tied
from app.polls.methods.stv_meek import stv_meek
from app.polls.methods.stv_scottish import stv_scottish
from tests.polls.methods.rankings_of import ballots

PARTY = ballots((4, "A"), (2, "BA"), (8, "CD"), (4, "CE"), (1, "D"), (1, "E"))


def test_a_surplus_moves_on_and_the_last_are_excluded():
    """The common party example, 20 ballots for 3 of 5: quota 6; C's surplus of 6 moves at 1/2; B goes to A; E goes."""
    result = stv_scottish(PARTY, [1, 2, 3, 4, 5], seats=3)
    assert (result.quota, result.elected) == (6, (3, 1, 4))
    assert [(stage.action, stage.option, stage.elected) for stage in result.stages] == [
        ("first", None, (3,)),
        ("surplus", 3, ()),
        ("exclusion", 2, (1,)),
        ("exclusion", 5, ()),
        ("last", None, (4,)),
    ]
    assert result.stages[1].votes == {1: 4, 2: 2, 3: 6, 4: 5, 5: 3}
    assert result.stages[3].non_transferable == 3


def test_a_transfer_value_is_cut_to_five_places():
    """Rule 48(3): 3 × 1 / 7 is 0.42857; seven papers carry 2.99999 and 0.00001 is lost."""
    result = stv_scottish(ballots((7, "AB"), (2, "C"), (1, "D")), [1, 2, 3, 4], seats=2)
    assert result.stages[1].votes[2] == Fraction(299_999, 100_000)
    assert result.stages[1].non_transferable == Fraction(1, 100_000)


def test_a_paper_received_at_a_value_moves_on_at_a_part_of_that_value():
    """Rule 48(4): quota 6 of 20; A's 12 pass to B at 0.5; B then has 8 and a surplus of 2: 0.5 × 2 / 8 is 0.125."""
    result = stv_scottish(ballots((12, "ABC"), (2, "B"), (3, "C"), (3, "D")), [1, 2, 3, 4], seats=3, order=[3, 1, 2, 4])
    assert [stage.option for stage in result.stages[:3]] == [None, 1, 2]
    assert result.stages[2].votes[3] == 3 + 12 * Fraction(1, 8)


def test_the_largest_surplus_moves_first():
    """Rule 49(1): B's 10 before A's 8; quota 6 of 21 for three."""
    result = stv_scottish(ballots((8, "AC"), (10, "BC"), (1, "C"), (2, "D")), [1, 2, 3, 4], seats=3)
    assert result.stages[1].option == 2


def test_equal_last_places_look_back_before_the_lot():
    """Rule 51(2): C reaches D's 3 by A's surplus, but had 1 at the first stage; C goes, and no lot is drawn."""
    result = stv_scottish(ballots((8, "AC"), (4, "B"), (1, "C"), (3, "D")), [1, 2, 3, 4], seats=2)
    assert result.stages[1].votes[3] == result.stages[1].votes[4] == 3
    assert (result.stages[2].option, result.elected, result.ties) == (3, (1, 2), ())


def test_equal_at_all_stages_is_left_to_the_order():
    """Rules 49(3) and 51(2)(b): the statute's lot is the order; the later goes out, the earlier surplus moves first."""
    last = ballots((5, "A"), (2, "B"), (2, "C"))
    with pytest.raises(Tied) as raised:
        stv_scottish(last, [1, 2, 3], seats=2)
    assert (raised.value.options, raised.value.stage) == ((2, 3), "stage 3")
    assert stv_scottish(last, [1, 2, 3], seats=2, order=[1, 3, 2]).ties == (Broken("stage 3", (2, 3), 2),)
    surplus = ballots((6, "AC"), (6, "BD"), (1, "C"), (2, "D"))
    result = stv_scottish(surplus, [1, 2, 3, 4], seats=3, order=[2, 1, 3, 4])
    assert (result.stages[1].option, result.ties[0]) == (2, Broken("stage 2", (1, 2), 2))


def test_as_many_options_as_seats_are_all_elected():
    assert stv_scottish(ballots((3, "A"), (1, "B")), [1, 2, 3], seats=3).elected == (1, 2, 3)
    assert stv_meek(ballots((3, "A"), (1, "B")), [1, 2, 3], seats=3).elected == (1, 2, 3)


def test_meek_lets_the_elected_keep_what_they_need():
    """By hand: quota 11/3; A keeps 3.666666667 / 8, rounded up; what is left makes B 4.333333328."""
    result = stv_meek(ballots((8, "AB"), (3, "C")), [1, 2, 3], seats=2)
    assert result.elected == (1, 2)
    last = result.rounds[-1]
    assert last.keeps[1] == Fraction(458_333_334, 10**9)
    assert last.votes == {1: Fraction(3_666_666_672, 10**9), 2: Fraction(4_333_333_328, 10**9), 3: 3}


def test_the_quota_of_meek_falls_with_what_nobody_keeps():
    """By hand: A's ballots name nobody else, so its surplus is lost; the quota goes 5, 10/3, 25/9: B's 3 reach it."""
    result = stv_meek(ballots((10, "A"), (3, "BC"), (2, "CB")), [1, 2, 3], seats=2)
    assert result.elected == (1, 2)
    assert [round(turn.quota, 6) for turn in result.rounds] == [5, Fraction(2_777_778, 10**6)]


def test_meek_passes_votes_on_to_the_elected_as_well():
    """By hand: C's one ballot names A, elected already; Meek lets A keep a part of it and B has the rest."""
    result = stv_meek(ballots((6, "AB"), (3, "D"), (1, "CAB")), [1, 2, 3, 4], seats=2, order=[1, 2, 4, 3])
    assert 0 < result.rounds[-1].keeps[1] < 1
    assert result.elected[0] == 1
    assert sum(turn.excluded == 3 for turn in result.rounds) == 1


def test_meek_leaves_a_tie_for_the_last_place_to_the_order():
    last = ballots((5, "A"), (2, "B"), (2, "C"))
    with pytest.raises(Tied) as raised:
        stv_meek(last, [1, 2, 3], seats=1 + 1)
    assert raised.value.options == (2, 3)
    assert stv_meek(last, [1, 2, 3], seats=2, order=[1, 3, 2]).elected == (1, 3)
