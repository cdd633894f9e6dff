"""What no proposal began, typed into an agenda or put to a poll, has one page for its whole way as well."""

import re

from sqlalchemy import select

from app.decisions import queries as decisions_queries
from app.decisions import service as decisions
from app.decisions.models import Report, Request
from app.decisions.states import Answer, ReasonCode
from app.home.queries import asked, coming
from app.kernel import clock
from app.kernel.db import session, transaction
from app.kernel.i18n import day, moment
from app.meetings import queries as meetings_queries
from app.meetings import service as meetings
from app.meetings.models import Meeting
from app.meetings.service.calling import Plan
from app.polls import service as polls
from tests.conftest import counted_statements
from tests.factories import in_days
from tests.factories.decisions import an_answer
from tests.factories.home import WISH, Way
from tests.home.timeline import line_of, lines_of, told

MOST_STATEMENTS = 12
CHAIRS = "골목 의자"


def a_meeting_on(way: Way, *topics: str) -> Meeting:
    """An open meeting whose agenda was typed in."""
    plan = Plan("쓰레기 회의", in_days(-10), "주차장")
    at = in_days(-15)
    with transaction():
        made = meetings.convene(way.council, plan, topics=topics, by=way.facilitator, at=at)
        announced = meetings.announce(made, by=way.facilitator, at=at)
    return way.opened(announced)


def a_topic_asked(way: Way) -> Request:
    """One of two topics, resolved in the meeting and asked of the centre."""
    meeting = a_meeting_on(way, CHAIRS, "꽃밭")
    way.resolved(meeting, item=0)
    way.resolved(meeting, item=1, text="꽃을 심어 주세요.")
    way.ended(meeting)
    return way.sent(way.published(meeting)).requests[0]


def a_choice_asked(way: Way, **given: object) -> Request:
    """One of two answers of a poll that no proposal stands behind."""
    options = [polls.NewOption("의자"), polls.NewOption("화분")]
    poll = way.poll(options=options, question="무엇을 둘까요?", **given)
    return way.sent(way.counted(way.open(poll))).requests[0]


def page_of(browser, request: Request) -> str:
    answer = browser.get(f"/requests/{request.id}/matter")
    assert answer.status_code == 200
    return answer.text


def test_a_topic_of_an_agenda_shows_its_whole_way_from_the_meeting_to_the_answer(way, client):
    request = a_topic_asked(way)
    values = {"answer": Answer.ACCEPTED, "reason_code": ReasonCode.WILL_DO, "do_by": clock.today()}
    an_answer(request, way.officer, section="청소행정과", officer_name="청소 담당", **values)
    page = page_of(client, request)
    assert [line[2] for line in told(page)] == [
        "회의를 알렸습니다",
        "회의를 열었습니다",
        "회의에서 정했습니다",
        "회의를 마쳤습니다",
        "회의록을 공개했습니다",
        "동주민센터에 요청했습니다",
        "동주민센터가 답했습니다",
    ]
    (sent_at,) = (one.sent_at for one in session().scalars(select(Report)))
    assert line_of(page, "동주민센터에 요청했습니다")[:2] == (moment(sent_at), "퍼실리테이터 골목 활동가")
    assert line_of(page, "회의에서 정했습니다")[2].startswith(WISH)
    assert line_of(page, "동주민센터에 요청했습니다")[2] == "이 일로 요청 1건을 보냈습니다."
    assert line_of(page, "동주민센터가 답했습니다")[1:] == ("청소행정과 청소 담당", f"수용 – {WISH}")
    assert "꽃을 심어 주세요." not in page
    assert f"{WISH} – 이 일이 걸어온 길" in page


def test_it_says_how_far_it_came_and_what_comes_next(way):
    request = a_topic_asked(way)
    found = asked.matter(asked.request(request.id))
    stages, current = coming.progress(found)
    assert ([str(stage) for stage in stages], current) == (["회의", "요청", "답변"], 3)
    due = session().get_one(Request, request.id).due_on
    assert coming.next_step(found, clock.today()).startswith(f"동주민센터가 {day(due)}까지 답합니다.")


def test_the_page_has_its_code_and_the_code_holds_its_address(way, client):
    request = a_topic_asked(way)
    (source,) = re.findall(r'<img class="qr" src="([^"]+)"', page_of(client, request))
    answer = client.get(source)
    assert answer.mimetype == "image/svg+xml"
    assert answer.data != client.get(f"/requests/{request.id + 1}/matter/qr.svg").data
    assert f"http://golmok.test/requests/{request.id}/matter" in page_of(client, request)


