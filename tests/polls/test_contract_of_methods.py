"""What every voting method must keep, whichever it is: each entry of METHODS is asked the same."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.polls.methods import BLANK, METHODS, Misread, Weighted
from app.polls.methods.rules import Rules
from app.polls.methods.verdicts import Outcome

OPTIONS = (1, 2, 3, 4, 5)
MARKED = {key: method for key, method in METHODS.items() if not method.highest(len(OPTIONS), Rules())}
NUMBERED = {key: method for key, method in METHODS.items() if key not in MARKED}
every_method = pytest.mark.parametrize("method", METHODS.values(), ids=METHODS)
every_marked = pytest.mark.parametrize("method", MARKED.values(), ids=MARKED)
every_numbered = pytest.mark.parametrize("method", NUMBERED.values(), ids=NUMBERED)
sent_marks = st.lists(st.integers(-1, 7), max_size=6) | st.lists(st.integers(0, 5), min_size=5, max_size=5)
costs = tuple((option, 10 * option) for option in OPTIONS)
limits = st.integers(1, 5).map(lambda k: Rules(votes_per_voter=k, budget_won=60, costs=costs))


def options_of(method):
    return tuple(range(1, len(method.answers) + 1)) or OPTIONS


def papers(method, rules, sent):
    """The readable ones of what was sent, grouped as the box hands them over."""
    read = [method.read(marks, options_of(method), rules) for marks in sent]
    return [paper for paper in read if not isinstance(paper, Misread)]


def counted(method, box, rules):
    return method.tally([Weighted(paper, 1) for paper in box], options_of(method), rules)


@every_method
def test_a_method_is_registered_under_its_own_key_with_a_korean_name(method):
    assert METHODS[method.key] is method
    assert any("가" <= letter <= "힣" for letter in method.label)
    assert method.version >= 1


@every_marked
@given(sent=st.lists(sent_marks, max_size=30), rules=limits)
def test_votes_are_exactly_the_marks_of_the_ballots(method, sent, rules):
    box = papers(method, rules, sent)
    assert counted(method, box, rules).votes == {
        option: sum(paper.count(option) for paper in box) for option in options_of(method)
    }


@pytest.mark.parametrize("key", ["cumulative", "score", "star"])
@given(sent=st.lists(sent_marks, max_size=30), rules=limits)
def test_points_are_exactly_the_sums_of_the_ballots(key, sent, rules):
    box = papers(METHODS[key], rules, sent)
    added = [sum(paper[place] for paper in box if paper) for place in range(len(OPTIONS))]
    assert list(counted(METHODS[key], box, rules).votes.values()) == added


@given(sent=st.lists(sent_marks, max_size=30), rules=limits)
def test_borda_gives_two_points_for_each_option_below_and_one_for_each_beside(sent, rules):
    box = papers(METHODS["borda"], rules, sent)
    last = [[rank or 9 for rank in paper] for paper in box if paper]
    added = [sum((r > ranks[place]) + (r >= ranks[place]) for ranks in last for r in ranks) for place in range(5)]
    assert [votes + len(last) for votes in counted(METHODS["borda"], box, rules).votes.values()] == added


@given(sent=st.lists(sent_marks, max_size=30), rules=limits)
def test_the_figure_of_a_graded_option_is_the_lower_median_of_its_grades(sent, rules):
    box = [paper for paper in papers(METHODS["majority_judgement"], rules, sent) if paper]
    lists = [sorted(paper[place] for paper in box) for place in range(5)]
    medians = [grades[(len(grades) - 1) // 2] if grades else 0 for grades in lists]
    assert list(counted(METHODS["majority_judgement"], box, rules).votes.values()) == medians


@every_method
@given(sent=st.lists(sent_marks, max_size=30), rules=limits)
def test_every_ballot_is_valid_blank_or_invalid(method, sent, rules):
    box = papers(method, rules, sent)
    tally = counted(method, box, rules)
    assert (tally.cast, tally.invalid) == (len(box), 0)
    assert tally.blank == sum(1 for paper in box if not paper)


@every_method
@given(sent=st.lists(sent_marks, max_size=30), rules=limits, data=st.data())
def test_neither_the_order_of_the_ballots_nor_their_grouping_changes_the_count(method, sent, rules, data):
    box = papers(method, rules, sent)
    one_by_one = [Weighted(paper, 1) for paper in data.draw(st.permutations(box))]
    grouped = [Weighted(paper, count) for paper, count in Counter(box).items()]
    options, order = options_of(method), options_of(method)
    tallies = [method.tally(ballots, options, rules) for ballots in (one_by_one, grouped)]
    assert len({(tuple(tally.votes.items()), tally.ranks, tally.valid, tally.blank) for tally in tallies}) == 1
    one, other = (method.decide(tally, rules, order) for tally in tallies)
    assert one == other


@pytest.mark.parametrize("method", [method for method in MARKED.values() if not method.answers])
@given(sent=st.lists(sent_marks, max_size=30), rules=limits, names=st.permutations(OPTIONS))
def test_giving_the_options_other_numbers_moves_their_votes_along(method, sent, rules, names):
    box = papers(method, rules, sent)
    renamed = [tuple(sorted(names[mark - 1] for mark in paper)) for paper in box]
    before, after = counted(method, box, rules), counted(method, renamed, rules)
    assert {names[option - 1]: votes for option, votes in before.votes.items()} == after.votes


@every_numbered
@given(sent=st.lists(sent_marks, max_size=30), rules=limits, places=st.permutations(range(5)))
def test_putting_the_options_in_another_order_moves_their_numbers_along(method, sent, rules, places):
    box = papers(method, rules, sent)
    moved = [tuple(paper[place] for place in places) if paper else () for paper in box]
    before, after = counted(method, box, rules), counted(method, moved, rules)
    assert [before.votes[place + 1] for place in places] == list(after.votes.values())


@every_marked
@given(marks=sent_marks, rules=limits)
def test_what_is_read_is_written_in_one_way_and_keeps_the_limits(method, marks, rules):
    paper = method.read(marks, options_of(method), rules)
    if isinstance(paper, Misread):
        return
    assert list(paper) == sorted(set(paper))
    assert set(paper) <= set(options_of(method))
    assert len(paper) <= rules.votes_per_voter
    assert method.read(paper or (BLANK,), options_of(method), rules) == paper


@every_numbered
@given(numbers=sent_marks, rules=limits)
def test_what_is_read_has_one_number_an_option_and_reads_again_as_the_same(method, numbers, rules):
    paper = method.read(numbers, OPTIONS, rules)
    if isinstance(paper, Misread):
        return
    assert paper == () or (len(paper) == len(OPTIONS) and any(paper))
    assert all(0 <= number <= method.highest(len(OPTIONS), rules) for number in paper)
    assert method.read(paper or (BLANK,), OPTIONS, rules) == paper


@every_numbered
@pytest.mark.parametrize("options", [2, 3, 4])
def test_as_many_ballots_are_possible_as_can_be_read(method, options):
    rules, names = Rules(votes_per_voter=3), tuple(range(1, options + 1))
    every = [[]]
    for _option in names:
        every = [[*numbers, number] for numbers in every for number in range(6)]
    read = {method.read(numbers, names, rules) for numbers in every}
    assert len(read - set(Misread)) == method.possible(options, rules)


@every_method
def test_nothing_marked_is_no_ballot(method):
    rules = Rules(votes_per_voter=3)
    assert method.read([], options_of(method), rules) is Misread.NOTHING_MARKED
    if method in NUMBERED.values():
        assert method.read([0] * len(OPTIONS), OPTIONS, rules) is Misread.NOTHING_MARKED


@every_method
@pytest.mark.parametrize(
    "marks", [[-1], [6], [99], [BLANK, 1], [0, 0, 0, 0, -1], [0, 0, 0, 0, 99], [1] * 6, [0] * 7 + [1]]
)
def test_what_is_not_on_the_paper_is_no_ballot(method, marks):
    assert isinstance(method.read(marks, options_of(method), Rules(votes_per_voter=5)), Misread)


@every_numbered
def test_a_blank_mark_beside_numbers_is_no_ballot(method):
    assert method.read([BLANK, 0, 0, 0, 0, 1], OPTIONS, Rules(votes_per_voter=5)) is Misread.BLANK_AND_MORE


@every_marked
def test_ballots_that_no_longer_read_are_counted_as_invalid_and_give_no_vote(method):
    box = [Weighted((1,), 4), Weighted((9,), 2), Weighted((2, 1), 3)]
    tally = method.tally(box, options_of(method), Rules(votes_per_voter=2))
    assert (tally.valid, tally.invalid) == (4, 5)
    assert sum(tally.votes.values()) == 4


@every_numbered
def test_numbers_that_no_longer_read_are_counted_as_invalid_and_give_nothing(method):
    box = [Weighted((1, 0, 0, 0, 0), 4), Weighted((1,), 2), Weighted((9, 0, 0, 0, 0), 3)]
    tally = method.tally(box, OPTIONS, Rules())
    assert (tally.valid, tally.invalid) == (4, 5)
    assert tally.votes == method.tally(box[:1], OPTIONS, Rules()).votes
    assert tally.votes[1] > max(tally.votes[option] for option in OPTIONS[1:])


@every_method
def test_an_empty_box_gives_every_option_nothing_and_decides_nothing(method):
    rules = Rules(budget_won=60, costs=costs)
    tally = method.tally([], options_of(method), rules)
    assert set(tally.votes.values()) == {0}
    assert tally.ranks == (options_of(method),)
    decision = method.decide(tally, rules, options_of(method))
    assert (decision.outcome, decision.chosen, decision.tied) == (Outcome.NOT_CARRIED, (), ())


@every_method
@given(sent=st.lists(sent_marks, min_size=1, max_size=30), rules=limits)
def test_without_a_quorum_nothing_is_chosen(method, sent, rules):
    box = papers(method, rules, sent)
    asked = Rules(rules.votes_per_voter, 1, "count", len(box) + 1, budget_won=60, costs=costs)
    decision = method.decide(counted(method, box, asked), asked, options_of(method))
    assert (decision.outcome, decision.chosen, decision.tied) == (Outcome.NO_QUORUM, (), ())


@every_method
@given(sent=st.lists(sent_marks, min_size=1, max_size=30), rules=limits)
def test_whoever_is_chosen_is_an_option_and_named_once(method, sent, rules):
    decision = method.decide(counted(method, papers(method, rules, sent), rules), rules, options_of(method))
    assert len(set(decision.chosen)) == len(decision.chosen)
    assert set(decision.chosen) <= set(options_of(method))
