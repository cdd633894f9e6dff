"""Budgets with groups, options that exclude each other, a stop, and points with a cap: from the draft to the result."""

from dataclasses import replace

import pytest

from app.kernel.db import transaction
from app.kernel.errors import Conflict, Invalid
from app.polls import queries, service
from app.polls.service import Place
from tests import factories
from tests.factories import polls, proposals

SAFETY = "안전 분과"
COSTS = (300, 400, 200, 100)


def priced(*costs):
    return [replace(one, cost_won=cost) for one, cost in zip(polls.options(len(costs)), costs, strict=True)]


MONEY = {"method": "budget_order", "votes_per_voter": 2, "budget_won": 800, "options": priced(*COSTS)}


def grouped(poll, places, caps, by=None):
    with transaction():
        return service.group_options(queries.poll(poll.id), places, caps, by=by or factories.a_user())


def test_groups_caps_and_words_stand_on_the_sheet_and_decide(app):
    poll = polls.a_draft(**MONEY)
    grouped(poll, {1: Place(SAFETY), 2: Place(SAFETY, "가"), 3: Place("", "가")}, {SAFETY: 500})
    voters = polls.voters_of(poll.council, 6)
    poll = polls.opened(poll)
    assert poll.rules["group_caps"] == {SAFETY: 500}
    assert [option.get("group") for option in poll.rules["options"]] == [SAFETY, SAFETY, None, None]
    assert [option.get("only_one") for option in poll.rules["options"]] == [None, "가", "가", None]
    for voter, marks in zip(voters, [[1, 2], [1, 2], [1, 2], [2, 3], [1, 4], [1]], strict=True):
        polls.cast(poll, voter, marks)
    result = queries.result(polls.closed(poll))
    assert [row.position for row in result.chosen] == [1, 3, 4]
    assert [turn[1] for turn in result.facts["spending"]["turns"]] == ["funded", "over_the_cap", "funded", "funded"]


def test_a_poll_without_them_says_nothing_of_them(app):
    sheet = polls.an_open_poll(**MONEY).rules
    assert not sheet.keys() & {"group_caps", "when_short", "most_per_option", "weights"}
    assert not sheet["options"][0].keys() & {"group", "only_one"}


@pytest.mark.parametrize(
    ("places", "caps", "why"),
    [
        ({1: Place("놀이")}, {SAFETY: 500}, "‘안전 분과’에 든 것이 없습니다"),
        ({1: Place(SAFETY)}, {SAFETY: 801}, "쓸 수 있는 돈 안에서"),
        ({1: Place(SAFETY)}, {SAFETY: 0}, "쓸 수 있는 돈 안에서"),
        ({1: Place(SAFETY)}, {SAFETY: 299}, "그 안의 무엇도 할 수 없습니다"),
        ({1: Place("", "가")}, {}, "‘가’ 표시가 하나에만"),
        ({1: Place("가" * 41)}, {}, "40자까지"),
    ],
)
def test_groups_that_make_no_sense_are_refused_and_change_nothing(app, places, caps, why):
    poll = polls.a_draft(**MONEY)
    with pytest.raises(Invalid, match=why):
        grouped(poll, places, caps)
    assert {option.group_name for option in queries.poll(poll.id).options} == {""}


def test_only_a_draft_that_spends_in_turn_is_grouped(app):
    with pytest.raises(Conflict, match="갈래를 쓰지 않습니다"):
        grouped(polls.a_draft(choices=3), {}, {})
    with pytest.raises(Conflict):
        grouped(polls.an_open_poll(**MONEY), {}, {})


def test_a_draft_written_anew_keeps_the_groups_of_what_is_still_there(app):
    poll = polls.a_draft(**MONEY)
    grouped(poll, {1: Place(SAFETY), 2: Place("놀이 분과", "가"), 3: Place("", "가")}, {SAFETY: 500, "놀이 분과": 400})
    poll = queries.poll(poll.id)
    given = {name: getattr(poll, name) for name in ("question", "explanation", "seats", "opens_at", "closes_at")}
    options = [*MONEY["options"][:1], *MONEY["options"][2:]]
    with transaction():
        service.edit(
            queries.poll(poll.id), **given, **{**MONEY, "options": options}, by=factories.a_user(), at=poll.opens_at
        )
    again = queries.poll(poll.id)
    assert [(option.label, option.group_name) for option in again.options][:2] == [
        (polls.LABELS[0], SAFETY), (polls.LABELS[2], ""),
    ]  # fmt: skip
    assert again.group_caps == {SAFETY: 500}