def test_the_page_of_the_request_leads_there(way, client):
    request = a_topic_asked(way)
    assert f'href="/requests/{request.id}/matter"' in client.get(f"/requests/{request.id}").text


def test_a_request_of_a_proposal_leads_to_the_page_of_the_proposal(way, client):
    proposal = way.proposed()
    (request,) = way.sent(way.held(proposal)).requests
    assert client.get(f"/requests/{request.id}/matter").location == f"/matters/{proposal.id}"
    page = client.get(f"/requests/{request.id}").text
    assert f'href="/matters/{proposal.id}"' in page
    assert f"/requests/{request.id}/matter" not in page


def test_what_a_poll_chose_shows_the_poll_and_that_it_was_chosen(way, client):
    request = a_choice_asked(way, announce=True)
    page = page_of(client, request)
    assert line_of(page, "투표를 마감하고 세었습니다")[2] == "무엇을 둘까요? – 이 일이 뽑혔습니다"
    assert len(lines_of(page, "투표를 시작했습니다")) == 1
    assert not lines_of(page, "회의를 알렸습니다")
    stages, _current = coming.progress(asked.matter(asked.request(request.id)))
    assert [str(stage) for stage in stages] == ["투표", "요청", "답변"]


def test_what_was_reworded_after_a_poll_is_not_said_to_have_been_chosen(way, client):
    poll = way.counted(
        way.open(way.poll(options=[polls.NewOption("의자"), polls.NewOption("화분")], question="무엇을?"))
    )
    with transaction():
        report = decisions.compose(decisions_queries.poll(poll.id), by=way.facilitator, at=clock.now())
    with transaction():
        decisions.reword(report.requests[0], "가로등을 고쳐 주세요.", "suggestion")
    (request,) = way.sent(poll).requests
    assert line_of(page_of(client, request), "투표를 마감하고 세었습니다")[2] == "무엇을? – 선정"


def test_a_poll_on_the_topic_of_an_agenda_shows_the_meeting_too(way, client):
    meeting = a_meeting_on(way, CHAIRS, "꽃밭")
    way.published(way.ended(meeting))
    (item, _other) = meetings_queries.items_of(meeting.id)
    options = [polls.NewOption(CHAIRS, agenda_item_id=item.id), polls.NewOption("아무것도")]
    poll = way.counted(way.open(way.poll(options=options, question="둘까요?")))
    (request,) = way.sent(poll).requests
    page = page_of(client, request)
    assert len(lines_of(page, "회의를 알렸습니다")) == 1
    assert "이 일이 뽑혔습니다" in line_of(page, "투표를 마감하고 세었습니다")[2]


def test_what_is_asked_again_stands_on_the_page_of_the_first_request(way, client):
    request = a_topic_asked(way)
    values = {"answer": Answer.REJECTED, "reason_code": ReasonCode.OVERLAP}
    an_answer(request, way.officer, **values)
    with transaction():
        whole = decisions_queries.request(request.id)
        asking = decisions.ask_again(whole, "다시 살펴 주세요.", "", by=way.facilitator, at=clock.now())
    again = asking.again_id
    assert client.get(f"/requests/{again}/matter").location == f"/requests/{request.id}/matter"
    page = page_of(client, request)
    assert len(lines_of(page, "동주민센터에 다시 물었습니다")) == 1
    assert f'href="/requests/{again}"' in page


def test_a_request_that_was_not_sent_has_no_way_yet_for_anybody(way, sign_in, client):
    meeting = a_meeting_on(way, CHAIRS)
    way.resolved(meeting)
    way.ended(meeting)
    with transaction():
        report = decisions.compose(decisions_queries.meeting(meeting.id), by=way.facilitator, at=clock.now())
        number = report.requests[0].id
    for browser in (client, sign_in(way.facilitator)):
        assert browser.get(f"/requests/{number}/matter").status_code == 404
        assert browser.get(f"/requests/{number}/matter/qr.svg").status_code == 404
    assert client.get("/requests/999999/matter").status_code == 404


def test_a_resolution_is_not_told_before_the_minutes_are_out(way, client):
    meeting = a_meeting_on(way, CHAIRS)
    way.resolved(meeting)
    (request,) = way.sent(way.ended(meeting)).requests
    page = page_of(client, request)
    assert not lines_of(page, "회의에서 정했습니다")
    assert len(lines_of(page, "회의를 마쳤습니다")) == 1


def test_the_page_asks_the_database_a_fixed_and_small_number_of_times(way, client):
    request = a_topic_asked(way)
    page_of(client, request)
    with counted_statements() as statements:
        page_of(client, request)
    assert len(statements) <= MOST_STATEMENTS
