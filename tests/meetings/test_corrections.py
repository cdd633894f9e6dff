"""Corrections to the minutes: 72 hours for those who were there, a visible change, an answer that is told."""

from datetime import timedelta

import pytest

from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.errors import Conflict, Invalid
from app.meetings import queries, service
from app.meetings.states import CorrectionState, LineKind, MinutesState
from app.notices.jobs import deliver_events
from tests.browsing import form_of, submit
from tests.conftest import rows
from tests.factories import a_council, a_facilitator, a_member
from tests.factories.minutes import (
    a_correction,
    a_meeting_with_minutes,
    let_corrections_end,
    shown_minutes,
    the_line,
)

HOURS = timedelta(hours=1)


def page_of(meeting, name: str = "") -> str:
    return f"/meetings/{meeting.id}/minutes{name}"


def told() -> list[tuple[int, str]]:
    """Who was told of what, as far as minutes go."""
    deliver_events(clock.now())
    return [(row.user_id, row.action) for row in rows("notification") if row.action.startswith("minutes.")]


def test_those_who_came_are_told_and_may_read_the_draft(app, sign_in, client):
    council = a_council()
    came, absent = a_member(council), a_member(council)
    meeting = a_meeting_with_minutes(MinutesState.DRAFT, came, council=council)
    submit(sign_in(meeting.called_by), page_of(meeting), "/showing")
    assert told() == [(came.id, "minutes.shown")]
    page = sign_in(came).get(page_of(meeting)).text
    assert "고칠 곳을 알려 주세요" in page
    assert "/corrections/new" in page
    assert sign_in(absent).get(page_of(meeting)).status_code == 403
    assert client.get(page_of(meeting)).status_code == 303


def test_the_meetings_own_page_leads_those_who_may_read_it_to_the_draft(app, sign_in, client):
    council = a_council()
    came, absent = a_member(council), a_member(council)
    meeting = a_meeting_with_minutes(MinutesState.DRAFT, came, council=council)
    notice, leader = f"/meetings/{meeting.id}", meeting.called_by
    assert "회의록 초안 읽기" not in sign_in(came).get(notice).text, "it is not shown yet"
    submit(sign_in(leader), page_of(meeting), "/showing")
    assert f'href="{page_of(meeting)}"' in sign_in(came).get(notice).text
    for reader in (sign_in(absent), client):
        assert "회의록 초안 읽기" not in reader.get(notice).text


def test_the_draft_is_put_to_those_who_came_once(app):
    meeting, leader, _ = shown_minutes()
    until = queries.minutes_of(meeting.id).corrections_until
    with transaction():
        service.show_minutes(meeting, by=leader, at=clock.now() + HOURS)
    assert rows("event")[-1].action == "minutes.shown"
    assert len([row for row in rows("event") if row.action == "minutes.shown"]) == 1
    assert queries.minutes_of(meeting.id).corrections_until == until


def test_minutes_without_a_sentence_are_not_put_to_anybody(app):
    meeting = a_meeting_with_minutes()
    by, at = meeting.called_by, clock.now()
    with transaction():
        for line in queries.lines_of(meeting.id):
            service.strike_line(line, seen=line.version, by=by, at=at)
    with pytest.raises(Conflict, match="남은 문장이 없습니다"), transaction():
        service.show_minutes(meeting, by=by, at=at)


