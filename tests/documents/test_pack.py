"""The pack of a meeting, and the one reminder that leads to it."""

from datetime import timedelta

from app.decisions import queries as decisions
from app.kernel import clock
from app.kernel.db import session, transaction
from app.kernel.events import Event
from app.meetings import queries, service
from app.meetings.jobs import remind_of_meetings
from app.meetings.models import Meeting
from app.meetings.service.calling import Plan
from app.meetings.states import MeetingState, Outcome
from app.notices import jobs
from app.proposals.states import ProposalState
from tests.conftest import counted_statements, rows
from tests.factories import a_council, a_member, an_officer, in_days
from tests.factories.decisions import a_held_meeting, a_sent_report, an_answer
from tests.factories.decisions import a_resolution as an_asked_resolution
from tests.factories.meetings import a_meeting, a_resolution, an_invitee, an_item
from tests.factories.proposals import a_proposal

HOUR = timedelta(hours=1)


def pack_of(client, meeting) -> str:
    answer = client.get(f"/meetings/{meeting.id}/pack")
    assert answer.status_code == 200
    return " ".join(answer.text.split())


def test_the_pack_has_the_agenda_with_each_proposal_in_short(app, client):
    council = a_council()
    proposal = a_proposal(council, title="가로등", problem="밤에 어둡습니다. " * 40, wish="등을 달아 주세요")
    meeting = a_meeting(council=council, place="경로당 2층", bring="돋보기", access_note="승강기가 있습니다")
    an_item(meeting, position=1, title="가로등", proposal_id=proposal.id, minutes=20)
    an_item(meeting, position=2, title="다음에 할 일", minutes=10)
    page = pack_of(client, meeting)
    for word in (
        "경로당 2층",
        "돋보기",
        "승강기가 있습니다",
        "등을 달아 주세요",
        "다음에 할 일",
        "모두 30분",
        "밤에 어둡습니다.",
    ):
        assert word in page
    assert page.count("밤에 어둡습니다.") < 20, "cut where it grows long"
    assert "…" in page


def test_a_proposal_that_is_nobodys_to_read_is_not_in_the_pack(app, client):
    council = a_council()
    draft = a_proposal(council, state=ProposalState.DRAFT, problem="아직 저만 봅니다")
    meeting = a_meeting(council=council)
    an_item(meeting, proposal_id=draft.id)
    assert "아직 저만 봅니다" not in pack_of(client, meeting)


def test_what_the_last_meeting_decided_stands_there_with_owner_and_day(app, client):
    council = a_council()
    older = a_meeting(council=council, state=MeetingState.PUBLISHED, starts_at=in_days(-60), title="더 옛 회의")
    a_resolution(an_item(older), text="오래된 일")
    last = a_meeting(council=council, state=MeetingState.PUBLISHED, starts_at=in_days(-30), title="지난 회의")
    item = an_item(last)
    late, coming = clock.today() - timedelta(days=3), clock.today() + timedelta(days=9)
    a_resolution(item, text="봉투를 나누어 준다", owner="3통 통장", due_on=late)
    a_resolution(item, text="등을 고친다", owner="청소팀", due_on=coming)
    a_resolution(item, text="떨어진 일", outcome=Outcome.NOT_CARRIED)
    a_meeting(council=council, state=MeetingState.ENDED, starts_at=in_days(-1), title="아직 회의록 없는 회의")
    page = pack_of(client, a_meeting(council=council))
    for word in ("지난 회의", "봉투를 나누어 준다", "3통 통장", "기한이 지났습니다", "됐는지 아직 모릅니다"):
        assert word in page
    for word in ("오래된 일", "떨어진 일", "아직 회의록 없는 회의"):
        assert word not in page


