"""The whole analysis: what may be shown of whom, always the same bytes, and what names and order of people change."""

import json
import os
import subprocess
import sys
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.opinions.maths import Vote, Votes, analyse
from tests.opinions.maths.conversations import made, noise, patiently, votes_of

CLEAR = (24, 20, 16)


@cache
def clear():
    """A conversation with three groups, and the group of each person."""
    answers, groups = made(CLEAR, 16)
    return analyse(votes_of(answers, hidden={3}, meta={4}), seed=1), groups


def told(analysis):
    return json.dumps(analysis.as_json(), sort_keys=True)


def with_straight_liners():
    answers = made((40, 30), 30, strength=0.5, seed=7)[0].copy()
    answers[:12] = np.where(np.isnan(answers[:12]), np.nan, 1.0)
    return answers


@cache
def twice_told():
    """The analysis of a conversation with straight-liners, and the shares of progress that it told."""
    shares = []
    return analyse(votes_of(with_straight_liners()), seed=1, progress=shares.append), shares


def test_clear_groups_are_told_with_who_is_in_them():
    found, groups = clear()
    assert [group.size for group in found.groups] == list(CLEAR)
    assert {(dot.group, int(groups[dot.person])) for dot in found.dots} == {(0, 0), (1, 1), (2, 2)}
    assert len(found.dots) == 60


def test_each_group_has_its_counts_and_what_it_stands_for():
    found, groups = clear()
    answers = made(CLEAR, 16)[0]
    for number, group in enumerate(found.groups):
        inside = answers[groups == number]
        assert group.agrees == tuple((inside == 1).sum(axis=0))
        assert group.disagrees == tuple((inside == -1).sum(axis=0))
        assert group.seen == tuple((~np.isnan(inside)).sum(axis=0))
        assert 1 <= len(group.stands) <= 5
        for stand in group.stands:
            side = group.agrees if stand.agree else group.disagrees
            assert stand.probability == pytest.approx((side[stand.statement] + 1) / (group.seen[stand.statement] + 2))


def test_a_statement_left_out_is_counted_but_stands_for_nothing():
    found, _ = clear()
    answers = made(CLEAR, 16)[0]
    for place, flags in ((3, (True, False)), (4, (False, True))):
        one = found.statements[place]
        assert (one.hidden, one.meta) == flags
        assert (one.agrees, one.disagrees) == ((answers[:, place] == 1).sum(), (answers[:, place] == -1).sum())
        assert (one.agree_consensus, one.disagree_consensus, one.extremity) == (None, None, 0.0)
        assert all(stand.statement != place for group in found.groups for stand in group.stands)
        assert place not in (*found.majority_agree, *found.majority_disagree)
    assert found.statements[4].priority == 49


def test_counts_intervals_and_consensus_of_a_statement_are_told():
    one = clear()[0].statements[0]
    assert one.agrees + one.disagrees + one.passes == one.seen
    assert one.agree_interval[0] <= one.agrees / one.seen <= one.agree_interval[1]
    assert one.disagree_interval[0] <= one.disagrees / one.seen <= one.disagree_interval[1]
    assert one.divisiveness == pytest.approx(2 * min(one.agrees, one.disagrees) / one.seen)
    assert 0 < one.agree_consensus < 1
    assert one.extremity == pytest.approx(np.hypot(one.x, one.y))


def test_where_the_gate_is_shut_no_groups_are_told_but_every_count():
    found = analyse(votes_of(noise(45, 12, seed=2)), seed=1)
    assert not found.gate.open
    assert found.groups == ()
    assert {dot.group for dot in found.dots} == {None}
    assert all(one.agree_consensus is None and one.seen > 0 for one in found.statements)


def test_with_fewer_than_thirty_people_nobody_has_a_place():
    assert analyse(votes_of(made((15, 14), 16)[0]), seed=1).dots == ()
    assert len(analyse(votes_of(made((15, 15), 16)[0]), seed=1).dots) == 30


def test_who_would_be_a_group_alone_has_no_dot():
    answers = np.ones((40, 12))
    answers[:, 0] = np.arange(40) % 2
    answers[7] = -1.0
    found = analyse(votes_of(answers), seed=1)
    assert "group_too_small" in found.gate.missed
    assert {dot.person for dot in found.dots} == set(range(40)) - {7}


