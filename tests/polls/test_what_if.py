"""The same ballots by other methods: only of a final result, only of many ballots, and changing nothing."""

import pytest

from app.kernel import clock
from app.kernel.db import transaction
from app.polls import queries, service
from app.polls.methods import Weighted
from app.polls.methods.others import Box, others
from app.polls.methods.rules import Rules
from tests import conftest, factories
from tests.factories import polls
from tests.polls.papers import poll_url
from tests.polls.test_points_ranks_and_money import MONEY, POINTS, RUN_OFF, SCORES

# Four cities, 42, 26, 15 and 17 of a hundred voters, each ranking the nearer one higher: the standard example of a
# centre that few put first. Counted by hand: 1 leads, 4 wins the run-off, 2 beats every other.
CITIES = [
    Weighted((1, 2, 3, 4), 42),
    Weighted((4, 1, 2, 3), 26),
    Weighted((4, 3, 1, 2), 15),
    Weighted((4, 3, 2, 1), 17),
]


def certified(ballots, **draft):
    poll = polls.a_counted_poll(ballots, **draft)
    with transaction():
        service.certify(queries.poll(poll.id), by=factories.a_user(), at=clock.now())
    return queries.poll(poll.id)


def by_label(method, rows, options, rules):
    return {one.label: one.chosen for one in others(method, Box(rows, options, rules))}


def test_one_set_of_rankings_gives_three_winners():
    found = by_label("irv", CITIES, (1, 2, 3, 4), Rules())
    assert found["1위 표만 세기"] == (1,)
    assert found["순위 매기기(한 곳만 남을 때까지)"] == (4,)
    assert (
        found["순위 매기기(맞대결)"]
        == found["순위 매기기(뚜렷한 맞대결부터)"]
        == found["순위 매기기(점수로 바꾸기)"]
        == (2,)
    )


def test_a_tie_is_told_and_not_broken():
    found = by_label("schulze", [Weighted((1, 2), 5), Weighted((2, 1), 5)], (1, 2), Rules())
    assert set(found.values()) == {None}


def test_scores_can_be_read_as_marks_and_as_grades():
    rows = [Weighted((5, 3), 4), Weighted((0, 3), 5)]
    found = by_label("score", rows, (1, 2), Rules())
    assert found == {
        "점 더하기": (2,),
        "3점이나 그보다 많이 받은 수": (2,),
        "가운데 점수 견주기(다수 판단)": (2,),
        "점수 매기고 둘이 결선(STAR)": (2,),
    }
    assert by_label("star", rows, (1, 2), Rules()) == found
    assert "점수 매기고 둘이 결선(STAR)" not in by_label("score", rows, (1, 2), Rules(seats=2))


def test_grades_can_be_read_as_marks_and_added_up():
    rows = [Weighted((4, 2), 4), Weighted((0, 2), 5), Weighted((3, 1), 1)]
    assert by_label("majority_judgement", rows, (1, 2), Rules()) == {
        "등급 매기기(다수 판단)": (2,),
        "‘좋음’이나 그보다 나은 등급을 받은 수": (1,),
        "등급을 0점부터 4점까지로 더하기": None,
    }


def test_ranks_for_several_seats_are_counted_only_by_what_fills_several():
    found = by_label("borda", CITIES, (1, 2, 3, 4), Rules(seats=2))
    assert found == {"1위 표만 세기": (1, 2), "순위 매기기(점수로 바꾸기)": (2, 3)}


def test_money_can_be_spent_by_votes_for_each_won_and_by_equal_shares():
    rows = [Weighted((1,), 6), Weighted((2, 3), 4)]
    rules = Rules(votes_per_voter=2, budget_won=100, costs=((1, 100), (2, 30), (3, 10)))
    found = by_label("budget_order", rows, (1, 2, 3), rules)
    assert found["표가 많은 차례로"] == (1,)
    assert found["드는 돈에 견주어 표가 많은 차례로"] == (2, 3)
    assert found["똑같은 몫"] == (2, 3)


