"""The page of one council: what one can do there, by what one is to it."""

import pytest

from app.councils.states import CouncilState, Kind
from app.meetings.states import MeetingState
from tests.browsing import form_of, submit
from tests.conftest import counted_statements
from tests.factories import (
    a_council,
    a_facilitator,
    a_member,
    a_user,
    an_alley,
    an_observer,
    an_officer,
    in_days,
)
from tests.factories.councils import a_gathering_council
from tests.factories.councils import a_request as a_membership_request
from tests.factories.decisions import a_report, a_request, an_answer
from tests.factories.meetings import a_meeting
from tests.factories.polls import a_counted_poll, an_open_poll
from tests.factories.proposals import a_draft, a_proposal

MOST_STATEMENTS = 12


def page_of(browser, council) -> str:
    answer = browser.get(f"/councils/{council.id}")
    assert answer.status_code == 200
    return answer.text


def test_a_council_that_is_not_there_is_not_found(client):
    answer = client.get("/councils/4711")
    assert answer.status_code == 404
    assert "그런 골목회의가 없습니다" in answer.text


def test_the_page_names_the_place_the_number_and_the_centre(client):
    alley = an_alley(name="국사봉길 82~86-9")
    council = a_council(dong=alley.dong, alley=alley, number="상도3-2026-0412", purpose="쓰레기를 줄입니다.")
    page = page_of(client, council)
    for words in ("국사봉길 82~86-9", "상도3-2026-0412", "쓰레기를 줄입니다.", "02-000-0000"):
        assert words in page


def test_the_assembly_of_a_whole_dong_names_the_dong_as_its_place(client):
    council = a_council(kind=Kind.ASSEMBLY)
    assert f"<dd>{council.dong.name}</dd>" in page_of(client, council)


@pytest.mark.parametrize(
    ("person", "shown", "hidden"),
    [
        (a_member, ["제안하기"], ["이 골목회의에 참여하기", "회의 잡기", "살펴볼 글"]),
        (an_observer, ["제안하기"], ["회의 잡기"]),
        (a_facilitator, ["제안하기", "회의 잡기", "투표 만들기", "살펴볼 글", "참여 주민 명단"], ["참여하기"]),
        (lambda council: a_user(), ["이 골목회의에 참여하기"], ["제안하기", "회의 잡기", "참여 주민 명단"]),
        (lambda council: an_officer(council.dong), ["참여 주민 명단", "살펴볼 글"], ["회의 잡기", "제안하기"]),
    ],
)
def test_each_sees_the_buttons_of_what_they_may_do(sign_in, person, shown, hidden):
    council = a_council()
    page = page_of(sign_in(person(council)), council)
    assert [words for words in shown if words not in page] == []
    assert [words for words in hidden if words in page] == []


def test_a_visitor_may_ask_to_join(client):
    council = a_council()
    assert f'href="/councils/{council.id}/memberships/new"' in page_of(client, council)


def test_somebody_who_waits_is_told_so_instead_of_asked_again(sign_in):
    council = a_council()
    page = page_of(sign_in(a_membership_request(council).user), council)
    assert "참여 신청이 확인을 기다립니다" in page
    assert "이 골목회의에 참여하기" not in page


def test_a_neighbour_signs_the_call_on_the_page_and_it_opens(sign_in):
    council = a_gathering_council(names=2)
    neighbour = sign_in(a_user())
    page = page_of(neighbour, council)
    assert "지금 2명입니다. 이웃 1명이 더 이름을 올리면 열립니다." in page
    assert "제안하기" not in page
    submit(neighbour, f"/councils/{council.id}", f"/councils/{council.id}/callers")
    assert "이름을 모으고 있습니다" not in page_of(neighbour, council)


def test_a_visitor_is_shown_the_way_to_sign(client):
    council = a_gathering_council()
    page = page_of(client, council)
    assert f"/sign-in?next=/councils/{council.id}" in page
    assert not [form for form in ["/callers"] if f'action="/councils/{council.id}{form}"' in page]


