"""What officers' programs do: answer requests, tell how promises go on."""

from typing import Any

import pytest
from sqlalchemy import select

from app.decisions.models import Decision
from app.decisions.service import OVERTAKEN
from app.deeds.models import Commitment, Progress
from app.deeds.states import CommitmentState
from app.kernel.db import session
from tests.access.calls import ANSWER
from tests.access.world import a_world
from tests.api.programs import a_program


@pytest.fixture
def world(app: Any) -> Any:
    return a_world()


@pytest.fixture
def program(app: Any, world: Any) -> Any:
    return a_program(app, world.users["D"])


def test_an_answer_is_drafted_read_back_and_published(app, world, program):
    number = world.things["report sent"]["request_id"]
    path = f"requests/{number}/answer"
    drafted = program.change(path, {"answer": "rejected", "reason": "예산이 없습니다.", "publish": False})
    assert drafted.status_code == 200
    assert program.get(f"requests/{number}").json["answer"] is None
    shown = program.get(path)
    assert (shown.json["answer"], shown.json["reason"]) == ("rejected", "예산이 없습니다.")
    assert shown.headers["ETag"] == drafted.headers["ETag"]
    gaps = program.change(path, {"publish": True, "reason": None})
    assert gaps.status_code == 422
    assert "#/reason" in {one["pointer"] for one in gaps.json["errors"]}
    out = program.change(path, ANSWER)
    assert (out.status_code, out.json["page"]) == (200, f"http://golmok.test/requests/{number}")
    assert program.get(f"requests/{number}").json["answer"] == "rejected"
    assert program.get(path).status_code in {403, 409}


def test_two_officers_at_once_do_not_overwrite_each_other(app, world, program):
    number = world.things["report sent"]["request_id"]
    path = f"requests/{number}/answer"
    seen = program.get(path).headers["ETag"]
    assert program.post(path, {"reason": "첫째"}, if_match=seen).status_code == 200
    late = program.post(path, {"reason": "둘째"}, if_match=seen)
    assert (late.status_code, late.json["detail"]) == (412, str(OVERTAKEN))
    kept = session().scalars(select(Decision).where(Decision.request_id == number)).one()
    assert kept.reason == "첫째"


def test_progress_is_told_once(app, world, program):
    number = world.things["commitment promised"]["commitment_id"]
    before = len(session().scalars(select(Progress)).all())
    for _ in range(2):
        answer = program.post(
            f"commitments/{number}/progress", {"text": "시작했습니다", "step": "start"}, idempotency_key="k"
        )
        assert answer.status_code == 201
    told = session().scalars(select(Progress).order_by(Progress.id)).all()[before:]
    assert [one.text for one in told] == ["시작했습니다"]
    assert session().get_one(Commitment, number).state is CommitmentState.UNDER_WAY
    empty = program.post(f"commitments/{number}/progress", {})
    assert [one["pointer"] for one in empty.json["errors"]] == ["#/text"]