def test_seats_are_filled_by_first_choices_by_places_and_by_both_ways_of_transferring_votes():
    """Seven put 1 before 2, four want 3 and then 4: two seats by first choices are 1 and 3, and so they are by STV."""
    rows = [Weighted((1, 2, 0, 0), 7), Weighted((0, 0, 1, 2), 4)]
    found = by_label("stv_meek", rows, (1, 2, 3, 4), Rules(seats=2))
    assert found["1위 표만 세기"] == (1, 3)
    assert found["단기이양식, 스코틀랜드 규칙"] == found["단기이양식, 미크 규칙"] == (1, 3)
    assert found["순위 매기기(점수로 바꾸기)"] == (1, 2)
    assert "순위 매기기(맞대결)" not in found
    assert "순위 매기기(맞대결)" in by_label("stv_scottish", rows, (1, 2, 3, 4), Rules())


def test_of_many_ballots_equal_shares_are_counted_only_for_a_poll_of_their_own():
    rows = [Weighted((1,), 600), Weighted((2, 3), 401)]
    rules = Rules(votes_per_voter=2, budget_won=100, costs=((1, 100), (2, 30), (3, 10)))
    assert "똑같은 몫" not in by_label("budget_order", rows, (1, 2, 3), rules)
    assert by_label("budget_equal_shares", rows, (1, 2, 3), rules)["똑같은 몫"] == (2, 3)


def test_everybody_reads_it_beside_a_final_result_and_nothing_is_kept(app, client):
    poll = certified([[1, 2, 0]] * 12 + [[0, 1, 2]] * 10, **RUN_OFF)
    before = [sorted(map(str, conftest.rows(table))) for table in ("poll", "tally", "ballot", "event", "ledger")]
    assert "다른 방식으로 세었다면" in client.get(poll_url(poll, "result")).text
    page = client.get(poll_url(poll, "what-if"))
    assert page.status_code == 200
    assert "배우기 위한 쪽입니다" in page.text
    assert "이 투표의 방식" in page.text
    assert "결과와 같음" in page.text
    assert [
        sorted(map(str, conftest.rows(table))) for table in ("poll", "tally", "ballot", "event", "ledger")
    ] == before


@pytest.mark.parametrize(
    ("ballots", "draft", "said"),
    [
        ([[1, 2, 0]] * 19, RUN_OFF, "투표한 사람이 적어"),
        ([[1, 2]] * 19, MONEY, "투표한 사람이 적어"),
        ([[1, 2, 0]] * 20, POINTS, "다른 방식으로 셀 수 없습니다"),
        ([[1]] * 20, {"choices": 3}, "다른 방식으로 셀 수 없습니다"),
    ],
)
def test_of_few_ballots_and_of_other_methods_nothing_is_counted(app, client, ballots, draft, said):
    poll = certified(ballots, **draft)
    assert "what-if" not in client.get(poll_url(poll, "result")).text
    assert said in client.get(poll_url(poll, "what-if")).text


def test_before_the_result_is_final_nothing_is_counted(app, client):
    poll = polls.a_counted_poll([[5, 0, 3]] * 20, **SCORES)
    assert "what-if" not in client.get(poll_url(poll, "result")).text
    assert "결과를 확정한 뒤에 볼 수 있습니다" in client.get(poll_url(poll, "what-if")).text


def test_of_very_many_ballots_nothing_is_counted_while_somebody_waits(app, client):
    poll = certified([[1, 2, 0]] * 20, **RUN_OFF)
    polls.tamper("UPDATE tally SET valid_count = 5001 WHERE poll_id = :poll", "tally_update_refused", poll=poll.id)
    assert "what-if" not in client.get(poll_url(poll, "result")).text
    assert "표가 아주 많아" in client.get(poll_url(poll, "what-if")).text