def test_somebody_who_came_proposes_other_words_and_the_facilitator_takes_them(app, sign_in):
    meeting, leader, member = shown_minutes()
    line = the_line(meeting, LineKind.SAID)
    url, browser = page_of(meeting, f"/lines/{line.id}/corrections/new"), sign_in(member)
    assert "나온 이야기: 봉투가 찢어집니다." in browser.get(url).text
    text = "나온 이야기: 봉투가 자주 찢어집니다."
    sent = submit(browser, url, "/corrections/new", text=text, reason="‘자주’라고 했습니다", follow=True).text
    assert "고침 제안을 보냈습니다" in sent
    assert "<ins>" in sent
    (row,) = rows("minutes_correction")
    desk, page = sign_in(leader), page_of(meeting, f"/corrections/{row.id}")
    assert "답하지 않은" not in desk.get(page_of(meeting)).text  # the 72 hours come first
    seen = desk.get(page).text
    assert "이영희" in seen
    assert "‘자주’라고 했습니다" in seen
    after = submit(desk, page, "/acceptance", follow=True).text
    assert "제안한 이웃에게 알렸습니다" in after
    assert text in after
    assert [kept.text for kept in rows("minutes_line_version")] == ["나온 이야기: 봉투가 찢어집니다."]
    assert told() == [
        (member.id, "minutes.shown"),
        (leader.id, "minutes.correction_proposed"),
        (member.id, "minutes.correction_accepted"),
    ]


def test_the_facilitator_leaves_a_sentence_with_a_reason_that_is_told(app, sign_in):
    meeting, leader, member = shown_minutes()
    one = a_correction(meeting, member)
    desk, page = sign_in(leader), page_of(meeting, f"/corrections/{one.id}")
    assert submit(desk, page, "/refusal", reason="").status_code == 422
    answer = submit(desk, page, "/refusal", reason="명단에는 그대로입니다", follow=True).text
    assert "명단에는 그대로입니다" in answer
    assert told()[-1] == (member.id, "minutes.correction_declined")
    assert rows("minutes_line_version") == []
    assert "명단에는 그대로입니다" in sign_in(member).get(page).text


def test_who_proposed_is_known_to_the_facilitator_and_to_oneself_alone(app, sign_in):
    council = a_council()
    leader, author = a_facilitator(council, name="김반장"), a_member(council, name="이영희")
    other = a_member(council, name="박순자")
    meeting = a_meeting_with_minutes(MinutesState.SHOWN, author, other, council=council, called_by=leader)
    page = page_of(meeting, f"/corrections/{a_correction(meeting, author).id}")
    for reader, is_named in ((leader, True), (author, True), (other, False)):
        body = sign_in(reader).get(page).text.partition("<main")[2]
        assert ("이영희" in body) is is_named


def test_the_same_form_proposes_once(app, sign_in):
    meeting, _, member = shown_minutes()
    line = the_line(meeting, LineKind.SAID)
    url, browser = page_of(meeting, f"/lines/{line.id}/corrections/new"), sign_in(member)
    form = form_of(browser.get(url).text, url)
    for _ in range(2):
        browser.post(url, data={**form.values.to_dict(), "text": "다른 말", "reason": "까닭"})
    assert len(rows("minutes_correction")) == 1


def test_one_proposal_of_a_person_on_a_sentence_waits_at_a_time(app):
    meeting, _, member = shown_minutes()
    a_correction(meeting, member)
    with pytest.raises(Invalid, match="기다리고 있습니다"):
        a_correction(meeting, member, "열한 명이 왔습니다.")
    a_correction(meeting, member, "다른 문장", line=the_line(meeting, LineKind.SAID))
    assert len(rows("minutes_correction")) == 2


def test_words_that_change_nothing_are_no_proposal(app):
    meeting, _, member = shown_minutes()
    with pytest.raises(Invalid, match="다른 곳이 없습니다"):
        a_correction(meeting, member, the_line(meeting, LineKind.PRESENT).text)


def test_a_proposal_that_repeats_a_phone_number_is_refused(app, sign_in):
    meeting, _, member = shown_minutes()
    url = page_of(meeting, f"/lines/{the_line(meeting, LineKind.SAID).id}/corrections/new")
    answer = submit(sign_in(member), url, "/corrections/new", text="010-1234-5678", reason="전화")
    assert answer.status_code == 422


