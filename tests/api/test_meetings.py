"""Meetings by programs: made, given an agenda and announced as on the pages."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from app.kernel import clock
from app.kernel.db import session
from app.meetings.models import AgendaItem, Meeting
from app.proposals.states import ProposalState
from tests import factories
from tests.api.programs import Program, a_program
from tests.factories import proposals

DAY = (clock.today() + timedelta(days=20)).isoformat()
PLAN = {"title": "다음 회의", "day": DAY, "time": "19:00", "place": "새솔 공원"}


@pytest.fixture
def council(app: Any) -> Any:
    return factories.a_council()


@pytest.fixture
def program(app: Any, council: Any) -> Program:
    return a_program(app, factories.a_facilitator(council))


def count(model: Any) -> int:
    return int(session().scalar(select(func.count()).select_from(model)) or 0)


def test_a_meeting_is_made_once_given_items_and_announced(app, council, program):
    ready = proposals.a_proposal(council)
    content = {**PLAN, "topics": "가로등\n청소", "proposals": [ready.id], "seats": 30}
    made = program.post(f"councils/{council.id}/meetings", content, idempotency_key="k")
    again = program.post(f"councils/{council.id}/meetings", content, idempotency_key="k")
    number = made.json["number"]
    assert (made.status_code, again.status_code, again.json["number"]) == (201, 201, number)
    assert made.headers["Location"] == f"http://golmok.test/api/v1/meetings/{number}/agenda"
    assert program.get(f"meetings/{number}").status_code == 404
    for _ in range(2):
        item = program.post(f"meetings/{number}/agenda", {"title": "주차", "minutes": 20}, idempotency_key="i")
        assert item.status_code == 201
    agenda = program.get(f"meetings/{number}/agenda").json["items"]
    assert [one["title"] for one in agenda] == [ready.title, "가로등", "청소", "주차"]
    assert (agenda[0]["proposal"], agenda[3]["minutes"]) == (ready.id, 20)
    for _ in range(2):
        assert program.post(f"meetings/{number}/announcement").status_code == 200
    assert program.get(f"meetings/{number}").json["title"] == "다음 회의"
    session().refresh(ready)
    assert ready.state is ProposalState.TABLED
    kept = session().get(Meeting, number)
    assert (clock.seoul(kept.starts_at).hour, kept.minutes_planned, kept.seats) == (19, 90, 30)


def test_a_proposal_is_put_on_the_agenda_once_and_a_foreign_one_never(app, council, program):
    number = program.post(f"councils/{council.id}/meetings", PLAN).json["number"]
    ready, foreign = proposals.a_proposal(council), proposals.a_proposal()
    path = f"meetings/{number}/agenda/proposals"
    first, second = (program.post(f"{path}/{ready.id}") for _ in range(2))
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json["number"] == second.json["number"]
    assert program.post(f"{path}/{foreign.id}").status_code == 404
    member = a_program(app, factories.a_member(council))
    assert member.post(f"{path}/{ready.id}").status_code in {403, 404}
    assert count(AgendaItem) == 1


def test_what_the_bylaws_do_not_allow_is_refused_with_the_pages_sentence(app):
    council = factories.a_council(bylaws={"notice_days": 7})
    program = a_program(app, factories.a_facilitator(council))
    soon = {**PLAN, "day": (clock.today() + timedelta(days=1)).isoformat(), "topics": "가로등"}
    number = program.post(f"councils/{council.id}/meetings", soon).json["number"]
    refused = program.post(f"meetings/{number}/announcement")
    assert refused.status_code == 422
    assert refused.json["detail"].startswith("이 골목회의의 운영세칙은 회의를 7일 전에 알리도록 합니다.")
    past = program.post(f"councils/{council.id}/meetings", {**PLAN, "day": "2020-01-01"})
    assert past.status_code == 422
    assert past.json["detail"] == "이미 지난 때입니다. 앞으로 올 날짜와 시각을 골라 주세요."


@pytest.mark.parametrize(
    ("more", "pointer"),
    [
        ({"day": "2026-02-30"}, "#/day"), ({"day": 1}, "#/day"), ({"time": "25:00"}, "#/time"),
        ({"minutes_planned": 0}, "#/minutes_planned"), ({"minutes_planned": 10**30}, "#/minutes_planned"),
        ({"minutes_planned": None}, "#/minutes_planned"), ({"seats": "30"}, "#/seats"), ({"seats": 0}, "#/seats"),
        ({"proposals": [2**31 - 1]}, "#/proposals"), ({"proposals": "1"}, "#/proposals"),
        ({"topics": "가" * 81}, "#/topics"), ({"title": ""}, "#/title"),
    ],
)  # fmt: skip
def test_each_mistake_points_to_its_member(council, program, more, pointer):
    answer = program.post(f"councils/{council.id}/meetings", {**PLAN, **more})
    assert answer.status_code == 422
    assert [one["pointer"] for one in answer.json["errors"]] == [pointer]
    assert count(Meeting) == 0
