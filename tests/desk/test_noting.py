"""Desk notes and opinions of other sections: for officers of the desk that has the request, and then destroyed."""

from datetime import timedelta

import pytest

from app.decisions import queries as decisions
from app.decisions import service as answers
from app.decisions.service import Press
from app.desk import jobs, queries, service
from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.errors import Invalid
from tests.browsing import submit, token_of
from tests.conftest import counted_statements, rows
from tests.factories import a_council, a_facilitator, a_member, an_observer, an_officer
from tests.factories.decisions import a_request, an_answer
from tests.factories.desk import NOTE, a_note, an_opinion, given_to

TOLD = "소방도로 폭 때문에 두 면까지만 됩니다"


def page(request):
    return f"/requests/{request.id}/desk"


def test_an_officer_notes_something_and_another_reads_it_with_name_and_time(sign_in, kim, lee, request_):
    before = len(rows("event"))
    answer = submit(sign_in(kim), page(request_), f"{page(request_)}/notes", follow=True, body=NOTE)
    assert "메모를 남겼습니다" in answer.text
    text = sign_in(lee).get(page(request_)).text
    assert NOTE in text
    assert "<b>김담당</b>" in text
    assert len(rows("event")) == before, "a note is nobody's news"


def test_nobody_else_sees_notes_or_opinions_anywhere(sign_in, client, council, kim, request_):
    a_note(request_, kim)
    an_opinion(request_, kim, answer=TOLD)
    an_answer(decisions.request(request_.id), kim)
    people = (a_member(council), a_facilitator(council), an_observer(council), an_officer(a_council().dong))
    places = [f"/requests/{request_.id}", f"/reports/{request_.report_id}", f"/councils/{council.id}"]
    places += [f"/councils/{council.id}/requests.json", f"/api/v1/requests/{request_.id}"]
    for browser in (client, *map(sign_in, people)):
        assert browser.get(page(request_)).status_code in {302, 303, 403}
        for place in places:
            text = browser.get(place).text
            assert NOTE not in text
            assert TOLD not in text
    papers = [sign_in(kim).get(f"/requests/{request_.id}/answer.{ending}").data for ending in ("pdf", "hwpx")]
    assert all(NOTE.encode() not in paper and TOLD.encode() not in paper for paper in papers)


def test_a_form_that_is_sent_twice_leaves_one_note_and_an_empty_one_none(sign_in, kim, request_):
    browser = sign_in(kim)
    data = {"csrf_token": token_of(browser, page(request_)), "body": NOTE, "once": "the-same-form"}
    for _ in range(2):
        assert browser.post(f"{page(request_)}/notes", data=data).status_code == 303
    assert len(rows("desk_note")) == 1
    assert submit(browser, page(request_), f"{page(request_)}/notes", body=" ").status_code == 422


def test_the_desk_that_it_was_passed_on_to_reads_the_notes_and_the_first_desk_no_more(sign_in, kim, request_):
    a_note(request_, kim)
    there = an_officer(a_council().dong)
    asked = decisions.request(request_.id)
    to = there.posts[0].dong_id
    dong = decisions.desk(to).dong
    with transaction():
        answers.pass_on(asked, dong, "그 동의 일입니다", Press("once", asked.version), by=kim, at=clock.now())
    assert NOTE in sign_in(there).get(page(request_)).text
    assert sign_in(kim).get(page(request_)).status_code == 403


def test_a_section_is_asked_until_a_day_and_what_came_back_stands_beside_the_answer(sign_in, kim, request_):
    browser, until = sign_in(kim), clock.today() + timedelta(days=3)
    words = {"section": "구청 교통행정과", "question": "주차면을 줄일 수 있습니까?", "wanted_by": until.isoformat()}
    assert submit(browser, f"{page(request_)}/opinions/new", **words).status_code == 303
    (asked,) = queries.folder(request_.id).opinions
    form = f"/requests/{request_.id}/answer"
    assert TOLD not in browser.get(form).text
    came = {"answer": TOLD, "answered_by": "이주임", "answered_on": clock.today().isoformat()}
    assert submit(browser, f"/section-opinions/{asked.id}", **came).status_code == 303
    text = browser.get(form).text
    assert TOLD in text
    assert "구청 교통행정과의 의견" in text
    assert "이주임" in text


def test_an_opinion_that_did_not_come_by_its_day_is_marked(sign_in, kim, request_):
    asked = an_opinion(request_, kim)
    assert not asked.is_late(asked.wanted_by)
    assert asked.is_late(asked.wanted_by + timedelta(days=1))
    with pytest.raises(Invalid, match="지난 날짜"):
        an_opinion(request_, kim, wanted_by=clock.today() - timedelta(days=1))


def test_two_officers_who_enter_the_same_opinion_do_not_overwrite_each_other(kim, lee, request_):
    asked = an_opinion(request_, kim, answer=TOLD)
    with pytest.raises(Invalid, match="그 사이에"), transaction():
        service.enter_opinion(asked, "다른 말", "박주임", clock.today(), seen=1, by=lee, at=clock.now())
    assert queries.opinion(asked.id).answer == TOLD


def test_what_came_back_tomorrow_did_not_come_back(kim, request_):
    asked, tomorrow = an_opinion(request_, kim), clock.today() + timedelta(days=1)
    with pytest.raises(Invalid, match="아직 오지 않은"), transaction():
        service.enter_opinion(asked, TOLD, "이주임", tomorrow, seen=1, by=kim, at=clock.now())


def test_notes_and_opinions_are_destroyed_a_year_after_the_request_has_ended(council, kim, lee, request_):
    still = a_request(council)
    for one in (request_, still):
        a_note(one, kim)
        an_opinion(one, kim, answer=TOLD)
        given_to(one, kim, by=lee)
    an_answer(decisions.request(request_.id), kim)
    year = timedelta(days=365)
    assert jobs.erase_desk_papers(clock.now() + year - timedelta(hours=1)) == 0
    assert jobs.erase_desk_papers(clock.now() + year) == 1
    assert jobs.erase_desk_papers(clock.now() + year) == 0
    assert {line.request_id for table in ("desk_note", "section_opinion") for line in rows(table)} == {still.id}
    assert len(rows("assignment")) == 2, "who had it stays written down"


def test_the_folder_asks_as_often_for_one_note_as_for_nine(sign_in, council, kim, request_):
    browser = sign_in(kim)

    def statements() -> int:
        with counted_statements() as asked:
            assert browser.get(page(request_)).status_code == 200
        return len(asked)

    for one in range(9):
        writer = an_officer(council.dong, name=f"담당{one}")
        a_note(request_, writer)
        an_opinion(request_, writer)
        if one == 0:
            first = statements()
    assert statements() == first
