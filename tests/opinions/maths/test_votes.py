"""The matrix of votes: the last vote counts, names count for nothing, and who is put into groups."""

import hashlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.opinions.maths import Vote, Votes
from tests.opinions.maths.conversations import PUBLISHED, patiently, published, real, votes_of

answers = st.tuples(st.integers(0, 5), st.sampled_from("abc"), st.sampled_from([-1, 0, 1]))
NAN = np.nan


def rows(votes):
    """Every answer by person and statement."""
    return {
        (person, statement): votes.answers[row, column]
        for row, person in enumerate(votes.people)
        for column, statement in enumerate(votes.statements)
        if votes.seen[row, column]
    }


def test_the_vote_that_was_modified_last_counts():
    votes = Votes.of([Vote("김", 1, 1, 5), Vote("김", 1, -1, 9), Vote("김", 1, 0, 7), Vote("이", 1, 0, 1)])
    assert rows(votes) == {("김", 1): -1, ("이", 1): 0}


def test_of_votes_of_the_same_moment_the_last_one_counts():
    assert rows(Votes.of([Vote(1, 1, 1, 5), Vote(1, 1, -1, 5)])) == {(1, 1): -1}


@patiently
@given(given_=st.lists(answers, max_size=40), data=st.data())
def test_the_order_of_votes_changes_nothing(given_, data):
    votes = [Vote(*answer, moment) for moment, answer in enumerate(given_)]
    one, other = Votes.of(votes), Votes.of(data.draw(st.permutations(votes)))
    assert (one.people, one.statements, one.fingerprint) == (other.people, other.statements, other.fingerprint)
    assert rows(one) == rows(other) == {(p, s): v for p, s, v in given_}


@patiently
@given(given_=st.lists(answers, max_size=40), names=st.permutations(range(6)))
def test_other_names_of_people_give_the_same_matrix_and_fingerprint(given_, names):
    one = Votes.of(Vote(*answer, moment) for moment, answer in enumerate(given_))
    other = Votes.of(Vote(f"p{names[p]}", s, v, moment) for moment, (p, s, v) in enumerate(given_))
    np.testing.assert_array_equal(one.answers, other.answers)
    assert one.fingerprint == other.fingerprint


@patiently
@given(given_=st.lists(answers, min_size=1, max_size=20), place=st.integers(0, 19))
def test_another_answer_gives_another_fingerprint(given_, place):
    last = {(p, s): v for p, s, v in given_}
    votes = [Vote(p, s, v) for (p, s), v in last.items()]
    changed = votes[place % len(votes)]
    others = [vote._replace(vote=(vote.vote + 2) % 3 - 1) if vote is changed else vote for vote in votes]
    assert Votes.of(votes).fingerprint != Votes.of(others).fingerprint


def test_the_fingerprint_can_be_made_by_hand():
    votes = Votes.of([Vote(1, 10, 1), Vote(1, 11, -1), Vote(2, 11, 0)], statements=[10, 11, 12], hidden={11}, meta={12})
    text = "10\n11 hidden\n12 meta\n+-.\n.0."
    assert votes.fingerprint == hashlib.sha256(text.encode()).hexdigest()


def test_a_statement_without_votes_is_in_the_list_but_not_asked():
    votes = Votes.of([Vote(1, "나", 1)], statements=["가", "나"])
    assert (votes.statements, votes.asked.tolist()) == (("가", "나"), [1])


def test_numbers_come_before_words_among_the_names_of_statements():
    assert Votes.of([], statements=["b", 10, "a", 9]).statements == (9, 10, "a", "b")


@pytest.mark.parametrize("wrong", [2, -2, 0.5, None])
def test_a_vote_that_is_none_is_refused(wrong):
    with pytest.raises(ValueError, match="-1, 0 or 1"):
        Votes.of([Vote(1, 1, wrong)])


def test_a_person_without_any_answer_is_not_in_the_matrix():
    votes = Votes.from_matrix(["가", "나"], [1], np.array([[NAN], [1.0]]))
    assert votes.people == ("나",)


def test_seven_answers_put_a_person_into_a_group():
    answers = np.full((40, 10), NAN)
    for person in range(40):
        answers[person, : 6 + person % 2] = 1.0
    answers[0] = 1.0  # so that every statement has an answer
    votes = votes_of(answers)
    assert {person for person, inside in zip(votes.people, votes.clustered, strict=True) if inside} == {
        0, *range(1, 40, 2),
    }  # fmt: skip


def test_fewer_statements_than_seven_must_all_be_answered():
    answers = np.ones((20, 3))
    answers[:4, 0] = NAN
    votes = votes_of(answers)
    assert votes.clustered.sum() == 16


def test_fewer_than_fifteen_are_topped_up_by_those_with_most_answers():
    answers = np.full((20, 20), NAN)
    for person in range(20):
        answers[person, : person + 1 if person < 15 else 2] = 1.0
    answers[19] = 1.0
    votes = votes_of(answers)
    counts = [int(count) for count, inside in zip(votes.seen.sum(axis=1), votes.clustered, strict=True) if inside]
    assert sorted(counts) == [2, 3, 4, 5, 6, *range(7, 16), 20]


def test_answers_to_hidden_statements_still_count_for_taking_part():
    answers = np.ones((20, 8))
    answers[:10, 7] = NAN
    assert votes_of(answers, hidden={0, 1}).clustered.all()


@pytest.mark.parametrize("name", PUBLISHED)
def test_all_whom_we_put_into_groups_polis_does_too(name):
    """Polis keeps whoever was in once, so it may have more."""
    votes = real(name).matrix()
    groups, _ = published(name)
    ours = {person for person, inside in zip(votes.people, votes.clustered, strict=True) if inside}
    assert ours <= set(groups)
    assert len(ours) >= 15
