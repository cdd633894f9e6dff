"""Groups with caps, and options of which only one is paid for: against a plain walk through every order of equals."""

from itertools import permutations
from random import Random

import pytest

from app.polls.methods.budget_order import Fate, budget_order
from app.polls.methods.counting import Tied
from app.polls.methods.limits import Limits
from app.polls.methods.points import Pointed

ELECTIONS = 1_000
SAFETY, PLAY = "안전 분과", "놀이 분과"


def box_of(votes):
    return [Pointed(((option, 1),), many) for option, many in votes.items() if many]


def walked(votes, costs, budget, limits, order, stop):
    """The funded: option after option, each asked by itself whether everything that is promised still holds with it."""
    funded, turns = [], sorted(votes, key=lambda option: (-votes[option], order.index(option)))
    for option in turns:
        tried = [*funded, option]
        names = [limits.only_one[one] for one in tried if one in limits.only_one]
        spent = {group: sum(costs[one] for one in tried if limits.groups.get(one) == group) for group in limits.caps}
        is_allowed = len(names) == len(set(names)) and all(spent[group] <= cap for group, cap in limits.caps.items())
        if not votes[option] or not is_allowed:
            continue
        if sum(map(costs.get, tried)) <= budget:
            funded = tried
        elif stop:
            break
    return funded


def an_election(chance):
    options = range(1, chance.randint(2, 5) + 1)
    groups = {option: chance.choice((SAFETY, PLAY)) for option in options if chance.random() < 0.7}
    caps = {group: chance.randint(2, 9) for group in (SAFETY, PLAY) if chance.random() < 0.6}
    only_one = {option: chance.choice("가나") for option in options if chance.random() < 0.4}
    votes = {option: chance.randint(0, 3) for option in options}
    costs = {option: chance.randint(1, 5) for option in options}
    return votes, costs, chance.randint(3, 14), Limits(groups, caps, only_one), chance.random() < 0.3


def test_a_thousand_budgets_with_limits_come_out_as_a_plain_walk_says():
    chance, ties = Random(20261128), 0
    for _election in range(ELECTIONS):
        votes, costs, budget, limits, stop = an_election(chance)
        orders = list(permutations(votes))
        outcomes = {frozenset(walked(votes, costs, budget, limits, order, stop)) for order in orders}
        order = chance.choice(orders)
        ordered = budget_order(box_of(votes), costs, budget, stop=stop, limits=limits, order=order)
        assert sorted(ordered.elected) == sorted(walked(votes, costs, budget, limits, order, stop))
        try:
            alone = budget_order(box_of(votes), costs, budget, stop=stop, limits=limits)
        except Tied:
            ties += 1
            continue
        assert outcomes == {frozenset(alone.elected)}
    assert ties > 50


def test_a_group_spends_no_more_than_its_cap_and_leaves_the_rest_to_others():
    votes, costs = {1: 9, 2: 8, 3: 7, 4: 6}, {1: 4, 2: 3, 3: 2, 4: 5}
    limits = Limits({1: SAFETY, 2: SAFETY, 3: SAFETY, 4: PLAY}, {SAFETY: 6})
    result = budget_order(box_of(votes), costs, 12, limits=limits)
    assert result.elected == (1, 3, 4)
    assert [turn.fate for turn in result.turns] == [Fate.FUNDED, Fate.OVER_THE_CAP, Fate.FUNDED, Fate.FUNDED]
    assert (result.turns[1].left, result.turns[1].missing) == (2, 1)


def test_of_options_that_exclude_each_other_the_one_with_more_votes_is_paid_for():
    votes, costs = {1: 9, 2: 8, 3: 7}, {1: 4, 2: 3, 3: 2}
    result = budget_order(box_of(votes), costs, 100, limits=Limits(only_one={1: "CCTV", 2: "CCTV"}))
    assert result.elected == (1, 3)
    assert [turn.fate for turn in result.turns] == [Fate.FUNDED, Fate.EXCLUDED, Fate.FUNDED]


def test_where_the_first_of_two_does_not_fit_the_other_may_still_stand():
    votes, costs = {1: 9, 2: 8}, {1: 40, 2: 3}
    assert budget_order(box_of(votes), costs, 10, limits=Limits(only_one={1: "CCTV", 2: "CCTV"})).elected == (2,)


def test_equals_that_exclude_each_other_are_tied_and_others_are_not():
    votes, costs = {1: 5, 2: 5, 3: 5}, {1: 1, 2: 1, 3: 1}
    with pytest.raises(Tied) as tied:
        budget_order(box_of(votes), costs, 10, limits=Limits(only_one={1: "CCTV", 2: "CCTV"}))
    assert tied.value.options == (1, 2)


def test_equals_of_a_group_whose_cap_is_too_small_for_all_are_tied():
    votes, costs = {1: 5, 2: 5, 3: 5}, {1: 2, 2: 2, 3: 2}
    with pytest.raises(Tied) as tied:
        budget_order(box_of(votes), costs, 10, limits=Limits({1: SAFETY, 2: SAFETY}, {SAFETY: 3}))
    assert tied.value.options == (1, 2)
