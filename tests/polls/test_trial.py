"""Trying a draft out: what imagined numbers would decide, without keeping anything."""

from typing import Any

import pytest

from tests import conftest, factories
from tests.factories import polls as made


@pytest.fixture
def desk(app, sign_in):
    """A council of twelve and its facilitator's browser."""
    council = factories.a_council(bylaws={"quorum_basis": "count", "quorum_value": 6})
    facilitator = factories.a_facilitator(council)
    made.voters_of(council, 12)
    return council, sign_in(facilitator)


def tried(client: Any, poll: Any, *votes: object, **more: object) -> Any:
    query = {f"votes-{position}": number for position, number in enumerate(votes, 1)}
    return client.get(f"/polls/{poll.id}/trial", query_string={**query, **more})


@pytest.mark.parametrize(
    ("votes", "said"),
    [
        ((4, 3, 0), "가결되었습니다. 찬성 4표, 반대 3표, 기권 0표."),
        ((3, 4, 0), "부결되었습니다. 찬성 3표, 반대 4표, 기권 0표."),
        ((3, 2, 0), "정족수에 미치지 못해 결정하지 못했습니다."),
    ],
)
def test_a_facilitator_sees_what_numbers_would_decide(desk, votes, said):
    council, client = desk
    answer = tried(client, made.a_draft(council), *votes)
    assert answer.status_code == 200
    assert said in answer.text
    assert "정족수는 6명입니다" in answer.text


def test_nothing_is_kept_by_trying(desk):
    council, client = desk
    poll = made.a_draft(council)
    before = [conftest.rows(table) for table in ("poll", "roll", "ballot", "tally", "event")]
    tried(client, poll, 6, 2, 0)
    assert [conftest.rows(table) for table in ("poll", "roll", "ballot", "tally", "event")] == before


def test_the_trial_agrees_with_the_count_of_the_same_ballots(desk):
    council, client = desk
    said = tried(client, made.a_draft(council), 5, 3, 1).text
    poll = made.a_counted_poll([[1]] * 5 + [[2]] * 3 + [[3]], council)
    result = client.get(f"/polls/{poll.id}/result").text
    decided = result.split('class="decided">')[1].split("</p>")[0]
    without_people = decided.split(".")[:3]  # the roll of the poll has its own voters
    assert all(part.strip() in said for part in without_people)


def test_a_tie_says_that_a_lot_would_be_drawn(desk):
    council, client = desk
    answer = tried(client, made.a_draft(council, choices=3), 4, 4, 0, cast=8)
    assert "추첨으로 정합니다" in answer.text


def test_an_unanimous_result_warns_that_everybody_would_know(desk):
    council, client = desk
    poll = made.a_draft(council)
    assert "모두가 알게 됩니다" in tried(client, poll, 7, 0, 0).text
    assert "모두가 알게 됩니다" not in tried(client, poll, 6, 1, 0).text


@pytest.mark.parametrize(
    ("votes", "cast", "said"),
    [
        ((19, 4, 0), 20, "그보다 많이 투표할 수 없습니다"),
        ((8, 0, 0), 7, "표가 투표한 사람보다 많습니다"),
        ((5, 5, 5), 7, "7명이 2표씩이면 14표까지입니다"),
    ],
)
def test_numbers_that_no_ballots_could_give_are_told_and_stay_in_the_form(desk, votes, cast, said):
    council, client = desk
    poll = made.a_draft(council, choices=3, method="choose_up_to_k", votes_per_voter=2)
    answer = tried(client, poll, *votes, cast=cast)
    assert answer.status_code == 422
    assert said in answer.text
    assert f'value="{votes[0]}"' in answer.text


@pytest.mark.parametrize("wrong", ["", "-1", "셋", "1e3", "9" * 30])
def test_what_is_no_number_is_told_beside_the_field(desk, wrong):
    council, client = desk
    answer = tried(client, made.a_draft(council), wrong, 1, 1)
    assert answer.status_code == 422
    assert 'id="votes-1-error"' in answer.text


def test_the_draft_leads_to_the_trial_and_back(desk):
    council, client = desk
    poll = made.a_draft(council)
    assert f'href="/polls/{poll.id}/trial"' in client.get(f"/polls/{poll.id}").text
    assert f'href="/polls/{poll.id}"' in tried(client, poll).text


def test_an_english_reader_tries_in_english(desk):
    council, client = desk
    client.set_cookie("language", "en")
    page = tried(client, made.a_draft(council), 5, 2, 0).text
    assert "The motion was carried." in page
    assert "Try the count" in page
