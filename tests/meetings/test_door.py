"""The door for somebody new: a name on their own telephone, and one tap by the facilitator. Nothing of it is public."""

import pytest

from app.kernel import clock
from app.kernel.db import transaction
from app.kernel.errors import Conflict, NotFound
from app.meetings import queries, service
from app.meetings.service.door import MOST_WAITING
from app.meetings.states import MeetingState
from tests.browsing import form_of, submit
from tests.conftest import rows
from tests.factories import a_member, an_officer, in_days
from tests.factories.meetings import a_knock, a_meeting


def door(meeting) -> str:
    return f"/meetings/{meeting.id}/door"


def attendance(meeting) -> str:
    return f"/meetings/{meeting.id}/attendance"


def test_somebody_new_waits_until_one_tap_lets_them_in(app, client, sign_in):
    meeting = a_meeting()
    facilitator = sign_in(meeting.called_by)
    page = submit(client, door(meeting), "/door", name="모퉁이집", follow=True)
    assert "기다리고 계십니다" in page.text
    assert not rows("attendance")
    assert "문 앞에서 기다리는 이웃 1명" in facilitator.get(attendance(meeting)).text
    said = submit(facilitator, attendance(meeting), "/admission", follow=True).text
    assert "모퉁이집님, 오셨습니다. 1번째입니다." in said
    assert "문 앞에서 기다리는" not in said
    assert "모퉁이집님은 1번째로 오셨습니다" in client.get(door(meeting)).text
    assert [(row.user_id, row.name) for row in rows("attendance")] == [(None, "모퉁이집")]


def test_who_is_not_let_in_is_asked_to_speak_to_the_facilitator(app, client, sign_in):
    meeting = a_meeting()
    facilitator = sign_in(meeting.called_by)
    submit(client, door(meeting), "/door", name="모퉁이집")
    submit(facilitator, attendance(meeting), "/refusal", follow=True)
    assert "진행자에게 말씀해 주세요" in client.get(door(meeting)).text
    assert "모퉁이집" not in facilitator.get(attendance(meeting)).text
    assert not rows("attendance")


def test_taps_and_forms_sent_twice_change_nothing_more(app, client, sign_in):
    meeting = a_meeting()
    facilitator = sign_in(meeting.called_by)
    form = form_of(client.get(door(meeting)).text, "/door")
    values = {**form.values.to_dict(), "name": "모퉁이집"}
    assert [client.post(form.action, data=values).status_code for _ in range(2)] == [303, 303]
    assert len(rows("knock")) == 1
    tap = form_of(facilitator.get(attendance(meeting)).text, "/admission")
    assert [facilitator.post(tap.action, data=tap.values).status_code for _ in range(2)] == [303, 303]
    assert len(rows("attendance")) == 1


def test_another_telephone_cannot_turn_away_who_was_let_in(app):
    meeting = a_meeting()
    waits = a_knock(meeting)
    with transaction():
        service.let_in(meeting, waits.id, at=clock.now())
    with transaction():
        service.turn_away(meeting, waits.id, at=clock.now())
    assert queries.present_count(meeting.id) == 1
    assert rows("knock")[0].declined_at is None


def test_a_browser_reads_of_its_own_knock_alone(app, client):
    meeting = a_meeting()
    a_knock(meeting, name="다른 이웃", once="another")
    page = client.get(door(meeting)).text
    assert "다른 이웃" not in page
    assert "부를 이름" in page


def test_nobody_but_the_door_keepers_reads_who_waits(app, client, sign_in):
    meeting = a_meeting(state=MeetingState.RUNNING)
    a_knock(meeting, name="기다리는이웃")
    officer, member = sign_in(an_officer(meeting.council.dong)), sign_in(a_member(meeting.council))
    assert "기다리는이웃" in officer.get(attendance(meeting)).text
    for page in ("", "/door"):
        for browser in (client, member):
            assert "기다리는이웃" not in browser.get(f"/meetings/{meeting.id}{page}").text


def test_a_member_is_sent_to_the_own_number(app, sign_in):
    meeting = a_meeting()
    page = sign_in(a_member(meeting.council)).get(door(meeting)).text
    assert "내 번호 보기" in page
    assert "부를 이름" not in page


@pytest.mark.parametrize("given", [{"starts_at": "later"}, {"state": MeetingState.ENDED}])
def test_nobody_waits_before_the_doors_open_or_after_the_end(app, given):
    meeting = a_meeting(**{**given, **({"starts_at": in_days(2)} if "starts_at" in given else {})})
    with pytest.raises(Conflict), transaction():
        service.knock(meeting, "모퉁이집", once=None, at=clock.now())
    assert not rows("knock")


def test_only_so_many_wait_at_once(app):
    meeting = a_meeting()
    for _ in range(MOST_WAITING):
        a_knock(meeting)
    with pytest.raises(Conflict, match="너무 많습니다"), transaction():
        service.knock(meeting, "모퉁이집", once=None, at=clock.now())


def test_the_names_of_those_who_waited_go_with_the_end_of_the_meeting(app):
    meeting = a_meeting(state=MeetingState.RUNNING)
    other = a_knock(a_meeting())
    a_knock(meeting)
    a_knock(meeting, declined_at=clock.now())
    leader = meeting.called_by
    with transaction():
        service.adjourn(meeting, by=leader, at=clock.now())
    assert [row.id for row in rows("knock")] == [other.id]


def test_undoing_a_check_in_forgets_the_knock_too(app):
    meeting = a_meeting()
    waits = a_knock(meeting)
    with transaction():
        came = service.let_in(meeting, waits.id, at=clock.now())
    with transaction():
        service.undo_check_in(meeting, came.id)
    assert not rows("attendance")
    assert not rows("knock")


def test_a_knock_at_another_door_is_not_found(app):
    waits = a_knock(a_meeting())
    meeting = a_meeting()
    for verb in (service.let_in, service.turn_away):
        with pytest.raises(NotFound), transaction():
            verb(meeting, waits.id, at=clock.now())