def test_after_72_hours_none_come_and_the_page_says_when_it_ended(app, sign_in):
    meeting, _leader, member = shown_minutes()
    minutes = queries.minutes_of(meeting.id)
    assert minutes.corrections_until - minutes.shown_at == 72 * HOURS
    with pytest.raises(Conflict, match="기간이 아닙니다"):
        a_correction(meeting, member, at=minutes.corrections_until)
    a_correction(meeting, member, at=minutes.corrections_until - timedelta(seconds=1))
    let_corrections_end(meeting)
    page = sign_in(member).get(page_of(meeting)).text
    assert "고칠 곳을 알려 주는 기간이" in page
    assert "/corrections/new" not in page


def test_a_struck_sentence_takes_no_proposal(app):
    meeting, leader, member = shown_minutes()
    line = the_line(meeting, LineKind.SAID)
    with transaction():
        service.strike_line(line, seen=line.version, by=leader, at=clock.now())
    with pytest.raises(Conflict, match="지운 문장"):
        a_correction(meeting, member, line=line)


def test_a_proposal_on_a_sentence_that_changed_since_is_not_taken_unseen(app, sign_in):
    meeting, leader, member = shown_minutes()
    one = a_correction(meeting, member)
    desk, page = sign_in(leader), page_of(meeting, f"/corrections/{one.id}")
    form = form_of(desk.get(page).text, "/acceptance")
    line = the_line(meeting, LineKind.PRESENT)
    with transaction():
        service.reword_line(line, "모두 아홉 명이 왔습니다.", seen=line.version, by=leader, at=clock.now())
    answer = desk.post(form.action, data=form.values.to_dict())
    assert answer.status_code == 422
    assert "그 사이에 다른 사람이 이 문장을 고쳤습니다" in answer.text
    assert "제안한 뒤에 이 문장이 바뀌었습니다" in answer.text
    assert desk.post(form.action, data=form_of(answer.text, "/acceptance").values.to_dict()).status_code == 303


def test_those_who_came_see_what_was_changed_after_they_could_read_it(app, sign_in):
    meeting, leader, member = shown_minutes()
    said, present = the_line(meeting, LineKind.SAID), the_line(meeting, LineKind.PRESENT)
    with transaction():
        service.reword_line(said, "나온 이야기: 아무 말도 없었습니다.", seen=said.version, by=leader, at=clock.now())
        service.strike_line(present, seen=present.version, by=leader, at=clock.now())
    reader = sign_in(member)
    page = reader.get(page_of(meeting)).text
    assert page.count("참석자에게 보인 뒤에 바뀐 문장") == 2
    assert "<del>모두 1명이 왔습니다" in page
    history = reader.get(page_of(meeting, f"/lines/{said.id}/versions")).text
    assert "봉투가" in history
    assert "김반장" in history
    assert "지웠습니다." in reader.get(page_of(meeting, f"/lines/{present.id}/versions")).text


def test_what_was_changed_before_they_could_read_it_is_not_marked(app, sign_in):
    council = a_council()
    member = a_member(council)
    meeting = a_meeting_with_minutes(MinutesState.DRAFT, member, council=council)
    line, by = the_line(meeting, LineKind.SAID), meeting.called_by
    with transaction():
        service.reword_line(line, "먼저 고친 말", seen=line.version, by=by, at=clock.now())
        service.show_minutes(meeting, by=by, at=clock.now())
    assert "바뀐 문장" not in sign_in(member).get(page_of(meeting)).text


def test_what_was_answered_is_not_answered_otherwise(app):
    meeting, leader, member = shown_minutes()
    one = a_correction(meeting, member)
    at = clock.now()
    with transaction():
        service.accept_correction(queries.correction(meeting.id, one.id), seen=1, by=leader, at=at)
    with transaction():
        service.accept_correction(queries.correction(meeting.id, one.id), seen=1, by=leader, at=at)
    with pytest.raises(Conflict), transaction():
        service.decline_correction(queries.correction(meeting.id, one.id), "아니다", by=leader, at=at)
    assert rows("minutes_correction")[0].state == CorrectionState.ACCEPTED.value
