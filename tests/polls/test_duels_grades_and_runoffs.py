"""Polls counted by ranked pairs, Borda, STAR and majority judgement: from the ballots to the sentence."""

import pytest

from app.decisions import service as reports
from app.kernel import clock
from app.kernel.db import transaction
from app.polls import queries, service
from app.polls.states import Verdict
from tests import factories
from tests.factories import polls
from tests.polls.test_points_ranks_and_money import CLEAR_DUELS, GRADES, MEETING, PLACES, chosen, result_of


def test_the_clearest_defeats_are_locked_and_what_would_close_a_circle_is_left_out(app):
    poll, result = result_of([[1, 2, 3]] * 5 + [[3, 1, 2]] * 4 + [[2, 3, 1]] * 3, **CLEAR_DUELS)
    assert poll.tally.result["pairs"] == [[0, 8, 5], [4, 0, 9], [7, 3, 0]]
    assert poll.tally.result["locked"] == [[2, 3], [1, 2]]
    assert (chosen(result), [row.votes for row in result.rows]) == ([1], [1, 1, 1])


@pytest.mark.parametrize(("tie_rule", "verdict"), [("fail", Verdict.TIED), ("all", Verdict.CHOSEN)])
def test_equal_defeats_that_contradict_one_another_go_by_the_lot_or_decide_nothing(app, tie_rule, verdict):
    box = [[1, 2, 3]] * 2 + [[3, 1, 2]] * 2 + [[2, 3, 1]] * 2
    poll, result = result_of(box, {"tie_rule": tie_rule}, **CLEAR_DUELS)
    told = poll.tally.result
    assert (result.verdict, told["tied"], "locked" in told) == (verdict, [1, 2, 3], verdict is Verdict.CHOSEN)
    assert bool(told["lot_order"]) is (verdict is Verdict.CHOSEN)


def test_ranks_become_two_points_for_each_below_and_one_for_each_beside(app):
    _poll, result = result_of([[1, 2, 3]] * 3 + [[0, 1, 0]] * 2 + [[1, 1, 0]], seats=2, **PLACES)
    assert [row.votes for row in result.rows] == [3 * 4 + 2 * 1 + 3, 3 * 2 + 2 * 4 + 3, 2 * 1]
    assert (chosen(result), str(result.rows[0].share)) == ([1, 2], "17/24")
    assert "‘평생교육’ 17점" in service.sentence(result)
    assert "뽑히지 않은 것 가운데 가장 높은 것과는 15점 차이입니다." in service.sentence(result)


def test_of_the_two_highest_sums_whom_more_ballots_score_higher_wins(app):
    poll, result = result_of([[5, 4, 0]] * 3 + [[0, 5, 1], [1, 5, 1]], **MEETING)
    told = poll.tally.result
    assert ([row.votes for row in result.rows], chosen(result)) == ([16, 22, 2], [1])
    assert (told["finalists"], told["pairs"][0][1], told["fives"]) == ([1, 2], 3, [3, 2, 0])
    said = service.sentence(result)
    assert "‘꽃길 만들기’ 쪽을 더 높게 매긴 표가 3표, ‘평생교육’ 쪽을 더 높게 매긴 표가 2표입니다." in said


def test_the_highest_grade_in_the_middle_wins_and_what_is_not_graded_has_the_worst(app):
    poll, result = result_of([[4, 2, 0]] * 2 + [[0, 2, 1]] * 2 + [[0, 3, 0]], **GRADES)
    assert poll.tally.result["grades"] == [[3, 0, 0, 0, 2], [0, 0, 4, 1, 0], [3, 2, 0, 0, 0]]
    assert ([row.votes for row in result.rows], chosen(result)) == ([0, 2, 0], [2])
    assert "뽑힌 것: ‘평생교육’(가운데 등급: 보통)." in service.sentence(result)


def test_of_equal_grades_in_the_middle_the_others_decide_and_only_equal_rows_are_tied(app):
    _poll, result = result_of([[3, 3, 3]] * 3 + [[2, 4, 4]] * 2, **GRADES, seats=2)
    assert chosen(result) == [2, 3]
    poll, result = result_of([[3, 3, 3]] * 3 + [[2, 4, 4]] * 2, {"tie_rule": "fail"}, **GRADES)
    assert (result.verdict, poll.tally.result["tied"]) == (Verdict.TIED, [2, 3])


def test_what_nobody_grades_above_the_worst_fills_no_seat(app):
    _poll, result = result_of([[1, 0, 0]] * 5, **GRADES, seats=2)
    assert chosen(result) == [1]


@pytest.mark.parametrize("draft", [CLEAR_DUELS, PLACES, MEETING, GRADES], ids=lambda draft: draft["method"])
def test_sheets_of_paper_that_two_have_entered_count_with_the_ballots_online(app, draft):
    council = factories.a_council()
    voters = polls.voters_of(council, 7)
    poll = polls.an_open_poll(council, takes_paper=True, **draft)
    for voter in voters[:4]:
        polls.cast(poll, voter, [2, 0, 1])
    for voter in voters[4:]:
        polls.handed(poll, voter)
    polls.closed(poll)
    polls.a_batch(poll, [2, 0, 1], [9, 0, 0], [0])
    polls.reconciled(poll, printed=3)
    result = queries.result(polls.counted(poll))
    assert (result.valid, result.blank, result.invalid) == (5, 1, 1)
    assert chosen(result) == [3 if draft["method"] in ("ranked_pairs", "borda") else 1]


def test_a_report_tells_grades_in_words(app, client):
    poll, _result = result_of([[4, 2, 0]] * 2 + [[0, 2, 1]] * 2 + [[0, 3, 0]], **GRADES)
    by = factories.a_facilitator(poll.council)
    with transaction():
        report = reports.compose(queries.poll(poll.id), by=by, at=clock.now())
    with transaction():
        reports.add(report, "결과대로 해 주세요", "suggestion")
    with transaction():
        reports.send(report, by=by, at=clock.now())
    page = client.get(f"/reports/{report.id}").text
    assert "평생교육: 가운데 등급 보통" in page
    assert '<svg class="bar"' not in page
