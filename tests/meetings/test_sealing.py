"""Sealed minutes: the hash in the public ledger, the check on the page, additions below, and nothing that changes."""

import hashlib
import json

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from app.councils.models import Council
from app.kernel import clock
from app.kernel.db import session, transaction
from app.kernel.errors import Conflict
from app.kernel.ledger import canonical, entries_of, first_broken
from app.meetings import queries, service
from app.meetings.states import LineKind, MeetingState, MinutesState
from app.polls import queries as polls
from app.records.service import ledger, record
from app.static import verify
from tests.browsing import form_of, submit
from tests.conftest import rows
from tests.factories import a_council, a_facilitator, a_member, an_officer
from tests.factories.meetings import a_meeting
from tests.factories.minutes import a_meeting_with_minutes, the_line
from tests.factories.polls import a_counted_poll, tamper


def page_of(meeting, name: str = "") -> str:
    return f"/meetings/{meeting.id}/minutes{name}"


def sealed_minutes(**given):
    return a_meeting_with_minutes(MinutesState.SEALED, **given)


def test_publishing_seals_the_sentences_and_appends_their_hash_to_the_ledger(app, client):
    meeting = sealed_minutes()
    (entry,) = entries_of(meeting.council_id)
    told = client.get(f"/meetings/{meeting.id}/minutes.json")
    assert told.mimetype == "application/json"
    assert (entry.kind, entry.subject_type, entry.subject_id) == ("minutes.sealed", "meeting", meeting.id)
    assert entry.body["minutes"] == hashlib.sha256(told.data).hexdigest()
    content = json.loads(told.data)
    assert canonical(content) == told.text
    assert entry.body["sentences"] == len(content["sentences"])
    assert [one["number"] for one in content["sentences"]] == list(range(1, len(content["sentences"]) + 1))
    assert content["items"] == ["깨진 유리"]


def test_everybody_reads_the_sealed_sentences_with_their_hash_and_that_it_matches(app, client):
    meeting = sealed_minutes()
    page = client.get(page_of(meeting)).text
    for words in ("나온 이야기: 봉투가 찢어집니다.", "안건 1. 깨진 유리", queries.sealed(meeting.id).hash):
        assert words in page
    assert "한 글자도 바뀌지 않았습니다" in page
    assert "까지 걸어 둡니다" in page


def test_what_was_struck_out_is_not_sealed(app):
    meeting = a_meeting_with_minutes(MinutesState.APPROVED)
    by, at = meeting.called_by, clock.now()
    with transaction():
        service.reopen_minutes(meeting, by=by, at=at)
        line = the_line(meeting, LineKind.SAID)
        service.strike_line(line, seen=line.version, by=by, at=at)
        service.approve_minutes(meeting, by=by, at=at)
        service.publish(meeting, by=by, at=at)
    assert "봉투가 찢어집니다" not in queries.sealed(meeting.id).text


def test_sealed_minutes_stay_what_they_are_whatever_becomes_of_the_rows_they_were_made_of(app, client):
    meeting = sealed_minutes()
    session().execute(text("UPDATE minutes_line SET text = '다른 말'"))
    session().execute(text("UPDATE meeting SET title = '다른 회의'"))
    session().commit()
    page = client.get(page_of(meeting)).text
    assert "나온 이야기: 봉투가 찢어집니다." in page
    assert "한 글자도 바뀌지 않았습니다" in page


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE sealed_minutes SET text = '{}'",
        "DELETE FROM sealed_minutes",
        "UPDATE addendum SET text = '다른 말'",
        "DELETE FROM addendum",
    ],
)
def test_the_database_refuses_to_change_what_was_sealed(app, statement):
    meeting = sealed_minutes()
    with transaction():
        service.add_to_sealed(meeting, "덧붙임", by=meeting.called_by, at=clock.now())
    with pytest.raises(IntegrityError, match="never changed"), transaction():
        session().execute(text(statement))


def test_a_seal_that_was_broken_behind_the_back_of_the_program_is_told_on_the_page(app, client):
    meeting = sealed_minutes()
    content = queries.sealed(meeting.id).content
    content["sentences"][0]["text"] = "아무도 오지 않았습니다."
    changed = canonical(content)
    statement = text("UPDATE sealed_minutes SET text = :text, hash = :hash")
    values = {"text": changed, "hash": hashlib.sha256(changed.encode()).hexdigest()}
    tamper(statement.bindparams(**values), "sealed_minutes_update_refused")
    page = client.get(page_of(meeting)).text
    assert "공개 장부에 적힌 지문과 맞지 않습니다" in page
    assert "한 글자도 바뀌지 않았습니다" not in page


