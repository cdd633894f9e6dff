"""When a second count agrees with the first: the same figures, and the same chosen as far as the sheet decides."""

import pytest

from app.polls.methods.rules import Rules
from app.polls.methods.second import Found
from app.polls.service.counting import Count
from app.polls.service.second_count import agrees
from app.polls.states import Verdict


def a_count(verdict=Verdict.CHOSEN, chosen=(), votes=(3, 2, 2)):
    facts = {"votes": {str(option): count for option, count in enumerate(votes, 1)}, "chosen": list(chosen)}
    return Count(sum(votes), sum(votes), verdict, "", facts)


def found(elected, equal=(), votes=(3, 2, 2)):
    return Found(dict(enumerate(votes, 1)), elected, equal)


@pytest.mark.parametrize(
    ("what", "ours", "tie_rule", "same"),
    [
        (found([1], [1]), a_count(chosen=[1]), "lot", True),
        (found([2], [2]), a_count(chosen=[1]), "lot", False),
        (found([1], [1], votes=(4, 2, 2)), a_count(chosen=[1]), "lot", False),
        (found([1, 2], [2, 3]), a_count(chosen=[1, 2]), "lot", True),
        (found([1, 2], [2, 3]), a_count(chosen=[1, 3]), "lot", False),
        (found([1, 2], [2, 3]), a_count(chosen=[1, 2, 3]), "all", True),
        (found([1, 2], [2, 3]), a_count(chosen=[1, 2]), "all", False),
        (found([1, 2], [2, 3]), a_count(Verdict.TIED, [1]), "fail", True),
        (found([1, 2], [2, 3]), a_count(Verdict.TIED, []), "fail", False),
        (found([1, 2], [2, 3]), a_count(chosen=[1, 2]), "fail", False),
        (found([1], [1]), a_count(Verdict.TIED, []), "fail", False),
        (found([1, 2]), a_count(Verdict.TIED, [1]), "fail", True),
        (found([1, 2]), a_count(Verdict.TIED, [3]), "fail", False),
        (found([1]), a_count(Verdict.NO_QUORUM, []), "lot", True),
        (found([]), a_count(Verdict.NOT_CARRIED, []), "lot", True),
        (found([1]), a_count(Verdict.NOT_CARRIED, []), "lot", False),
        (found(None), a_count(Verdict.CARRIED, [1]), "lot", True),
        (found(None, votes=(2, 3, 2)), a_count(Verdict.CARRIED, [1]), "lot", False),
    ],
)
def test_two_counts_agree_where_figures_and_chosen_are_the_same(what, ours, tie_rule, same):
    assert agrees(what, ours, Rules(tie_rule=tie_rule)) is same
