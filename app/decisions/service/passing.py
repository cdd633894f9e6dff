"""Passing a request on to the office that it belongs to (이송), within eight hours of work; its clock goes on."""

from dataclasses import dataclass
from datetime import datetime

from app.decisions import queries
from app.decisions.models import Request, RequestStep
from app.decisions.service.steps import Press, begin, take
from app.decisions.states import StepKind
from app.kernel.errors import Invalid
from app.kernel.events import record
from app.kernel.i18n import lazy
from app.people.models import User
from app.places.models import Dong


@dataclass(frozen=True)
class Elsewhere:
    """An office that does not work with Golmok, as it is told to everybody who asked."""

    name: str
    phone: str


def pass_on(request: Request, to: Dong | Elsewhere, words: str, press: Press, *, by: User, at: datetime) -> RequestStep:
    """Hand the request to another dong's desk, or tell which office outside Golmok has it now.

    민원처리법 시행령 §13 ③: within eight hours of work, and those who asked are told. The due date stays; what is
    passed on later is passed on all the same, and the step says so. An office outside is followed by the desk that
    passed it on, which still owes the answer here. Raises Invalid for the desk that has it.
    """
    held, course, there = begin(request, press, at)
    if there:
        return there
    since = course.with_desk_since(held.received_at or at)
    facts = {"words": words, "due_on": held.due_on, "is_late": at > queries.pass_on_by(since)}
    if isinstance(to, Dong):
        if to.id == held.desk_id:
            raise Invalid(lazy("이 요청은 이미 그 동에 있습니다."))
        desk = {"to_dong_id": to.id, "office": to.centre_name, "phone": to.centre_phone}
        step = take(held, StepKind.PASSED_ON, press.once, by=by, at=at, **desk, **facts)
        held.dong_id, held.office, held.office_phone = to.id, "", ""
    else:
        outside = {"office": to.name, "phone": to.phone}
        step = take(held, StepKind.PASSED_ON, press.once, by=by, at=at, **outside, **facts)
        held.office, held.office_phone = to.name, to.phone
    record("request.passed_on", held, by=by, at=at, office=step.office)
    return step
