"""A run-off with options that nobody ranks first: which of them goes out first changes nothing, and needs no lot."""

import pytest

from app.polls.methods.counting import Tied
from app.polls.methods.irv import InstantRunOff, irv
from app.polls.methods.marks import Weighted
from app.polls.methods.rankings import Ranked
from app.polls.methods.rules import Rules
from app.polls.methods.verdicts import Outcome

BOX = [Ranked(((1,), (4,)), 6), Ranked(((2,), (5,), (3,)), 5), Ranked(((3,), (4,), (2,)), 4)]


def test_those_without_a_vote_go_out_one_after_the_other_though_there_is_no_lot():
    result = irv(BOX, [1, 2, 3, 4, 5])
    assert result.elected == (2,)
    assert [one.excluded for one in result.rounds] == [4, 5, 3, None]
    assert result.ties == ()


@pytest.mark.parametrize("order", [[1, 2, 3, 4, 5], [5, 4, 3, 2, 1]])
def test_a_lot_that_is_there_is_not_used_for_them(order):
    assert irv(BOX, [1, 2, 3, 4, 5], order=order) == irv(BOX, [1, 2, 3, 4, 5])


def test_a_tie_of_those_with_votes_still_needs_the_lot():
    with pytest.raises(Tied) as tied:
        irv([*BOX, Ranked(((3,),), 1)], [1, 2, 3, 4, 5])
    assert tied.value.options == (2, 3)


def test_a_council_without_a_lot_decides_though_two_options_got_nothing():
    method, rules = InstantRunOff(), Rules(tie_rule="fail")
    box = [Weighted((1, 0, 0, 2, 0), 6), Weighted((0, 1, 3, 0, 2), 5), Weighted((0, 3, 1, 2, 0), 4)]
    decision = method.decide(method.tally(box, [1, 2, 3, 4, 5], rules), rules)
    assert (decision.outcome, decision.chosen, decision.tied) == (Outcome.CHOSEN, (2,), ())
