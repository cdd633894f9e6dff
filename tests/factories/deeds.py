"""Commitments in every state, and rounds in which residents answer."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from app.councils.models import Council
from app.decisions.states import Answer, ReasonCode
from app.deeds import queries, service
from app.deeds.models import Commitment, DeedCheck
from app.deeds.service import Promise, Told, TrialPlan
from app.deeds.states import CheckKind, CommitmentState, Mark, Step
from app.kernel import clock
from app.kernel.db import transaction
from app.people.models import User
from app.places.models import Dong
from tests.factories import a_council, a_user, an_officer
from tests.factories.decisions import a_held_meeting, a_resolution, a_sent_report, an_answer
from tests.factories.decisions import queries as decisions

YES = {"answer": Answer.ACCEPTED, "reason_code": ReasonCode.WILL_DO, "possible": ""}
PARTLY = {"answer": Answer.PARTLY, "reason_code": ReasonCode.RUNNING_COST, "possible": "일주일에 이틀 저녁 살펴봅니다."}


def an_accepted_request(council: Council | None = None, **given: Any) -> int:
    """The number of a request whose answer promises it; `came=`, `proposal=` as a_held_meeting has them."""
    council = council or a_council()
    by = given.pop("by", None) or an_officer(council.dong)
    said = {**YES, "do_by": clock.today() + timedelta(days=30), **given.pop("said", {})}
    resolution = a_resolution(text=given.pop("text", "골목을 쓸 빗자루를 주세요."))
    meeting = a_held_meeting(council, resolution, **given)
    report = a_sent_report(council, source=meeting, by=given.get("leader") or a_user())
    number = report.requests[0].id
    an_answer(decisions.request(number), by, **said)
    return number


def a_commitment(council: Council | None = None, **given: Any) -> Commitment:
    """What the answer to an accepted request promises; `given` as an_accepted_request has it."""
    number = an_accepted_request(council, **given)
    with transaction():
        made = service.promise(number, at=clock.now())
    assert made
    return queries.commitment(made.id)


def told(commitment: Commitment, by: User, step: Step = Step.TELL, text: str = "", **given: Any) -> Commitment:
    at = given.pop("at", None) or clock.now()
    with transaction():
        service.tell(commitment, Told(text, step, **given), by=by, at=at)
    return queries.commitment(commitment.id)


def a_done_commitment(council: Council | None = None, **given: Any) -> Commitment:
    """It was said to be done; `at=` when."""
    council, at = council or a_council(), given.pop("at", None)
    by = given["by"] = given.get("by") or an_officer(council.dong)
    return told(a_commitment(council, **given), by, Step.FINISH, "다 했습니다.", at=at)


def dropped(commitment: Commitment, by: User, into: CommitmentState = CommitmentState.CUT) -> Commitment:
    with transaction():
        verb, seen = service.cut if into is CommitmentState.CUT else service.drop, commitment.version
        verb(commitment, reason="예산이 빠졌습니다.", on=clock.today(), seen=seen, by=by, at=clock.now())
    return queries.commitment(commitment.id)


def an_open_check(commitment: Commitment, kind: CheckKind = CheckKind.TWO_WEEKS, **given: Any) -> DeedCheck:
    """A round; `at=` when it was opened, `turn=` of which deed or trial."""
    at, turn = given.get("at") or clock.now(), given.get("turn", commitment.turn)
    with transaction():
        made = service.open_check(commitment.id, kind, turn, at=at)
    return queries.check(made.id)


def answered(check: DeedCheck, answers: Mapping[Mark, int | list[User]], at: datetime | None = None) -> None:
    """So many persons answered so; numbers make new people."""
    for mark, people in answers.items():
        for person in people if isinstance(people, list) else [a_user() for _ in range(people)]:
            with transaction():
                service.answer(check, mark, by=person, at=at or check.opened_at)


def closed(check: DeedCheck, at: datetime | None = None) -> DeedCheck:
    with transaction():
        service.close_check(check.id, at=at or check.closes_at)
    return queries.check(check.id)


def promise_of(commitment: Commitment, **given: Any) -> Promise:
    """The same promise, but for what is given."""
    names = Promise.__dataclass_fields__
    return Promise(**{**{name: getattr(commitment, name) for name in names}, **given})


def edited(commitment: Commitment, by: User, why: str = "비가 와서 늦습니다.", **given: Any) -> Commitment:
    with transaction():
        promise = promise_of(commitment, **given)
        service.edit(commitment, promise, why=why, seen=commitment.version, by=by, at=clock.now())
    return queries.commitment(commitment.id)


def a_trial(commitment: Commitment, by: User, first: date | None = None, last: date | None = None, **given: Any) -> int:
    """The number of a trial that begins today and ends in a week, unless days are given."""
    today = clock.today()
    plan = TrialPlan(first or today, last or today + timedelta(days=7), "긴 의자를 계속 둘까요?")
    with transaction():
        seen = given.get("seen", commitment.version)
        return service.plan_trial(commitment, plan, seen=seen, by=by, at=given.get("at") or clock.now()).id


def an_office(dong: Dong) -> tuple[User, User]:
    """Two officers of the dong."""
    return an_officer(dong), an_officer(dong)
