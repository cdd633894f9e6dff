"""How near a count by ranks was: what its sentence says, and that it is so."""

import pytest
from hypothesis import assume, given, settings

from app.polls import service
from app.polls.methods.irv import irv
from app.polls.methods.rankings import Ranked
from tests.polls.methods.rankings_of import profiles
from tests.polls.test_points_ranks_and_money import CLEAR_DUELS, DUELS, RUN_OFF, result_of


def test_a_run_off_tells_the_last_two_and_how_many_first_places_would_have_turned_it(app):
    ballots = [[1, 2, 0]] * 5 + [[0, 1, 2]] * 3 + [[0, 2, 1]]
    _poll, result = result_of(ballots, **RUN_OFF)
    assert "마지막 단계에서 ‘꽃길 만들기’ 5표, ‘평생교육’ 3표였습니다." in service.sentence(result)
    assert "더 있었으면" not in service.sentence(result), "three were left: nobody knows where a third's ballots go"


def test_what_the_sentence_of_a_run_off_says_would_have_turned_it_turns_it(app):
    ballots = [[1, 2, 0]] * 6 + [[0, 1, 2]] * 4 + [[2, 0, 1]] + [[0, 2, 1]]
    _poll, result = result_of(ballots, **RUN_OFF)
    said = service.sentence(result)
    assert "마지막 단계에서 ‘꽃길 만들기’ 7표, ‘평생교육’ 5표였습니다." in said
    assert "뒤의 것을 1위로 적은 표가 3표만 더 있었으면 결과가 바뀌었습니다." in said
    _poll, turned = result_of([*ballots, *[[0, 1, 0]] * 3], **RUN_OFF)
    assert [row.label for row in turned.chosen] == ["평생교육"]


@settings(max_examples=200, deadline=None)
@given(profile=profiles())
def test_more_first_places_for_the_second_of_the_last_two_turn_every_run_off(profile):
    options, found, order = profile
    before = irv(found, options, order=order)
    votes = before.rounds[-1].votes
    assume(len(votes) == 2)
    [winner] = before.elected
    [second] = set(votes) - {winner}
    more = Ranked(((second,),), votes[winner] - votes[second] + 1)
    assert irv([*found, more], options, order=order).elected == (second,)


@pytest.mark.parametrize("method", [DUELS, CLEAR_DUELS])
def test_who_won_every_duel_is_told_with_the_closest_one(app, method):
    _poll, result = result_of([[1, 2, 3]] * 4 + [[3, 2, 1]] * 4 + [[2, 1, 3]] * 3, **method)
    won = "‘평생교육’ 쪽이 모든 맞대결에서 이겼고, 가장 가까웠던 것은 ‘꽃길 만들기’와의 7표 대 4표입니다."
    assert won in service.sentence(result)


@pytest.mark.parametrize("method", [DUELS, CLEAR_DUELS])
def test_of_a_circle_of_duels_no_closest_one_is_told(app, method):
    _poll, result = result_of([[1, 2, 3]] * 5 + [[3, 1, 2]] * 4 + [[2, 3, 1]] * 3, **method)
    assert "모든 맞대결에서" not in service.sentence(result)
