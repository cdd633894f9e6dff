"""Methods against cases counted by hand."""

import pytest

from app.polls.methods import BLANK, METHODS, Misread, Weighted
from app.polls.methods.rules import Rules
from app.polls.methods.verdicts import Outcome

MOTION, ONE, SEVERAL = METHODS["motion"], METHODS["choose_one"], METHODS["choose_up_to_k"]
YES, NO, ABSTAIN = 1, 2, 3


def motion(yes, no, abstain, **rules):
    box = [Weighted((YES,), yes), Weighted((NO,), no), Weighted((ABSTAIN,), abstain)]
    return MOTION.decide(MOTION.tally(box, (1, 2, 3), Rules()), Rules(**rules))


def choice(votes, seats=1, **rules):
    box = [Weighted((option,), count) for option, count in votes.items()]
    return ONE.decide(ONE.tally(box, tuple(votes), Rules()), Rules(seats=seats, **rules))


def test_seven_against_five_is_carried_with_the_numbers_that_decided():
    decision = motion(7, 5, 4)
    assert (decision.outcome, decision.base, decision.yes_needed) == (Outcome.CARRIED, 12, 7)
    assert decision.chosen == (YES,)


def test_half_is_no_majority():
    assert motion(6, 6, 0).outcome is Outcome.NOT_CARRIED
    assert motion(6, 6, 0).chosen == ()


def test_abstentions_hinder_only_where_the_rule_says_so():
    assert motion(6, 4, 5).outcome is Outcome.CARRIED
    assert motion(6, 4, 5, abstentions_counted=True).outcome is Outcome.NOT_CARRIED
    assert motion(6, 4, 5, passing_basis="cast").outcome is Outcome.NOT_CARRIED
    assert motion(6, 4, 1, passing_basis="roll", roll_count=12).outcome is Outcome.NOT_CARRIED
    assert motion(7, 4, 1, passing_basis="roll", roll_count=12).outcome is Outcome.CARRIED


def test_below_the_quorum_nothing_is_decided_however_many_say_yes():
    decision = motion(9, 0, 0, quorum_basis="count", quorum_value=10)
    assert (decision.outcome, decision.chosen, decision.quorum_needed) == (Outcome.NO_QUORUM, (), 10)


def test_abstentions_help_to_reach_the_quorum():
    assert motion(6, 1, 3, quorum_basis="count", quorum_value=10).outcome is Outcome.CARRIED


def test_a_motion_takes_one_answer_and_no_blank():
    assert MOTION.read([YES], (1, 2, 3), Rules()) == (YES,)
    assert MOTION.read([YES, NO], (1, 2, 3), Rules()) is Misread.TOO_MANY
    assert MOTION.read([BLANK], (1, 2, 3), Rules()) is Misread.NOTHING_MARKED


def test_gwansan_dong_2022_is_counted_as_it_was_announced():
    """908 voters with three votes each; figures of the dong's assembly."""
    votes = (732, 649, 447, 420, 385)
    cards = [option for option, count in enumerate(votes, 1) for _ in range(count)]
    rules = Rules(votes_per_voter=3, seats=2)
    box = [Weighted(tuple(cards[voter::908]), 1) for voter in range(908)]
    tally = SEVERAL.tally(box, (1, 2, 3, 4, 5), rules)
    assert tuple(tally.votes.values()) == votes
    assert tally.ranks == ((1,), (2,), (3,), (4,), (5,))
    assert (tally.valid, tally.blank, tally.invalid) == (908, 0, 0)
    assert SEVERAL.decide(tally, rules).chosen == (1, 2)


def test_the_twelve_items_of_a_made_up_assembly_rank_as_its_sheet_says():
    """1,512 voters, 4,379 votes of at most 4,536; A8 and A11 share the last rank with 172 each."""
    votes = dict(enumerate((686, 400, 412, 357, 370, 488, 437, 172, 244, 309, 172, 332), 1))
    rules = Rules(votes_per_voter=3, seats=7, quorum_basis="population", quorum_value=50, population=27_480)
    cards = [option for option, count in votes.items() for _ in range(count)]
    tally = SEVERAL.tally([Weighted(tuple(cards[n::1512]), 1) for n in range(1512)], tuple(votes), rules)
    decision = SEVERAL.decide(tally, rules)
    assert decision.chosen == (1, 6, 7, 3, 2, 5, 4)
    assert tally.ranks[-1] == (8, 11)
    assert decision.quorum_needed == 138


def test_marks_of_several_are_read_in_any_order_and_written_in_one():
    assert SEVERAL.read([4, 2], (1, 2, 3, 4), Rules(votes_per_voter=3)) == (2, 4)
    assert SEVERAL.read([4, 4], (1, 2, 3, 4), Rules(votes_per_voter=3)) is Misread.MARKED_TWICE
    assert SEVERAL.read([1, 2, 3, 4], (1, 2, 3, 4), Rules(votes_per_voter=3)) is Misread.TOO_MANY
    assert SEVERAL.read([BLANK], (1, 2, 3, 4), Rules(votes_per_voter=3)) == ()


def test_blank_ballots_reach_the_quorum_and_choose_nothing():
    rules = Rules(votes_per_voter=2, quorum_basis="count", quorum_value=5)
    tally = SEVERAL.tally([Weighted((), 3), Weighted((1, 2), 1), Weighted((2,), 1)], (1, 2, 3), rules)
    decision = SEVERAL.decide(tally, rules)
    assert (decision.outcome, decision.chosen) == (Outcome.CHOSEN, (2,))


@pytest.mark.parametrize(
    ("tie_rule", "outcome", "chosen", "tied", "left"),
    [
        ("lot", Outcome.CHOSEN, (1,), (2, 3), 1),
        ("fail", Outcome.TIED, (1,), (2, 3), 0),
        ("all", Outcome.CHOSEN, (1, 2, 3), (), 0),
    ],
)
def test_a_tie_on_the_border_goes_as_the_sheet_says_and_is_never_broken_here(tie_rule, outcome, chosen, tied, left):
    decision = choice({1: 5, 2: 3, 3: 3, 4: 1}, seats=2, tie_rule=tie_rule)
    assert (decision.outcome, decision.chosen, decision.tied, decision.seats_left) == (outcome, chosen, tied, left)


def test_a_tie_above_the_border_changes_nothing():
    decision = choice({1: 5, 2: 5, 3: 1}, seats=2, tie_rule="fail")
    assert (decision.outcome, decision.chosen, decision.tied) == (Outcome.CHOSEN, (1, 2), ())


def test_an_option_without_a_vote_is_never_chosen_even_if_seats_stay_empty():
    assert choice({1: 4, 2: 0, 3: 0}, seats=3).chosen == (1,)
    assert choice({1: 0, 2: 0}).outcome is Outcome.NOT_CARRIED


def test_below_the_quorum_nobody_is_chosen():
    decision = choice({1: 4, 2: 1}, quorum_basis="roll", quorum_value=2000, roll_count=26)
    assert (decision.outcome, decision.quorum_needed, decision.chosen) == (Outcome.NO_QUORUM, 6, ())