def test_straight_liners_are_named_and_the_result_is_told_without_them_too():
    answers, (found, _) = with_straight_liners(), twice_told()
    assert sorted(found.straight_liners) == list(range(12))
    without = found.without_straight_liners
    assert without.people == found.people - 12
    alone = analyse(Votes.from_matrix(range(12, 70), range(30), answers[12:]), seed=1)
    assert told(without) == told(alone)


def test_answers_to_hidden_statements_make_no_straight_liner():
    answers = made((20, 20), 20)[0].copy()
    answers[0] = 1.0
    answers[0, :10] = -1.0
    assert analyse(votes_of(answers, hidden=set(range(10))), seed=1).straight_liners == (0,)
    assert analyse(votes_of(answers), seed=1).straight_liners == ()


def test_without_straight_liners_there_is_one_result():
    assert clear()[0].without_straight_liners is None


def test_the_json_has_nobody_in_it_unless_names_are_asked_for():
    found, _ = twice_told()
    plain, named = found.as_json(), found.as_json(names=True)
    assert plain["straight_liners"] == 12
    assert all(set(dot) == {"x", "y", "group"} for dot in plain["dots"])
    assert plain["dots"] == sorted(plain["dots"], key=lambda dot: (dot["x"], dot["y"]))
    assert {dot["person"] for dot in named["dots"]} <= set(range(70))
    assert sorted(named["straight_liners"]) == list(range(12))
    assert set(plain) == set(named)


def test_what_it_was_computed_with_stands_beside_it():
    plain = clear()[0].as_json()
    assert plain["parameters"]["seed"] == 1
    assert plain["parameters"]["numpy"] == np.__version__
    assert len(plain["fingerprint"]) == 64
    assert plain["gate"]["open"] is True


def test_another_process_with_one_thread_writes_the_same_bytes():
    program = (
        "import json\n"
        "from app.opinions.maths import analyse\n"
        "from tests.opinions.maths.conversations import made, votes_of\n"
        "found = analyse(votes_of(made((70, 50), 12)[0]), seed=3)\n"
        "print(json.dumps(found.as_json(), sort_keys=True))\n"
    )
    alone = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
    again = subprocess.run([sys.executable, "-c", program], env=alone, capture_output=True, text=True, check=True)
    assert again.stdout == told(analyse(votes_of(made((70, 50), 12)[0]), seed=3)) + "\n"


@pytest.mark.parametrize(("sizes", "statements"), [((20, 15), 10), ((70, 50), 12)])
def test_other_names_and_another_order_of_people_write_the_same_bytes(sizes, statements):
    answers, _ = made(sizes, statements, strength=1.0)
    order = np.random.default_rng(8).permutation(len(answers))
    names = [f"p{row}" for row in order]
    one = analyse(votes_of(answers), seed=1)
    other = analyse(Votes.from_matrix(names, range(statements), answers[order]), seed=1)
    assert told(one) == told(other)
    assert {(f"p{dot.person}", dot.x, dot.group) for dot in one.dots} == {(d.person, d.x, d.group) for d in other.dots}


votes = st.lists(
    st.tuples(st.integers(0, 12), st.integers(0, 4), st.sampled_from([-1, 0, 1])), max_size=60
)  # fmt: skip


@settings(patiently, max_examples=10)
@given(given_=votes, data=st.data())
def test_any_votes_in_any_order_give_one_result_that_can_be_written(given_, data):
    last = {(person, statement): vote for person, statement, vote in given_}
    whole = [Vote(*pair, vote) for pair, vote in last.items()]
    one = analyse(Votes.of(whole), seed=1)
    assert told(one) == told(analyse(Votes.of(data.draw(st.permutations(whole))), seed=1))
    assert one.answers == len(whole) == sum(row.seen for row in one.statements)
    assert not one.gate.open


def test_progress_grows_to_the_whole():
    _, shares = twice_told()
    assert shares == sorted(shares)
    assert (shares[-1], len(shares)) == (1.0, 2 * (99 + 49) + 1)


def test_an_empty_conversation_has_an_analysis():
    found = analyse(Votes.of([], statements=["가", "나"]), seed=1)
    assert found.gate.missed == ("too_few_people", "no_groups")
    assert [(one.seen, one.agree_interval) for one in found.statements] == [(0, (0.0, 1.0))] * 2
    assert found.statements[0].priority == pytest.approx(2.25**2)
