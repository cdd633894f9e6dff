"""제척·회피: whose own matter is on the agenda decides it neither by presence nor by hand; nobody reads who."""

from datetime import timedelta

import pytest

from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.errors import Conflict, Invalid
from app.meetings import queries, service
from app.meetings.service import Motion
from app.meetings.states import Ground, MeetingState, Outcome
from tests.browsing import form_of, submit
from tests.conftest import rows
from tests.factories import a_council, a_member
from tests.factories.meetings import a_meeting, a_recusal, an_attendance, an_item
from tests.factories.minutes import let_corrections_end


def in_session(present: int = 13, **bylaws):
    """A running meeting with one item and so many present: meeting, item, and the first who came."""
    meeting = a_meeting(council=a_council(bylaws=bylaws), state=MeetingState.RUNNING)
    item, first = an_item(meeting, title="세탁소 앞 주차"), an_attendance(meeting, name="세탁소집")
    for _ in range(present - 1):
        an_attendance(meeting)
    return meeting, item, first


def leader_of(meeting):
    return queries.meeting(meeting.id).called_by


def resolved(meeting, item, yes: int, no: int = 0):
    leader = leader_of(meeting)
    with transaction():
        return service.resolve(meeting, item, Motion("선을 긋는다", yes, no, 0), by=leader, at=clock.now())


def url_of(meeting, item) -> str:
    return f"/meetings/{meeting.id}/items/{item.id}/recusals"


def test_the_facilitator_excludes_with_a_reason_of_a_short_list(app, sign_in):
    meeting, item, first = in_session(3)
    url, browser = url_of(meeting, item), sign_in(meeting.called_by)
    page = submit(browser, url, "/recusals", person=str(first.id), ground="own_matter", follow=True).text
    assert "지금 정할 사람 2명, 빠진 사람 1명" in page
    assert "본인의 재산이나 장사" in page
    submit(browser, url, "/recusals", person=str(first.id), ground="family")
    assert [row.ground for row in rows("recusal")] == ["own_matter"]


def test_nobody_is_excluded_because_the_name_stood_first(app, sign_in):
    meeting, item, _ = in_session(2)
    answer = submit(sign_in(meeting.called_by), url_of(meeting, item), "/recusals", ground="family")
    assert answer.status_code == 422
    assert "누가 빠지는지 골라 주세요" in answer.text
    assert not rows("recusal")


def test_another_ground_needs_words_and_only_another_ground_keeps_them(app, sign_in):
    meeting, item, first = in_session(2)
    url, browser = url_of(meeting, item), sign_in(meeting.called_by)
    assert submit(browser, url, "/recusals", person=str(first.id), ground="other").status_code == 422
    assert not rows("recusal")
    submit(browser, url, "/recusals", person=str(first.id), ground="other", words="공사를 맡은 분")
    assert [row.words for row in rows("recusal")] == ["공사를 맡은 분"]
    leader = leader_of(meeting)
    second = queries.those_here(meeting.id)[-1]
    with transaction():
        service.recuse(meeting, item, second, Ground.FAMILY, "말", by=leader, at=clock.now())
    assert [row.words for row in rows("recusal")] == ["공사를 맡은 분", ""]


def test_who_is_there_steps_aside_by_the_own_telephone(app, sign_in):
    meeting, _item, _ = in_session(2)
    member = a_member(meeting.council)
    an_attendance(meeting, user=member)
    browser = sign_in(member)
    page = submit(browser, f"/meetings/{meeting.id}", "/recusals/mine", follow=True).text
    assert ">빠짐<" in page
    assert "/recusals/mine" not in page
    assert [(row.ground, row.by_id) for row in rows("recusal")] == [("own_wish", member.id)]


def test_who_is_not_there_steps_aside_from_nothing(app):
    meeting, item, _ = in_session(2)
    member = a_member(meeting.council)
    for came in (None, an_attendance):
        if came:
            came(meeting, user=member, left_at=clock.now())
        with pytest.raises(Conflict, match="온 사람으로 확인된 뒤"), transaction():
            service.step_aside(meeting, item, by=member, at=clock.now())
    assert not rows("recusal")


def test_the_recused_neither_make_the_quorum_nor_raise_a_hand(app):
    meeting, item, first = in_session(13, quorum_basis="count", quorum_value=13)
    a_recusal(item, first, by=leader_of(meeting))
    with pytest.raises(Invalid, match="지금 있는 사람 12명보다"):
        resolved(meeting, item, 13)
    made = resolved(meeting, item, 12)
    assert (made.present, made.recused, made.outcome) == (12, 1, Outcome.NO_QUORUM)
    assert made.because == "참석 12명(제척·회피 1명을 뺌)으로 정족수 13명을 채우지 못했습니다."


def test_on_every_other_item_they_decide_as_everybody(app):
    meeting, item, first = in_session(13)
    a_recusal(item, first, by=leader_of(meeting))
    made = resolved(meeting, an_item(meeting), 13)
    assert (made.present, made.recused) == (13, 0)


