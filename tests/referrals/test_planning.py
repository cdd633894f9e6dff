"""What the planners of a dong see and do, and who sees nothing."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from app.kernel import clock
from app.kernel.db import session, transaction
from app.kernel.errors import Conflict
from app.people.models import User
from app.people.service import accounts
from app.people.service.posts import appoint_planner, dismiss_planner
from app.places.models import Dong
from app.referrals import queries, service
from app.referrals.states import ReferralState, Step, Urgency
from tests.browsing import submit, token_of
from tests.conftest import counted_statements, rows
from tests.factories import a_dong, a_member, an_officer, an_operator
from tests.factories.referrals import WORRY, a_planner, a_referral, seen, stepped


def inbox(dong):
    return f"/dongs/{dong.id}/referrals"


def page(referral):
    return f"/referrals/{referral.id}"


def test_the_planner_reads_takes_up_and_sees_through(meeting, planner, leader, sign_in, dong):
    referral, browser, author = a_referral(meeting), sign_in(planner), sign_in(leader)
    assert "새로 옴" in browser.get(inbox(dong)).text
    assert WORRY not in browser.get(page(referral)).text
    opened = submit(browser, page(referral), "/looks")
    assert opened.status_code == 200
    assert "no-store" in opened.headers["Cache-Control"], "no browser keeps the words"
    for word in (WORRY, "골목 활동가", meeting.title, "이번 주"):
        assert word in opened.text
    assert "담당자가 보았습니다" in author.get(page(referral)).text
    token = token_of(browser, page(referral))
    steps = f"{page(referral)}/steps"
    sent = {"csrf_token": token, "note": "반찬을 전했습니다."}
    browser.post(steps, data={**sent, "step": "take_up"})
    assert "챙기고 있습니다" in author.get(page(referral)).text
    browser.post(steps, data={**sent, "step": "finish", "note": "반찬을 전했습니다. 매주 갑니다."})
    assert "마쳤습니다" in author.get("/referrals/mine").text
    assert "반찬" not in author.get(page(referral)).text
    assert "반찬" not in browser.get(page(referral)).text, "the note is as private as the words"
    assert "매주 갑니다" in submit(browser, page(referral), "/looks").text
    assert [event.action for event in rows("event")] == ["referral.made", "referral.taken_up", "referral.done"]
    assert {str(event.facts) for event in rows("event")} == {"{}"}, "an event says that it was, and no more"


def test_each_look_is_written_down_and_stays(meeting, planner, sign_in, dong):
    referral, other = a_referral(meeting), a_planner(dong, name="다른 플래너")
    for user in (planner, planner, other):
        submit(sign_in(user), page(referral), "/looks")
    assert [look.user_id for look in rows("referral_look")] == [planner.id, planner.id, other.id]
    shown = sign_in(planner).get(page(referral)).text
    assert shown.count("복지플래너") >= 2
    assert "다른 플래너" in shown
    for statement in ("UPDATE referral_look SET user_id = 1", "DELETE FROM referral_look"):
        with pytest.raises(IntegrityError, match="stays written down"), transaction():
            session().execute(text(statement))
    assert len(rows("referral_look")) == 3


def test_pages_that_show_no_words_write_nothing(meeting, planner, sign_in, dong):
    referral, browser = a_referral(meeting), sign_in(planner)
    for address in (inbox(dong), page(referral), "/mine"):
        assert WORRY not in browser.get(address).text
    assert not rows("referral_look")
    assert queries.referral(referral.id).is_new
    assert browser.get(f"{page(referral)}/looks").status_code == 405


def test_officers_operators_residents_and_planners_next_door_see_nothing(meeting, council, planner, sign_in, dong):
    referral = a_referral(meeting)
    for user in (an_officer(dong), an_operator(), a_member(council), a_planner(a_dong())):
        browser = sign_in(user)
        token = token_of(browser, "/account")
        assert browser.get(inbox(dong)).status_code == 403
        assert browser.get(page(referral)).status_code == 404
        for end in ("looks", "steps"):
            answer = browser.post(f"{page(referral)}/{end}", data={"csrf_token": token, "step": "finish"})
            assert answer.status_code == 404
            assert WORRY not in answer.text
    assert not rows("referral_look")
    assert rows("referral")[0].state == "new"


def test_a_planner_has_no_power_of_an_officer_unless_both_posts_are_held(planner, sign_in, dong):
    desks = [f"/dongs/{dong.id}/{end}" for end in ("membership-requests", "requests")]
    statuses = [sign_in(planner).get(desk).status_code for desk in desks]
    assert 200 not in statuses
    both = an_officer(dong)
    with transaction():
        appoint_planner(both, dong)
    browser = sign_in(both)
    assert [browser.get(desk).status_code for desk in (desks[0], inbox(dong))] == [200, 200]


def test_a_post_ends_with_the_account_or_when_it_is_taken_away(planner, sign_in, dong):
    second = a_planner(dong)
    with transaction():
        dismiss_planner(second, session().get_one(Dong, dong.id))
    assert sign_in(second).get(inbox(dong)).status_code == 403
    with transaction():
        accounts.leave(session().get_one(User, planner.id), at=clock.now())
    assert not rows("welfare_post")


def test_what_is_not_done_comes_first_and_the_most_urgent_of_it(meeting, planner, dong):
    look = a_referral(meeting, urgency=Urgency.LOOK)
    today, done = a_referral(meeting, urgency=Urgency.TODAY), a_referral(meeting, urgency=Urgency.TODAY)
    stepped(seen(done, planner), Step.FINISH, planner)
    week = a_referral(meeting, urgency=Urgency.WEEK)
    listed = [one.id for one in session().scalars(queries.of_dong(dong.id))]
    assert listed == [today.id, week.id, look.id, done.id]


def test_what_nobody_has_read_cannot_be_done(meeting, planner):
    referral = a_referral(meeting)
    for taken in Step:
        with pytest.raises(Conflict):
            stepped(referral, taken, planner)
    assert rows("referral")[0].state == "new"


def test_a_step_that_is_pressed_twice_keeps_its_moment(meeting, planner):
    referral = seen(a_referral(meeting), planner)
    first = stepped(referral, Step.TAKE_UP, planner, "갔습니다.")
    again = stepped(referral, Step.TAKE_UP, planner, "또 갔습니다.")
    assert (again.taken_up_at, again.note) == (first.taken_up_at, "또 갔습니다.")
    done = stepped(stepped(referral, Step.FINISH, planner), Step.FINISH, planner, "고쳐 적습니다.")
    assert (done.state, done.note) == (ReferralState.DONE, "고쳐 적습니다.")
    assert [event.action for event in rows("event")] == ["referral.made", "referral.taken_up", "referral.done"]


def test_what_is_done_is_not_taken_up_again(meeting, planner):
    done = stepped(seen(a_referral(meeting), planner), Step.FINISH, planner)
    with pytest.raises(Conflict):
        stepped(done, Step.TAKE_UP, planner)


def test_a_note_that_is_too_long_comes_back_with_the_words_and_is_a_look(meeting, planner, sign_in):
    referral, browser = seen(a_referral(meeting), planner), sign_in(planner)
    sent = {"csrf_token": token_of(browser, page(referral)), "note": "가" * 1001, "step": "finish"}
    answer = browser.post(f"{page(referral)}/steps", data=sent)
    assert answer.status_code == 422
    assert WORRY in answer.text
    assert len(rows("referral_look")) == 2
    assert rows("referral")[0].state == "seen"


def test_the_own_page_of_a_planner_says_what_waits_in_each_dong(meeting, planner, leader, sign_in, dong):
    seen(a_referral(meeting), planner)
    a_referral(meeting)
    with transaction():
        appoint_planner(planner, a_dong(name="조용한동"))
    shown = sign_in(planner).get("/mine").text
    for words in ("새로 온 것 1건", "읽었거나 챙기는 중인 것 1건", "조용한동 복지 연계", inbox(dong)):
        assert words in shown
    assert "내가 알린 걱정" in sign_in(leader).get("/mine").text
    assert "복지 연계" not in sign_in(leader).get("/mine").text


def test_the_list_asks_as_many_statements_for_twenty_as_for_one(meeting, planner, sign_in, dong):
    browser, counts = sign_in(planner), []
    for more in (1, 19):
        for _ in range(more):
            a_referral(meeting)
        with counted_statements() as asked:
            assert browser.get(inbox(dong)).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 12


def test_two_planners_who_open_it_at_once_both_stand_in_the_log(meeting, planner, dong):
    referral, other = a_referral(meeting), a_planner(dong)
    seen(referral, planner)
    with transaction():
        service.look(referral, by=other, at=clock.now())
    assert [look.user_id for look in queries.looks_at(referral.id)] == [other.id, planner.id]
    assert rows("referral")[0].state == "seen"
