"""Inspecting the roll: each sees their own line alone, objects to it, and reads the answer; opening waits for it."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from app.councils.states import MembershipState, Tie
from app.kernel import clock
from app.kernel.db import session, transaction
from app.kernel.errors import Conflict, Invalid
from app.kernel.events import Event
from app.polls import jobs, queries, service
from app.polls.models import Objection
from app.polls.service.opening import sheet_now
from app.polls.states import OBJECTION, ObjectionState
from tests import conftest, factories
from tests.browsing import submit
from tests.factories import councils
from tests.factories import polls as made

OWN = "내 명부"


def an_announced_poll(council, **given):
    poll = made.a_draft(council, **given)
    with transaction():
        service.announce(queries.poll(poll.id), by=factories.a_user(), at=clock.now())
    return queries.poll(poll.id)


def answered(objection, accepted=True, words="확인했습니다."):
    with transaction():
        found = queries.objection(objection.id)
        return service.answer_objection(found, accepted=accepted, text=words, by=factories.a_user(), at=clock.now())


@pytest.fixture
def council(app):
    return factories.a_council(bylaws={"min_age": 19, "ties": ["lives"]})


THIS_YEAR = clock.seoul(clock.now()).year
LINES = [
    ({}, "명부에 오르게 됩니다"),
    ({"state": MembershipState.REQUESTED}, "아직 확인하지 않았습니다. 투표가 열리기 전에 확인되면 명부에 오릅니다"),
    ({"state": MembershipState.DECLINED}, "참여를 신청하시고 투표가 열리기 전에 확인되면"),
    ({"birth_year": THIS_YEAR - 18}, "19세부터 투표합니다"),
    ({"birth_year": THIS_YEAR - 19}, "명부에 오르게 됩니다"),
    ({"tie": Tie.WORKS}, "세칙이 정한 주민만 투표합니다"),
]


@pytest.mark.parametrize(("given", "told"), LINES)
def test_everybody_is_told_before_opening_whether_they_will_be_on_the_roll_and_why_not(council, sign_in, given, told):
    poll = an_announced_poll(council)
    page = sign_in(factories.a_member(council, **given)).get(f"/polls/{poll.id}").text
    assert OWN in page
    assert told in page
    assert ("지금대로면 명부에 오르지 않습니다" in page) == ("오르게 됩니다" not in told)


@pytest.mark.parametrize(("given", "told"), LINES)
def test_what_a_person_was_told_is_what_opening_does(council, given, told):
    poll = an_announced_poll(council)
    person = factories.a_member(council, **given)
    made.opened(poll)
    assert service.standing(queries.poll(poll.id), person).is_on_roll == ("오르게 됩니다" in told)


def test_an_age_counts_from_the_year_in_which_the_poll_was_announced_to_open(council, sign_in):
    next_year = clock.seoul(clock.now()).replace(year=THIS_YEAR + 1, month=6, day=1)
    poll = an_announced_poll(council, opens_at=next_year, closes_at=next_year + timedelta(days=7))
    before = sheet_now(poll, at=clock.now())["roll"]["count"]
    person = factories.a_member(council, birth_year=THIS_YEAR - 18)
    assert "오르게 됩니다" in sign_in(person).get(f"/polls/{poll.id}").text
    assert sheet_now(queries.poll(poll.id), at=clock.now())["roll"]["count"] == before + 1


def test_a_stranger_is_shown_where_to_join_and_a_visitor_no_line(council, client, sign_in):
    poll = an_announced_poll(council)
    stranger = sign_in(factories.a_user())
    assert f"/councils/{council.id}/memberships/new" in stranger.get(f"/polls/{poll.id}").text
    assert stranger.get(f"/polls/{poll.id}/objection").status_code == 403
    assert OWN not in client.get(f"/polls/{poll.id}").text


def test_the_facilitator_sees_their_own_line_on_the_draft_once_it_is_announced(council, sign_in):
    facilitator = factories.a_facilitator(council)
    quiet, told = made.a_draft(council, by=facilitator), an_announced_poll(council, by=facilitator)
    client = sign_in(facilitator)
    assert OWN not in client.get(f"/polls/{quiet.id}").text
    assert OWN in client.get(f"/polls/{told.id}").text


def test_nobody_reads_the_line_or_the_objection_of_another(council, client, sign_in):
    poll = an_announced_poll(council)
    made.an_objection(poll, councils.a_request(council).user, "저는 은행나무집 손녀입니다.")
    browsers = [client, sign_in(factories.a_member(council)), sign_in(factories.an_observer(council))]
    for browser in [*browsers, sign_in(factories.an_officer(factories.a_dong()))]:
        assert "은행나무집" not in browser.get(f"/polls/{poll.id}").text
        assert browser.get(f"/polls/{poll.id}/roll").status_code in {303, 403}


@pytest.mark.parametrize("desk", ["facilitator", "officer"])
def test_an_objection_goes_to_the_desk_and_its_answer_comes_back(council, sign_in, desk):
    who = factories.a_facilitator(council) if desk == "facilitator" else factories.an_officer(council.dong)
    poll, neighbour = an_announced_poll(council), councils.a_request(council).user
    person = sign_in(neighbour)
    sent = submit(person, f"/polls/{poll.id}/objection", "/objection", text="신청한 지 한 달입니다.", follow=True)
    assert "이의 신청을 받았습니다" in sent.text
    assert "답을 기다림" in sent.text
    assert "명부에 이의 신청하기" not in sent.text
    keeper = sign_in(who)
    assert f"/polls/{poll.id}/roll" in keeper.get(f"/polls/{poll.id}").text
    page = keeper.get(f"/polls/{poll.id}/roll").text
    assert neighbour.name in page
    assert "신청한 지 한 달입니다." in page
    (row,) = conftest.rows("objection")
    fields = {f"o{row.id}-accepted": "yes", f"o{row.id}-text": "오늘 확인하겠습니다."}
    answer = submit(keeper, f"/polls/{poll.id}/roll", "/answer", **fields)
    assert (answer.status_code, answer.location) == (303, f"/polls/{poll.id}/roll")
    page = person.get(f"/polls/{poll.id}").text
    assert "받아들임" in page
    assert "오늘 확인하겠습니다." in page
    assert "명부에 이의 신청하기" in page, "an answered objection leaves room for another"


@pytest.mark.parametrize(("accepted", "words"), [("", "오늘 확인하겠습니다."), ("yes", "  ")])
def test_an_answer_says_yes_or_no_and_why(council, sign_in, accepted, words):
    poll = an_announced_poll(council)
    objection = made.an_objection(poll, factories.a_member(council))
    keeper = sign_in(factories.a_facilitator(council))
    fields = {f"o{objection.id}-accepted": accepted or None, f"o{objection.id}-text": words}
    answer = submit(keeper, f"/polls/{poll.id}/roll", "/answer", **fields)
    assert answer.status_code == 422
    assert "error-summary" in answer.text
    assert queries.objection(objection.id).is_waiting


def test_an_objection_without_words_is_none(council, sign_in):
    poll = an_announced_poll(council)
    answer = submit(sign_in(factories.a_member(council)), f"/polls/{poll.id}/objection", "/objection", text=" ")
    assert answer.status_code == 422
    assert conftest.rows("objection") == []


def test_opening_waits_until_every_objection_has_its_answer(council, sign_in):
    facilitator = factories.a_facilitator(council)
    poll = an_announced_poll(council, by=facilitator)
    waiting = [made.an_objection(poll, factories.a_member(council)) for _ in range(2)]
    with pytest.raises(Conflict, match="2건에 아직 답하지 않았습니다"):
        made.opened(poll)
    page = sign_in(facilitator).get(f"/polls/{poll.id}").text
    assert "2건에 답하면 열 수 있습니다" in page
    assert 'aria-disabled="true"' in page
    for accepted, objection in zip((True, False), waiting, strict=True):
        answered(objection, accepted=accepted)
    assert made.opened(queries.poll(poll.id)).is_open


def test_one_objection_a_person_waits_at_a_time(council):
    poll, person = an_announced_poll(council), factories.a_member(council)
    first = made.an_objection(poll, person)
    assert made.an_objection(poll, person).id == first.id, "the same words twice are one objection"
    with pytest.raises(Invalid, match="답을 기다립니다"):
        made.an_objection(poll, person, "다른 말")
    with pytest.raises(IntegrityError), transaction():
        session().execute(text(
            "INSERT INTO objection (poll_id, user_id, text, made_at, state, answer, version) "
            "SELECT poll_id, user_id, text, made_at, state, answer, version FROM objection"
        ))  # fmt: skip
    answered(first)
    assert made.an_objection(poll, person, "다른 말").id != first.id


def test_an_answer_is_given_once(council):
    objection = made.an_objection(an_announced_poll(council), factories.a_member(council))
    answered(objection, accepted=False)
    with pytest.raises(Conflict):
        answered(objection, accepted=True)
    assert queries.objection(objection.id).state is ObjectionState.DECLINED


@pytest.mark.parametrize("state", ObjectionState)
@pytest.mark.parametrize("action", ["accept", "decline"])
def test_only_what_waits_is_answered(action, state):
    assert OBJECTION.allows(action, state) == (state is ObjectionState.WAITING)


def test_whoever_is_not_on_the_roll_of_an_open_poll_can_object_and_whoever_is_cannot(council, sign_in):
    member = factories.a_member(council)
    poll = made.an_open_poll(council)
    late = factories.a_member(council)
    client = sign_in(late)
    page = client.get(f"/polls/{poll.id}").text
    assert "빠지셨다면 이의를 신청해 주세요" in page
    assert f"/polls/{poll.id}/objection" in page
    sent = submit(client, f"/polls/{poll.id}/objection", "/objection", text="먼저 확인받았습니다.", follow=True)
    assert "먼저 확인받았습니다." in sent.text
    assert OWN not in sign_in(member).get(f"/polls/{poll.id}").text
    with pytest.raises(Invalid, match="명부에 계십니다"):
        made.an_objection(poll, member)


@pytest.mark.parametrize("which", ["draft", "closed", "void"])
def test_there_is_nothing_to_object_to_before_the_announcement_and_after_the_end(council, sign_in, which):
    poll = {
        "draft": lambda: made.a_draft(council),
        "closed": lambda: made.closed(made.an_open_poll(council)),
        "void": lambda: made.an_open_poll(council),
    }[which]()
    if which == "void":
        with transaction():
            service.void(queries.poll(poll.id), reason="잘못", by=factories.a_user(), at=clock.now())
    answer = sign_in(factories.a_member(council)).get(f"/polls/{poll.id}/objection")
    assert answer.status_code == (404 if which == "draft" else 403)


def test_events_tell_of_an_objection_without_its_words(council):
    answered(made.an_objection(an_announced_poll(council), factories.a_member(council), "은행나무집"), words="확인함")
    told = {event.action: event for event in session().query(Event)}
    assert {"objection.made", "objection.answered"} <= set(told)
    assert told["objection.answered"].facts == {"accepted": True}
    assert told["objection.made"].facts == {}
    assert told["objection.made"].council_id == council.id


def test_words_go_with_the_account_and_the_objection_still_wants_its_answer(council, sign_in):
    poll, person = an_announced_poll(council), factories.a_member(council)
    objection = made.an_objection(poll, person, "저는 은행나무집 손녀입니다.")
    with transaction():
        jobs.forget_objections(Event(subject_id=person.id))
    session().expire_all()
    assert session().get(Objection, objection.id).text == ""
    page = sign_in(factories.a_facilitator(council)).get(f"/polls/{poll.id}/roll").text
    assert "내용을 지웠습니다" in page


def test_a_roll_without_objections_says_what_they_are_for(council, sign_in):
    poll = an_announced_poll(council)
    assert "이의 신청이 없습니다" in sign_in(factories.a_facilitator(council)).get(f"/polls/{poll.id}/roll").text