def test_an_addendum_that_was_taken_out_is_told_on_the_page(app, client):
    meeting = sealed_minutes()
    with transaction():
        service.add_to_sealed(meeting, "덧붙임", by=meeting.called_by, at=clock.now())
    tamper(text("DELETE FROM addendum"), "addendum_delete_refused")
    assert "공개 장부에 적힌 지문과 맞지 않습니다" in client.get(page_of(meeting)).text


def test_a_correction_after_the_sealing_is_added_below_with_an_entry_of_its_own(app, sign_in, client):
    meeting = sealed_minutes()
    sealed, browser = queries.sealed(meeting.id).hash, sign_in(meeting.called_by)
    url = page_of(meeting, "/addenda/new")
    form = form_of(browser.get(url).text, url)
    for _ in range(2):
        browser.post(url, data={**form.values.to_dict(), "text": "5번 문장의 수는 열입니다."})
    submit(browser, url, url, text="6번 문장의 날은 토요일입니다.")
    page = client.get(page_of(meeting)).text
    assert "5번 문장의 수는 열입니다." in page
    assert "한 글자도 바뀌지 않았습니다" in page
    assert [row.number for row in rows("addendum")] == [1, 2]
    assert [entry.kind for entry in entries_of(meeting.council_id)] == ["minutes.sealed", *["minutes.added"] * 2]
    assert queries.sealed(meeting.id).hash == sealed


def test_nothing_is_added_before_the_sealing(app, sign_in):
    meeting = a_meeting_with_minutes(MinutesState.APPROVED)
    with pytest.raises(Conflict), transaction():
        service.add_to_sealed(meeting, "덧붙임", by=meeting.called_by, at=clock.now())


def test_publishing_twice_seals_once(app):
    meeting = sealed_minutes()
    with transaction():
        service.publish(meeting, by=meeting.called_by, at=clock.now())
    assert len(rows("ledger")) == 1


def test_nobody_who_came_is_named_in_what_is_sealed(app, client):
    council = a_council()
    leader, officer = a_facilitator(council, name="김반장"), an_officer(council.dong, name="박주무")
    member = a_member(council, name="이영희")
    meeting = a_meeting_with_minutes(MinutesState.SEALED, leader, member, officer, council=council, called_by=leader)
    sealed = client.get(f"/meetings/{meeting.id}/minutes.json").text
    assert "김반장" in sealed
    assert "이영희" not in sealed


def test_the_text_that_was_sealed_is_not_there_before_the_sealing(app, sign_in, client):
    meeting = a_meeting_with_minutes(MinutesState.APPROVED)
    assert sign_in(meeting.called_by).get(f"/meetings/{meeting.id}/minutes.json").status_code == 404


def test_a_ledger_with_minutes_and_additions_is_whole_to_us_and_to_the_program_that_anybody_runs(app):
    meeting = sealed_minutes()
    with transaction():
        service.add_to_sealed(meeting, "덧붙임", by=meeting.called_by, at=clock.now())
    assert first_broken(meeting.council_id) is None
    assert verify.faults("".join(ledger(meeting.council_id)).encode(), verify.Ledger) == []


def test_the_record_of_a_poll_whose_council_has_sealed_minutes_is_verified(app):
    meeting = sealed_minutes()
    poll = a_counted_poll([[1], [2], [1]], session().get_one(Council, meeting.council_id))
    with transaction():
        whole = "".join(record(polls.poll(poll.id)))
    assert '"kind":"minutes.sealed"' in whole
    assert verify.faults(whole.encode()) == []


@pytest.mark.parametrize("state", [MeetingState.ENDED, MeetingState.PUBLISHED])
def test_minutes_of_before_there_were_sentences_show_as_they_did(app, sign_in, state):
    meeting = a_meeting(state=state)
    page = sign_in(meeting.called_by).get(page_of(meeting)).text
    assert "확인된 주민" in page
    assert "봉인 확인" not in page
