"""The demo town: a matter in every state, made once, wholly or not at all."""

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image
from sqlalchemy import func, select

from app.cli.demo import accounts, seed
from app.cli.demo.town import NEIGHBOURS
from app.councils.models import Council, Membership
from app.councils.states import CouncilState, MembershipState, Seat
from app.decisions.models import Decision, Report, Request
from app.decisions.states import Answer, RequestState
from app.discussion.models import Comment
from app.discussion.states import CommentState, Stance
from app.kernel import clock
from app.kernel.db import Model, db, session
from app.kernel.events import Event
from app.kernel.outbox import Message
from app.meetings.models import Attendance, Meeting, Resolution
from app.meetings.states import MeetingState
from app.notices.models import Notification
from app.people.models import User, contact_of
from app.people.queries import user_reached_at
from app.polls import queries as polls_queries
from app.polls.models import Poll
from app.polls.service import standing
from app.polls.states import PollState
from app.proposals.models import Photo, Proposal
from app.proposals.states import ProposalState
from tests.browsing import submit


@pytest.fixture(scope="module")
def town(the_app: Flask, store) -> Iterator[Flask]:
    """The application with the demo town in its database: filled once for all tests here, which only read."""
    with the_app.app_context():
        store.reset()
        assert seed()
        yield the_app
        db.session.remove()


@pytest.fixture(autouse=True)
def context(town) -> Iterator[None]:
    with town.app_context():
        yield
        db.session.remove()


def count(model: type[Model], *conditions) -> int:
    return session().scalar(select(func.count()).select_from(model).where(*conditions)) or 0


def one(model: type[Model], *conditions):
    return session().scalars(select(model).where(*conditions)).unique().one()


def the_account(key: str) -> User:
    found = user_reached_at(contact_of(f"{key}@{accounts.DOMAIN}"))
    assert found is not None
    return found


def signed_in(town: Flask, key: str) -> FlaskClient:
    browser = town.test_client()
    fields = {"contact": f"{key}@{accounts.DOMAIN}", "password": accounts.PASSWORD}
    assert submit(browser, "/sign-in", "/sign-in", **fields).status_code == 303
    return browser


@pytest.mark.parametrize(
    ("model", "state"),
    [
        (Council, CouncilState.GATHERING),
        (Council, CouncilState.ACTIVE),
        (Council, CouncilState.CLOSED),
        (Membership, MembershipState.REQUESTED),
        (Membership, MembershipState.CONFIRMED),
        (Proposal, ProposalState.DRAFT),
        (Proposal, ProposalState.PUBLISHED),
        (Proposal, ProposalState.TABLED),
        (Proposal, ProposalState.WITHDRAWN),
        (Comment, CommentState.SHOWN),
        (Comment, CommentState.HIDDEN),
        (Meeting, MeetingState.ANNOUNCED),
        (Meeting, MeetingState.PUBLISHED),
        (Poll, PollState.OPEN),
        (Poll, PollState.CERTIFIED),
        (Request, RequestState.RECEIVED),
        (Request, RequestState.ANSWERED),
    ],
)
def test_the_demo_has_something_in_every_state(model, state):
    assert count(model, model.state == state) > 0


def test_a_second_filling_changes_nothing(town):
    tables = [mapper.class_ for mapper in Model.registry.mappers]
    before = {model.__name__: count(model) for model in tables}
    answer = town.test_cli_runner().invoke(args=["seed"])
    assert answer.exit_code == 0
    assert "아무것도 바꾸지 않았습니다" in answer.output
    assert {model.__name__: count(model) for model in tables} == before


def test_thirteen_neighbours_raised_thirteen_twelve_and_nine_hands():
    meeting = one(Meeting, Meeting.title == "쓰레기, 어떻게 줄일까")
    assert count(Attendance, Attendance.meeting_id == meeting.id) == len(NEIGHBOURS) == 13
    hands = session().scalars(select(Resolution.yes).where(Resolution.item.has(meeting_id=meeting.id)))
    assert list(hands.all())[:3] == [13, 12, 9]


def test_the_centre_accepted_three_and_part_of_the_fourth():
    report = one(Report, Report.meeting.has(title="쓰레기, 어떻게 줄일까"))
    answers = select(Decision.answer).join(Decision.request).where(Request.report_id == report.id)
    found = session().scalars(answers.order_by(Request.position)).all()
    assert found == [Answer.ACCEPTED, Answer.ACCEPTED, Answer.PARTLY, Answer.ACCEPTED]


def test_the_answers_came_in_time():
    for request in session().scalars(select(Request).where(Request.state == RequestState.ANSWERED)):
        decision = one(Decision, Decision.request_id == request.id)
        assert clock.seoul(decision.published_at).date() <= request.due_on


def test_two_requests_wait_in_time_one_of_them_asked_again_and_one_is_overdue():
    waiting = session().scalars(select(Request.due_on).where(Request.state == RequestState.RECEIVED)).all()
    today = clock.today()
    assert sorted(due >= today for due in waiting) == [False, True, True]
    assert one(Decision, Decision.request_id.in_(select(Request.again_of_id))).answer is Answer.REJECTED


