"""Polls that fill seats by ranks, and that spend money by votes per won or by equal shares: from draft to count."""

import pytest

from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.errors import Conflict, Invalid
from app.polls import queries, service
from app.polls.methods import METHODS, Weighted
from app.polls.methods.budget_equal_shares import DECLARED
from app.polls.methods.rules import Rules
from app.polls.service import NewOption
from app.polls.states import Verdict
from tests import factories
from tests.conftest import rows
from tests.factories import polls

MONEY = {
    "votes_per_voter": 2,
    "budget_won": 1000,
    "options": [NewOption(label, cost_won=cost) for label, cost in zip("가나다라", (600, 500, 200, 200), strict=True)],
}
BY_COST = {"method": "budget_greedy_cost", **MONEY}
SHARES = {"method": "budget_equal_shares", **MONEY}
SCOTTISH = {"method": "stv_scottish", "choices": 3, "seats": 2}
MEEK = {"method": "stv_meek", "choices": 3, "seats": 2}
SEATS = (SCOTTISH, MEEK)
DRAFTS = {draft["method"]: draft for draft in (BY_COST, SHARES, SCOTTISH, MEEK)}
RUN_SHORT = [[1, 2]] * 6 + [[1]] * 6 + [[2]] * 4
FILLED = [[1]] * 12 + [[2]] * 5 + [[2, 4]] + [[3]] * 6
RANKED = [[1, 2, 0]] * 7 + [[0, 1, 2]] * 2 + [[0, 0, 1]] * 2
EVEN = [[1, 0, 0]] * 5 + [[0, 1, 0]] * 2 + [[0, 0, 1]] * 2


def result_of(ballots, bylaws=None, **given):
    poll = polls.a_counted_poll(ballots, factories.a_council(bylaws=bylaws or {}), **given)
    return poll, queries.result(poll)


def chosen(result):
    return [row.position for row in result.rows if row.is_chosen]


def test_the_most_votes_for_the_money_are_paid_for_first(app):
    """Votes 6, 5, 3, 1 for 600, 500, 200, 200 won: 3/200 comes before 6/600 and 5/500, which are equal."""
    poll, result = result_of([[1, 2]] * 5 + [[1, 3], [3, 4], [3]], **BY_COST)
    assert [row.votes for row in result.rows] == [6, 5, 3, 1]
    assert poll.tally.result["spending"]["turns"][0][0] == 3
    assert poll.tally.result["tied"] == [1, 2], "600 and 500 won do not both fit into what is left"
    assert poll.tally.result["spending"]["turns"][1][0] == poll.tally.result["lot_order"][0]


def test_votes_for_each_won_are_compared_exactly():
    """333,333 of 999,999 and 333,334 of 1,000,002 are a third each; one won more or less is seen."""
    method = METHODS["budget_greedy_cost"]
    box = [Weighted((1,), 333_333), Weighted((2,), 333_334)]
    for costs, first in (((999_999, 1_000_003), 1), ((1_000_000, 1_000_002), 2)):
        rules = Rules(budget_won=1_000_003, costs=tuple(enumerate(costs, 1)))
        assert method.decide(method.tally(box, (1, 2), rules), rules, (1, 2)).chosen == (first,)


def test_equal_votes_for_the_money_without_a_lot_leave_what_came_before_chosen(app):
    poll, result = result_of([[1, 2]] * 5 + [[1, 3], [3, 4], [3]], {"tie_rule": "fail"}, **BY_COST)
    assert (result.verdict, chosen(result), poll.tally.result["tied"]) == (Verdict.TIED, [3], [1, 2])


def test_supporters_pool_equal_shares_and_votes_take_what_is_left(app):
    """By hand: 1000 / 24 is 41 2/3 won. 1 asks 12 for 50 each, a twelfth of its cost, 3 asks 6 for 33 1/3, a sixth.

    With steps of 1 won, 50 2/3 buys both; with 83 2/3 the 6 of 2 could pay for it, and 1,300 would be spent. So 82 2/3
    is the last share before, and the 200 won that are left go to 4, which has one vote.
    """
    poll, result = result_of(FILLED, **SHARES)
    shares = poll.tally.result["shares"]
    assert (shares["share"], shares["step"]) == ("248/3", 1)
    assert shares["bought"] == [[1, "50", [["50", 12]]], [3, "100/3", [["100/3", 6]]]]
    assert shares["lacking"] == [[2, 6, "496", "4"], [4, 1, "248/3", "352/3"]]
    spending = {"spent": 1000, "turns": [[2, "does_not_fit", 200, 300], [4, "funded", 200, 0]]}
    assert poll.tally.result["spending"] == spending
    assert chosen(result) == [1, 3, 4]
    assert poll.tally.result["unused"] == 0, "whoever marks less has not kept back votes, but a share"


