"""Words that several papers share: dates as offices write them, numbers of papers, seals, votes."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from app.kernel import clock
from app.kernel.i18n import LazyString, _, language, lazy, number
from app.places.models import Dong
from app.polls.methods.majority_judgement import WORDS

# Reports of before kinds of requests were rows say the code alone.
_FIRST_KINDS: Mapping[str, LazyString] = {
    "suggestion": lazy("건의민원 (14일, 민원처리법 시행령 제15조)"),
    "citizen_proposal": lazy("국민제안 (1개월, 국민제안규정)"),
    "autonomy_plan": lazy("자치계획 (30일, 주민자치회 조례)"),
}


def procedure_of(request: Any) -> str:
    """What the kind of a request was called, and its law, when the report was sent."""
    if "kind" not in request:
        return str(_FIRST_KINDS.get(request["clock"], request["clock"]))
    kind = request["kind"]
    return f"{kind['ko'] if language() == 'ko' else kind['en']} ({kind['law']})"


def dotted(value: date) -> str:
    """2026. 11. 24.; a moment gives its day in Seoul."""
    if isinstance(value, datetime):
        value = clock.seoul(value).date()
    return f"{value.year}. {value.month}. {value.day}."


def issued(office: str, place: int, at: datetime | None) -> str:
    """기관명-연번 (시행일), as 생산등록번호 is written; "" of what was not given out, which has the number 0."""
    if at is None or not place:
        return ""
    return _("%(office)s-%(place)d (%(day)s)", office=office, place=place, day=dotted(at))


def no_seal() -> str:
    """What stands in the place of the seal where there is none."""
    return _("직인 생략")


def head_of(dong: str) -> str:
    """상도3동장, to whom letters to a dong are written."""
    return _("%(dong)s장", dong=dong)


def centre(dong: Dong) -> str:
    """The centre of a dong with its phone."""
    return f"{dong.centre_name} {dong.centre_phone}".strip()


def votes_told(votes: int | None, counted: str) -> str:
    """Votes, points, duels or a grade in words; "" where numbers are not shown."""
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
