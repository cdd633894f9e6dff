"""What happens to a request between its receipt and its answer: supplements, more time, and words on progress."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from app.decisions import queries
from app.decisions.clocks import Pause
from app.decisions.models import Request, RequestStep
from app.decisions.queries import Course
from app.decisions.states import LongerBy, StepKind
from app.kernel import clock
from app.kernel.db import session
from app.kernel.errors import Conflict, Invalid
from app.kernel.events import record
from app.kernel.i18n import _, day, lazy
from app.people.models import User


@dataclass(frozen=True)
class Press:
    """One press of a form: its own token, and the version of the request that was on the page."""

    once: str
    seen: int


def ask_supplement(
    request: Request, words: str, wanted_by: date, press: Press, *, by: User, at: datetime
) -> RequestStep:
    """Ask the council for what is missing, by a day; from today on the clock stands until it comes.

    Raises Conflict once the day of the answer is past or the request is answered, Invalid for a day in the past and
    after the days in which the kind lets one ask (국민제안규정 §4 ④: seven).
    """
    held, _course, there = begin(request, press, at)
    if there:
        return there
    _refuse_late_or_stopped(held, at)
    today = clock.seoul(at).date()
    if wanted_by < today:
        raise Invalid(lazy("지난 날짜입니다. 오늘이나 그 뒤의 날로 적어 주세요."))
    within = held.kind.supplement_within if held.kind else None
    if within is not None and held.received_on and today > held.received_on + timedelta(days=within):
        last = day(held.received_on + timedelta(days=within))
        raise Invalid(_("이 절차에서는 %(day)s까지만 보완을 요청할 수 있었습니다.", day=last))
    held.stopped_at, held.due_on, held.due_at = at, None, None
    step = take(held, StepKind.SUPPLEMENT, press.once, by=by, at=at, words=words, wanted_by=wanted_by)
    record("request.supplement_asked", held, by=by, at=at)
    return step


def supply(request: Request, words: str, press: Press, *, by: User, at: datetime) -> RequestStep:
    """Answer what the centre asked for: the clock goes on. Raises Conflict where nothing is asked for."""
    held, course, there = begin(request, press, at)
    if there:
        return there
    asked = course.asked_supplement
    if asked is None:
        raise Conflict(lazy("센터가 보완을 기다리고 있지 않습니다."))
    held.stopped_at = None
    due_on = _set_due(held, course.longer, [*course.pauses, Pause(asked.at, at)])
    step = take(held, StepKind.SUPPLIED, press.once, by=by, at=at, words=words, due_on=due_on, contact="")
    record("request.supplied", held, by=by, at=at)
    return step


def extend(request: Request, way: LongerBy, words: str, press: Press, *, by: User, at: datetime) -> RequestStep:
    """Take longer, once by as much as the kind allows; a second time the council is asked for its consent.

    민원처리법 시행령 §21: one extension within the length of the term, a second only where those who asked agree; the
    reason and the new date are told at once. A field survey (§17 ④ ⑤) is taken once and is no extension. Raises
    Conflict once the day is past, while the clock stands, and where the kind allows no more.
    """
    held, course, there = begin(request, press, at)
    if there:
        return there
    _refuse_late_or_stopped(held, at)
    kind = held.kind
    if way is LongerBy.SURVEY and kind and kind.survey_days and not course.was_surveyed:
        return _lengthen(held, course, StepKind.SURVEY, kind.survey_days, press, words, by=by, at=at)
    if way is LongerBy.EXTENSION and kind and kind.extension:
        if course.extensions == 0:
            return _lengthen(held, course, StepKind.EXTENSION, kind.extension, press, words, by=by, at=at)
        if course.extensions == 1 and kind.second_with_consent and course.asked_consent is None:
            step = take(held, StepKind.CONSENT_ASKED, press.once, by=by, at=at, words=words)
            record("request.consent_asked", held, by=by, at=at)
            return step
    raise Conflict(lazy("이 절차에서는 기한을 더 늘릴 수 없습니다."))


def consent(request: Request, agrees: bool, words: str, press: Press, *, by: User, at: datetime) -> RequestStep:
    """The asking council agrees to a second extension or does not. Raises Conflict where it was not asked."""
    held, course, there = begin(request, press, at)
    if there:
        return there
    if course.asked_consent is None or held.kind is None:
        raise Conflict(lazy("센터가 동의를 구하고 있지 않습니다."))
    if agrees:
        return _lengthen(held, course, StepKind.AGREED, held.kind.extension, press, words, by=by, at=at, contact="")
    step = take(held, StepKind.DECLINED, press.once, by=by, at=at, words=words, contact="")
    record("request.extension_declined", held, by=by, at=at)
    return step


def tell_progress(request: Request, words: str, press: Press, *, by: User, at: datetime) -> RequestStep:
    """Say how far it is: owed every 30 days (민원처리법 시행령 §23), and never too often."""
    held, _course, there = begin(request, press, at)
    if there:
        return there
    step = take(held, StepKind.PROGRESS, press.once, by=by, at=at, words=words)
    record("request.progressed", held, by=by, at=at)
    return step


def begin(request: Request, press: Press, at: datetime) -> tuple[Request, Course, RequestStep | None]:
    """The request held, its steps, and the step that this very press has taken before.

    Raises Conflict once it is answered or has ended without an answer, Invalid where somebody else took a step since
    the page was opened.
    """
    held, course = queries.locked_course(request.id)
    there = next((step for step in course.steps if step.key == press.once), None)
    if there is not None:
        return held, course, there
    if held.is_answered:
        raise Conflict(lazy("이미 답한 요청입니다."))
    if not held.is_open:
        raise Conflict(lazy("거두었거나 종결한 요청입니다."))
    if held.version != press.seen:
        raise Invalid(lazy("그 사이에 다른 분이 이 요청을 처리했습니다. 새 창에서 열어 보고 다시 해 주세요."))
    held.stepped_at = at
    return held, course, None


def take(held: Request, kind: StepKind, key: str, *, by: User | None, at: datetime, **facts: Any) -> RequestStep:
    """Write the step down; an officer's with section, name and phone (민원처리법 시행령 §31)."""
    if facts.get("contact") is None:
        facts["contact"] = _contact(by, held) if by else ""
    step = RequestStep(request_id=held.id, kind=kind, key=key, by_id=by.id if by else None, at=at, **facts)
    session().add(step)
    return step