def test_who_runs_short_pays_what_is_left(app):
    """By hand: 256 / 16 is 16 won. 1 takes 10 of each of 12, so 6 of those who want 2 have 6 left; 4 others pay 15."""
    options = [NewOption(label, cost_won=cost) for label, cost in zip("가나다", (120, 96, 40), strict=True)]
    poll, _result = result_of(RUN_SHORT, **{**SHARES, "budget_won": 256, "options": options})
    assert poll.tally.result["shares"]["bought"] == [[1, "10", [["10", 12]]], [2, "15", [["15", 4], ["6", 6]]]]
    assert poll.tally.result["spending"] == {"spent": 216, "turns": [[3, "unsupported", 40, 0]]}


def test_what_equal_shares_leave_open_stands_on_the_sheet_and_on_no_other(app):
    assert polls.an_open_poll(**SHARES).rules["shares"] == DECLARED
    assert "shares" not in polls.an_open_poll(**BY_COST).rules


@pytest.mark.parametrize("draft", SEATS, ids=lambda draft: draft["method"])
def test_a_surplus_moves_to_the_next_rank_and_fills_a_seat(app, draft):
    _poll, result = result_of(RANKED, **draft)
    assert chosen(result) == [1, 2]
    assert [row.votes for row in result.rows] == [7, 2, 2], "what is shown of an option are first choices"


def test_the_stages_of_the_scottish_count_are_told_in_hundred_thousandths(app):
    """Quota 11 // 3 + 1 = 4; the surplus of 3 moves at 3/7 = 0.42857, seven times: 2.99999, and 0.00001 is lost."""
    poll, _result = result_of(RANKED, **SCOTTISH)
    assert poll.tally.result["transfers"] == {
        "quota": 4,
        "stages": [
            {
                "action": "first",
                "option": 0,
                "votes": {"1": 700_000, "2": 200_000, "3": 200_000},
                "non_transferable": 0,
                "elected": [1],
            },
            {
                "action": "surplus",
                "option": 1,
                "votes": {"1": 400_000, "2": 499_999, "3": 200_000},
                "non_transferable": 1,
                "elected": [2],
            },
        ],
    }


def test_the_rounds_of_meek_are_told_in_billionths_and_add_up(app):
    poll, _result = result_of(RANKED, **MEEK)
    rounds = poll.tally.result["keeping"]
    assert [one["elected"] for one in rounds] == [[1], [2]]
    assert all(sum(one["votes"].values()) + one["excess"] == 11 * 10**9 for one in rounds)
    assert rounds[0]["quota"] == 11 * 10**9 // 3 + 1
    assert 0 < rounds[1]["keeps"]["1"] < 10**9 == rounds[1]["keeps"]["2"]


@pytest.mark.parametrize("draft", SEATS, ids=lambda draft: draft["method"])
def test_equal_last_places_go_by_the_lot_of_the_poll(app, draft):
    poll, result = result_of(EVEN, **draft)
    assert poll.tally.result["tied"] == [2, 3]
    assert chosen(result) == sorted([1, poll.tally.result["lot_order"][0]])


@pytest.mark.parametrize("draft", SEATS, ids=lambda draft: draft["method"])
def test_equal_last_places_without_a_lot_decide_nothing_and_tell_no_stages(app, draft):
    poll, result = result_of(EVEN, {"tie_rule": "fail"}, **draft)
    assert (result.verdict, chosen(result), poll.tally.result["tied"]) == (Verdict.TIED, [], [2, 3])
    assert not {"transfers", "keeping"} & set(poll.tally.result)


@pytest.mark.parametrize("draft", SEATS, ids=lambda draft: draft["method"])
def test_options_that_nobody_put_first_go_out_without_a_lot(app, draft):
    """Five options, three without a first choice: their order changes nothing, and the poll is decided."""
    ballots = [[1, 2, 0, 0, 0]] * 4 + [[0, 0, 1, 0, 0]] * 3 + [[2, 0, 1, 0, 0]]
    poll, result = result_of(ballots, {"tie_rule": "fail"}, **{**draft, "choices": 5, "seats": 2})
    assert (result.verdict, chosen(result), poll.tally.result["tied"]) == (Verdict.CHOSEN, [1, 3], [])


