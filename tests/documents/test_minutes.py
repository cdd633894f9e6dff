"""The minutes on paper, where they are written in sentences: the draft, and what was sealed."""

from app.kernel import clock
from app.kernel.db import transaction
from app.meetings import queries as meetings
from app.meetings import service as meetings_service
from app.meetings.states import LineKind, MinutesState
from tests.documents.test_documents import flat
from tests.factories.minutes import a_meeting_with_minutes, the_line


def test_sealed_minutes_are_printed_as_they_were_sealed_with_their_hash_and_the_way_to_their_page(app, client):
    meeting = a_meeting_with_minutes(MinutesState.SEALED, title="쓰레기 회의")
    with transaction():
        meetings_service.add_to_sealed(meeting, "5번 문장의 수는 열입니다.", by=meeting.called_by, at=clock.now())
    text = flat(client.get(f"/meetings/{meeting.id}/minutes.pdf").data)
    digest = meetings.sealed(meeting.id).hash
    words = ("쓰레기 회의", "안건 1. 깨진 유리", "나온 이야기: 봉투가 찢어집니다.", "5번 문장의 수는 열입니다.")
    for word in (*words, digest[:8], digest[-8:], f"/meetings/{meeting.id}/minutes"):
        assert word in text
    assert "초안" not in text


def test_a_draft_of_sentences_says_so_leaves_out_what_was_struck_and_bears_no_hash(app, client, sign_in):
    meeting = a_meeting_with_minutes()
    line, by = the_line(meeting, LineKind.SAID), meeting.called_by
    with transaction():
        meetings_service.strike_line(line, seen=line.version, by=by, at=clock.now())
    text = flat(sign_in(by).get(f"/meetings/{meeting.id}/minutes.pdf").data)
    assert "초안입니다" in text
    assert "봉투가 찢어집니다" not in text
    assert "지문" not in text
    assert client.get(f"/meetings/{meeting.id}/minutes.pdf").status_code == 303
