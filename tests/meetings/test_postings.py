"""Proof of the paper notice: photos with place and time, and the notice period of the bylaws held against them."""

from datetime import timedelta
from pathlib import Path

import pytest

from app.kernel import clock
from app.meetings.service.posting import MOST_POSTINGS
from app.meetings.states import MeetingState
from tests.browsing import form_of, submit
from tests.conftest import rows
from tests.factories import a_council, a_facilitator, a_member, an_officer
from tests.factories.meetings import a_meeting, a_posting
from tests.factories.proposals import a_picture


def filled(**given) -> dict:
    today = clock.today() - timedelta(days=1)
    return {"place": "84번지 게시판", "day": today.isoformat(), "time": "10:30", "photo": a_picture(), **given}


def url_of(meeting) -> str:
    return f"/meetings/{meeting.id}/postings"


def kept_files(app) -> list[str]:
    folder = Path(app.config["UPLOADS"])
    return [path.name for path in folder.iterdir()] if folder.exists() else []


def test_a_photo_with_place_and_time_stands_on_the_notice_for_everybody(app, sign_in, client):
    meeting = a_meeting()
    submit(sign_in(meeting.called_by), url_of(meeting), "/postings", **filled())
    page = client.get(f"/meetings/{meeting.id}").text
    assert "1곳에 붙였습니다" in page
    assert "84번지 게시판" in page
    (row,) = rows("posting")
    photo = client.get(f"/meetings/{meeting.id}/postings/{row.id}/photo")
    assert (photo.status_code, photo.mimetype) == (200, "image/webp")
    assert b"SecretCamera" not in photo.data


def test_officer_and_facilitator_add_places_and_a_resident_does_not(app, sign_in):
    meeting = a_meeting()
    council = meeting.council
    leader, officer, member = a_facilitator(council), an_officer(council.dong), a_member(council)
    for place, person in (("게시판", leader), ("가게 앞", officer)):
        assert submit(sign_in(person), url_of(meeting), "/postings", **filled(place=place)).status_code == 303
    assert sign_in(member).get(url_of(meeting)).status_code == 403
    assert sorted(row.place for row in rows("posting")) == ["가게 앞", "게시판"]


def test_the_same_form_sent_twice_keeps_one_photo_and_one_file(app, sign_in):
    meeting = a_meeting()
    browser = sign_in(meeting.called_by)
    form = form_of(browser.get(url_of(meeting)).text, "/postings")
    before = len(kept_files(app))
    for _ in range(2):
        answer = browser.post(form.action, data={**form.values, **filled()}, content_type="multipart/form-data")
        assert answer.status_code == 303
    assert len(rows("posting")) == 1
    assert len(kept_files(app)) == before + 1


@pytest.mark.parametrize(
    "wrong", [{"place": ""}, {"photo": ""}, {"day": "2999-01-01"}, {"day": "0001-01-01", "time": "00:00"}]
)
def test_what_is_missing_or_cannot_be_is_said_and_leaves_no_file(app, sign_in, wrong):
    meeting = a_meeting()
    before = kept_files(app)
    answer = submit(sign_in(meeting.called_by), url_of(meeting), "/postings", **filled(**wrong))
    assert answer.status_code == 422
    assert (rows("posting"), kept_files(app)) == ([], before)


def test_there_is_an_end_to_the_photos(app, sign_in):
    meeting = a_meeting()
    for _ in range(MOST_POSTINGS):
        a_posting(meeting)
    before = kept_files(app)
    answer = submit(sign_in(meeting.called_by), url_of(meeting), "/postings", **filled())
    assert answer.status_code == 422
    assert "20곳까지" in answer.text
    assert kept_files(app) == before


def test_a_wrong_photo_is_taken_away_with_its_file(app, sign_in, client):
    meeting = a_meeting()
    browser = sign_in(meeting.called_by)
    before = kept_files(app)
    submit(browser, url_of(meeting), "/postings", **filled())
    page = submit(browser, url_of(meeting), "/removal", follow=True)
    assert "사진을 지웠습니다" in page.text
    assert (rows("posting"), kept_files(app)) == ([], before)


def at_days(meeting, days: int, hour: int = 12):
    start = clock.seoul(meeting.starts_at)
    return (start - timedelta(days=days)).replace(hour=hour)


@pytest.mark.parametrize(("days", "is_late"), [(8, False), (7, False), (6, True)])
def test_the_notice_period_of_the_bylaws_is_held_against_the_first_photo(app, client, days, is_late):
    council = a_council(bylaws={"notice_days": 7})
    meeting = a_meeting(council=council)
    a_posting(meeting, posted_at=at_days(meeting, 1))
    a_posting(meeting, posted_at=at_days(meeting, days, hour=23))
    page = client.get(f"/meetings/{meeting.id}").text
    assert "2곳에 붙였습니다" in page
    assert ("종이 알림을 늦게 붙였습니다" in page) is is_late
    assert ("회의 7일 전까지 붙였습니다" in page) is not is_late


def test_bylaws_without_a_notice_period_find_nothing_late(app, client):
    meeting = a_meeting()
    a_posting(meeting)
    page = client.get(f"/meetings/{meeting.id}").text
    assert "늦게 붙였습니다" not in page
    assert "일 전까지 붙였습니다" not in page


def test_after_the_minutes_are_out_the_proof_stays_as_it_is(app, sign_in):
    meeting = a_meeting(state=MeetingState.PUBLISHED)
    posting = a_posting(meeting)
    browser = sign_in(meeting.called_by)
    assert "지금은 사진을 바꿀 수 없습니다" in browser.get(url_of(meeting)).text
    token = form_of(browser.get("/account").text, "/sign-out").values["csrf_token"]
    gone = browser.post(f"{url_of(meeting)}/{posting.id}/removal", data={"csrf_token": token})
    assert gone.status_code == 409
    assert len(rows("posting")) == 1


def test_a_photo_of_another_meeting_is_not_found_under_this_one(app, client):
    one, other = a_meeting(), a_meeting()
    posting = a_posting(other)
    assert client.get(f"/meetings/{one.id}/postings/{posting.id}/photo").status_code == 404
