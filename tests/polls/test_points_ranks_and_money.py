"""Polls whose paper takes points or ranks, and polls that spend money: from the draft to the count."""

import json

import pytest

from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.errors import Invalid
from app.polls import queries, service
from app.polls.service import NewOption
from app.polls.states import Verdict
from tests import factories
from tests.conftest import rows
from tests.factories import polls

COSTS = (500, 400, 300)
MONEY = {
    "method": "budget_order",
    "votes_per_voter": 3,
    "budget_won": 800,
    "options": [NewOption(label, cost_won=cost) for label, cost in zip("가나다", COSTS, strict=True)],
}
POINTS = {"method": "cumulative", "choices": 3, "votes_per_voter": 4}
SCORES = {"method": "score", "choices": 3}
RUN_OFF = {"method": "irv", "choices": 3}
DUELS = {"method": "schulze", "choices": 3}
CLEAR_DUELS = {"method": "ranked_pairs", "choices": 3}
PLACES = {"method": "borda", "choices": 3}
MEETING = {"method": "star", "choices": 3}
GRADES = {"method": "majority_judgement", "choices": 3}


def result_of(ballots, bylaws=None, **given):
    poll = polls.a_counted_poll(ballots, factories.a_council(bylaws=bylaws or {}), **given)
    return poll, queries.result(poll)


def chosen(result):
    return [row.position for row in result.rows if row.is_chosen]


def test_points_add_up_and_what_was_kept_back_is_told(app):
    poll, result = result_of([[3, 1, 0], [0, 4, 0], [0, 1, 0], [0], [4, 0, 0], [0, 1, 3]], **POINTS)
    assert [row.votes for row in result.rows] == [7, 7, 3]
    assert poll.tally.result["unused"] == 5 * 4 - 17
    assert (result.valid, result.blank, result.invalid) == (5, 1, 0)


def test_the_highest_scores_take_the_seats(app):
    _poll, result = result_of([[5, 0, 3]] * 3 + [[0, 2, 3]] * 3, seats=2, **SCORES)
    assert [row.votes for row in result.rows] == [15, 6, 18]
    assert chosen(result) == [1, 3]
    assert [str(row.share) for row in result.rows] == ["1/2", "1/5", "3/5"]


def test_the_fewest_first_choices_go_out_and_their_ballots_move_on(app):
    poll, result = result_of([[1, 2, 0]] * 4 + [[0, 1, 2]] * 3 + [[0, 2, 1]] * 2 + [[0, 0, 1]], **RUN_OFF)
    assert poll.tally.result["rounds"] == [
        {"votes": {"1": 4, "2": 3, "3": 3}, "exhausted": 0, "excluded": poll.tally.result["rounds"][0]["excluded"]},
        *poll.tally.result["rounds"][1:],
    ]
    assert result.verdict is Verdict.CHOSEN
    assert poll.tally.lot_seed, "two options had three first choices each"
    assert poll.tally.result["tied"] == [2, 3]
    assert sorted(poll.tally.result["lot_order"]) == [2, 3]
    assert poll.tally.result["rounds"][0]["excluded"] == poll.tally.result["lot_order"][-1]


def test_what_beats_every_other_wins_although_fewest_put_it_first(app):
    poll, result = result_of([[1, 2, 3]] * 4 + [[3, 2, 1]] * 4 + [[2, 1, 3]] * 3, **DUELS)
    assert [row.votes for row in result.rows] == [1, 2, 0]
    assert chosen(result) == [2]
    assert poll.tally.result["pairs"] == [[0, 4, 7], [7, 0, 7], [4, 4, 0]]


@pytest.mark.parametrize(
    ("tie_rule", "verdict", "winners"),
    [("fail", Verdict.TIED, 0), ("all", Verdict.CHOSEN, 2), ("lot", Verdict.CHOSEN, 1)],
)
def test_duels_that_nobody_wins_go_as_the_bylaws_say(app, tie_rule, verdict, winners):
    poll, result = result_of([[1, 2, 3]] * 3 + [[2, 1, 3]] * 3, {"tie_rule": tie_rule}, **DUELS)
    assert (result.verdict, len(chosen(result))) == (verdict, winners)
    assert bool(poll.tally.lot_seed) is (tie_rule == "lot")


def test_the_most_votes_are_paid_for_first_and_what_does_not_fit_is_skipped(app):
    poll, result = result_of([[1, 2], [1, 2], [1], [2, 3], [1, 3]], **MONEY)
    assert [row.votes for row in result.rows] == [4, 3, 2]
    assert chosen(result) == [1, 3]
    assert poll.tally.result["spending"] == {
        "spent": 800,
        "turns": [[1, "funded", 800, 0], [2, "does_not_fit", 300, 100], [3, "funded", 300, 0]],
    }


@pytest.mark.parametrize(("given", "written"), [("all", "lot"), ("lot", "lot"), ("fail", "fail")])
@pytest.mark.parametrize("draft", [RUN_OFF, CLEAR_DUELS, MEETING, MONEY], ids=lambda draft: draft["method"])
def test_where_equals_cannot_all_be_taken_the_sheet_says_lot_instead(app, given, written, draft):
    poll = polls.an_open_poll(factories.a_council(bylaws={"tie_rule": given}), **draft)
    assert poll.rules["tie_rule"] == written


def test_a_budget_that_a_tie_decides_is_not_decided_where_there_is_no_lot(app):
    poll, result = result_of([[1], [1], [1], [2, 3], [2, 3]], {"tie_rule": "fail"}, **{**MONEY, "budget_won": 900})
    assert (result.verdict, chosen(result)) == (Verdict.TIED, [1])
    assert poll.tally.result["tied"] == [2, 3]


