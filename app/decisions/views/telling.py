"""The way of a request from its receipt to its answer, as its page tells it."""

from typing import Any

from app.decisions.models import Request, RequestStep
from app.decisions.queries import Course
from app.decisions.states import TOLD_TO_OFFICERS_ALONE, StepKind
from app.kernel.i18n import _, day

_TONES = {
    StepKind.SUPPLEMENT: "warning",
    StepKind.SUPPLIED: "primary",
    StepKind.EXTENSION: "warning",
    StepKind.AGREED: "warning",
    StepKind.PASSED_ON: "primary",
    StepKind.HEAD_TOLD: "danger",
    StepKind.ON_AGENDA: "danger",
}


def told(course: Course, asked: Request) -> list[dict[str, Any]]:
    """One entry of a timeline for every step that everybody may see; it begins with the receipt.

    A centre without a team leader and a head tells all its officers twice of one date: that is said once.
    """
    if asked.received_at is None:
        return []
    received = {"at": asked.received_at, "title": _("센터가 요청을 받았습니다"), "tone": "primary"}
    steps = [step for step in course.steps if step.kind not in TOLD_TO_OFFICERS_ALONE]
    first = {step.due_on: step for step in reversed(steps) if step.kind is StepKind.EVERYONE_TOLD}
    told_once = (step for step in steps if step.kind is not StepKind.EVERYONE_TOLD or first[step.due_on] is step)
    return [received, *map(_entry, told_once)]


def _entry(step: RequestStep) -> dict[str, Any]:
    parts = [step.words, _place(step), _when(step)]
    entry = {"at": step.at, "title": step.kind.label, "by": step.contact, "tone": _TONES.get(step.kind, "neutral")}
    return {**entry, "text": " ".join(part for part in parts if part)}


def _place(step: RequestStep) -> str:
    if step.kind is not StepKind.PASSED_ON:
        return ""
    late = _("8근무시간을 넘겨 이송했습니다.")
    where = _("맡은 곳: %(office)s, 전화 %(phone)s", office=step.office, phone=step.phone)
    return f"{where}. {late}" if step.is_late else f"{where}."


def _when(step: RequestStep) -> str:
    if step.wanted_by is not None:
        return _("%(day)s까지 필요합니다. 그동안 답변 기한은 멈춥니다.", day=day(step.wanted_by))
    if step.due_on is None or step.by_id is None:
        return ""
    return _("답변 기한: %(day)s", day=day(step.due_on))