def test_who_left_before_is_not_counted_as_recused(app):
    meeting, item, first = in_session(13)
    a_recusal(item, first, by=leader_of(meeting))
    with transaction():
        service.leave(meeting, first, at=clock.now())
    made = resolved(meeting, item, 12)
    assert (made.present, made.recused) == (12, 0)


def test_the_minutes_say_how_many_and_never_who(app, sign_in, client):
    meeting, item, first = in_session(13)
    a_recusal(item, first, by=leader_of(meeting))
    resolved(meeting, item, 9, 3)
    leader = leader_of(meeting)
    with transaction():
        service.adjourn(meeting, by=leader, at=clock.now())
    with transaction():
        service.show_minutes(meeting, by=leader, at=clock.now())
    let_corrections_end(meeting)
    with transaction():
        service.approve_minutes(meeting, by=leader, at=clock.now())
    with transaction():
        service.publish(meeting, by=leader, at=clock.now())
    page = client.get(f"/meetings/{meeting.id}/minutes").text
    assert "찬성 9 · 반대 3 · 기권 0 (참석 12) · 제척·회피 1명" in page
    assert "세탁소집" not in page
    printed = client.get(f"/meetings/{meeting.id}/minutes/paper").text
    assert "제척·회피 1명" in printed
    assert "세탁소집" not in printed


def test_the_facilitator_alone_reads_who(app, sign_in, client):
    meeting, item, first = in_session(2)
    a_recusal(item, first, by=leader_of(meeting))
    browsers = [client, sign_in(a_member(meeting.council))]
    assert "세탁소집" in sign_in(meeting.called_by).get(url_of(meeting, item)).text
    assert [browser.get(url_of(meeting, item)).status_code for browser in browsers] == [303, 403]


def test_the_pad_says_who_is_not_counted(app, sign_in):
    meeting, item, first = in_session(3)
    a_recusal(item, first, by=leader_of(meeting))
    page = sign_in(meeting.called_by).get(f"/meetings/{meeting.id}/items/{item.id}/resolutions/new").text
    assert "지금 2명 있습니다" in page
    assert "제척·회피한 1명은 빼고 셉니다" in page


def test_a_mistake_is_taken_back_and_twice_is_once(app, sign_in):
    meeting, item, first = in_session(2)
    a_recusal(item, first, by=leader_of(meeting))
    browser, url = sign_in(meeting.called_by), url_of(meeting, item)
    form = form_of(browser.get(url).text, "/removal")
    assert [browser.post(form.action, data=form.values).status_code for _ in range(2)] == [303, 303]
    assert queries.deciding(meeting.id, item.id) == queries.Deciding(2)


def test_a_correction_leaves_out_who_was_recused_too_late(app):
    meeting, item, first = in_session(13)
    made, leader = resolved(meeting, item, 12), leader_of(meeting)
    with transaction():
        service.recuse(meeting, item, first, Ground.OWN_MATTER, by=leader, at=clock.now())
    with transaction():
        service.leave(meeting, first, at=clock.now() + timedelta(minutes=1))
    with transaction():
        service.correct(meeting, made, Motion("선을 긋는다", 11, 1, 0), by=leader, at=clock.now())
    assert [(row.present, row.recused) for row in rows("resolution")] == [(12, 1)]


def test_a_correction_counts_again_who_was_recused_by_mistake(app):
    meeting, item, first = in_session(13)
    mistake = a_recusal(item, first, by=leader_of(meeting))
    made, leader = resolved(meeting, item, 12), leader_of(meeting)
    with transaction():
        service.take_back_recusal(meeting, item.id, mistake.id)
    with transaction():
        service.correct(meeting, made, Motion("선을 긋는다", 13, 0, 0), by=leader, at=clock.now())
    assert [(row.present, row.recused) for row in rows("resolution")] == [(13, 0)]


@pytest.mark.parametrize("state", [MeetingState.ANNOUNCED, MeetingState.ENDED])
def test_nobody_is_recused_before_the_opening_or_after_the_end(app, state):
    meeting = a_meeting(state=state)
    item, came, leader = an_item(meeting), an_attendance(meeting), meeting.called_by
    with pytest.raises(Conflict), transaction():
        service.recuse(meeting, item, came, Ground.FAMILY, by=leader, at=clock.now())


def test_undoing_the_check_in_or_dropping_the_item_takes_the_recusal_along(app):
    meeting, item, first = in_session(2)
    other = an_item(meeting)
    for one in (item, other):
        a_recusal(one, first, by=leader_of(meeting))
    with transaction():
        service.drop_item(meeting, other)
    assert [row.item_id for row in rows("recusal")] == [item.id]
    with transaction():
        service.undo_check_in(meeting, first.id)
    assert not rows("recusal")
