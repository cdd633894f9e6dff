"""The report of a month: counted by hand, of the dong alone, without names, and in as many statements as ever."""

from datetime import date, datetime, timedelta

import pytest

from app.decisions.states import Answer, RequestState
from app.documents import months as queries
from app.documents.months import Month, month, months
from app.kernel import clock
from app.kernel.db import session, transaction
from app.meetings.states import MeetingState
from tests.conftest import counted_statements
from tests.documents.readers import page_text
from tests.factories import a_council, a_user, an_officer, decisions, in_days
from tests.factories.meetings import a_meeting, a_resolution, an_attendance, an_item

FIRST = date(2026, 9, 1)
SEPTEMBER = Month(FIRST, clock.now() + timedelta(days=4000))


def at(day: int, hour: int = 12, month: int = 9):
    return datetime(2026, month, day, hour, tzinfo=clock.SEOUL)


def a_request_of(council, *, received: date, due: date, answered=None, taken_back=None, **given):
    """A request of that day, answered or taken back at that moment, or neither yet."""
    asked = decisions.a_request(council)
    with transaction():
        held = decisions.queries.locked_request(asked.id)
        held.received_on, held.due_on = received, due
        if taken_back is not None:
            held.state, held.ended_at = RequestState.WITHDRAWN, taken_back
    if answered is not None:
        told = decisions.an_answer(decisions.queries.request(asked.id), an_officer(council.dong), **given)
        with transaction():
            session().get_one(type(told), told.id).published_at = answered


def test_months_go_back_two_years_from_this_one():
    found = months(at(30, 23))
    assert [str(found[place]) for place in (0, 1, 8, 9, 23)] == ["2026-09", "2026-08", "2026-01", "2025-12", "2024-10"]


@pytest.mark.parametrize("text", ["2026-10", "2024-09", "2026-9", "2026-00", "", "x", "2026-09-01", "２０２６-09"])
def test_other_months_are_none(text):
    assert month(text, at(30)) is None


def test_a_month_ends_with_its_last_day_in_seoul_and_this_one_today():
    assert (SEPTEMBER.last, SEPTEMBER.counted_on) == (date(2026, 9, 30), date(2026, 10, 1))
    running = Month(FIRST, at(12))
    assert (running.last, running.counted_on, running.ends) == (date(2026, 9, 12), date(2026, 9, 12), at(12))


def test_requests_are_counted_as_by_hand(app):
    council = a_council()
    day = date(2026, 9, 10)
    before, after = date(2026, 8, 20), date(2026, 10, 2)
    a_request_of(council, received=day, due=date(2026, 9, 24), answered=at(24, 23))  # in time, on the last day
    a_request_of(council, received=day, due=date(2026, 9, 24), answered=at(25, 0), **accepted())  # late
    a_request_of(council, received=before, due=date(2026, 9, 3), answered=at(2), **accepted())  # of August, in time
    a_request_of(council, received=before, due=date(2026, 8, 31), answered=at(31, 12, 8))  # answered in August
    a_request_of(council, received=day, due=date(2026, 9, 30))  # waits, overdue at the end
    a_request_of(council, received=day, due=date(2026, 10, 1))  # waits, not due yet
    a_request_of(council, received=before, due=date(2026, 9, 1), answered=at(5, 12, 10))  # overdue then, answered since
    a_request_of(council, received=after, due=date(2026, 10, 20))  # of October
    a_request_of(a_council(), received=day, due=day, answered=at(11))  # of another dong
    a_request_of(council, received=day, due=date(2026, 9, 24), taken_back=at(12))
    found = queries.requests_counted(council.dong_id, SEPTEMBER)
    assert (found.received, found.answered, found.late, found.waiting, found.overdue) == (5, 3, 1, 3, 2)
    assert found.answers == {
        Answer.ACCEPTED: 2,
        Answer.PARTLY: 0,
        Answer.REJECTED: 1,
        Answer.PASSED_ON: 0,
        Answer.DEFERRED: 0,
    }


def accepted() -> dict:
    return {"answer": Answer.ACCEPTED, "reason_code": "will_do", "do_by": date(2026, 12, 1)}


def test_meetings_that_took_place_are_counted_with_people_and_decisions(app):
    council = a_council()
    held = a_meeting(council=council, state=MeetingState.PUBLISHED, title="쓰레기 회의", opened_at=at(3))
    a_resolution(an_item(held))
    for name in ("박순자", "이영희"):
        an_attendance(held, name=name)
    a_meeting(council=council, state=MeetingState.ANNOUNCED, starts_at=at(4))
    a_meeting(council=council, state=MeetingState.CANCELLED, starts_at=at(5))
    a_meeting(council=council, state=MeetingState.ENDED, opened_at=at(31, 23, 8))
    a_meeting(council=council, state=MeetingState.ENDED, opened_at=at(1, 0, 10))
    a_meeting(state=MeetingState.ENDED, opened_at=at(3))
    found = queries.meetings_held(council.dong_id, SEPTEMBER)
    assert [(one.title, one.came, one.decided) for one in found] == [("쓰레기 회의", 2, 1)]


def test_a_poll_of_few_voters_gives_no_number(app):
    council = a_council()
    this = Month(clock.seoul(in_days(-1)).date().replace(day=1), clock.now())
    decisions.a_counted_poll(council, {"가": 4, "나": 1}, question="다섯")
    decisions.a_counted_poll(council, {"가": 4}, question="넷")
    found = {one.question: one.ballots for one in queries.polls_closed(council.dong_id, this)}
    assert found == {"다섯": 5, "넷": None}


def test_the_officer_picks_a_month_and_nobody_is_named(app, sign_in):
    council = a_council()
    officer, yesterday, gu = an_officer(council.dong), in_days(-1), council.dong.gu.name
    meeting = a_meeting(council=council, state=MeetingState.ENDED, opened_at=yesterday)
    an_attendance(meeting, name="박순자", user=a_user(name="박순자"))
    browser = sign_in(officer)
    path = f"/dongs/{council.dong_id}/months"
    text = f"{clock.seoul(yesterday):%Y-%m}"
    assert f'href="{path}/{text}"' in browser.get(path).text
    assert f'href="{path}"' in browser.get(f"/dongs/{council.dong_id}/requests").text
    sheet = page_text(browser.get(f"{path}/{text}").text)
    assert "1명" in sheet
    assert "박순자" not in sheet
    assert f"{gu}청장" in sheet
    assert browser.get(f"{path}/1999-01").status_code == 404


def test_a_fuller_month_asks_the_database_no_more_often(app, sign_in):
    council = a_council()
    browser = sign_in(an_officer(council.dong))
    path = f"/dongs/{council.dong_id}/months/{clock.seoul(in_days(-1)):%Y-%m}"
    browser.get(path)
    with counted_statements() as few:
        browser.get(path)
    for _ in range(5):
        a_meeting(council=council, state=MeetingState.ENDED, opened_at=in_days(-1))
        decisions.a_request(council)
        decisions.a_counted_poll(council, {"가": 4, "나": 1})
    with counted_statements() as many:
        assert browser.get(path).status_code == 200
    assert len(many) == len(few)
