"""Asking other sections what they think, and entering what came back."""

from datetime import date, datetime

from app.decisions.models import Request
from app.desk import queries
from app.desk.models import SectionOpinion
from app.kernel import clock
from app.kernel.db import kept_once, session
from app.kernel.errors import Invalid
from app.kernel.i18n import lazy
from app.people.models import User

OVERTAKEN = lazy("그 사이에 다른 담당자가 이 의견을 적었습니다. 새 창에서 열어 보고 옮겨 적어 주세요.")


def ask_section(
    request: Request,
    section: str,
    person: str,
    question: str,
    wanted_by: date,
    *,
    once: str | None = None,
    by: User,
    at: datetime,
) -> SectionOpinion:
    """Write down that a section was asked, until a day. Raises Invalid for a day in the past."""
    if wanted_by < clock.seoul(at).date():
        raise Invalid(lazy("지난 날짜입니다. 오늘이나 그 뒤의 날로 적어 주세요."))
    words = {"section": section, "person": person, "question": question, "wanted_by": wanted_by}
    fresh = SectionOpinion(request_id=request.id, asked_by_id=by.id, asked_at=at, once=once or None, **words)
    return kept_once(fresh, lambda: queries.asked_once(by.id, once))[0]


def enter_opinion(
    opinion: SectionOpinion, answer: str, answered_by: str, answered_on: date, *, seen: int, by: User, at: datetime
) -> SectionOpinion:
    """Enter what came back, or enter it better. Raises Invalid for a day to come and where another has entered it."""
    if answered_on > clock.seoul(at).date():
        raise Invalid(lazy("아직 오지 않은 날짜입니다."))
    held = queries.locked_opinion(opinion.id)
    if held.version != seen:
        raise Invalid(OVERTAKEN)
    held.answer, held.answered_by, held.answered_on, held.entered_by_id = answer, answered_by, answered_on, by.id
    session().flush()
    return held
