"""What is no vote: wrong marks, foreign papers, lost sessions, people who are not on the roll, and being late."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from app.councils.states import MembershipState, Tie
from app.kernel import clock
from app.kernel.db import transaction
from app.people.service import devices
from tests import conftest, factories
from tests.browsing import form_of
from tests.factories import polls as made
from tests.polls import papers
from tests.polls.papers import mark, poll_url, press


@pytest.fixture
def town(app):
    return papers.a_town()


WRONG_ON_A_CHOICE_OF_TWO = [
    ([], "아직 고르지 않았습니다"),
    (["1", "2", "3"], "2개까지 고를 수 있습니다. 1개를 빼 주세요"),
    (["9"], "이 투표에 없는 것이 표시되었습니다"),
    (["1", "1"], "같은 것이 두 번 표시되었습니다"),
    (["-1"], "이 투표에 없는 것이 표시되었습니다"),
    (["１"], "이 투표에 없는 것이 표시되었습니다"),
    (["1.0"], "이 투표에 없는 것이 표시되었습니다"),
    (["01"], "이 투표에 없는 것이 표시되었습니다"),
    (["0", "1"], "‘고를 것이 없습니다’와 다른 것을 함께 골랐습니다"),
    (["9" * 100_000], "이 투표에 없는 것이 표시되었습니다"),
    (["<b>1</b>"], "이 투표에 없는 것이 표시되었습니다"),
    ([""], "이 투표에 없는 것이 표시되었습니다"),
    (["찬성"], "이 투표에 없는 것이 표시되었습니다"),
]


@pytest.mark.parametrize("page", ["readback", "ballots"])
@pytest.mark.parametrize(("marks", "said"), WRONG_ON_A_CHOICE_OF_TWO, ids=range(len(WRONG_ON_A_CHOICE_OF_TWO)))
def test_marks_that_are_no_ballot_are_told_in_a_sentence_and_nothing_is_lost(app, sign_in, marks, said, page):
    council = factories.a_council()
    voter = factories.a_member(council)
    poll = made.an_open_poll(council, choices=4, method="choose_up_to_k", votes_per_voter=2)
    client = sign_in(voter)
    form = form_of(client.get(poll_url(poll)).text, "/readback")
    form.values.setlist("marks", marks)
    answer = client.post(poll_url(poll, page), data=form.values)
    assert answer.status_code == 422
    assert "error-summary" in answer.text
    assert "<title>오류" in answer.text
    if page == "readback":
        assert said in answer.text
    for position in {"1", "2", "3"}.intersection(marks):
        assert f'value="{position}" checked' in answer.text
    assert conftest.rows("ballot") == []
    read_back = press(client, answer, "/readback", marks="4")
    assert press(client, read_back, "/ballots").status_code == 303, "the person can still vote"


@pytest.mark.parametrize("paper", ["", "x", "AAAA.ffff", "AAAA." + "0" * 64])
def test_a_paper_that_was_not_given_to_this_person_is_refused_and_a_fresh_one_comes_with_the_marks(
    town, sign_in, paper
):
    _council, voter, poll = town
    client = sign_in(voter)
    answer = press(client, mark(client, poll, 3), "/ballots", paper=paper)
    assert answer.status_code == 422
    assert 'value="3" checked' in answer.text
    assert conftest.rows("ballot") == []
    assert press(client, press(client, answer, "/readback"), "/ballots").status_code == 303


def test_another_persons_paper_counts_for_neither(town, sign_in):
    council, voter, poll = town
    other = factories.a_user()
    mine, theirs = sign_in(voter), sign_in(factories.a_facilitator(council, name=other.name))
    stolen = form_of(mine.get(poll_url(poll)).text, "/readback").values["paper"]
    token = form_of(theirs.get("/sign-in").text, "/sign-out").values["csrf_token"]
    answer = theirs.post(poll_url(poll, "ballots"), data={"csrf_token": token, "paper": stolen, "marks": "1"})
    assert answer.status_code == 422
    assert conftest.rows("ballot") == []


@pytest.mark.parametrize("page", ["readback", "ballots"])
def test_who_was_signed_out_meanwhile_is_told_that_nothing_was_cast_and_comes_back(town, sign_in, page):
    _council, voter, poll = town
    client = sign_in(voter)
    read_back = mark(client, poll, 1)
    with client.session_transaction() as cookie:
        token = cookie["_user_id"]
    with transaction():
        devices.sign_out(token, at=clock.now())
    values = form_of(read_back.text, "/ballots").values
    answer = client.post(poll_url(poll, page), data=values)
    assert answer.status_code == 303
    assert answer.location.endswith(f"/sign-in?next={poll_url(poll)}")
    told = client.get(answer.location).text
    assert "아직 투표되지 않았습니다" in told
    assert "다시 골라 주세요" in told
    assert conftest.rows("ballot") == []


def test_a_paper_whose_window_lost_its_session_is_no_vote_and_leads_back(town, sign_in):
    _council, voter, poll = town
    client = sign_in(voter)
    read_back = mark(client, poll, 1)
    client.delete_cookie("golmok")
    answer = press(client, read_back, "/ballots")
    assert answer.status_code == 400
    assert "아무것도 바뀌지 않았습니다" in answer.text
    assert f'href="{poll_url(poll)}"' in answer.text
    assert conftest.rows("ballot") == []


def test_a_visitor_is_led_to_sign_in_and_back_to_the_poll(town, client):
    _council, _voter, poll = town
    page = client.get(poll_url(poll))
    assert page.status_code == 200
    assert f"/sign-in?next={poll_url(poll)}" in page.text
    assert 'name="marks"' not in page.text


NOT_ON_THE_ROLL: list[tuple[str, Callable[[Any], Any], str]] = [
    ("a stranger", lambda council: factories.a_user(), "참여가 확인된 주민만 투표합니다"),
    (
        "someone who waits",
        lambda council: factories.a_member(council, state=MembershipState.REQUESTED),
        "아직 확인하지 않았습니다",
    ),
    (
        "someone declined",
        lambda council: factories.a_member(council, state=MembershipState.DECLINED),
        "참여가 확인된 주민만 투표합니다",
    ),
    ("a child", lambda council: factories.a_member(council, birth_year=2020), "14세부터 투표합니다"),
    ("a worker", lambda council: factories.a_member(council, tie=Tie.WORKS), "세칙이 정한 주민만 투표합니다"),
]


@pytest.mark.parametrize(("who", "person", "said"), NOT_ON_THE_ROLL, ids=[row[0] for row in NOT_ON_THE_ROLL])
def test_who_is_not_on_the_roll_is_told_why(app, sign_in, who, person, said):
    council = factories.a_council(bylaws={"ties": ["lives"]})
    someone = person(council)
    poll = made.an_open_poll(council)
    page = sign_in(someone).get(poll_url(poll)).text
    assert "이 투표의 명부에 없습니다" in page
    assert said in page
    assert 'name="marks"' not in page


def test_who_was_confirmed_after_the_opening_is_told_when_the_roll_was_made(app, sign_in):
    council = factories.a_council()
    poll = made.an_open_poll(council)
    page = sign_in(factories.a_member(council)).get(poll_url(poll)).text
    assert "빠지셨다면 이의를 신청해 주세요" in page


def test_who_is_not_on_the_roll_cannot_cast_with_a_paper_of_their_own(app, sign_in):
    council = factories.a_council()
    poll = made.an_open_poll(council)
    stranger = factories.a_user()
    client = sign_in(stranger)
    token = form_of(client.get(poll_url(poll)).text, "/sign-out").values["csrf_token"]
    paper = made.service.ballot_form(poll, stranger)
    answer = client.post(poll_url(poll, "ballots"), data={"csrf_token": token, "paper": paper, "marks": "1"})
    assert answer.status_code == 403
    assert conftest.rows("ballot") == []


def test_a_ballot_after_closing_is_refused_and_the_page_leads_to_the_result(town, sign_in):
    _council, voter, poll = town
    client = sign_in(voter)
    read_back = mark(client, poll, 1)
    made.closed(poll)
    late = press(client, read_back, "/ballots")
    assert late.status_code == 409
    assert "마감" in late.text
    assert "아무것도 바뀌지 않았습니다" in late.text
    assert client.get(poll_url(poll)).location == poll_url(poll, "result")


@pytest.mark.parametrize(
    ("since", "told"),
    [(timedelta(minutes=1), "표를 세고 있습니다"), (timedelta(minutes=11), "결과를 아직 낼 수 없습니다")],
    ids=["being counted", "held up"],
)
def test_between_closing_time_and_count_the_page_says_that_it_is_counted_or_that_the_result_is_held_up(
    app, sign_in, since, told
):
    council = factories.a_council()
    voter = factories.a_member(council)
    began = factories.in_days(-2)
    poll = made.a_draft(council, opens_at=began, closes_at=clock.now() - since, at=began)
    made.opened(poll, at=lambda _connection: began)
    page = sign_in(voter).get(poll_url(poll))
    assert page.status_code == 200
    assert told in page.text
    assert 'name="marks"' not in page.text


def test_a_draft_has_no_paper_and_takes_no_ballot(app, sign_in):
    council = factories.a_council()
    voter = factories.a_member(council)
    poll = made.a_draft(council)
    client = sign_in(voter)
    assert client.get(poll_url(poll)).status_code == 404
    token = form_of(client.get("/sign-in").text, "/sign-out").values["csrf_token"]
    paper = made.service.ballot_form(poll, voter)
    for page in ("readback", "ballots"):
        answer = client.post(poll_url(poll, page), data={"csrf_token": token, "paper": paper, "marks": "1"})
        assert answer.status_code == 404
    assert conftest.rows("ballot") == []
