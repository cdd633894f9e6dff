"""What stands on the one-page result report: what is asked, what was decided and by how many, and who disagreed."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from app.decisions.models import Body
from app.documents.addresses import absolute
from app.kernel.i18n import LazyString, _, day, language, lazy, number
from app.meetings.models import hands_told
from app.meetings.states import Outcome, Way
from app.polls.methods.majority_judgement import WORDS

# Reports of before kinds of requests were rows say the code alone.
_FIRST_KINDS: Mapping[str, LazyString] = {
    "suggestion": lazy("건의민원 (14일, 민원처리법 시행령 제15조)"),
    "citizen_proposal": lazy("국민제안 (1개월, 국민제안규정)"),
    "autonomy_plan": lazy("자치계획 (30일, 주민자치회 조례)"),
}


def report(body: Body, number_of_report: int) -> dict[str, Any]:
    """The facts of the report as it was sent."""
    council = body["council"]
    return {
        "title": _("결과보고서"),
        "subject": body["title"],
        "to": _("%(centre)s 귀하", centre=council["centre"]),
        "facts": [row for row in _facts(body) if row[1]],
        "asked": _("주민센터에 요청하는 것"),
        "requests": [_request(one) for one in body["requests"]],
        "decided": _("회의에서 정한 것"),
        "resolutions": [_resolution(one) for one in body["resolutions"]],
        "voted": _("투표 결과"),
        "polls": [_poll(one) for one in body["polls"]],
        "dissenting": _("다른 의견"),
        "dissent": [f"{one['item']}: {one['dissent']}" for one in body["resolutions"] if one["dissent"]],
        "draft": "" if body["sent_at"] else _("아직 보내지 않은 초안입니다."),
        "foot": absolute("decisions.report", report_id=number_of_report),
    }


def _facts(body: Body) -> list[tuple[str, str]]:
    council, meeting = body["council"], body["meeting"]
    place = " ".join(part for part in (council["gu"], council["dong"], council["alley"]) if part)
    held = ""
    if meeting:
        words = {"day": day(datetime.fromisoformat(meeting["held_at"])), "present": meeting["present"]}
        held = _("%(day)s, %(place)s, %(present)d명 참석", place=meeting["place"], **words)
    return [
        (_("보내는 곳"), _("%(name)s (접수번호 %(number)s)", name=council["name"], number=council["number"])),
        (_("골목"), place),
        (_("회의"), held),
        (_("보낸 날"), day(datetime.fromisoformat(body["sent_at"])) if body["sent_at"] else ""),
        (_("보낸 사람"), body["sender"]),
    ]


def _request(one: Any) -> dict[str, str]:
    due = _("답변 기한 %(day)s", day=day(date.fromisoformat(one["due_on"]))) if one["due_on"] else ""
    return {"text": one["text"], "clock": _kind(one), "due": due}


def _kind(one: Any) -> str:
    """What its kind was called when the report was sent."""
    if "kind" not in one:
        return str(_FIRST_KINDS.get(one["clock"], one["clock"]))
    kind = one["kind"]
    return f"{kind['ko'] if language() == 'ko' else kind['en']} ({kind['law']})"


def _resolution(one: Any) -> dict[str, str]:
    counted = {name: one.get(name, 0) for name in ("yes", "no", "abstain", "reservations", "present")}
    return {
        "text": one["text"],
        "outcome": str(Outcome(one["outcome"]).label),
        "hands": hands_told(Way(one.get("way", Way.HANDS)), **counted),
    }


def _poll(one: Any) -> dict[str, Any]:
    counted = one.get("counted", "votes")
    rows = [(option["label"], _votes(option["votes"], counted), option["chosen"]) for option in one["options"]]
    return {"question": one["question"], "sentence": one["sentence"], "rows": rows}


def _votes(votes: int | None, counted: str) -> str:
    if votes is None:
        return ""
    match counted:
        case "points":
            return _("%(points)s점", points=number(votes))
        case "duels":
            return _("%(duels)s번", duels=number(votes))
        case "grades":
            return _(WORDS[votes])
    return _("%(votes)s표", votes=number(votes))
