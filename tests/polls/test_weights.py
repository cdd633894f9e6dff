"""Channels with weights: what the sheet says, what decides, and when all ballots count alike after all."""

from fractions import Fraction

import pytest

from app.kernel.errors import Conflict, Invalid
from app.polls import queries, service
from app.polls.methods import METHODS, Weighted
from app.polls.methods.rules import Rules
from app.polls.methods.weights import shares, weigh, weights
from app.polls.states import Verdict
from tests.factories import polls
from tests.records.kinds_with_limits import ON_PAPER, ONLINE, weighed


def box(*groups):
    return [Weighted(tuple(marks), many) for marks, many in groups]


def test_a_channel_with_fewer_voters_can_decide_by_its_weight():
    method, rules = METHODS["choose_one"], Rules(weights=weights(70))
    online, paper = box(((1,), 600), ((2,), 400)), box(((1,), 40), ((2,), 60))
    tally = method.tally([*online, *paper], (1, 2), rules)
    assert tally.votes == {1: 640, 2: 460}
    weighed_tally = weigh(tally, {"online": online, "paper": paper}, method, rules)
    assert weighed_tally.ranks == ((2,), (1,))
    told = shares(tally, {"online": online, "paper": paper}, method, rules)
    assert told["weighed"] == {1: Fraction(46, 100), 2: Fraction(54, 100)}  # 70 × 0.4 + 30 × 0.6, and the other way
    assert method.decide(weighed_tally, rules).chosen == (2,)


def test_equal_weighted_shares_of_different_votes_are_a_tie_to_the_last_ballot():
    method, rules = METHODS["choose_one"], Rules(weights=weights(50), tie_rule="fail")
    online, paper = box(((1,), 2), ((2,), 1)), box(((1,), 10), ((2,), 20))
    tally = method.tally([*online, *paper], (1, 2), rules)
    assert method.decide(weigh(tally, {"online": online, "paper": paper}, method, rules), rules).tied == (1, 2)


def test_the_sheet_says_the_weights_and_from_how_many_ballots(app):
    poll = polls.an_open_poll(choices=2, takes_paper=True, paper_percent=70)
    assert poll.rules["weights"] == {"paper": 70, "online": 30, "from": 20}


def test_the_weighted_shares_decide_and_the_votes_are_told_beside_them(app):
    result = queries.result(weighed(ONLINE, ON_PAPER))
    assert [row.votes for row in result.rows] == [34, 28, 6]
    assert [row.position for row in result.chosen] == [2]
    assert sum(many for _marks, many in result.facts["weighed"]["paper"]) == 22
    assert sum(many for _marks, many in result.facts["weighed"]["online"]) == 30
    said = service.sentence(result)
    assert "현장 70%와 온라인 30%를 곱해" in said
    assert "뽑힌 것: ‘평생교육’." in said


def test_with_too_few_ballots_in_a_channel_all_count_alike_and_nothing_is_told_apart(app):
    result = queries.result(weighed(ONLINE, ON_PAPER[:19]))
    assert "weighed" not in result.facts
    assert [row.position for row in result.chosen] == [1]
    assert "비중 없이 모든 표를 똑같이 셌습니다" in service.sentence(result)


def test_without_a_quorum_no_channel_is_told_apart(app):
    result = queries.result(weighed(ONLINE, ON_PAPER, {"quorum_basis": "count", "quorum_value": 90}))
    assert result.verdict is Verdict.NO_QUORUM
    assert "weighed" not in result.facts
    assert "비중 없이" not in service.sentence(result)


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"choices": 2}, "종이 투표도 받아야"),
        ({"takes_paper": True, "method": "score", "choices": 2}, "여러 개 고르기’에서만"),
        ({"takes_paper": True}, "여러 개 고르기’에서만"),
        ({"takes_paper": True, "choices": 2, "paper_percent": 100}, "1%에서 99% 사이"),
        ({"takes_paper": True, "choices": 2, "paper_percent": 0}, "1%에서 99% 사이"),
    ],
)
def test_weights_that_make_no_sense_are_refused(app, given, why):
    with pytest.raises(Invalid, match=why):
        polls.a_draft(**{"paper_percent": 70, **given})


def test_a_weighed_poll_cannot_be_tried_out_by_votes_alone(app):
    poll = polls.a_draft(choices=2, takes_paper=True, paper_percent=70)
    assert not service.may_be_tried(queries.poll(poll.id))
    with pytest.raises(Conflict, match="비중을 두는"):
        service.trial(queries.poll(poll.id), {1: 1, 2: 0}, 1, at=poll.opens_at)