@pytest.mark.parametrize("draft", SEATS, ids=lambda draft: draft["method"])
def test_where_who_is_left_without_votes_fills_a_seat_the_lot_says_who(app, draft):
    poll, result = result_of([[1, 0, 0]] * 6, **draft)
    assert poll.tally.result["tied"] == [2, 3]
    assert len(chosen(result)) == 2


@pytest.mark.parametrize(("given", "written"), [("all", "lot"), ("lot", "lot"), ("fail", "fail")])
@pytest.mark.parametrize("key", DRAFTS)
def test_where_equals_cannot_all_be_taken_the_sheet_says_lot_instead(app, given, written, key):
    poll = polls.an_open_poll(factories.a_council(bylaws={"tie_rule": given}), **DRAFTS[key])
    assert poll.rules["tie_rule"] == written


@pytest.mark.parametrize("key", DRAFTS)
def test_a_count_of_every_kind_comes_out_the_same_at_certifying(app, key):
    poll, _result = result_of([[1, 3] if "budget" in key else [2, 1, 0]] * 6, **DRAFTS[key])
    with transaction():
        service.certify(queries.poll(poll.id), by=factories.a_user(), at=clock.now())
    assert queries.poll(poll.id).is_certified


@pytest.mark.parametrize(
    ("key", "marks"),
    [
        ("stv_scottish", [1, 1, 0]),
        ("stv_meek", [4, 0, 0]),
        ("stv_meek", [1, 2]),
        ("budget_greedy_cost", [1, 2, 3]),
        ("budget_equal_shares", [5]),
    ],
)
def test_what_the_paper_does_not_offer_is_refused_and_leaves_nothing(app, key, marks):
    council = factories.a_council()
    voter = factories.a_member(council)
    poll = polls.an_open_poll(council, **DRAFTS[key])
    with pytest.raises(Invalid):
        polls.cast(poll, voter, marks)
    assert rows("ballot") == []


def test_only_a_poll_that_elects_keeps_its_seats(app):
    assert polls.a_draft(**SCOTTISH).seats == 2
    assert polls.a_draft(**{**SHARES, "seats": 3}).seats == 1
    assert polls.a_draft(**{**BY_COST, "seats": 3}).budget_won == 1000


def test_votes_alone_do_not_try_out_shares_or_seats(app):
    for draft in (SHARES, *SEATS):
        poll = polls.a_draft(**draft)
        assert not service.may_be_tried(poll)
        with pytest.raises(Conflict, match="표수만으로"):
            service.check_may_be_tried(poll)
    assert service.may_be_tried(polls.a_draft(**BY_COST))


def test_the_sentence_says_how_it_was_chosen(app):
    told = {
        key: service.sentence(result_of([[1, 3]] * 6 if "budget" in key else RANKED, **DRAFTS[key])[1])
        for key in DRAFTS
    }
    assert "드는 돈에 견주어 표가 많은 차례로" in told["budget_greedy_cost"]
    assert "1,000원 가운데 800원을 씁니다" in told["budget_equal_shares"]
    assert "순위를 매긴 11표를 세어" in told["stv_scottish"]
    assert "2자리를 채운 결과입니다" in told["stv_meek"]


def test_where_no_share_pays_for_anything_the_sentence_says_so(app):
    options = [NewOption("가", cost_won=900), NewOption("나", cost_won=100)]
    money = {"method": "budget_equal_shares", "votes_per_voter": 1, "budget_won": 500, "options": options}
    _poll, result = result_of([[1]] * 6, **money)
    assert result.verdict is Verdict.NOT_CARRIED
    assert "쓸 수 있는 돈으로 할 수 없었습니다" in service.sentence(result)


@pytest.mark.parametrize("draft", SEATS, ids=lambda draft: draft["method"])
def test_sheets_of_paper_count_with_the_ballots_online(app, draft):
    council = factories.a_council()
    voters = polls.voters_of(council, 7)
    poll = polls.an_open_poll(council, takes_paper=True, **draft)
    for voter in voters[:4]:
        polls.cast(poll, voter, [1, 2, 0])
    for voter in voters[4:]:
        polls.handed(poll, voter)
    polls.closed(poll)
    polls.a_batch(poll, [0, 1, 2], [1, 1, 0], [0])
    polls.reconciled(poll, printed=3)
    result = queries.result(polls.counted(poll))
    assert (chosen(result), result.valid, result.blank, result.invalid) == ([1, 2], 5, 1, 1)