def test_what_the_centre_answered_to_a_resolution_is_said(app, client):
    council = a_council()
    held = a_held_meeting(council, an_asked_resolution(text="봉투를 주세요"))
    report = a_sent_report(council, source=held)
    with transaction():
        session().get_one(Meeting, held.id).state = MeetingState.PUBLISHED
    meeting = a_meeting(council=council, starts_at=in_days(20))
    assert "까지 답합니다" in pack_of(client, meeting)
    an_answer(decisions.request(report.requests[0].id), an_officer(council.dong))
    assert "주민센터가 답했습니다: " in pack_of(client, meeting)


def test_who_is_affected_is_in_the_pack_ticked_or_not(app, client):
    meeting = a_meeting()
    an_invitee(meeting, who="세입자", invited_at=clock.now())
    an_invitee(meeting, who="1층 가게들")
    page = pack_of(client, meeting)
    assert '<b>세입자</b> <span class="badge badge-success">오시라고 알렸습니다' in page
    assert '<b>1층 가게들</b> <span class="badge badge-neutral">아직 알리지 않았습니다' in page


def test_the_notice_leads_to_the_pack_and_to_the_calendar_to_subscribe(app, client):
    meeting = a_meeting()
    page = client.get(f"/meetings/{meeting.id}").text
    assert f"/meetings/{meeting.id}/pack" in page
    assert f"http://golmok.test/councils/{meeting.council_id}/calendar.ics" in page


def test_a_longer_agenda_asks_the_database_no_more_often(app, client):
    council = a_council()
    meeting = a_meeting(council=council)
    an_item(meeting, proposal_id=a_proposal(council).id)
    client.get(f"/meetings/{meeting.id}/pack")
    with counted_statements() as few:
        client.get(f"/meetings/{meeting.id}/pack")
    for _ in range(5):
        an_item(meeting, proposal_id=a_proposal(council).id)
    with counted_statements() as many:
        client.get(f"/meetings/{meeting.id}/pack")
    assert len(many) <= len(few)


def told() -> list[str]:
    while jobs.deliver_events(clock.now()):
        pass
    return [line.action for line in rows("notification")]


def test_members_are_reminded_once_two_days_before_and_led_to_the_pack(app):
    meeting = a_meeting(starts_at=in_days(2) - HOUR, announced_at=in_days(-5))
    version, number = meeting.version, meeting.id
    a_member(meeting.council)
    assert [remind_of_meetings(clock.now()) for _ in range(2)] == [1, 0]
    assert set(told()) == {"meeting.reminded"}
    assert {line.url for line in rows("notification")} == {f"/meetings/{number}/pack"}
    assert rows("meeting")[0].version == version, "calendars have nothing new to know"


def test_nobody_is_reminded_too_early_too_late_or_of_what_is_off(app):
    long_ago = in_days(-9)
    a_meeting(starts_at=in_days(2) + HOUR, announced_at=long_ago)
    a_meeting(starts_at=in_days(-1), announced_at=long_ago)
    a_meeting(starts_at=in_days(1), announced_at=long_ago, state=MeetingState.CANCELLED)
    a_meeting(starts_at=in_days(1), announced_at=None, state=MeetingState.DRAFT)
    assert remind_of_meetings(clock.now()) == 0


def test_who_was_told_within_the_last_two_days_needs_no_reminder(app):
    a_meeting(starts_at=in_days(1), announced_at=in_days(-0.5))
    assert remind_of_meetings(clock.now()) == 0


def test_a_meeting_that_is_put_off_is_reminded_of_anew(app):
    meeting = a_meeting(starts_at=in_days(1), announced_at=in_days(-9))
    leader, number = meeting.called_by, meeting.id
    assert remind_of_meetings(clock.now()) == 1
    plan = Plan("다음 주에", in_days(8), meeting.place)
    with transaction():
        service.change(queries.meeting(number), plan, by=leader, at=clock.now())
    assert remind_of_meetings(clock.now()) == 0
    assert remind_of_meetings(in_days(7)) == 1
    assert session().query(Event).filter_by(action="meeting.reminded").count() == 2
