"""Making a commitment out of a published answer, changing what it says, and reminding of what is late."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from app.councils.models import Council
from app.decisions import queries as decisions
from app.decisions.models import Decision, Request
from app.decisions.states import Answer
from app.deeds import queries
from app.deeds.models import PROMISING, Commitment
from app.deeds.states import REMIND_EVERY_DAYS
from app.kernel import clock
from app.kernel.db import kept_once, session
from app.kernel.errors import Invalid
from app.kernel.events import record
from app.kernel.i18n import _
from app.people.models import User

_EXPLAINED = ("text", "do_by")  # what nobody changes without saying why


@dataclass(frozen=True)
class Promise:
    """What is promised, by whom, with which money (won) and by which day."""

    text: str
    section: str
    officer_name: str
    officer_phone: str
    budget_won: int | None
    budget_from: str
    do_by: date | None


def promise(request_id: int, *, at: datetime) -> Commitment | None:
    """Keep what the published answer to the request promises, once; None where it promises nothing.

    Delivered twice or by two workers at once, it leaves one commitment. Event commitment.promised.
    """
    request = decisions.locked_request(request_id)
    decision = request.answered_decision
    if decision is None or decision.answer not in PROMISING:
        return None
    new = Commitment(
        council_id=request.council_id,
        request_id=request.id,
        text=_first_words(request, decision),
        section=decision.section,
        officer_name=decision.officer_name,
        officer_phone=decision.officer_phone,
        budget_won=decision.cost_won,
        budget_from=decision.money_from,
        do_by=decision.do_by,
        first_do_by=decision.do_by,
        basis=queries.said(decision),
        promised_at=decision.published_at or at,
    )
    made, is_new = kept_once(new, lambda: queries.of_request(request_id))
    if is_new:
        record("commitment.promised", made, by=None, at=at)
    return made


def promise_of_plan(
    council: Council, said: Promise, *, proposal_id: int | None, meeting_id: int | None, by: User, at: datetime
) -> Commitment:
    """Keep what the centre promises of a plan, without a request. Event commitment.promised.

    `proposal_id` and `meeting_id` are what it grew out of; whoever calls makes sure that it happens once. Raises
    Invalid for a day that has passed.
    """
    _refuse_unsound(said, ["do_by"], "", clock.seoul(at).date(), is_explained=True)
    source = {"proposal_id": proposal_id, "meeting_id": meeting_id}
    made = Commitment(council_id=council.id, first_do_by=said.do_by, promised_at=at, **asdict(said), **source)
    made.council, made.request = council, None
    session().add(made)
    session().flush()
    record("commitment.promised", made, by=by, at=at)
    return made


def _first_words(request: Request, decision: Decision) -> str:
    """What was asked, where all of it is done; else what the answer says is possible."""
    return decision.possible if decision.answer is Answer.PARTLY and decision.possible else request.text


def edit(
    commitment: Commitment, said: Promise, *, why: str, seen: int, by: User, at: datetime, answer: str | None = None
) -> Commitment:
    """Say otherwise what is promised. Event commitment.changed, with the names of what changed and the days.

    `answer` is the mark of an answer that says something else by now and that the officer has read: the promise is
    then held against it, and the answer itself says why. Raises Invalid where another officer was first, where the
    answer has changed once more, for a day that has passed, or where text or day change without a reason.
    """
    held = queries.locked(commitment.id)
    held.move("edit")
    refuse_if_changed(held, seen)
    now = queries.said(held.answered)
    changed = [name for name, value in asdict(said).items() if getattr(held, name) != value]
    _refuse_unsound(said, changed, why, clock.seoul(at).date(), is_explained=answer is not None)
    if answer is not None and answer != queries.mark_of_answer(now):
        raise Invalid(_("그 사이에 답변이 다시 바뀌었습니다. 새 창에서 열어 보고 다시 확인해 주세요."))
    if not changed and answer is None:
        return held
    facts: dict[str, Any] = {"changed": changed, "why": why, "is_after_answer": answer is not None}
    if "do_by" in changed:
        facts |= {"day_before": _iso(held.do_by), "day": _iso(said.do_by)}
    for name, value in asdict(said).items():
        setattr(held, name, value)
    held.first_do_by = held.first_do_by or held.do_by
    held.basis = now if answer is not None else held.basis
    session().flush()
    record("commitment.changed", held, by=by, at=at, **facts)
    return held


def _refuse_unsound(said: Promise, changed: list[str], why: str, today: date, *, is_explained: bool) -> None:
    if "do_by" in changed and said.do_by is not None and said.do_by < today:
        raise Invalid(_("지난 날짜입니다. 오늘이나 그 뒤의 날로 적어 주세요."))
    if not is_explained and not why and any(name in changed for name in _EXPLAINED):
        raise Invalid(_("약속한 일이나 날짜를 바꿀 때는 까닭을 적어 주세요. 이웃이 읽습니다."))


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def refuse_if_changed(held: Commitment, seen: int) -> None:
    """Raise Invalid unless the officer has the commitment before them as it is."""
    if seen != held.version:
        raise Invalid(_("그 사이에 다른 담당자가 이 약속을 고쳤습니다. 새 창에서 열어 보고 옮겨 적어 주세요."))


def remind(commitment_id: int, *, at: datetime) -> bool:
    """Tell the officers that it is late, at most once in REMIND_EVERY_DAYS; whether they are told now."""
    held, today = queries.locked(commitment_id), clock.seoul(at).date()
    due = held.due(today)
    if due is None or not due.is_late:
        return False
    if held.reminded_on is not None and (today - held.reminded_on).days < REMIND_EVERY_DAYS:
        return False
    held.reminded_on = today
    session().flush()
    record("commitment.overdue", held, by=None, at=at, days=-due.days_left)
    return True
