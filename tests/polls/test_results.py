"""Reads: lists of polls, the result page's facts, and the sentence that says what came out."""

import re
from dataclasses import replace
from operator import attrgetter

import pytest

from app.kernel import clock
from app.kernel.db import session, transaction
from app.kernel.errors import NotFound
from app.kernel.i18n import force_locale
from app.polls import queries, service
from app.polls.service import sentence
from tests import factories
from tests.conftest import counted_statements
from tests.factories import polls


def result_of(poll):
    found = queries.result(queries.poll(poll.id))
    assert found is not None
    return found


def counted(yes=0, no=0, abstain=0, **bylaws):
    council = factories.a_council(bylaws=bylaws)
    return result_of(polls.a_counted_poll([[1]] * yes + [[2]] * no + [[3]] * abstain, council))


def test_a_poll_comes_with_all_that_its_page_shows(app):
    poll = polls.an_open_poll(choices=3)
    session().expunge_all()
    with counted_statements() as statements:
        poll = queries.poll(poll.id)
        assert (poll.council.dong.name, poll.council.bylaws.preset, poll.tally) == (
            poll.council.dong.name,
            "alley",
            None,
        )
        assert len(poll.choices) == 3
        assert poll.additions == []
    assert len([words for words in statements if words.startswith("SELECT")]) == 1


def test_a_paper_offers_what_was_frozen_word_for_word(app):
    costly = [replace(one, cost_won=cost) for one, cost in zip(polls.options(3), (300, 400, 200), strict=True)]
    draft = polls.a_draft(method="budget_order", votes_per_voter=2, budget_won=800, options=costly)
    with transaction():
        places = {1: service.Place("안전 분과"), 2: service.Place("안전 분과", "가"), 3: service.Place("", "가")}
        service.group_options(queries.poll(draft.id), places, {"안전 분과": 500}, by=factories.a_user())
    poll = queries.poll(polls.opened(draft).id)
    words = attrgetter("position", "label", "cost_won", "group_name", "only_one")
    assert [words(choice) for choice in poll.choices] == [words(option) for option in poll.options]
    assert {(choice.group_name, choice.only_one) for choice in poll.choices} == {
        ("안전 분과", ""), ("안전 분과", "가"), ("", "가"),
    }  # fmt: skip


def test_before_it_opens_a_paper_offers_the_options_as_they_are(app):
    draft = polls.a_draft(choices=4)
    session().expunge_all()
    assert [choice.label for choice in queries.poll(draft.id).choices] == [one.label for one in polls.options(4)]


def test_a_poll_that_is_not_there_is_not_found(app):
    with pytest.raises(NotFound):
        queries.poll(404)


def test_lists_hold_the_polls_of_a_council_and_the_open_ones(app):
    council = factories.a_council()
    draft, running = polls.a_draft(council), polls.an_open_poll(council)
    counted_one = polls.closed(polls.an_open_poll(council))
    elsewhere = polls.an_open_poll()
    assert {poll.id for poll in queries.polls_of(council)} == {draft.id, running.id, counted_one.id}
    assert {poll.id for poll in queries.open_polls()} == {running.id, elsewhere.id}
    assert [poll.id for poll in queries.open_polls([council.id])] == [running.id]
    assert queries.open_polls([]) == []


def test_before_closing_there_is_no_result(app):
    poll = polls.an_open_poll(voters=1)
    polls.cast(poll, session().query(factories.User).first(), [1])
    assert queries.result(queries.poll(poll.id)) is None


def test_the_result_has_votes_shares_ranks_and_who_was_chosen(app):
    box = [[1, 2], [1, 3], [1], [2, 3], [1, 2], [0]]
    result = result_of(polls.a_counted_poll(box, choices=3, method="choose_up_to_k", votes_per_voter=2, seats=1))
    assert [(row.label, row.votes, row.rank, row.is_chosen) for row in result.by_rank] == [
        (polls.LABELS[0], 4, 1, True),
        (polls.LABELS[1], 3, 2, False),
        (polls.LABELS[2], 2, 3, False),
    ]
    assert result.rows[0].share * 5 == 4
    assert (result.turnout, result.valid, result.blank, result.invalid) == (6, 5, 1, 0)
    assert (result.shows_numbers, result.quorum_met, result.tied) == (True, True, ())


def test_equal_votes_share_a_rank(app):
    result = result_of(polls.a_counted_poll([[1], [1], [2], [2], [3]], choices=3, seats=2))
    assert [row.rank for row in result.rows] == [1, 1, 3]


def test_fewer_than_five_valid_ballots_show_no_number_anywhere(app):
    result = result_of(polls.a_counted_poll([[1], [1], [1], [2], [0]], choices=2))
    assert not result.shows_numbers
    assert {(row.votes, row.share, row.rank) for row in result.rows} == {(None, None, 1)}
    assert [row.position for row in result.by_rank] == [1, 2]
    assert result.chosen[0].label == polls.LABELS[0]
    told = sentence(result)
    assert "표수는 밝히지 않습니다" in told
    assert "3표" not in told


def test_with_five_valid_ballots_numbers_are_shown(app):
    assert result_of(polls.a_counted_poll([[1]] * 3 + [[2]] * 2, choices=2)).shows_numbers


