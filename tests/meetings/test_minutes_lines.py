"""Writing the minutes: the draft at the end, sentences changed, added, struck out, and two people at once."""

import pytest

from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.errors import Conflict, Invalid
from app.meetings import queries, service
from app.meetings.states import LineKind, MeetingState, MinutesState
from tests.browsing import form_of, submit
from tests.conftest import counted_statements, rows
from tests.factories import a_council, a_facilitator, a_member, a_user, an_officer
from tests.factories.meetings import a_meeting, a_remark, an_attendance, an_item
from tests.factories.minutes import a_meeting_with_minutes, the_line


def page_of(meeting, name: str = "") -> str:
    return f"/meetings/{meeting.id}/minutes{name}"


def text_of(meeting) -> list[str]:
    whole = queries.meeting(meeting.id)
    return [one.text for one in queries.numbered(whole, queries.lines_of(meeting.id)) if one.number]


def test_the_minutes_are_written_when_the_meeting_ends(app, sign_in):
    meeting = a_meeting(state=MeetingState.RUNNING)
    a_remark(an_item(meeting, title="깨진 유리"), text="봉투가 찢어집니다.")
    an_attendance(meeting)
    page = submit(sign_in(meeting.called_by), f"/meetings/{meeting.id}/console", "/adjournment", follow=True).text
    for words in ("초안", "깨진 유리", "나온 이야기: 봉투가 찢어집니다.", "14일 안에 공개해야 합니다"):
        assert words in page
    assert [row.state for row in rows("minutes")] == ["draft"]
    assert [row.position for row in rows("minutes_line")] == list(range(1, len(rows("minutes_line")) + 1))


def test_the_draft_is_korean_whoever_ends_the_meeting(app, sign_in):
    meeting = a_meeting(state=MeetingState.RUNNING)
    browser = sign_in(meeting.called_by)
    browser.set_cookie("language", "en")
    submit(browser, f"/meetings/{meeting.id}/console", "/adjournment")
    assert "마쳤습니다" in rows("minutes_line")[-1].text


def test_the_draft_is_written_once(app):
    meeting = a_meeting_with_minutes()
    before = len(rows("minutes_line"))
    with transaction():
        service.write_draft(queries.locked(meeting.id), at=meeting.ended_at)
    assert len(rows("minutes_line")) == before


def test_the_facilitator_changes_a_sentence_and_the_old_one_stays_readable(app, sign_in):
    meeting = a_meeting_with_minutes()
    line = the_line(meeting, LineKind.SAID)
    browser, url = sign_in(meeting.called_by), page_of(meeting, f"/lines/{line.id}")
    page = submit(browser, url, url, text="봉투가 자주 찢어집니다.", follow=True).text
    assert "봉투가 자주 찢어집니다." in page
    kept = browser.get(url).text
    assert "고치기 전의 문장" in kept
    assert [row.text for row in rows("minutes_line_version")] == ["나온 이야기: 봉투가 찢어집니다."]


def test_the_same_words_change_nothing(app, sign_in):
    meeting = a_meeting_with_minutes()
    line = the_line(meeting, LineKind.SAID)
    url = page_of(meeting, f"/lines/{line.id}")
    assert submit(sign_in(meeting.called_by), url, url).status_code == 303
    assert rows("minutes_line_version") == []


def test_of_two_who_change_a_sentence_at_once_the_second_is_shown_both_and_loses_nothing(app, sign_in):
    meeting = a_meeting_with_minutes()
    line = the_line(meeting, LineKind.SAID)
    browser, url = sign_in(meeting.called_by), page_of(meeting, f"/lines/{line.id}")
    form = form_of(browser.get(url).text, url)
    submit(browser, url, url, text="먼저 고친 말")
    answer = browser.post(url, data={**form.values.to_dict(), "text": "나중에 고친 말"})
    assert answer.status_code == 422
    assert "그 사이에 다른 사람이 이 문장을 고쳤습니다" in answer.text
    assert "<del>" in answer.text
    again = form_of(answer.text, url)
    assert again.values.to_dict()["text"] == "나중에 고친 말"
    assert browser.post(url, data=again.values.to_dict()).status_code == 303
    assert rows("minutes_line_version")[-1].text == "먼저 고친 말"