def _contact(by: User, held: Request) -> str:
    post = queries.post_of(by.id, held.desk_id)
    return f"{post.section} {by.name} {post.phone}"


def _lengthen(
    held: Request,
    course: Course,
    kind: StepKind,
    longer: int,
    press: Press,
    words: str,
    *,
    by: User,
    at: datetime,
    contact: str | None = None,
) -> RequestStep:
    """Move the due date and tell everybody concerned."""
    due_on = _set_due(held, course.longer + longer, course.pauses)
    step = take(held, kind, press.once, by=by, at=at, words=words, longer=longer, due_on=due_on, contact=contact)
    told = {"due_on": due_on.isoformat() if due_on else ""}
    if kind is StepKind.AGREED:
        record("request.consented", held, by=by, at=at, **told)
    else:
        record("request.extended", held, by=by, at=at, **told)
    return step


def _set_due(held: Request, longer: int, pauses: Sequence[Pause]) -> date | None:
    """Count anew from the receipt, with every extension and without the time in which the clock stood."""
    if held.kind is not None and held.received_at is not None:
        due = queries.due(held.kind, held.received_at, longer=longer, pauses=pauses)
        held.due_on, held.due_at = due.on, due.at
    return held.due_on


def _refuse_late_or_stopped(held: Request, at: datetime) -> None:
    if held.stopped_at is not None:
        raise Conflict(lazy("보완을 기다리는 동안 기한이 멈춰 있습니다. 보완이 온 뒤에 할 수 있습니다."))
    is_past = held.due_at is not None and at > held.due_at
    if is_past or (held.due_on is not None and clock.seoul(at).date() > held.due_on):
        raise Conflict(lazy("답변 기한이 지나 할 수 없습니다. 어디까지 왔는지 알리거나 답해 주세요."))
