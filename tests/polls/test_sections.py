"""Several polls of a council as the sections of one sitting: one sheet after another, each counted by itself."""

import pytest

from app.polls import queries, service
from tests import factories
from tests.asking import asked, read_whole
from tests.conftest import counted_statements
from tests.factories import polls as made
from tests.polls.papers import mark, poll_url, press

NOTHING_LEFT = "더 하실 일이 없습니다"


@pytest.fixture
def hall(app, sign_in):
    """A council with three open polls of different rules, and the browser of a voter on all three rolls."""
    council = factories.a_council()
    voter = factories.a_member(council)
    polls = [
        made.an_open_poll(council, question="의장을 뽑습니다", choices=2),
        made.an_open_poll(council, question="어디에 쓸까요?", choices=3, method="choose_up_to_k", votes_per_voter=2),
        made.an_open_poll(council, question="세칙을 고칠까요?"),
    ]
    return council, voter, polls, sign_in(voter)


def vote(client, poll, *marks):
    """The page after the ballot is in the box."""
    return client.get(press(client, mark(client, poll, *marks), "/ballots").location).text


def test_a_voter_goes_from_one_sheet_to_the_next_until_none_is_left(hall):
    council, _voter, (chair, money, bylaws), client = hall
    page = client.get(f"/councils/{council.id}/papers").text
    assert "3장 가운데 0장을 하셨습니다." in page
    page = vote(client, chair, 1)
    assert "투표가 2장 더 있습니다" in page
    assert f'href="{poll_url(money)}"' in page
    assert "1장을 하셨습니다." in client.get(f"/councils/{council.id}/papers").text
    assert "투표가 1장 더 있습니다" in vote(client, money, 1, 3)
    assert NOTHING_LEFT in vote(client, bylaws, 1)
    assert "3장을 모두 하셨습니다." in client.get(f"/councils/{council.id}/papers").text


def test_each_section_keeps_its_own_rules_roll_and_count(hall):
    _council, _voter, polls, client = hall
    for poll, marks in zip(polls, ([2], [1, 3], [1]), strict=True):
        vote(client, poll, *marks)
    counted = [queries.result(made.closed(poll)) for poll in polls]
    assert [result.facts["votes"] for result in counted] == [
        {"1": 0, "2": 1}, {"1": 1, "2": 0, "3": 1}, {"1": 1, "2": 0, "3": 0},
    ]  # fmt: skip
    assert len({service.ballot_form(poll, _voter).split(".")[0] for poll in polls}) == 3


def test_only_polls_on_whose_roll_one_is_are_sheets_of_ones_own(hall, sign_in):
    council, _voter, _polls, _client = hall
    late = factories.a_member(council)
    stranger = factories.a_user()
    fourth = made.an_open_poll(council, question="늦게 연 투표")
    assert [poll.id for poll in service.sitting(council.id, late).left] == [fourth.id]
    page = sign_in(stranger).get(f"/councils/{council.id}/papers").text
    assert "지금 하실 투표가 없습니다" in page
    assert "의장을 뽑습니다" not in page


def test_a_sheet_handed_out_on_paper_is_done(app):
    council = factories.a_council()
    voter = factories.a_member(council)
    poll = made.an_open_poll(council, choices=2, takes_paper=True)
    made.handed(poll, voter)
    assert [one.id for one in service.sitting(council.id, voter).done] == [poll.id]


def test_closed_sections_are_gone(hall):
    council, voter, polls, _client = hall
    made.closed(polls[0])
    assert [poll.id for poll in service.sitting(council.id, voter).left] == [polls[1].id, polls[2].id]


def test_the_sheets_of_many_polls_take_no_more_statements_than_those_of_two(hall):
    council, _voter, _polls, client = hall
    counts = []
    for _more in range(2):
        with counted_statements() as counted:
            assert client.get(f"/councils/{council.id}/papers").status_code == 200
        counts.append(len(counted))
        for number in range(6):
            made.an_open_poll(council, question=f"또 하나 {number}")
    assert counts[0] == counts[1]


def test_a_visitor_is_asked_to_sign_in(hall, client):
    council, *_rest = hall
    answer = client.get(f"/councils/{council.id}/papers")
    assert answer.status_code == 303
    assert "/sign-in" in answer.location


@pytest.mark.once
@pytest.mark.sqlite_only
def test_the_way_of_a_vote_reads_no_roll_and_no_box_from_end_to_end(hall):
    council, _voter, (chair, *_others), client = hall
    with asked() as statements:
        assert "투표가 2장 더 있습니다" in vote(client, chair, 1)
        client.get(f"/councils/{council.id}/papers")
        client.get(poll_url(chair))
    assert any("INSERT INTO ballot" in text for text in statements)
    assert read_whole(statements, {"roll", "ballot"}) == []