def test_a_version_that_is_no_number_was_never_seen(app, sign_in):
    meeting = a_meeting_with_minutes()
    line = the_line(meeting, LineKind.SAID)
    url = page_of(meeting, f"/lines/{line.id}")
    assert submit(sign_in(meeting.called_by), url, url, text="다른 말", seen="x").status_code == 422


def test_a_sentence_is_added_behind_another_once(app, sign_in):
    meeting = a_meeting_with_minutes()
    before, said = text_of(meeting), the_line(meeting, LineKind.SAID)
    browser, url = sign_in(meeting.called_by), page_of(meeting, "/lines/new")
    form = form_of(browser.get(url).text, url)
    for _ in range(2):
        browser.post(url, data={**form.values.to_dict(), "after": said.id, "text": "물도 새어 나옵니다."})
    place = before.index("나온 이야기: 봉투가 찢어집니다.") + 1
    assert text_of(meeting) == [*before[:place], "물도 새어 나옵니다.", *before[place:]]
    added = queries.lines_of(meeting.id)[place]
    assert (added.kind, added.item_id) == (LineKind.ADDED, said.item_id)


def test_whoever_has_a_later_sentence_open_is_not_stopped_by_one_that_is_added_before_it(app):
    meeting = a_meeting_with_minutes()
    first, last = the_line(meeting, LineKind.OPENED), the_line(meeting, LineKind.ENDED)
    seen, by = last.version, meeting.called_by
    with transaction():
        service.add_line(meeting, first, "날이 추웠습니다.")
    with transaction():
        service.reword_line(last, "아홉 시에 마쳤습니다.", seen=seen, by=by, at=meeting.ended_at)
    assert text_of(meeting)[-1] == "아홉 시에 마쳤습니다."


def test_a_sentence_that_is_struck_out_is_not_counted_and_comes_back(app, sign_in):
    meeting = a_meeting_with_minutes()
    line, whole = the_line(meeting, LineKind.SAID), text_of(meeting)
    browser, url = sign_in(meeting.called_by), page_of(meeting, f"/lines/{line.id}")
    page = submit(browser, url, "/striking", follow=True).text
    assert "<del>나온 이야기: 봉투가 찢어집니다.</del>" in page
    assert text_of(meeting) == [text for text in whole if text != line.text]
    submit(browser, url, "/restoring")
    assert text_of(meeting) == whole
    assert [bool(row.was_struck) for row in rows("minutes_line_version")] == [False, True]


def test_a_sentence_that_somebody_changed_is_not_struck_out_unread(app):
    meeting = a_meeting_with_minutes()
    line, by, at = the_line(meeting, LineKind.SAID), meeting.called_by, meeting.ended_at
    seen = line.version
    with transaction():
        service.reword_line(line, "새 말", seen=seen, by=by, at=at)
    with pytest.raises(Invalid), transaction():
        service.strike_line(line, seen=seen, by=by, at=at)


def test_striking_out_a_sentence_that_was_changed_shows_what_it_says_now(app, sign_in):
    meeting = a_meeting_with_minutes()
    line = the_line(meeting, LineKind.SAID)
    browser, url = sign_in(meeting.called_by), page_of(meeting, f"/lines/{line.id}")
    form = form_of(browser.get(url).text, "/striking")
    submit(browser, url, url, text="새로 고친 말")
    answer = browser.post(form.action, data=form.values.to_dict())
    assert answer.status_code == 422
    assert "새로 고친 말" in answer.text
    assert rows("minutes_line")[0].struck_at is None


@pytest.mark.parametrize("state", [MinutesState.APPROVED, MinutesState.SEALED])
def test_approved_and_sealed_minutes_are_not_changed(app, state):
    meeting = a_meeting_with_minutes(state)
    line, by, at = the_line(meeting, LineKind.SAID), meeting.called_by, meeting.ended_at
    for verb in (
        lambda: service.reword_line(line, "다른 말", seen=line.version, by=by, at=at),
        lambda: service.strike_line(line, seen=line.version, by=by, at=at),
        lambda: service.restore_line(line, by=by, at=at),
        lambda: service.add_line(meeting, line, "더한 말"),
    ):
        with pytest.raises(Conflict), transaction():
            verb()