def test_neighbours_speak_for_against_and_neither():
    stances = session().execute(select(Comment.subject_id, Comment.stance).distinct()).all()
    assert len({subject for subject, _stance in stances}) == 1
    assert {stance for _subject, stance in stances} == set(Stance)


def test_the_hidden_comment_tells_its_reason():
    hidden = one(Comment, Comment.state == CommentState.HIDDEN)
    assert "가렸습니다" in hidden.hidden_reason


def test_the_certified_result_is_what_the_neighbours_cast():
    poll = one(Poll, Poll.question == "올해 골목에서 먼저 할 일은?")
    result = polls_queries.result(polls_queries.poll(poll.id))
    assert result is not None
    assert [row.votes for row in result.rows] == [6, 2, 4]
    assert [row.label for row in result.chosen] == ["재활용품 내놓는 자리를 한곳에 만들어요"]


def test_the_real_assembly_counts_as_it_was_published():
    poll = one(Poll, Poll.is_replay)
    result = polls_queries.result(polls_queries.poll(poll.id))
    assert result is not None
    assert [row.votes for row in result.rows] == [57, 22, 20]
    assert (result.turnout, result.quorum_needed, result.quorum_met) == (99, 32, True)
    assert "http://www.sidaeilbo.co.kr/1137700" in poll.explanation


@pytest.mark.parametrize("key", ["resident", "facilitator", "observer"])
def test_the_demo_accounts_can_vote_in_the_open_poll(town, key):
    poll = one(Poll, Poll.state == PollState.OPEN)
    mine = standing(poll, the_account(key))
    assert mine.is_on_roll
    assert not mine.has_voted
    assert signed_in(town, key).get(f"/polls/{poll.id}").status_code == 200


def test_the_open_poll_stays_open_for_days():
    poll = one(Poll, Poll.state == PollState.OPEN)
    assert (poll.closes_at - clock.now()).days >= 4


@pytest.mark.parametrize("account", accounts.ACCOUNTS, ids=lambda account: account.key)
def test_every_demo_account_signs_in_with_the_password(town, account):
    browser = signed_in(town, account.key)
    assert account.name in browser.get("/mine").text


def test_the_accounts_are_what_they_are_called():
    seats = {
        key: session().scalars(select(Membership.seat).where(Membership.user_id == the_account(key).id)).first()
        for key in ("resident", "facilitator", "observer")
    }
    assert seats == {"resident": Seat.RESIDENT, "facilitator": Seat.FACILITATOR, "observer": Seat.OBSERVER}
    assert [post.title for post in the_account("officer").posts] == ["주무관"]
    assert len(the_account("planner").welfare_posts) == 1
    assert the_account("operator").is_operator


def test_only_the_demo_accounts_have_a_password():
    with_password = session().scalars(select(User.email).where(User.password_hash.is_not(None))).all()
    assert set(with_password) == {account.address for account in accounts.ACCOUNTS}


def test_the_draft_belongs_to_the_resident():
    draft = one(Proposal, Proposal.state == ProposalState.DRAFT)
    assert draft.author_id == the_account("resident").id


def test_the_photo_is_drawn_and_described(town):
    photo = one(Photo)
    with Image.open(town.config["UPLOADS"] / photo.key) as image:
        assert image.size == (1200, 800)
    assert photo.description.startswith("그림:")


def test_neighbours_were_told_and_nobody_got_a_letter():
    assert count(Notification, Notification.user_id == the_account("resident").id) > 5
    assert count(Message) == 0
    assert count(Event, Event.delivered_at.is_(None)) == 0


def test_every_council_says_that_it_is_made_up_or_where_it_was_published():
    for purpose in session().scalars(select(Council.purpose)):
        assert "지어낸" in purpose or "http://www.sidaeilbo.co.kr/1137700" in purpose


def test_nothing_of_the_demo_lies_in_the_future_but_what_is_announced():
    now = clock.now()
    assert count(Event, Event.at > now) == 0
    assert count(Meeting, Meeting.starts_at > now) == 1


def test_every_page_that_the_first_page_leads_to_opens(town):
    browser = signed_in(town, "resident")
    addresses = set(re.findall(r'href="(/[^"#]*)"', browser.get("/").text)) - {"/static"}
    answers = {address: browser.get(address).status_code for address in addresses if "/static/" not in address}
    assert {address: status for address, status in answers.items() if status != 200} == {}


def test_the_overdue_request_is_seen_on_the_page_of_the_dong(town):
    council = one(Council, Council.name == "국사봉길 쓰레기 골목회의")
    page = town.test_client().get(f"/dongs/{council.dong_id}").text
    assert "1건은 기한이 지났는데 답이 없습니다" in page


def test_neighbours_ranked_places_and_the_first_choices_of_most_did_not_win(town):
    poll = one(Poll, Poll.method == "irv")
    result = polls_queries.result(polls_queries.poll(poll.id))
    assert len(result.facts["rounds"]) > 1
    most = max(result.rows, key=lambda row: row.votes)
    assert not most.is_chosen
    assert poll.is_certified
