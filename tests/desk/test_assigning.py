"""Who looks after a request: given by anybody at the desk, written down, left to the section with a visible flag."""

import pytest
from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from app.decisions import queries as decisions
from app.decisions import service as answers
from app.decisions.service import Press
from app.desk import queries, service
from app.desk.models import Assignment
from app.kernel import clock
from app.kernel.db import session, transaction
from app.kernel.errors import Conflict, Invalid
from app.kernel.events import record
from app.notices import jobs as notices
from app.people.models import Post
from app.people.service import accounts
from tests.browsing import submit, token_of
from tests.conftest import counted_statements, rows
from tests.factories import a_council, an_officer
from tests.factories.decisions import a_request, an_answer
from tests.factories.desk import given_to, without_post


def held(request):
    return queries.held(decisions.request(request.id))


def inbox(council, **query):
    words = "&".join(f"{name}={value}" for name, value in query.items())
    return f"/dongs/{council.dong_id}/requests?{words}"


def test_an_officer_takes_a_request_with_one_press_and_the_list_says_who_has_it(sign_in, council, kim, request_):
    browser = sign_in(kim)
    assert "맡은 사람 없음" in browser.get(inbox(council)).text
    page = f"/requests/{request_.id}/desk"
    data = {"csrf_token": token_of(browser, page), "to": f"post-{kim_post(kim).id}", "seen": "0"}
    assert browser.post(f"{page}/assignments", data=data).status_code == 303
    assert "맡은 사람: <b>마을자치팀 김담당</b>" in browser.get(inbox(council)).text
    assert "내가 맡기" not in browser.get(page).text


def kim_post(kim):
    return session().query(Post).filter_by(user_id=kim.id).one()


def test_anybody_at_the_desk_gives_it_on_and_each_who_had_it_stays_written_down(sign_in, kim, lee, request_):
    given_to(request_, kim, by=lee)
    given_to(request_, lee, by=lee)
    assert held(request_).keeper.id == lee.id
    page = sign_in(kim).get(f"/requests/{request_.id}/desk").text
    assert page.index("마을자치팀 이담당") < page.index("마을자치팀 김담당")
    with pytest.raises(IntegrityError), transaction():
        session().execute(delete(Assignment))


def test_given_twice_to_the_same_person_it_is_given_once(kim, request_):
    given_to(request_, kim, by=kim)
    given_to(request_, kim, by=kim)
    assert len(rows("assignment")) == 1


def test_of_two_officers_at_once_the_second_is_told_that_somebody_was_faster(kim, lee, request_):
    given_to(request_, kim, by=kim)
    with pytest.raises(Invalid, match="그 사이에"), transaction():
        service.assign(decisions.request(request_.id), "마을자치팀", lee, seen=0, by=lee, at=clock.now())
    assert held(request_).keeper.id == kim.id


def test_nobody_gets_a_request_who_has_no_post_at_the_desk(kim, request_):
    stranger = an_officer(a_council().dong)
    for section, person in (("마을자치팀", stranger), ("없는팀", None)):
        with pytest.raises(Invalid, match="이 센터에 없는"), transaction():
            service.assign(decisions.request(request_.id), section, person, seen=0, by=kim, at=clock.now())
    assert held(request_) is None


def test_an_answered_request_is_given_to_nobody(kim, lee, request_):
    an_answer(request_, kim)
    with pytest.raises(Conflict), transaction():
        service.assign(decisions.request(request_.id), "마을자치팀", lee, seen=0, by=lee, at=clock.now())


@pytest.mark.parametrize("leaving", ["post", "account"])
def test_whoever_leaves_the_post_leaves_the_request_to_the_section_with_a_flag(
    sign_in, council, kim, lee, request_, leaving
):
    given_to(request_, kim, by=kim)
    if leaving == "post":
        without_post(kim)
    else:
        with transaction():
            accounts.leave(session().merge(kim), at=clock.now())
    assert held(request_).has_left
    assert held(request_).keeper is None
    assert held(request_).section == "마을자치팀"
    browser = sign_in(lee)
    assert "자리를 떠남" in browser.get(inbox(council)).text
    assert request_.title in browser.get(inbox(council, whose="nobody")).text


def test_mine_are_those_that_i_have_and_nobodys_those_without_a_person(sign_in, council, kim, lee):
    mine, others, section, nobody = (a_request(council) for _ in range(4))
    given_to(mine, lee, by=lee)
    given_to(mine, kim, by=lee)
    given_to(others, kim, by=lee)
    given_to(others, lee, by=lee)
    given_to(section, None, by=lee, section="마을자치팀")
    browser = sign_in(kim)

    def listed(word):
        text = browser.get(inbox(council, whose=word)).text
        return {one.id for one in (mine, others, section, nobody) if f"/requests/{one.id}/answer" in text}

    assert listed("mine") == {mine.id}
    assert listed("nobody") == {section.id, nobody.id}
    assert listed("all") == listed("nonsense") == {mine.id, others.id, section.id, nobody.id}


def test_a_request_that_is_passed_on_is_nobodys_at_its_new_desk(kim, request_):
    given_to(request_, kim, by=kim)
    there = a_council().dong
    asked = decisions.request(request_.id)
    with transaction():
        answers.pass_on(asked, there, "그 동의 일입니다", Press("once", asked.version), by=kim, at=clock.now())
    assert held(request_) is None


def test_the_list_asks_as_often_for_one_request_as_for_nine(sign_in, council, kim, request_):
    browser = sign_in(kim)

    def statements() -> int:
        with counted_statements() as asked:
            assert browser.get(inbox(council)).status_code == 200
        return len(asked)

    given_to(request_, kim, by=kim)
    one = statements()
    for number in range(8):
        given_to(a_request(council), an_officer(council.dong, name=f"담당{number}"), by=kim)
    assert statements() == one


def told(action: str) -> set[int]:
    while notices.deliver_events(clock.now()):
        pass
    session().expire_all()
    return {line.user_id for line in rows("notification") if line.action == action}


def test_whoever_is_given_a_request_is_told_and_nobody_else(kim, lee, request_):
    given_to(request_, lee, by=kim)
    assert told("request.assigned") == {lee.id}


def test_a_reminder_goes_to_whoever_has_the_request_then_to_the_section_then_to_all(council, kim, lee, request_):
    other = an_officer(council.dong, name="다른팀")
    with transaction():
        session().query(Post).filter_by(user_id=other.id).one().section = "복지팀"
    given_to(request_, kim, by=lee)
    assert reminded(request_) == {kim.id}
    without_post(kim)
    assert reminded(request_) == {lee.id}
    without_post(lee)
    assert reminded(request_) == {other.id}


def reminded(request) -> set[int]:
    before = {line.id for line in rows("notification")}
    with transaction():
        record("request.due_soon", decisions.request(request.id), by=None, at=clock.now())
    while notices.deliver_events(clock.now()):
        pass
    session().expire_all()
    fresh = [line for line in rows("notification") if line.id not in before]
    return {line.user_id for line in fresh if line.action == "request.due_soon"}


def test_a_form_that_names_nobody_stands_again_with_a_sentence(sign_in, kim, request_):
    answer = submit(sign_in(kim), f"/requests/{request_.id}/desk", f"/requests/{request_.id}/desk/assignments", to="x")
    assert answer.status_code == 422