def test_a_council_that_has_ended_invites_nobody(client):
    council = a_council(state=CouncilState.CLOSED)
    assert "참여하기" not in page_of(client, council)


def test_an_empty_council_says_how_to_begin_and_gives_members_the_button(sign_in, client):
    council = a_council()
    assert "아직 올라온 일이 없습니다" in page_of(client, council)
    assert page_of(sign_in(a_member(council)), council).count("/proposals/new") == 2


def test_the_name_of_who_spoke_is_not_shown_to_strangers(client):
    council = a_council(spoken_by="박말순", taken_by=a_user())
    page = page_of(client, council)
    assert "대신 접수" in page
    assert "박말순" not in page


def test_nothing_of_another_council_is_shown(client):
    mine, other = a_council(), a_council()
    a_proposal(other, title="남의 골목 일")
    an_open_poll(other, question="남의 골목 투표")
    a_meeting(council=other, title="남의 골목 회의", starts_at=in_days(1))
    an_answer(a_request(other), an_officer(other.dong))
    page = page_of(client, mine)
    assert "남의 골목" not in page
    assert "아직 올라온 일이 없습니다" in page


def test_drafts_are_not_counted_and_not_shown(client):
    council = a_council()
    a_draft(council, title="아직 쓰는 제안")
    a_report(council)
    page = page_of(client, council)
    assert "아직 쓰는 제안" not in page
    assert "0건" in page
    assert "요청 0건 가운데 답변 0건" in page


def test_requests_and_answers_are_counted(client):
    council = a_council()
    a_request(council)
    an_answer(a_request(council), an_officer(council.dong))
    assert "요청 2건 가운데 답변 1건" in page_of(client, council)


def test_thirty_of_everything_cost_no_more_statements_than_one(app, sign_in):
    council = a_council(dong=an_alley().dong)
    reader = a_facilitator(council)
    asked = []
    for more in (1, 6):
        for _each in range(more):
            an_open_poll(council)
            a_counted_poll([[1]], council)
            a_meeting(council=council, starts_at=in_days(1))
            a_meeting(council=council, state=MeetingState.PUBLISHED)
            a_proposal(council)
            an_answer(a_request(council), an_officer(council.dong))
            a_member(a_council(), user=reader)
        with counted_statements() as statements:
            page_of(sign_in(reader), council)
        asked.append([line for line in statements if line.startswith("SELECT")])
    assert len(asked[0]) == len(asked[1]) <= MOST_STATEMENTS


def test_the_record_shows_meetings_and_reports_the_newest_first(client):
    council = a_council()
    a_meeting(council=council, title="봄 회의", starts_at=in_days(-90), state=MeetingState.PUBLISHED)
    a_meeting(council=council, title="가을 회의", starts_at=in_days(3))
    a_meeting(council=council, title="준비하는 회의", state=MeetingState.DRAFT)
    request = a_request(council, title="여름 회의")
    page = client.get(f"/councils/{council.id}/record").text
    assert page.index("가을 회의") < page.index("봄 회의")
    assert "준비하는 회의" not in page
    assert f'href="/reports/{request.report_id}"' in page
    assert f'href="/requests/{request.id}"' in page


def test_an_empty_record_says_what_will_stand_there(client):
    page = client.get(f"/councils/{a_council().id}/record").text
    assert "아직 보낸 것이 없습니다" in page
    assert "아직 회의가 없었습니다" in page


def test_a_report_that_was_not_sent_is_not_in_the_record(client):
    council = a_council()
    report = a_report(council)
    assert f'href="/reports/{report.id}"' not in client.get(f"/councils/{council.id}/record").text


def test_the_button_to_sign_is_a_form_with_a_token(sign_in):
    council = a_gathering_council()
    form = form_of(page_of(sign_in(a_user()), council), "/callers")
    assert form.method == "post"
    assert "csrf_token" in form.names
