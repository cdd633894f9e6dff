"""Given the groups of Polis's own server, our figures are those that it published, of two real conversations."""

import numpy as np
import pytest

from app.opinions.maths import figures
from app.opinions.maths.plane import Spread, plane_of
from tests.opinions.maths.conversations import PUBLISHED, published, real

EXACT = 1e-6


class Given:
    """A conversation with the groups that were published."""

    def __init__(self, name):
        self.votes = real(name).matrix()
        groups, self.oracle = published(name)
        rows = [row for row, person in enumerate(self.votes.people) if person in groups]
        self.labels = np.array([groups[self.votes.people[row]] for row in rows])
        self.by_group = figures.counted_by_group(self.votes.answers[rows], self.labels)
        self.columns = np.flatnonzero(~self.votes.left_out).tolist()
        self.ids = self.votes.statements

    def best(self, values, count):
        """The statements with the largest values, with these."""
        pairs = sorted(values.items(), key=lambda pair: (-round(pair[1], 9), pair[0]))
        return pairs[:count]


@pytest.fixture(params=PUBLISHED)
def conversation(request):
    return Given(request.param)


def same(found, expected):
    assert [name for name, _ in found] == [name for name, _ in expected]
    assert [value for _, value in found] == pytest.approx([value for _, value in expected], abs=EXACT)


def test_the_conversation_is_the_one_that_was_published(conversation):
    oracle = conversation.oracle
    assert len(conversation.votes.people) == oracle["n"]
    assert len(conversation.votes.asked) == oracle["n_cmts"]
    assert np.bincount(conversation.labels).tolist() == [oracle["group_sizes"][str(g)] for g in range(3)]


def test_group_informed_consensus_is_the_published_one(conversation):
    agree, _ = figures.group_consensus(conversation.by_group)
    values = {conversation.ids[column]: float(agree[column]) for column in conversation.columns}
    same(conversation.best(values, 5), conversation.oracle["gac_top5"])


def test_each_group_stands_for_what_was_published(conversation):
    found = figures.representatives(conversation.by_group, conversation.columns)
    for group, told in enumerate(found):
        expected = conversation.oracle["repness"][str(group)]
        ways = [(conversation.ids[one.column], "agree" if one.agree else "disagree") for one in told]
        assert ways == [(name, way) for name, way, *_ in expected]
        for one, (_, _, r, rz, z) in zip(told, expected, strict=True):
            figures_of_one = (one.representativeness, one.representativeness_z, one.probability_z)
            assert figures_of_one == pytest.approx((r, rz, z), abs=EXACT)


def test_what_most_agree_with_is_the_published_one(conversation):
    counts = figures.counted(conversation.votes.answers)
    found = figures.majority(counts.agrees, counts.seen, conversation.columns)
    for column, (name, agrees, seen, p, z) in zip(found, conversation.oracle["consensus_agree"], strict=True):
        assert (conversation.ids[column], counts.agrees[column], counts.seen[column]) == (name, agrees, seen)
        pair = (counts.agrees[[column]], counts.seen[[column]])
        assert figures.probability(*pair)[0] == pytest.approx(p, abs=EXACT)
        assert figures.probability_z(*pair)[0] == pytest.approx(z, abs=EXACT)


def test_what_is_asked_next_is_drawn_by_the_published_weights(conversation):
    votes, counts = conversation.votes, conversation.by_group
    extremity = plane_of(Spread.of(votes)).extremity
    sums = [part.sum(axis=0) for part in (counts.agrees, counts.passes, counts.seen)]
    values = {
        conversation.ids[column]: figures.priority(*(part[column] for part in sums), extremity[column], meta=meta)
        for column, meta in enumerate(votes.meta)
    }
    same(conversation.best(values, 5), conversation.oracle["priority_top5"])
