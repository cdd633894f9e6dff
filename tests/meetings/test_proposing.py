"""Proposals that a meeting makes: written down by its facilitator, and told as the meeting's."""

import pytest

from app.kernel.i18n import day, force_locale
from app.meetings.states import MeetingState
from app.proposals import queries as proposals
from tests.browsing import form_of, submit
from tests.conftest import counted_statements, rows
from tests.factories import a_council, a_facilitator, a_member, an_officer
from tests.factories.meetings import a_meeting
from tests.factories.proposals import a_proposal

WORDS = {"title": "골목 끝에 손잡이 달기", "problem": "비 오는 날 미끄럽습니다.", "wish": "손잡이를 달아 주세요."}


def page_of(meeting) -> str:
    return f"/meetings/{meeting.id}/proposals/new"


def told(meeting) -> str:
    with force_locale("ko"):
        return f"이 제안은 {day(meeting.starts_at)} 회의에서 나왔습니다."


def written(browser, meeting) -> int:
    """The number of the proposal, which is out."""
    submit(browser, page_of(meeting), follow=True, **WORDS)
    number = rows("proposal")[-1].id
    submit(browser, f"/proposals/{number}/publication", follow=True)
    return number


@pytest.mark.parametrize("state", [MeetingState.RUNNING, MeetingState.ENDED, MeetingState.PUBLISHED])
def test_the_facilitator_puts_up_what_the_meeting_proposed_and_the_page_says_so(app, sign_in, client, state):
    meeting = a_meeting(state=state)
    name, leader = meeting.called_by.name, sign_in(meeting.called_by)
    assert "회의에서 나온 제안으로 올리기" in leader.get(f"/meetings/{meeting.id}").text
    number = written(leader, meeting)
    seen = client.get(f"/proposals/{number}").text
    assert told(meeting) in seen
    assert f'href="/meetings/{meeting.id}"' in seen
    assert "제안한 이웃" not in seen, "it is not the facilitator's own wish"
    assert f"{name}님이 받아 적음" in seen
    assert WORDS["title"] in client.get(f"/meetings/{meeting.id}").text


def test_lists_name_the_meeting_and_not_the_facilitator(app, sign_in, client):
    meeting = a_meeting(state=MeetingState.RUNNING)
    leader = meeting.called_by
    written(sign_in(leader), meeting)
    page = client.get(f"/councils/{meeting.council_id}/proposals").text
    assert "회의 ·" in page
    assert leader.name not in page


def test_what_is_not_out_yet_is_on_no_page_of_the_meeting(app, sign_in, client):
    meeting = a_meeting(state=MeetingState.RUNNING)
    submit(sign_in(meeting.called_by), page_of(meeting), **WORDS)
    assert WORDS["title"] not in client.get(f"/meetings/{meeting.id}").text


@pytest.mark.parametrize("state", [MeetingState.DRAFT, MeetingState.ANNOUNCED, MeetingState.CANCELLED])
def test_a_meeting_that_has_not_begun_proposes_nothing(app, sign_in, state):
    meeting = a_meeting(state=state)
    leader = sign_in(meeting.called_by)
    assert leader.get(page_of(meeting)).status_code == 403
    assert "회의에서 나온 제안으로 올리기" not in leader.get(f"/meetings/{meeting.id}").text


def test_only_a_facilitator_of_the_council_writes_for_a_meeting(app, sign_in):
    meeting = a_meeting(state=MeetingState.RUNNING)
    council = meeting.council
    others = [a_member(council), an_officer(council.dong), a_facilitator(a_council())]
    assert {sign_in(other).get(page_of(meeting)).status_code for other in others} == {403}


def test_the_form_sent_twice_makes_one_proposal_of_one_meeting(app, sign_in):
    meeting = a_meeting(state=MeetingState.RUNNING)
    leader = sign_in(meeting.called_by)
    filled = {**form_of(leader.get(page_of(meeting)).text, "").values, **WORDS}
    assert [leader.post(page_of(meeting), data=filled).status_code for _ in range(2)] == [303, 303]
    assert len(rows("proposal")) == 1
    (origin,) = rows("meeting_proposal")
    assert origin.meeting_id == meeting.id


def test_what_was_put_up_as_ones_own_does_not_become_the_meetings(app, sign_in):
    meeting = a_meeting(state=MeetingState.RUNNING)
    leader = sign_in(meeting.called_by)
    own = f"/councils/{meeting.council_id}/proposals/new"
    filled = {**form_of(leader.get(own).text, "").values, **WORDS}
    leader.post(own, data=filled)
    number = rows("proposal")[0].id
    submit(leader, f"/proposals/{number}/publication", follow=True)
    leader.post(page_of(meeting), data=filled)
    assert rows("meeting_proposal") == []
    assert proposals.proposal(number).spoken_by == ""


def test_the_origin_costs_the_page_of_a_proposal_no_statement(app, sign_in, client):
    meeting = a_meeting(state=MeetingState.RUNNING)
    other_id = a_proposal(meeting.council).id
    number = written(sign_in(meeting.called_by), meeting)
    counts: list[int] = []
    for one in (number, other_id):
        client.get(f"/proposals/{one}")
        with counted_statements() as counted:
            client.get(f"/proposals/{one}")
        counts.append(len(counted))
    assert counts[0] == counts[1]


def test_its_way_says_that_it_comes_from_a_meeting(app, sign_in, client):
    meeting = a_meeting(state=MeetingState.RUNNING)
    number = written(sign_in(meeting.called_by), meeting)
    way = client.get(f"/matters/{number}")
    assert way.status_code == 200
    assert "대신 접수" not in way.text
    assert "회의에서 나온 제안을 받아 적었습니다." in way.text


def test_the_pages_speak_english(app, sign_in):
    meeting = a_meeting(state=MeetingState.RUNNING)
    leader = sign_in(meeting.called_by)
    leader.set_cookie("language", "en")
    assert "Put up a proposal of the meeting" in leader.get(f"/meetings/{meeting.id}").text
    number = written(leader, meeting)
    assert "This proposal comes from the meeting of" in leader.get(f"/proposals/{number}").text
    assert rows("proposal")[-1].spoken_by.endswith("회의"), "what residents read in lists is Korean"
