"""The clock reminds: officer, team leader, head, each once; a word every 30 days; and the council's next agenda."""

from datetime import datetime, timedelta

import pytest

from app.decisions import jobs, queries
from app.decisions.states import StepKind
from app.kernel.clock import SEOUL
from app.kernel.db import session, transaction
from app.meetings import service as meetings
from app.meetings.models import AgendaItem, Meeting
from app.meetings.service.calling import Plan
from app.notices import jobs as notices
from app.people.models import Post
from app.people.states import Rank
from tests.conftest import counted_statements, rows
from tests.factories import a_council, a_facilitator, an_officer
from tests.factories.decisions import a_request, an_answer
from tests.factories.steps import a_supplement, an_extension


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SEOUL)


RECEIVED = at("2026-11-23 10:00")  # due on Thursday, 10 December


@pytest.fixture
def council(app):
    return a_council()


def of_rank(council, rank, name):
    person = an_officer(council.dong, name=name)
    with transaction():
        session().query(Post).filter_by(user_id=person.id).one().rank = rank
    return person


@pytest.fixture
def desk(council):
    ranks = {Rank.OFFICER: "김담당", Rank.TEAM_LEADER: "이팀장", Rank.HEAD: "박동장"}
    return {rank: of_rank(council, rank, name) for rank, name in ranks.items()}


def told(action: str) -> set[int]:
    while notices.deliver_events(at("2027-06-01 10:00")):
        pass
    session().expire_all()
    return {line.user_id for line in rows("notification") if line.action == action}


def reminded(moment: str) -> int:
    session().expire_all()
    return jobs.remind_of_answers(at(moment))


def climbed(request) -> list[StepKind]:
    return [step.kind for step in queries.course(request.id).steps]


def test_reminders_climb_from_the_officer_to_the_team_leader_to_the_head_each_once(council, desk):
    request = a_request(council, at=RECEIVED)
    assert reminded("2026-12-04 23:00") == 0
    for moment, action, rank in (
        ("2026-12-07 00:01", "request.due_soon", Rank.OFFICER),
        ("2026-12-10 00:01", "request.due_today", Rank.TEAM_LEADER),
        ("2026-12-11 00:01", "request.overdue", Rank.HEAD),
    ):
        assert reminded(moment) == 1
        assert reminded(moment) == 0
        assert told(action) == {desk[rank].id}
    assert climbed(request) == [StepKind.OFFICER_TOLD, StepKind.LEADER_TOLD, StepKind.HEAD_TOLD]


def test_a_centre_without_a_head_in_golmok_tells_everybody_at_the_desk(council):
    officers = {an_officer(council.dong).id, an_officer(council.dong).id}
    request = a_request(council, at=RECEIVED)
    reminded("2026-12-11 09:00")
    assert told("request.overdue") == officers
    assert climbed(request) == [StepKind.EVERYONE_TOLD] * 2


@pytest.mark.parametrize("moments", [("2026-12-10 09:00", "2026-12-11 09:00"), ("2026-12-11 09:00",)])
def test_the_way_of_a_request_says_once_of_a_date_that_everybody_at_the_desk_was_told(council, client, moments):
    an_officer(council.dong)
    request = a_request(council, at=RECEIVED)
    for moment in moments:
        reminded(moment)
    assert climbed(request)[-2:] == [StepKind.EVERYONE_TOLD] * 2  # kept, so that neither comes again
    page = client.get(f"/requests/{request.id}").text
    assert page.count(str(StepKind.EVERYONE_TOLD.label)) == 1


def test_for_another_date_everybody_is_told_anew_and_the_way_says_so(council, client):
    officer = an_officer(council.dong)
    request = a_request(council, at=RECEIVED)
    reminded("2026-12-10 09:00")
    an_extension(request.id, officer, at=at("2026-12-10 10:00"))
    reminded("2027-02-10 09:00")
    assert climbed(request).count(StepKind.EVERYONE_TOLD) == 3
    assert client.get(f"/requests/{request.id}").text.count(str(StepKind.EVERYONE_TOLD.label)) == 2


def test_over_a_weekend_the_head_is_told_on_the_first_day_of_work(council, desk):
    request = a_request(council, at=at("2026-11-24 10:00"))  # due on Friday, 11 December
    reminded("2026-12-12 09:00")
    assert climbed(request) == [StepKind.LEADER_TOLD]
    reminded("2026-12-14 09:00")
    assert climbed(request)[-1] is StepKind.HEAD_TOLD