def test_a_carried_motion_is_told_with_its_votes_its_rule_and_its_quorum(app):
    told = sentence(counted(4, 2, 1, quorum_basis="count", quorum_value=5))
    assert told == (
        "가결되었습니다. 찬성 4표, 반대 2표, 기권 1표. 기준 6표에서 찬성 4표가 있어야 가결입니다. "
        "찬성 1표가 반대였다면 부결되었을 것입니다. "
        "8명 가운데 7명이 투표했고, 정족수는 5명입니다."
    )


def test_a_motion_that_fell_says_what_it_lacked(app):
    assert sentence(counted(3, 3)).startswith("부결되었습니다. 찬성 3표, 반대 3표, 기권 0표. 기준 6표에서 찬성 4표")


def test_a_missed_quorum_is_told_before_anything_else_and_needs_no_rule(app):
    told = sentence(counted(5, 0, quorum_basis="count", quorum_value=6))
    assert told.startswith("정족수에 미치지 못해 결정하지 못했습니다. 찬성 5표")
    assert "있어야 가결" not in told
    assert told.endswith("6명 가운데 5명이 투표했고, 정족수는 6명입니다.")


def test_what_was_chosen_is_named_with_its_votes(app):
    result = result_of(polls.a_counted_poll([[1], [2], [2], [2], [3], [2]], choices=3))
    assert sentence(result) == (
        "뽑힌 것: ‘평생교육’ 4표. 유효표 6표에서 표를 많이 받은 차례로 1개를 뽑는 규칙입니다. "
        "가장 가까웠던 것이 4표만 더 받았으면 결과가 바뀌었습니다. "
        "7명 가운데 6명이 투표했습니다. 세칙에 정족수는 없습니다."
    )


def test_where_a_seat_stayed_empty_a_single_vote_would_have_changed_the_result(app):
    poll = polls.a_counted_poll(
        [[1], [1], [1], [1], [2]], choices=4, method="choose_up_to_k", votes_per_voter=2, seats=3
    )
    assert "가장 가까웠던 것이 1표만 더 받았으면 결과가 바뀌었습니다." in sentence(result_of(poll))


def test_a_lot_is_told(app):
    result = result_of(polls.a_counted_poll([[1]] * 3 + [[2]] * 3, choices=2))
    assert "표가 같은 ‘꽃길 만들기’, ‘평생교육’ 사이에서는 추첨으로 정했습니다." in sentence(result)


def test_a_tie_that_nobody_breaks_is_told(app):
    council = factories.a_council(bylaws={"tie_rule": "fail"})
    result = result_of(polls.a_counted_poll([[1]] * 3 + [[2]] * 3, council, choices=2))
    assert sentence(result).startswith("동점이어서 정하지 못했습니다: ‘꽃길 만들기’ 3표, ‘평생교육’ 3표.")


def test_a_choice_in_which_everybody_left_the_paper_blank_chose_nothing(app):
    result = result_of(polls.a_counted_poll([[0]] * 5, choices=2))
    assert sentence(result).startswith("표를 받은 것이 없어 아무것도 뽑지 않았습니다.")


def test_the_sentence_speaks_english_too(app):
    result = counted(4, 2)
    with force_locale("en"):
        told = sentence(result)
    assert not any("가" <= letter <= "힣" for letter in told)


def test_the_result_is_read_from_the_frozen_sheet(app):
    poll = polls.a_counted_poll([[1]] * 5, choices=2)
    with transaction():
        service.certify(poll, by=factories.a_user(), at=clock.now())
    result = result_of(poll)
    assert [row.label for row in result.rows] == [option["label"] for option in result.poll.rules["options"]]


def test_polls_about_an_agenda_item_are_found(app):
    assert queries.polls_of_item(1) == []


@pytest.mark.parametrize(
    ("ballots", "bylaws", "told"),
    [
        ([[1]] * 6 + [[2]] * 2, {}, "찬성 2표가 반대였다면 부결되었을 것입니다."),
        ([[1]] * 3 + [[2]] * 3, {}, "반대 1표가 찬성이었다면 가결되었을 것입니다."),
        ([[1]] * 3 + [[2]] * 5, {"passing_numerator": 2, "passing_denominator": 3}, "반대 3표가 찬성이었다면"),
        ([[1]] * 4 + [[3]] * 6, {"passing_basis": "cast"}, ""),  # nobody voted against, so nobody could have turned
    ],
)
def test_a_motion_tells_how_few_votes_the_other_way_would_have_turned_it(app, ballots, bylaws, told):
    result = queries.result(polls.a_counted_poll(ballots, factories.a_council(bylaws=bylaws)))
    said = sentence(result)
    assert told in said
    assert told or "다면" not in said
    turn = re.search(r"(찬성|반대) (\d+)표가 (?:반대였|찬성이었)다면", said)
    if turn:
        mark, other = (1, 2) if turn[1] == "찬성" else (2, 1)
        for switched, changes in ((int(turn[2]), True), (int(turn[2]) - 1, False)):
            moved = sorted(ballots, key=lambda ballot: ballot != [mark])
            again = [[other]] * switched + moved[switched:]
            outcome = queries.result(polls.a_counted_poll(again, factories.a_council(bylaws=bylaws))).verdict
            assert (outcome != result.verdict) is changes