def test_where_the_money_pays_for_nothing_that_was_voted_for_the_sentence_says_so(app):
    _poll, result = result_of([[1]] * 5, **{**MONEY, "budget_won": 350})
    assert (result.verdict, chosen(result)) == (Verdict.NOT_CARRIED, [])
    assert "쓸 수 있는 돈으로 할 수 없었습니다" in service.sentence(result)
    assert "350원 가운데 0원을 씁니다" in service.sentence(result)


def test_a_run_off_without_a_lot_is_not_decided_by_a_tie(app):
    poll, result = result_of([[1, 0, 0]] * 3 + [[0, 1, 2], [0, 2, 1]], {"tie_rule": "fail"}, **RUN_OFF)
    assert chosen(result) == [1], "more than half at once: the tie behind decides nothing"
    poll, result = result_of([[1, 0, 0]] * 2 + [[0, 1, 2]] * 2 + [[0, 2, 1]] * 2, {"tie_rule": "fail"}, **RUN_OFF)
    assert (result.verdict, poll.tally.result["tied"]) == (Verdict.TIED, [1, 2, 3])


def test_a_count_of_every_kind_comes_out_the_same_at_certifying(app):
    for draft, ballot in (
        (POINTS, [1, 2, 0]),
        (SCORES, [5, 0, 1]),
        (RUN_OFF, [2, 1, 0]),
        (DUELS, [1, 1, 2]),
        (CLEAR_DUELS, [1, 1, 2]),
        (PLACES, [1, 1, 2]),
        (MEETING, [5, 0, 1]),
        (GRADES, [4, 0, 1]),
        (MONEY, [1, 3]),
    ):
        poll, _result = result_of([ballot] * 6, **draft)
        with transaction():
            service.certify(queries.poll(poll.id), by=factories.a_user(), at=clock.now())
        assert queries.poll(poll.id).is_certified


@pytest.mark.parametrize(
    ("draft", "numbers"),
    [
        (POINTS, [3, 2, 0]),
        (POINTS, [-1, 2, 0]),
        (POINTS, [1, 1]),
        (SCORES, [6, 0, 0]),
        (SCORES, [0, 0, 0]),
        (RUN_OFF, [1, 1, 0]),
        (RUN_OFF, [4, 0, 0]),
        (DUELS, [0, 4, 0]),
        (CLEAR_DUELS, [0, 4, 0]),
        (PLACES, [0, -1, 0]),
        (MEETING, [6, 0, 0]),
        (GRADES, [5, 0, 0]),
        (GRADES, [0, 0, 0]),
        (DUELS, [0, 1, 0, 0]),
        (MONEY, [4]),
    ],
)
def test_what_the_paper_does_not_offer_is_refused_and_leaves_nothing(app, draft, numbers):
    council = factories.a_council()
    voter = factories.a_member(council)
    poll = polls.an_open_poll(council, **draft)
    with pytest.raises(Invalid):
        polls.cast(poll, voter, numbers)
    assert rows("ballot") == []
    polls.cast(poll, voter, [0])
    assert [row.marks for row in rows("ballot")] == ["[]"]


def test_ranks_are_kept_without_gaps(app):
    council = factories.a_council()
    voter = factories.a_member(council)
    polls.cast(polls.an_open_poll(council, **RUN_OFF), voter, [3, 0, 2])
    assert [json.loads(row.marks) for row in rows("ballot")] == [[2, 0, 1]]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"budget_won": None}, "쓸 수 있는 돈이 모두 얼마인지"),
        ({"budget_won": -5}, "쓸 수 있는 돈이 모두 얼마인지"),
        ({"budget_won": 10**13}, "쓸 수 있는 돈이 모두 얼마인지"),
        ({"budget_won": 299}, "할 수 있는 것이 하나도 없습니다"),
        ({"votes_per_voter": 1, "options": [NewOption("가", cost_won=5), NewOption("나")]}, "‘나’에 드는 돈"),
        (
            {"votes_per_voter": 1, "options": [NewOption("가", cost_won=5), NewOption("나", cost_won=-1)]},
            "‘나’에 드는 돈",
        ),
        ({"votes_per_voter": 4}, "1표부터 3표까지"),
    ],
)
def test_money_that_does_not_fit_together_is_told_in_a_sentence(app, changed, said):
    with pytest.raises(Invalid, match=said):
        polls.a_draft(**{**MONEY, **changed})
    assert rows("poll") == []


def test_sheets_of_paper_count_with_the_ballots_online(app):
    council = factories.a_council()
    voters = polls.voters_of(council, 7)
    poll = polls.an_open_poll(council, takes_paper=True, **SCORES)
    for voter in voters[:4]:
        polls.cast(poll, voter, [5, 0, 1])
    for voter in voters[4:]:
        polls.handed(poll, voter)
    polls.closed(poll)
    polls.a_batch(poll, [0, 4, 5], [9, 0, 0], [0])
    polls.reconciled(poll, printed=3)
    result = queries.result(polls.counted(poll))
    assert [row.votes for row in result.rows] == [20, 4, 9]
    assert (result.valid, result.blank, result.invalid) == (5, 1, 1)


def test_only_a_poll_that_spends_keeps_an_amount_and_only_one_that_elects_seats(app):
    assert polls.a_draft(budget_won=900, **SCORES).budget_won is None
    assert polls.a_draft(seats=2, **RUN_OFF).seats == 1
    assert polls.a_draft(seats=2, **MONEY).seats == 1
    assert polls.a_draft(**{**POINTS, "votes_per_voter": 100}).votes_per_voter == 100