def test_an_extension_starts_the_ladder_anew(council, desk):
    request = a_request(council, at=RECEIVED)
    reminded("2026-12-07 09:00")
    an_extension(request.id, desk[Rank.OFFICER], at("2026-12-08 09:00"))
    assert reminded("2026-12-11 09:00") == 0
    assert reminded("2026-12-29 09:00") == 2  # near the new day, and 30 days have passed
    assert climbed(request).count(StepKind.OFFICER_TOLD) == 2


def test_nobody_is_reminded_of_what_is_answered_or_stands_still(council, desk):
    done, still = a_request(council, at=RECEIVED), a_request(council, at=RECEIVED)
    an_answer(queries.request(done.id), desk[Rank.OFFICER])
    a_supplement(still.id, desk[Rank.OFFICER], at("2026-12-01 09:00"))
    assert reminded("2026-12-11 09:00") == 0


def test_every_thirty_days_a_word_on_progress_is_asked_for_once(council, desk):
    """민원처리법 시행령 §23 ②: 접수된 날부터 30일이 지날 때마다."""
    request = a_request(council, at=RECEIVED, kind="petition")
    for moment, count in (("2026-12-22", 0), ("2026-12-23", 1), ("2026-12-24", 0), ("2027-01-22", 1)):
        assert reminded(f"{moment} 09:00") == count, moment
    assert climbed(request) == [StepKind.PROGRESS_ASKED] * 2
    assert told("request.progress_due") == {desk[Rank.OFFICER].id}


def test_reminders_leave_a_page_that_an_officer_has_open_as_it_is(council, desk):
    request = a_request(council, at=RECEIVED)
    before = queries.request(request.id).version
    reminded("2026-12-11 09:00")
    session().expire_all()
    assert queries.request(request.id).version == before


def test_when_nothing_is_due_the_clock_asks_as_little_for_twenty_requests_as_for_one(council, desk):
    a_request(council, at=RECEIVED)
    reminded("2026-12-11 09:00")
    with counted_statements() as few:
        reminded("2026-12-11 09:01")
    for _ in range(4):
        a_request(council, at=RECEIVED)
    reminded("2026-12-11 09:02")
    with counted_statements() as many:
        reminded("2026-12-11 09:03")
    assert len(few) == len(many)


def convened(council, moment: str, leader) -> Meeting:
    plan = Plan("다음 회의", at(moment), "마을활력소")
    with transaction():
        return meetings.convene(council, plan, topics=["가로등"], by=leader, at=at("2026-12-12 09:00"))


def agenda(meeting) -> list[str]:
    items = session().query(AgendaItem).filter_by(meeting_id=meeting.id).order_by(AgendaItem.position)
    return [item.title for item in items]


def put(moment: str) -> int:
    session().expire_all()
    return jobs.put_on_agendas(at(moment))


def test_what_is_overdue_goes_on_the_next_agenda_once_as_soon_as_there_is_one(council):
    leader = a_facilitator(council)
    request = a_request(council, at=RECEIVED, by=leader)
    assert put("2026-12-11 09:00") == 0  # no meeting yet
    later = convened(council, "2026-12-29 19:00", leader)
    soon = convened(council, "2026-12-20 19:00", leader)
    assert (put("2026-12-12 10:00"), put("2026-12-12 10:01")) == (1, 0)
    assert agenda(soon) == ["가로등", f"답을 기다리는 요청: {request.title}"]
    assert agenda(later) == ["가로등"]
    assert told("request.on_agenda") == {leader.id}


def test_what_the_facilitator_takes_off_stays_off_until_that_meeting_is_called_off(council):
    leader = a_facilitator(council)
    a_request(council, at=RECEIVED)
    meeting = convened(council, "2026-12-20 19:00", leader)
    put("2026-12-12 10:00")
    item = session().query(AgendaItem).filter_by(meeting_id=meeting.id, position=2).one()
    with transaction():
        meetings.drop_item(meeting, item)
    assert put("2026-12-12 10:02") == 0
    with transaction():
        meetings.cancel(meeting, "비가 옵니다", by=leader, at=at("2026-12-13 10:00"))
    following = convened(council, "2026-12-21 19:00", leader)
    assert put("2026-12-13 10:02") == 1
    assert len(agenda(following)) == 2


@pytest.mark.parametrize("moment", ["2026-12-10 23:00"])
def test_a_request_in_time_stands_on_no_agenda(council, moment):
    leader = a_facilitator(council)
    a_request(council, at=RECEIVED)
    convened(council, "2026-12-20 19:00", leader)
    assert put(moment) == 0


def test_the_page_says_for_how_many_days_there_is_no_answer(council, client):
    today = queries.request(a_request(council).id).received_on
    late = a_request(council, due_on=today - timedelta(days=4))
    assert "4일째 답이 없습니다" in client.get(f"/requests/{late.id}").text
