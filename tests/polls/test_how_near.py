"""How near a count by ranks was: what its sentence says, and that it is so."""

import pytest
from hypothesis import assume, given, settings

from app.polls import service
from app.polls.methods.irv import irv
from app.polls.methods.rankings import Ranked
from tests.polls.methods.rankings_of import profiles
from tests.polls.test_points_ranks_and_money import CLEAR_DUELS, DUELS, GRADES, RUN_OFF, result_of
from tests.polls.test_seats_and_shares import BY_COST, RANKED, SEATS, SHARES


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


def said_of(ballots, draft):
    _poll, result = result_of(ballots, **draft)
    return service.sentence(result)


def test_a_circle_of_duels_says_that_nothing_won_all_of_them(app):
    circle = [[1, 2, 3]] * 5 + [[3, 1, 2]] * 4 + [[2, 3, 1]] * 3
    for draft in (DUELS, CLEAR_DUELS):
        assert "모든 맞대결에서 이긴 것은 없습니다." in said_of(circle, draft)


def test_grades_tell_the_middle_of_the_best_of_those_left_out(app):
    said = said_of([[4, 3, 0]] * 3 + [[4, 2, 1]] * 3, GRADES)
    assert "뽑히지 않은 것 가운데 가장 높은 ‘평생교육’의 가운데 등급은 ‘보통’입니다." in said


@pytest.mark.parametrize(("draft", "quota"), [(SEATS[0], "4"), (SEATS[1], "3.67")], ids=["Scottish", "Meek"])
def test_seats_tell_who_stayed_longest_without_one_and_what_a_seat_took(app, draft, quota):
    told = f"‘더불어농장’의 표는 그때 2표였고, 한 자리를 얻는 데 필요한 표는 {quota}표였습니다."
    assert told in said_of(RANKED, draft)


@pytest.mark.parametrize(
    ("draft", "others", "missing"),
    [(BY_COST, 4, "300원"), (SHARES, 5, "2원")],
    ids=["greedy by cost", "equal shares"],
)
def test_money_tells_what_lacked_the_least(app, draft, others, missing):
    said = said_of([[1, 3]] * 6 + [[2, 3]] * others, draft)
    assert f"가장 적게 모자란 것은 ‘나’: {missing}이 더 있어야 했습니다." in said
