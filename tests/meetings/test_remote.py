"""Taking part by screen or telephone: what the bylaws allow, whom the quorum counts, and who raises a hand."""

import pytest

from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.errors import Conflict, Invalid
from app.meetings import queries, service
from app.meetings.service import Motion
from app.meetings.states import MeetingState
from tests.browsing import form_of, submit
from tests.conftest import rows
from tests.factories import a_council, a_member, in_days
from tests.factories.meetings import a_meeting, an_attendance, an_item


def meeting_with(rule: str, room: int = 0, remote: int = 0, **bylaws):
    council = a_council(bylaws={"remote_presence": rule, **bylaws})
    meeting = a_meeting(council=council, state=MeetingState.RUNNING)
    for place in range(room + remote):
        an_attendance(meeting, remote=place >= room)
    return meeting


def resolved(meeting, yes: int):
    item, leader = an_item(meeting), queries.meeting(meeting.id).called_by
    with transaction():
        return service.resolve(meeting, item, Motion("봉투를 나눈다", yes, 0, 0), by=leader, at=clock.now())


@pytest.mark.parametrize("rule", ["discussion", "quorum"])
def test_a_member_joins_and_leaves_by_the_own_telephone_and_may_come_back(app, sign_in, rule):
    meeting = meeting_with(rule)
    member = a_member(meeting.council)
    browser, url = sign_in(member), f"/meetings/{meeting.id}"
    assert "화상·전화로 함께하고 있습니다" in submit(browser, url, "/remote-presence", follow=True).text
    assert [bool(row.remote) for row in rows("attendance")] == [True]
    assert "나가셨습니다" in submit(browser, url, "/departure", follow=True).text
    assert queries.presence(queries.meeting(meeting.id)).remote == 0
    submit(browser, url, "/remote-presence")
    assert queries.presence(queries.meeting(meeting.id)).remote == 1
    assert len(rows("attendance")) == 1


def test_without_a_bylaw_nobody_takes_part_from_elsewhere(app, sign_in):
    meeting = meeting_with("none")
    member = a_member(meeting.council)
    page = sign_in(member).get(f"/meetings/{meeting.id}").text
    assert "화상·전화로 함께합니다" not in page
    with pytest.raises(Conflict, match="방에 온 사람만"), transaction():
        service.join_remotely(meeting, member.id, at=clock.now())
    assert not rows("attendance")


def test_the_doors_are_the_same_for_those_who_are_elsewhere(app):
    meeting = a_meeting(council=a_council(bylaws={"remote_presence": "quorum"}), starts_at=in_days(1))
    member = a_member(meeting.council)
    with pytest.raises(Conflict, match="아직 이릅니다"), transaction():
        service.join_remotely(meeting, member.id, at=clock.now())


def test_who_is_in_the_room_leaves_it_by_the_facilitator_alone(app, sign_in):
    meeting = meeting_with("quorum")
    member = a_member(meeting.council)
    an_attendance(meeting, user=member)
    browser = sign_in(member)
    assert "/departure" not in browser.get(f"/meetings/{meeting.id}").text
    with pytest.raises(Conflict, match="방에 계신"), transaction():
        service.leave_remotely(meeting, member.id, at=clock.now())


@pytest.mark.parametrize(
    ("rule", "present", "line"),
    [
        ("quorum", 13, "방 9명 + 화상·전화 4명 = 13명 (정족수 12명)"),
        ("discussion", 9, "방 9명 (정족수 12명). 화상·전화 4명은 이야기만 함께합니다."),
    ],
)
def test_the_quorum_line_shows_both_bases(app, sign_in, rule, present, line):
    meeting = meeting_with(rule, room=9, remote=4, quorum_basis="count", quorum_value=12)
    presence = queries.presence(queries.meeting(meeting.id))
    assert (presence.came, presence.in_room, presence.remote, presence.present) == (13, 9, 4, present)
    assert queries.present_count(meeting.id) == present
    assert line in sign_in(meeting.called_by).get(f"/meetings/{meeting.id}/console").text


def test_where_all_are_in_the_room_nothing_is_said_of_others(app, sign_in):
    meeting = meeting_with("quorum", room=2)
    page = sign_in(meeting.called_by).get(f"/meetings/{meeting.id}/console").text
    assert "화상" not in page


def test_those_elsewhere_make_the_quorum_and_raise_hands_where_the_bylaws_count_them(app):
    meeting = meeting_with("quorum", room=9, remote=4, quorum_basis="count", quorum_value=12)
    made = resolved(meeting, 13)
    assert (made.present, made.is_carried) == (13, True)
    assert made.because.startswith("참석 13명(방 9명 + 화상·전화 4명)으로 정족수 12명을 채웠습니다.")


def test_those_who_only_discuss_make_no_quorum_and_raise_no_hand(app):
    meeting = meeting_with("discussion", room=9, remote=4, quorum_basis="count", quorum_value=9)
    with pytest.raises(Invalid, match="지금 있는 사람 9명보다"):
        resolved(meeting, 10)
    made = resolved(meeting, 9)
    assert made.present == 9
    assert made.because.startswith("참석 9명으로 정족수 9명을 채웠습니다.")


def test_the_door_shows_who_is_elsewhere(app, sign_in):
    meeting = meeting_with("quorum", remote=1)
    page = sign_in(meeting.called_by).get(f"/meetings/{meeting.id}/attendance").text
    assert ">화상·전화<" in page


def test_a_facilitator_or_officer_sets_the_rule_and_everybody_reads_it(app, sign_in, client):
    meeting = meeting_with("none")
    url, browser = f"/councils/{meeting.council_id}/bylaws", sign_in(meeting.called_by)
    assert "방에 온 사람만 함께합니다" in client.get(url).text
    assert submit(browser, f"{url}/edition", "/edition", remote_presence="quorum").status_code == 303
    assert rows("bylaws")[0].remote_presence == "quorum"
    page = client.get(url).text
    assert "방에 온 것과 같이 셉니다" in page
    form = form_of(browser.get(f"{url}/edition?preset=daedeok").text, "/edition")
    assert form.values["remote_presence"] == "none"
    assert submit(browser, f"{url}/edition", "/edition", remote_presence="everybody").status_code == 422
