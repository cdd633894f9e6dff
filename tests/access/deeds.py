"""Commitments of the small world: promised, done and being asked about, cut, and tried; with what forms need."""

from datetime import timedelta
from typing import Any

from app.councils.models import Council
from app.deeds import queries, service
from app.deeds.states import CheckKind, Moment
from app.kernel import clock
from app.kernel.db import session, transaction
from app.kernel.files import keep_image
from tests.factories import deeds as made
from tests.factories.proposals import a_picture

_DAY = (clock.today() + timedelta(days=20)).isoformat()
_WHO = {"section": "마을자치팀", "officer_name": "우리주무관", "officer_phone": "02-000-0001"}
SEEN = ("deeds.edit", "deeds.end", "deeds.reopen", "deeds.trial", "deeds.paper")
FORMS: dict[str, dict[str, Any]] = {
    "deeds.progress": {"text": "알림판을 달았습니다", "moment": "after", "step": "tell"},
    "deeds.milestones": {"title": "알림판 주문", "due_on": _DAY},
    "deeds.complete": {"done": "yes"},
    "deeds.decide_trial": {"outcome": "keep", "reason": "모두 좋아합니다"},
    "deeds.check": {"mark": "better"},
}


def keep_deeds(world: Any, council: Council) -> None:
    """The author came to the meeting behind each; the resident did not."""
    here, by, leader, author = session().get(Council, council.id), *(world.users[role] for role in "DFA")
    assert here
    given = {"by": by, "leader": leader, "came": [author]}
    _keep_promised(world, made.a_commitment(here, **given, text="빗자루를 주세요"), by)
    done = made.a_done_commitment(here, **given, text="안내문을 인쇄해 주세요")
    world.keep("commitment done", commitment_id=done.id)
    world.keep("check open", check_id=made.an_open_check(done).id)
    cut = made.dropped(made.a_commitment(here, **given, text="조명을 달아 주세요"), by)
    world.keep("commitment cut", commitment_id=cut.id)
    tried = made.a_commitment(here, **given, text="긴 의자를 놓아 주세요")
    trial = made.a_trial(tried, by)
    closed = made.closed(made.an_open_check(tried, CheckKind.TRIAL, turn=1))
    world.keep("commitment tried", commitment_id=tried.id, trial_id=trial)
    world.keep("check closed", check_id=closed.id)


def _keep_promised(world: Any, promised: Any, by: Any) -> None:
    stored = keep_image(a_picture()[0])
    told = made.told(promised, by, text="가 보았습니다", photo=stored, moment=Moment.BEFORE)
    with transaction():
        step = service.add_milestone(told, "주문", clock.today(), by=by, at=clock.now())
    photo = queries.commitment(promised.id).photos[0]
    values = {"request_id": promised.request_id, "milestone_id": step.id, "photo_id": photo.id}
    world.keep("commitment promised", commitment_id=promised.id, **values)


def filled(world: Any, endpoint: str, thing: str) -> dict[str, Any]:
    """The fields of a form of commitments; some know which version their officer had before them."""
    if endpoint not in SEEN:
        return FORMS.get(endpoint, {})
    values = world.things.get(thing, {})
    if endpoint == "deeds.paper":
        seen = queries.check(values["check_id"]).version
        return {"first": "0", "second": "1", "third": "0", "seen": str(seen)}
    seen = {"seen": str(queries.commitment(values["commitment_id"]).version)}
    forms: dict[str, dict[str, Any]] = {
        "deeds.edit": {"text": "빗자루 두 벌", "do_by": _DAY, "why": "한 벌로는 모자랍니다", **_WHO},
        "deeds.end": {"into": "cut", "reason": "12월 심의에서 빠졌습니다", "day": clock.today().isoformat()},
        "deeds.reopen": {"reason": "추경에 들어갔습니다", "do_by": _DAY},
        "deeds.trial": {"starts_on": clock.today().isoformat(), "ends_on": _DAY, "question": "계속 둘까요?"},
    }
    return {**forms[endpoint], **seen}