def test_remarks_are_not_changed_behind_the_back_of_the_sentences(app):
    meeting = a_meeting_with_minutes()
    (remark,) = meeting.items[0].remarks
    for verb in (
        lambda: service.reword(meeting, remark, "다른 말"),
        lambda: service.drop_remark(meeting, remark.id),
    ):
        with pytest.raises(Conflict, match="문장이 이미 쓰였습니다"), transaction():
            verb()


def test_names_of_those_who_came_and_phone_numbers_are_pointed_out_to_the_facilitator_alone(app, sign_in):
    council = a_council()
    leader, officer = a_facilitator(council, name="김반장"), an_officer(council.dong, name="박주무")
    member = a_member(council, name="이영희")
    meeting = a_meeting_with_minutes(MinutesState.DRAFT, leader, member, officer, council=council, called_by=leader)
    line = the_line(meeting, LineKind.SAID)
    url, browser = page_of(meeting, f"/lines/{line.id}"), sign_in(leader)
    text = "이영희가 김반장과 박주무에게 02-820-1234로 알렸습니다."
    page = submit(browser, url, url, text=text, follow=True).text
    assert "이 문장을 다시 봐 주세요: 이웃의 이름 ‘이영희’, 전화번호처럼 보이는 숫자" in page
    assert "다시 봐 주세요: 이웃의 이름" in browser.get(page_of(meeting)).text
    assert "다시 봐 주세요" not in sign_in(officer).get(page_of(meeting)).text


@pytest.mark.parametrize(
    ("text", "count"), [("이영희 씨가", 1), ("이영희가 말했다", 1), ("김이영희", 0), ("영희", 0), ("", 0)]
)
def test_a_name_counts_where_it_stands_at_the_start_of_a_word(app, text, count):
    assert len(service.doubts(text, {"이영희"})) == count


def test_a_name_of_one_syllable_is_no_hint(app):
    assert service.doubts("이 말은", {"이"}) == []


def test_a_sentence_with_a_mobile_number_is_refused(app, sign_in):
    meeting = a_meeting_with_minutes()
    line = the_line(meeting, LineKind.SAID)
    url = page_of(meeting, f"/lines/{line.id}")
    assert submit(sign_in(meeting.called_by), url, url, text="010-1234-5678로 알렸다").status_code == 422


def test_the_draft_is_the_facilitators_and_the_dong_centres(app, sign_in, client):
    council = a_council()
    member = a_member(council)
    meeting = a_meeting_with_minutes(MinutesState.DRAFT, member, council=council)
    insiders, others = (meeting.called_by, an_officer(council.dong)), (member, a_user())
    for other in others:
        assert sign_in(other).get(page_of(meeting)).status_code == 403
    assert client.get(page_of(meeting)).status_code == 303
    for insider in insiders:
        assert sign_in(insider).get(page_of(meeting)).status_code == 200


def test_a_sentence_of_another_meeting_is_not_found(app, sign_in):
    mine, other = a_meeting_with_minutes(), a_meeting_with_minutes()
    line = the_line(other, LineKind.SAID)
    assert sign_in(mine.called_by).get(page_of(mine, f"/lines/{line.id}")).status_code == 404


def test_the_page_costs_the_same_for_one_item_and_for_thirty(app, sign_in):
    costs = []
    for items in (1, 30):
        meeting = a_meeting(state=MeetingState.ENDED)
        browser = sign_in(meeting.called_by)
        for _ in range(items):
            a_remark(an_item(meeting))
        with transaction():
            service.write_draft(queries.locked(meeting.id), at=clock.now())
        with counted_statements() as statements:
            assert browser.get(page_of(meeting)).status_code == 200
        costs.append(len(statements))
    assert costs[0] == costs[1]