def test_a_word_whose_partner_is_gone_goes_too(app):
    poll = polls.a_draft(**MONEY)
    grouped(poll, {1: Place("", "가"), 2: Place("", "가")}, {})
    poll = queries.poll(poll.id)
    given = {name: getattr(poll, name) for name in ("question", "explanation", "seats", "opens_at", "closes_at")}
    with transaction():
        service.edit(
            poll, **given, **{**MONEY, "options": MONEY["options"][1:]}, by=factories.a_user(), at=poll.opens_at
        )
    assert [option.only_one for option in queries.poll(poll.id).options] == ["", "", ""]


def test_a_matter_keeps_its_place_when_its_title_has_changed(app):
    proposal = proposals.a_proposal()
    options = [replace(MONEY["options"][0], proposal_id=proposal.id), *MONEY["options"][1:]]
    poll = polls.a_draft(**{**MONEY, "options": options})
    grouped(poll, {1: Place(SAFETY, "가"), 2: Place("", "가")}, {SAFETY: 500})
    poll = queries.poll(poll.id)
    given = {name: getattr(poll, name) for name in ("question", "explanation", "seats", "opens_at", "closes_at")}
    options[0] = replace(options[0], label="새 이름")
    with transaction():
        service.edit(poll, **given, **{**MONEY, "options": options}, by=factories.a_user(), at=poll.opens_at)
    again = queries.poll(poll.id)
    assert [(option.group_name, option.only_one) for option in again.options][:2] == [(SAFETY, "가"), ("", "가")]
    assert again.group_caps == {SAFETY: 500}


def test_a_method_that_spends_nothing_forgets_groups_and_a_stop(app):
    options = [replace(one, group_name=SAFETY, only_one="가") for one in polls.options(2)]
    poll = polls.a_draft(method="choose_one", options=options, stops=True, most_per_option=1)
    assert (poll.stops, poll.most_per_option) == (False, None)
    assert {(option.group_name, option.only_one) for option in poll.options} == {("", "")}


def test_a_count_that_stops_leaves_the_rest_of_the_money(app):
    council = factories.a_council()
    ballots = [[1, 2], [1, 2], [1, 2], [3, 4], [1]]
    poll = polls.a_counted_poll(ballots, council, **{**MONEY, "budget_won": 600}, stops=True)
    assert poll.rules["when_short"] == "stop"
    result = queries.result(poll)
    assert [row.position for row in result.chosen] == [1]
    assert [turn[1] for turn in result.facts["spending"]["turns"]][1:] == [
        "does_not_fit", "after_the_stop", "after_the_stop",
    ]  # fmt: skip


def test_points_are_capped_for_one_option(app):
    council = factories.a_council()
    (voter,) = polls.voters_of(council, 1)
    poll = polls.an_open_poll(council, method="cumulative", choices=3, votes_per_voter=5, most_per_option=3)
    with pytest.raises(Invalid, match="고를 수 없는 숫자"):
        polls.cast(poll, voter, [4, 0, 1])
    polls.cast(poll, voter, [3, 2, 0])
    assert queries.result(polls.closed(poll)).facts["votes"] == {"1": 3, "2": 2, "3": 0}


@pytest.mark.parametrize("most", [0, 6])
def test_a_cap_of_points_lies_between_one_and_all(app, most):
    with pytest.raises(Invalid, match="1점부터 5점까지"):
        polls.a_draft(method="cumulative", choices=3, votes_per_voter=5, most_per_option=most)


def test_too_many_points_past_the_read_back_are_told_in_points(app):
    council = factories.a_council()
    (voter,) = polls.voters_of(council, 1)
    poll = polls.an_open_poll(council, method="cumulative", choices=3, votes_per_voter=5)
    with pytest.raises(Invalid, match="모두 5점까지 줄 수 있습니다"):
        polls.cast(poll, voter, [4, 2, 0])
