"""From proposals to an announced meeting: made, arranged, announced with its notice, changed, called off."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from werkzeug.datastructures import MultiDict

from app.kernel import clock
from app.kernel.db import session, transaction
from app.kernel.errors import Conflict, Invalid
from app.kernel.events import Event
from app.meetings import queries, service
from app.meetings.service.calling import Plan, earliest_day
from app.meetings.states import MeetingState
from app.proposals.states import ProposalState
from tests.browsing import form_of, submit
from tests.conftest import rows
from tests.factories import a_council, a_facilitator, days, in_days
from tests.factories.meetings import a_meeting, an_item
from tests.factories.proposals import a_proposal


def when(ahead: float) -> dict[str, str]:
    moment = clock.seoul(in_days(ahead))
    return {"day": moment.date().isoformat(), "time": "19:00"}


def called(client, council, ahead: float = 8, **fields):
    values = {"title": "9월 골목회의", "place": "빌라 주차장", "topics": "새로 온 이웃 인사", **when(ahead), **fields}
    return submit(client, f"/councils/{council.id}/meetings/new", "/meetings/new", **values)


def actions() -> list[str]:
    return [event.action for event in rows("event")]


def a_plan(**given) -> Plan:
    return Plan(**{"title": "회의", "starts_at": in_days(8), "place": "마을활력소", **given})


def test_a_meeting_is_made_from_proposals_and_free_topics_and_announced(app, sign_in, client):
    council = a_council()
    proposal, browser = a_proposal(council, title="유리 봉투"), sign_in(a_facilitator(council))
    answer = called(browser, council, proposals=[str(proposal.id)])
    assert answer.status_code == 303
    agenda = browser.get(answer.location).text
    assert agenda.index("1. 유리 봉투") < agenda.index("2. 새로 온 이웃 인사")
    assert client.get("/meetings/1").status_code == 404, "a draft is nobody's but the facilitator's"
    notice = submit(browser, answer.location, "/announcement", follow=True)
    assert "회의를 알렸습니다" in notice.text
    page = client.get("/meetings/1").text
    assert "9월 골목회의" in page
    assert "빌라 주차장" in page
    assert "오후\u00a07시\u00a000분" in page
    assert "유리 봉투" in page
    assert "02-000-0000" in page
    assert actions() == ["proposal.tabled", "meeting.announced"]
    assert rows("proposal")[0].state == ProposalState.TABLED


def test_the_clock_on_the_wall_is_seouls(app, sign_in):
    council = a_council()
    called(sign_in(a_facilitator(council)), council)
    start = queries.meeting(1).starts_at
    assert start.utcoffset() == timedelta(0)
    assert start.hour == 10, "19:00 in Seoul is 10:00 UTC"


def test_sending_the_form_twice_makes_one_meeting(app, sign_in):
    council = a_council()
    browser = sign_in(a_facilitator(council))
    url = f"/councils/{council.id}/meetings/new"
    form = form_of(browser.get(url).text, "/meetings/new")
    form.values = MultiDict(form.values.to_dict() | {"title": "회의", "place": "주차장", **when(3)})
    answers = [browser.post(url, data=form.values) for _ in range(2)]
    assert answers[0].location == answers[1].location
    assert len(rows("meeting")) == 1


def test_the_same_form_with_another_title_is_another_meeting(app, sign_in):
    council = a_council()
    browser = sign_in(a_facilitator(council))
    url = f"/councils/{council.id}/meetings/new"
    form = form_of(browser.get(url).text, "/meetings/new")
    for title in ("첫 회의", "다음 회의"):
        form.values = MultiDict(form.values.to_dict() | {"title": title, "place": "주차장", **when(3)})
        assert browser.post(url, data=form.values).status_code == 303
    assert [meeting.title for meeting in rows("meeting")] == ["첫 회의", "다음 회의"]


def test_a_date_that_has_passed_is_refused_with_a_sentence(app, sign_in):
    council = a_council()
    answer = called(sign_in(a_facilitator(council)), council, ahead=-1)
    assert answer.status_code == 422
    assert "이미 지난 때입니다" in answer.text
    assert "9월 골목회의" in answer.text, "what was typed stays in the form"
    assert not rows("meeting")


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("title", "", "이 칸을 채워 주세요"),
        ("day", "0001-01-01", "날짜를 골라 주세요"),
        ("day", "내일", "날짜"),
        ("time", "저녁", "시각"),
        ("minutes_planned", "많이", "숫자로 적어 주세요"),
        ("minutes_planned", "0", "1분에서 600분"),
        ("place", "010-1234-5678로 전화", "휴대전화 번호"),
        ("topics", "가" * 81, "한 줄에 80자"),
    ],
)
def test_what_cannot_be_a_meeting_is_refused_beside_its_field(app, sign_in, field, value, sentence):
    council = a_council()
    answer = called(sign_in(a_facilitator(council)), council, **{field: value})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert not rows("meeting")


def test_a_proposal_of_another_council_is_not_taken_up(app, sign_in):
    council, stranger = a_council(), a_proposal()
    a_proposal(council)
    assert called(sign_in(a_facilitator(council)), council, proposals=[str(stranger.id)]).status_code == 422
    assert not rows("meeting")


def test_a_meeting_cannot_be_announced_before_its_notice_has_run(app, sign_in):
    council = a_council(bylaws={"notice_days": 7})
    browser = sign_in(a_facilitator(council))
    agenda = called(browser, council, ahead=6).location
    page = submit(browser, agenda, "/announcement", follow=True)
    earliest = clock.today() + days(7)
    assert f"{earliest.year}년\u00a0{earliest.month}월\u00a0{earliest.day}일" in page.text
    assert "7일 전에 알리도록" in page.text
    assert rows("meeting")[0].state == MeetingState.DRAFT
    assert not actions()


def test_the_first_day_after_the_notice_is_early_enough(app):
    council = a_council(bylaws={"notice_days": 7})
    leader, at = a_facilitator(council), clock.now()
    meeting = a_meeting(council=council, called_by=leader, state=MeetingState.DRAFT, starts_at=at + days(7))
    an_item(meeting)
    with transaction():
        service.announce(queries.meeting(meeting.id), by=leader, at=at)
    assert rows("meeting")[0].state == MeetingState.ANNOUNCED
    assert earliest_day(council.bylaws, at) == clock.today() + days(7)


def test_an_empty_agenda_is_not_announced(app, sign_in):
    meeting = a_meeting(state=MeetingState.DRAFT)
    browser = sign_in(meeting.called_by)
    page = submit(browser, f"/meetings/{meeting.id}/agenda", "/announcement", follow=True)
    assert "안건이 없습니다" in page.text
    assert rows("meeting")[0].announced_at is None


def test_announcing_twice_announces_once(app, sign_in):
    meeting = a_meeting(state=MeetingState.DRAFT)
    an_item(meeting)
    browser = sign_in(meeting.called_by)
    url = f"/meetings/{meeting.id}/agenda"
    form = form_of(browser.get(url).text, "/announcement")
    assert [browser.post(form.action, data=form.values).status_code for _ in range(2)] == [303, 303]
    assert actions() == ["meeting.announced"]


def test_a_meeting_whose_time_went_by_unannounced_is_not_announced(app):
    meeting = a_meeting(state=MeetingState.DRAFT, starts_at=in_days(-1))
    an_item(meeting)
    with pytest.raises(Invalid, match="지난 때"), transaction():
        service.announce(meeting, by=meeting.called_by, at=clock.now())


def test_a_withdrawn_proposal_stops_the_announcement_and_says_which(app):
    council = a_council()
    proposal = a_proposal(council, title="벤치", state=ProposalState.WITHDRAWN)
    meeting = a_meeting(council=council, state=MeetingState.DRAFT)
    an_item(meeting, proposal_id=proposal.id, title="벤치")
    with pytest.raises(Invalid, match="벤치"), transaction():
        service.announce(meeting, by=meeting.called_by, at=clock.now())
    assert rows("meeting")[0].state == MeetingState.DRAFT


def test_a_changed_place_is_told_and_an_unchanged_form_is_not(app, sign_in):
    meeting = a_meeting(starts_at=in_days(3).replace(second=0, microsecond=0))
    browser = sign_in(meeting.called_by)
    url = f"/meetings/{meeting.id}/details"
    assert submit(browser, url, "/details").status_code == 303
    assert actions() == []
    assert submit(browser, url, "/details", place="경로당 앞").status_code == 303
    told = session().scalars(select(Event)).one()
    assert (told.action, told.facts) == ("meeting.changed", {"changed": ["place"]})
    assert "경로당 앞" in app.test_client().get(f"/meetings/{meeting.id}").text


def test_a_draft_changes_without_telling_anybody(app, sign_in):
    meeting = a_meeting(state=MeetingState.DRAFT, starts_at=in_days(3))
    submit(sign_in(meeting.called_by), f"/meetings/{meeting.id}/details", "/details", title="다른 이름")
    assert rows("meeting")[0].title == "다른 이름"
    assert actions() == []


def test_an_announced_meeting_is_not_moved_into_its_notice_period(app, sign_in):
    council = a_council(bylaws={"notice_days": 7})
    meeting = a_meeting(council=council, starts_at=in_days(10))
    answer = submit(sign_in(meeting.called_by), f"/meetings/{meeting.id}/details", "/details", **when(3))
    assert answer.status_code == 422
    assert "7일 전에 알리도록" in answer.text


def test_a_running_meeting_is_not_changed_and_not_called_off(app):
    meeting = a_meeting(state=MeetingState.RUNNING)
    leader = meeting.called_by
    for verb in (
        lambda: service.change(meeting, a_plan(), by=leader, at=clock.now()),
        lambda: service.cancel(meeting, "비", by=leader, at=clock.now()),
    ):
        with pytest.raises(Conflict), transaction():
            verb()
    assert rows("meeting")[0].state == MeetingState.RUNNING


def test_a_meeting_that_is_not_there_is_not_found(app, client):
    assert client.get("/meetings/77").status_code == 404
