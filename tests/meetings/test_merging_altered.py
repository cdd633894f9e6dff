"""Lines that somebody altered, and who may send and take along what."""

import json
import re

import pytest

from app.kernel import clock
from app.kernel.db import transaction
from app.meetings import queries, service
from app.meetings.states import MeetingState, Role
from tests.conftest import rows
from tests.factories.meetings import a_meeting, an_item
from tests.meetings.phones import COUNT, line, merge, states
from tests.meetings.running import ids, page

WRONG = [
    ({"kind": "ballot.cast"}, "모르는 종류"),
    ({"facts": "item=1"}, "읽지 못했습니다"),
    ({"facts": {"item": {"$gt": 0}, "after": None}}, "읽지 못했습니다"),
    ({"facts": {"after": None}}, "읽지 못했습니다"),
    ({"at": "yesterday"}, "때를 읽을 수 없습니다"),
    ({"at": 10**18}, "때를 읽을 수 없습니다"),
    ({"at": True}, "때를 읽을 수 없습니다"),
    ({"at": None}, "때를 읽을 수 없습니다"),
    ({"kind": "remark.written", "facts": {"item": 1, "text": "010-1234-5678로 전화 주세요"}}, "숫자가 있습니다"),
    ({"kind": "hands.counted", "facts": {"item": 1, **COUNT, "yes": -1}}, "0 이상의 수"),
    ({"kind": "neighbour.arrived", "facts": {"name": " "}}, "채워 주세요"),
    ({"kind": "temperature.taken", "facts": {"steps": [1, 2]}}, "읽지 못했습니다"),
]


@pytest.mark.parametrize(("change", "sentence"), WRONG)
def test_a_line_altered_by_hand_is_kept_apart_with_a_sentence_and_the_others_are_merged(meeting, change, sentence):
    good = line("good", "pause.begun")
    told = merge(meeting, {**line("bad", "item.started", item=ids(meeting)[0], after=None), **change}, good)
    assert states(told) == ["unreadable", "kept"]
    assert sentence in told[0][1]
    assert queries.conflict_count(meeting.id) == 1


def test_a_moment_to_come_and_an_item_of_another_meeting_are_refused(meeting, council):
    other = an_item(a_meeting(council=council)).id
    told = merge(
        meeting,
        line("a", "pause.begun", ago=-60),
        line("b", "item.started", item=other, after=None),
        line("c", "remark.written", item=other, text="어둡습니다"),
        line("d", "member.arrived", user=999_999),
        line("e", "person.left", speaker=77),
        line("f", "person.left", speaker="nobody-let-in"),
    )
    assert states(told) == ["unreadable", *["waiting"] * 5]
    assert "아직 오지 않은 때" in told[0][1]
    assert "이 회의의 안건이 아니" in told[1][1]
    assert [rows(table) for table in ("meeting_entry", "remark")] == [[], []]


def test_a_key_of_another_meeting_s_line_is_refused_and_tells_nothing_of_it(on_time, council):
    other = a_meeting(council=council, state=MeetingState.RUNNING)
    merge(on_time, line("a", "neighbour.arrived", name="들른 이웃"))
    [(merged, reason, number)] = merge(other, line("a", "pause.begun"))
    assert (merged, number) == ("unreadable", None)
    assert "열쇠는 이미" in reason
    assert queries.entries_of(other.id) == []


def test_the_reason_is_kept_in_korean_whoever_sends(on_time, sign_in, leader):
    browser = sign_in(leader)
    browser.set_cookie("language", "en")
    wrong = [line("a", "member.arrived", user=999_999), line("b", "shout"), line("c", "person.left", speaker=77)]
    told = send(browser, on_time, wrong).get_json()
    assert all(re.search("[가-힣]", one["said"]) for one in told), told


def test_moments_are_kept_between_the_opening_and_now(meeting):
    merge(meeting, line("a", "pause.begun", ago=24 * 60), line("b", "pause.ended", ago=-1))
    opened, now = queries.meeting(meeting.id).opened_at, clock.now()
    first, second = sorted(queries.entries_of(meeting.id), key=lambda one: one.at)
    assert first.at == opened
    assert second.at <= now


def send(browser, meeting, lines, journal="phone-one"):
    return post(browser, meeting, json.dumps(lines), journal)


def post(browser, meeting, entries, journal="phone-one"):
    token = browser.get(page(meeting, "offline.json")).get_json()["csrf"]
    return browser.post(page(meeting, "journal"), data={"csrf_token": token, "journal": journal, "entries": entries})


def test_a_helper_merges_what_the_role_may_do_and_hears_why_not_of_the_rest(meeting, sign_in, leader):
    helper = queries.who_can_help(meeting)[0]
    with transaction():
        service.give_role(meeting, helper.id, Role.SCRIBE, by=leader, at=clock.now())
    browser = sign_in(helper)
    lines = [line("a", "remark.written", item=ids(meeting)[0], text="어둡습니다"), line("b", "pause.begun"), "no line"]
    told = send(browser, meeting, lines).get_json()
    assert [one["merged"] for one in told] == ["kept", "refused", "refused"]
    assert "그 일을 맡은 분만" in told[1]["said"]
    assert len(rows("offline_entry")) == 1


def test_a_helper_takes_no_list_of_members_along(meeting, sign_in, leader):
    helper = queries.who_can_help(meeting)[0]
    with transaction():
        service.give_role(meeting, helper.id, Role.TIMEKEEPER, by=leader, at=clock.now())
    taken = sign_in(helper).get(page(meeting, "offline.json")).get_json()
    assert taken["seats"] == []
    assert all("user" not in one for one in taken["people"])
    assert "member.arrived" not in taken["may"]
    assert "item.started" in taken["may"]
    assert sign_in(leader).get(page(meeting, "offline.json")).get_json()["seats"]


def test_what_is_no_journal_is_refused_whole(meeting, sign_in, leader):
    browser = sign_in(leader)
    for entries in ("", "{}", "[", "9" * 5000, "[" * 100_000, json.dumps([line("a", "pause.begun")] * 201)):
        assert post(browser, meeting, entries).status_code == 422, entries[:20]
    assert send(browser, meeting, [], journal="x").status_code == 422


def test_the_page_that_a_phone_keeps_holds_no_name(meeting, sign_in, leader):
    text = sign_in(leader).get(page(meeting, "offline")).text
    assert "이 전화기에 담기" in text
    assert leader.name not in text
    assert "초록대문 집" not in text


def test_the_worker_may_answer_for_meetings_alone(client):
    answer = client.get("/meetings/offline-worker.js")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert "Service-Worker-Allowed" not in answer.headers
