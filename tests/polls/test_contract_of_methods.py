"""What every voting method must keep, whichever it is: each entry of METHODS is asked the same."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.polls.methods import BLANK, METHODS, Misread, Weighted
from app.polls.methods.rules import Rules

OPTIONS = (1, 2, 3, 4, 5)
every_method = pytest.mark.parametrize("method", METHODS.values(), ids=METHODS)
sent_marks = st.lists(st.integers(-1, 7), max_size=6)
limits = st.integers(1, 5).map(lambda k: Rules(votes_per_voter=k))


def options_of(method):
    return tuple(range(1, len(method.answers) + 1)) or OPTIONS


def papers(method, rules, sent):
    """The readable ones of what was sent, grouped as the box hands them over."""
    read = [method.read(marks, options_of(method), rules) for marks in sent]
    return [paper for paper in read if not isinstance(paper, Misread)]


@every_method
def test_a_method_is_registered_under_its_own_key_with_a_korean_name(method):
    assert METHODS[method.key] is method
    assert any("가" <= letter <= "힣" for letter in method.label)
    assert method.version >= 1


@every_method
@given(sent=st.lists(sent_marks, max_size=30), rules=limits)
def test_votes_are_exactly_the_marks_of_the_ballots(method, sent, rules):
    box = papers(method, rules, sent)
    tally = method.tally([Weighted(paper, 1) for paper in box], options_of(method), rules)
    assert tally.votes == {option: sum(paper.count(option) for paper in box) for option in options_of(method)}
    assert (tally.cast, tally.invalid) == (len(box), 0)
    assert tally.blank == sum(1 for paper in box if not paper)


@every_method
@given(sent=st.lists(sent_marks, max_size=30), rules=limits, data=st.data())
def test_neither_the_order_of_the_ballots_nor_their_grouping_changes_the_count(method, sent, rules, data):
    box = papers(method, rules, sent)
    one_by_one = [Weighted(paper, 1) for paper in data.draw(st.permutations(box))]
    grouped = [Weighted(paper, count) for paper, count in Counter(box).items()]
    options = options_of(method)
    assert method.tally(one_by_one, options, rules) == method.tally(grouped, options, rules)


@pytest.mark.parametrize("method", [method for method in METHODS.values() if not method.answers])
@given(sent=st.lists(sent_marks, max_size=30), rules=limits, names=st.permutations(OPTIONS))
def test_giving_the_options_other_numbers_moves_their_votes_along(method, sent, rules, names):
    box = papers(method, rules, sent)
    renamed = [tuple(sorted(names[mark - 1] for mark in paper)) for paper in box]
    before = method.tally([Weighted(paper, 1) for paper in box], OPTIONS, rules)
    after = method.tally([Weighted(paper, 1) for paper in renamed], OPTIONS, rules)
    assert {names[option - 1]: votes for option, votes in before.votes.items()} == after.votes


@every_method
@given(marks=sent_marks, rules=limits)
def test_what_is_read_is_written_in_one_way_and_keeps_the_limits(method, marks, rules):
    paper = method.read(marks, options_of(method), rules)
    if isinstance(paper, Misread):
        return
    assert list(paper) == sorted(set(paper))
    assert set(paper) <= set(options_of(method))
    assert len(paper) <= rules.votes_per_voter
    assert method.read(paper or (BLANK,), options_of(method), rules) == paper


@every_method
def test_nothing_marked_is_no_ballot(method):
    assert method.read([], options_of(method), Rules(votes_per_voter=3)) is Misread.NOTHING_MARKED


@every_method
@pytest.mark.parametrize("marks", [[-1], [6], [99], [BLANK, 1]])
def test_an_option_that_is_not_on_the_paper_is_no_ballot(method, marks):
    assert isinstance(method.read(marks, options_of(method), Rules(votes_per_voter=5)), Misread)


@every_method
def test_ballots_that_no_longer_read_are_counted_as_invalid_and_give_no_vote(method):
    box = [Weighted((1,), 4), Weighted((9,), 2), Weighted((2, 1), 3)]
    tally = method.tally(box, options_of(method), Rules(votes_per_voter=2))
    assert (tally.valid, tally.invalid) == (4, 5)
    assert sum(tally.votes.values()) == 4


@every_method
def test_an_empty_box_gives_every_option_nothing(method):
    tally = method.tally([], options_of(method), Rules())
    assert set(tally.votes.values()) == {0}
    assert tally.ranks == (options_of(method),)
